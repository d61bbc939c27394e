import type { Basis, Value } from '../../pipeline/core/figure/value.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import { capitalised, text } from '../pack/cells.js';
import type { Cell } from '../pack/model.js';
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
    text(capitalised(published?.period ?? basisWords[basis])),
  ];
}

/** Each series once, though two priorities may name it. */
export function oncePerKey(figures: readonly Figure[]): Figure[] {
  const seen = new Map<string, Figure>();
  for (const figure of figures) {
    const key = `${figure.definition.measure} ${figure.definition.version} ${figure.basis} ${figure.breakdown}`;
    if (!seen.has(key)) seen.set(key, figure);
  }
  return [...seen.values()];
}

/** More sources than these are no line for a reader. */
const MOST_SOURCES = 3;

/** Where some measures' definitions come from, each once, in order of first use; of many, where each measure's is. */
export function sourcesOf(figures: readonly Figure[]): string {
  const sources = new Set(
    figures.map((figure) => figure.definition.source.trim().replace(/\.$/, '')),
  );
  return sources.size > MOST_SOURCES
    ? 'as the worksheet called Remarks on definitions says of each measure'
    : [...sources].join('; ');
}
