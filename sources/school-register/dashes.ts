/** The register's words as ids: lower case, all that isn't a letter or a digit one dash. */
export function inDashes(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
