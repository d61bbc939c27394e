import { ratio } from '../../pipeline/core/figure/rounding.js';
import type { Cell, Quotient } from '../pack/model.js';
import { columnName } from '../../pipeline/core/xlsx/reference.js';

/**
 * A quotient of two cells of a row as a formula: the one shape of formula that our workbooks have. It multiplies first, so that an
 * ending such as .05 is as exact as a number can be.
 * @param saved the result that is saved with it
 * @param cells the row's cells
 * @throws Error where the formula wouldn't give the saved result: readers who recalculate would see another figure
 */
export function formulaOf(
  { numerator, denominator, times, decimals }: Quotient,
  saved: number,
  cells: readonly Cell[],
  row: number,
): string {
  const [n, d] = [numerator, denominator].map((column) => `${columnName(column + 1)}${row}`);
  const formula = `ROUND(${times}*${n ?? ''}/${d ?? ''},${decimals})`;
  const [top, bottom] = [cells[numerator], cells[denominator]];
  const gives =
    top?.kind === 'number' && bottom?.kind === 'number'
      ? ratio(top.value, bottom.value, 'count', { annualise: times, decimals })
      : null;
  if (gives !== saved)
    throw new Error(`${formula} gives ${gives ?? 'no number'}, and ${saved} is saved with it.`);
  return formula;
}
