import type { Cell } from '../../pipeline/core/files/tabular-file.js';
import { CellFault, type Column, custom, standsForNothing } from '../contract/columns.js';

/** A published figure, exactly: `scaled` over `scale`. */
interface PublishedFigure {
  readonly value_scaled: Cell;
  readonly scale: number;
  readonly symbol: string | null;
}

/** DfE's symbols in place of a figure; `k`, "rounds to zero", is called `low` here. */
const SYMBOLS: Readonly<Record<string, string>> = { c: 'c', k: 'low', u: 'u', x: 'x', z: 'z' };

/**
 * Reads a published cell: "51.8" is 518 over 10, "28" is 28 over 1, "c" a symbol without a value. What is neither goes
 * on unchanged, so that its column rejects it. Undefined for an empty cell or a dash: nothing was published.
 */
export function publishedFigure(cell: Cell): PublishedFigure | undefined {
  if (cell === null || standsForNothing(String(cell))) return undefined;
  const text = String(cell).replaceAll(',', '');
  const symbol = SYMBOLS[text.toLowerCase()];
  if (symbol !== undefined) return { value_scaled: null, scale: 1, symbol };
  const number = /^(-?\d+)(?:\.(\d{1,6}))?$/.exec(text);
  if (number === null) return { value_scaled: text, scale: 1, symbol: null };
  const decimals = number[2] ?? '';
  return {
    value_scaled: Number(`${number[1] ?? ''}${decimals}`),
    scale: 10 ** decimals.length,
    symbol: null,
  };
}

const NOT_A_FIGURE = new CellFault(
  'not-a-figure',
  'Give a number, or one of the symbols c, k, u, x, z in its place.',
);

/** The whole number that {@link publishedFigure} made; anything else is rejected. */
export function scaledFigure(): Column {
  return custom('integer', (cell) =>
    typeof cell === 'number' && Number.isSafeInteger(cell) ? cell : NOT_A_FIGURE,
  );
}
