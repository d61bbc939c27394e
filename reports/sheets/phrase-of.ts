/** Words before which a phrase may end, and none ends with. */
const JOINING = new Set(
  'a an and as at by for from in into of on or our so that the their to we who with'.split(' '),
);

/**
 * The first phrase of a title that is short enough: "Stable homes" of "Stable homes and good care for the children we look after".
 * It ends before a joining word or at a comma; where no phrase is short enough, after a word that doesn't ask for another.
 * @param most characters
 */
export function phraseOf(title: string, most: number): string {
  const words = title
    .replaceAll('&', 'and')
    .split(/\s+/)
    .map((said) => ({ said, word: wordText(said) }))
    .filter(({ word }) => word !== '');
  const upTo = (count: number): string =>
    words
      .slice(0, count)
      .map(({ word }) => word)
      .join(' ');
  const fitting = words.map((_, index) => index + 1).filter((count) => upTo(count).length <= most);
  const joins = (index: number): boolean => JOINING.has(words[index]?.word.toLowerCase() ?? '');
  const whole = fitting.filter(
    (count) => !joins(count - 1) && !/[’']s?$/.test(words[count - 1]?.said ?? ''),
  );
  const phrases = whole.filter(
    (count) =>
      count === words.length || joins(count) || /[,:;.)]$/.test(words[count - 1]?.said ?? ''),
  );
  const count = phrases.at(-1) ?? whole.at(-1) ?? 0;
  return count === 0 ? upTo(words.length).slice(0, most).trim() : upTo(count);
}

/** Letters, digits and dashes: what a sheet's name may hold anywhere. */
function wordText(word: string): string {
  return word.replaceAll(/[^\p{L}\p{N}-]/gu, '');
}
