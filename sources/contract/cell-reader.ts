import type { Cell } from '../read/types.js';
import { type Checked, clean, type Column, type ColumnContext } from './columns.js';

/** Distinct cells remembered for a column: every day of thirty years fits, and no column costs more than a megabyte. */
const MEMO_SIZE = 12_000;
/** A full memo that missed so often belongs to a column of identifiers; looking there is a waste. */
const MISSES = 20_000;
/** Cells of a column after which it has places. */
const MANY = 5_000;
/** Longer strings may be slices that keep their whole chunk of the file in memory. */
const MEMO_LENGTH = 12;

/** Codes of three characters from '0' to 'Z', and days from 1900 to 2099, are found by arithmetic too. */
const [FIRST_CODE, CODE_SPAN] = [48, 43];
const [FIRST_YEAR, YEARS] = [1900, 200];
const THREES = 128 * 128;
const DAYS = THREES + CODE_SPAN ** 3;
const PLACES = DAYS + YEARS * 13 * 32;

/**
 * A place of its own for each cell of one or two ASCII characters, for most codes of three and for dates as 31/12/2017: nearly all that
 * returns repeat, found without hashing; -1 for all others.
 */
function placeOf(cell: string): number {
  const { length } = cell;
  if (length === 10) return dayPlace(cell);
  if (length > 3) return -1;
  const first = cell.charCodeAt(0);
  const second = length > 1 ? cell.charCodeAt(1) : 0;
  if (length < 3) return first < 128 && second < 128 ? first * 128 + second : -1;
  const [a, b, c] = [first - FIRST_CODE, second - FIRST_CODE, cell.charCodeAt(2) - FIRST_CODE];
  const isCode = a >= 0 && a < CODE_SPAN && b >= 0 && b < CODE_SPAN && c >= 0 && c < CODE_SPAN;
  return isCode ? THREES + (a * CODE_SPAN + b) * CODE_SPAN + c : -1;
}

const SLASH = 47;

function dayPlace(cell: string): number {
  if (cell.charCodeAt(2) !== SLASH || cell.charCodeAt(5) !== SLASH) return -1;
  const day = twoDigits(cell, 0);
  const month = twoDigits(cell, 3);
  const year = twoDigits(cell, 6) * 100 + twoDigits(cell, 8) - FIRST_YEAR;
  // Other days of such a length (35/17/2017) are wrong, and must not share a place.
  const isOne = day < 32 && month < 13 && year >= 0 && year < YEARS;
  return isOne ? DAYS + (year * 13 + month) * 32 + day : -1;
}

/** Two digits as a number; far beyond any date where one is something else. */
function twoDigits(cell: string, at: number): number {
  const tens = cell.charCodeAt(at) - 48;
  const ones = cell.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens < 10 && ones >= 0 && ones < 10 ? tens * 10 + ones : 1_000_000;
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
  let placed: Int32Array | undefined;
  const outcomes: Checked[] = [null];
  let count = 0;
  let missed = 0;
  return (cell) => {
    if (cell === '' || cell === null || cell === undefined) return null;
    if (typeof cell !== 'string' || cell.length > MEMO_LENGTH || missed > MISSES) {
      return checkCell(cell);
    }
    // Places are for columns of many rows: a short one isn't worth them.
    if (count < MANY) count += 1;
    else {
      placed ??= new Int32Array(PLACES);
      const place = placeOf(cell);
      if (place >= 0)
        return outcomes[(placed[place] ||= outcomes.push(checkCell(cell)) - 1)] ?? null;
    }
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
