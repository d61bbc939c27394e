/**
 * What stands for the name of a file in a log, a mail or a pack, where the name may hold a child's: its source, its as-at date and its
 * number in the return.
 * @param asAt `YYYY-MM-DD`
 * @param fileNo from 0
 */
export function fileAlias(source: string, asAt: string, fileNo: number): string {
  return `${source} ${asAt} file ${fileNo + 1}`;
}
