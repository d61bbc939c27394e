/** Files that are next to returns and are none: hidden ones, Office's lock files, downloads and copies that aren't done. */
export function isLeftOut(name: string): boolean {
  return (
    name.startsWith('.') ||
    name.startsWith('~') ||
    /\.(part|partial|filepart|crdownload|download|tmp|temp|swp|lock)$/i.test(name) ||
    /^(thumbs\.db|desktop\.ini|__macosx|readme(\.(md|txt))?)$/i.test(name)
  );
}
