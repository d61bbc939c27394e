import { type Basis, isAtLeast, type Value } from '../../pipeline/core/figure/value.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import { capitalised, text } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import type { Cell } from '../pack/model.js';
import { headlineOf } from '../pack/breakdowns.js';
import { basisWords, breakdownWords } from '../pack/words.js';

/** What data sheets call a figure, in columns of their own: measure, breakdown, period covered. */
export function nameCells(
  title: string,
  named: {
    readonly breakdown: string;
    readonly basis: Basis;
    readonly current?: Value;
    readonly published?: Value['published'];
  },
): Cell[] {
  const { breakdown, basis, current, published = current?.published } = named;
  return [
    text(title),
    text(capitalised(breakdownWords(breakdown) ?? 'all')),
    text(
      `${capitalised(published?.period ?? basisWords[basis])}${current !== undefined && isAtLeast(current) ? ', at least' : ''}`,
    ),
  ];
}

/** There is a number, whether this edition shows it or not: editions list the same rows. */
export function hasNumber({ symbol }: Pick<Value, 'symbol'>): boolean {
  return symbol === null || symbol === 'c';
}

/** Of what no strategy names only totals with a number are judged and read: parts are on the sheets of their themes. */
export function isHeadline(figure: Figure): boolean {
  return hasNumber(figure.current) && figure.breakdown === headlineOf(figure.definition);
}

/** Each series once, though two priorities may name it: a measure's total first, then its parts in natural order. */
export function oncePerKey(figures: readonly Figure[]): Figure[] {
  const seen = new Map<string, Figure>();
  for (const figure of figures) {
    const key = `${figure.definition.measure} ${figure.definition.version} ${figure.basis} ${figure.breakdown}`;
    if (!seen.has(key)) seen.set(key, figure);
  }
  const all = [...seen.values()];
  const first = new Map<string, number>();
  all.forEach((figure, index) => {
    if (!first.has(seriesOf(figure))) first.set(seriesOf(figure), index);
  });
  return all.sort(
    (a, b) =>
      (first.get(seriesOf(a)) ?? 0) - (first.get(seriesOf(b)) ?? 0) ||
      compareParts(a.breakdown, b.breakdown),
  );
}

/** The strategies' figures, and the totals of other measures: what is compared, ranked and judged on sheets of its own. */
export function shownInFull({ input, priorities }: PackContext): Figure[] {
  const named = new Set(priorities.flatMap((report) => report.figures));
  return oncePerKey(input.figures).filter((figure) => named.has(figure) || isHeadline(figure));
}

function seriesOf({ definition, basis }: Figure): string {
  return `${definition.measure} ${definition.version} ${basis}`;
}

/** All, then each breakdown's parts: under 1, 1 to 4, 5 to 9, 10 to 15; words by the alphabet. */
export function compareParts(one: string, other: string): number {
  if (one === other) return 0;
  if (one === 'all' || other === 'all') return one === 'all' ? -1 : 1;
  const [a, b] = [placeOf(one), placeOf(other)];
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  if (a.number !== b.number) return a.number - b.number;
  return one < other ? -1 : 1;
}

/** A part's name, and the number that its value begins with: under 1 is before 1 to 4. */
function placeOf(breakdown: string): { readonly name: string; readonly number: number } {
  const name = breakdown.slice(0, breakdown.indexOf(':'));
  const value = breakdown.slice(breakdown.indexOf(':') + 1);
  const number = /^(under-)?(\d+)/.exec(value);
  if (number === null) return { name, number: Number.MAX_SAFE_INTEGER };
  return { name, number: Number(number[2]) - (number[1] === undefined ? 0 : 0.5) };
}

/** More sources than these are no line for a reader. */
const MOST_SOURCES = 3;

/** Where some measures' definitions come from, each once, in order of first use; of many, where each measure's is. */
export function sourcesOf(figures: readonly Figure[]): string {
  const sources = new Set(
    figures.map((figure) => figure.definition.source.trim().replace(/\.$/, '')),
  );
  return sources.size > MOST_SOURCES
    ? 'as the file definitions.csv says of each measure'
    : [...sources].join('; ');
}
