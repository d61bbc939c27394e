import type { Comparator, Figure } from '../../pipeline/core/figure/figure.js';
import { isAt } from '../../pipeline/core/figure/rounding.js';
import { isAtLeast, type Value } from '../../pipeline/core/figure/value.js';
import { capitalised, text, valueCell } from './cells.js';
import type { Cell } from './model.js';
import { shownWords } from './words.js';

/**
 * A value as a page shows it: with the decimals that its publisher prints, and a bound as "At least 50.0%". A column of a data sheet has one
 * number of decimals: there `valueCell` is used, and the row's name says that it is a bound.
 */
export function shownCell(value: Value, figure: Pick<Figure, 'unit' | 'definition'>): Cell {
  const cell = valueCell(value, figure);
  if (cell.kind !== 'number') return cell;
  if (isAtLeast(value)) return text(capitalised(shownWords(value, figure) ?? ''));
  return printedCell(cell, value.published?.decimals);
}

/** A number with the decimals that its publisher prints, where it has no more. */
export function printedCell(cell: Cell, decimals: number | undefined): Cell {
  return cell.kind === 'number' && decimals !== undefined && isAt(cell.value, decimals)
    ? { ...cell, decimals }
    : cell;
}

/** Another's figure as a cell, with the decimals that its publisher prints. */
export function comparatorCell(
  { value, decimals }: Pick<Comparator, 'value' | 'decimals'>,
  figure: Pick<Figure, 'unit' | 'definition'>,
): Cell {
  return printedCell(valueCell(value, figure), decimals);
}
