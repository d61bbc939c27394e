import type { Cell } from '../read/types.js';
import { type Checked, clean, type Column, type ColumnContext } from './columns.js';

/** Distinct cells remembered for a column: every day of thirty years fits, and no column costs more than a megabyte. */
const MEMO_SIZE = 12_000;
/** Longer strings may be slices that keep their whole chunk of the file in memory. */
const MEMO_LENGTH = 12;

/**
 * How a column's cells are read. Cells repeat (codes, dates), and a cell's outcome depends on nothing but the cell and the
 * return, so it is kept: reading a million rows is then mostly looking up.
 */
export function cellReader(
  column: Column,
  context: ColumnContext,
): (cell: Cell | undefined) => Checked {
  const memo = new Map<string, Checked>();
  return (cell) => {
    if (cell === '' || cell === null || cell === undefined) return null;
    if (typeof cell !== 'string' || cell.length > MEMO_LENGTH) return checkCell(cell);
    const known = memo.get(cell);
    if (known !== undefined) return known;
    const checked = checkCell(cell);
    if (memo.size < MEMO_SIZE) memo.set(cell, checked);
    return checked;
  };

  function checkCell(cell: Cell): Checked {
    const cleaned = clean(cell);
    return cleaned === null ? null : column.check(cleaned, context);
  }
}
