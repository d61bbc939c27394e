import type { Quotient } from '../pack/model.js';
import { columnName } from './column-name.js';

/** A quotient of two cells of a row as a formula. It multiplies first, so that an ending such as .05 is as exact as a number can be. */
export function formulaOf(
  { numerator, denominator, times, decimals }: Quotient,
  row: number,
): string {
  const [n, d] = [numerator, denominator].map((column) => `${columnName(column + 1)}${row}`);
  return `ROUND(${times}*${n ?? ''}/${d ?? ''},${decimals})`;
}
