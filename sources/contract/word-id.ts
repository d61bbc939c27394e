/** Words as an id: lower case, without apostrophes, all else that isn't a letter or a digit one dash. */
export function wordId(words: string): string {
  return words
    .toLowerCase()
    .replace(/['\u2018\u2019]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
