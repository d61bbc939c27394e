import { closest, distance } from 'fastest-levenshtein';

/** The name that a word was perhaps meant to be, whatever its capitals; undefined where none is near enough. */
export function nearestName(word: string, names: readonly string[]): string | undefined {
  if (word === '' || names.length === 0) return undefined;
  const byLower = new Map(names.map((name) => [name.toLowerCase(), name]));
  const asked = word.toLowerCase();
  const found = closest(asked, [...byLower.keys()]);
  const most = asked.length < 4 ? 1 : Math.max(2, asked.length * 0.4);
  return distance(asked, found) <= most ? byLower.get(found) : undefined;
}

/** Names that hold a word are suggested where there are no more of them. */
const MOST_SUGGESTED = 4;

/** " Did you mean annex-a?", to follow a sentence; names that hold the word where none is near it; else nothing. */
export function didYouMean(word: string, names: readonly string[]): string {
  const near = nearestName(word, names);
  if (near !== undefined) return ` Did you mean ${near}?`;
  const part = word.toLowerCase();
  const holding = names.filter((name) => part !== '' && name.toLowerCase().includes(part));
  return holding.length === 0 || holding.length > MOST_SUGGESTED
    ? ''
    : ` Did you mean ${holding.join(' or ')}?`;
}
