import type { Cell } from '../read/types.js';
import { type Checked, clean, type Column, type ColumnContext } from './columns.js';

/** Distinct cells remembered for a column: every day of thirty years fits, and no column costs more than a megabyte. */
const MEMO_SIZE = 12_000;
/** A full memo that missed so often belongs to a column of identifiers; looking there is a waste. */
const MISSES = 20_000;
/** Longer strings may be slices that keep their whole chunk of the file in memory. */
const MEMO_LENGTH = 12;

/** A place of its own for each cell of one or two ASCII characters (most codes), found without hashing; -1 for all others. */
function shortPlace(cell: string): number {
  if (cell.length > 2) return -1;
  const first = cell.charCodeAt(0);
  const second = cell.length === 2 ? cell.charCodeAt(1) : 0;
  return first < 128 && second < 128 ? first * 128 + second : -1;
}

/**
 * How a column's cells are read. Cells repeat (codes, dates), and a cell's outcome depends on nothing but the cell and the
 * return, so it is kept: reading a million rows is then mostly looking up.
 */
export function cellReader(
  column: Column,
  context: ColumnContext,
): (cell: Cell | undefined) => Checked {
  const memo = new Map<string, Checked>();
  const short: (Checked | undefined)[] = [];
  let missed = 0;
  return (cell) => {
    if (cell === '' || cell === null || cell === undefined) return null;
    if (typeof cell !== 'string' || cell.length > MEMO_LENGTH || missed > MISSES) {
      return checkCell(cell);
    }
    const place = shortPlace(cell);
    if (place >= 0) return (short[place] ??= checkCell(cell)) ?? null;
    const known = memo.get(cell);
    if (known !== undefined) return known;
    const checked = checkCell(cell);
    if (memo.size < MEMO_SIZE) memo.set(cell, checked);
    else missed += 1;
    return checked;
  };

  function checkCell(cell: Cell): Checked {
    const cleaned = clean(cell);
    return cleaned === null ? null : column.check(cleaned, context);
  }
}
