import type { RawRow } from '../../pipeline/core/files/tabular-file.js';
import { cellOf, CutRow, widthOf } from '../read/cut-row.js';
import { clean } from './columns.js';
import { headingKey } from './headings.js';
import { placeOf, type TableMatch } from './layout.js';

/** Rows among a table's data that are none. */
export interface StrayRows {
  /** Why a row is left out; undefined for a row of data. */
  reasonFor(row: RawRow): string | undefined;
  /** Why the table can't be read on from a row; undefined while it can. */
  fault(): string | undefined;
}

/** "Total", "Grand total:", "Totals (all teams)": no child, school or home is called so. */
const TOTAL = /^(?:(?:grand|sub|overall)[ -]?)?totals?(?:$|[ :=(,-])/i;
/** What programs and people write beneath a table. */
const NOTE =
  /^(?:source|notes?|key|report|run|extract(?:ed)?|produced|printed|prepared|created|generated|end of|date of|applied filters?|\(?\d+ rows?)\b/i;
const THREE_WORDS = /\S\s+\S+\s+\S/;

/** Reasons, as they are said of a file. */
const HEADINGS_AGAIN = 'the headings again';
const NO_DATA = 'a total, or a note beneath the table';

/**
 * Tells rows of data from what exports and people put among them: the headings again, as where files have been joined; a total; a note
 * beneath the table. Where the headings come again in another order, all that follows would be read under wrong ones.
 */
export function strayRows(match: TableMatch): StrayRows {
  const keys = match.headerRow.cells.map(headingKey);
  const known = new Set(keys.filter((key) => key !== ''));
  const letters = new Set<number>();
  for (const key of known) {
    letters.add(key.charCodeAt(0));
    letters.add(key.toUpperCase().charCodeAt(0));
  }
  // A table that is read as a whole says itself what a total or a note is.
  const looksForNotes = match.where.gather === undefined;
  let second: number | undefined;
  return {
    reasonFor(row) {
      const place = firstFilled(row);
      const code = codeAt(row, place);
      // Nearly every row begins with a digit.
      if (isDigit(code)) return undefined;
      if (letters.has(code)) {
        const found = headingsIn(row, keys, known);
        if (found === 'moved') second ??= row.rowNo;
        if (found !== undefined) return HEADINGS_AGAIN;
      }
      return looksForNotes && saysNoData(row, place) ? NO_DATA : undefined;
    },
    fault: () =>
      second === undefined
        ? undefined
        : `${placeOf(match.head)}, row ${second}: a second table begins, with its headings in another order. Send it as a sheet or file of its own.`,
  };
}

/** The place of the first filled cell; -1 where there is none. */
function firstFilled(row: RawRow): number {
  const width = widthOf(row);
  for (let place = 0; place < width; place += 1) {
    if (row instanceof CutRow) {
      if (row.start(place) !== row.end(place)) return place;
    } else if (row.cells[place] !== null && row.cells[place] !== '') return place;
  }
  return -1;
}

/** The code unit with which a cell begins; that of a digit where it holds no text. */
function codeAt(row: RawRow, place: number): number {
  if (place < 0) return ZERO;
  if (row instanceof CutRow) return row.codes[row.start(place)] ?? ZERO;
  const cell = row.cells[place];
  return typeof cell === 'string' ? cell.charCodeAt(0) : ZERO;
}
const [ZERO, NINE] = [48, 57];

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/** Whether a row's cells are the table's headings, at their places or at others. */
function headingsIn(
  row: RawRow,
  keys: readonly string[],
  known: ReadonlySet<string>,
): 'again' | 'moved' | undefined {
  const count = { again: 0, moved: 0, other: 0 };
  for (const [place, cell] of row.cells.entries()) {
    const key = headingKey(cell);
    if (key === '') continue;
    if (key === keys[place]) count.again += 1;
    else if (known.has(key)) count.moved += 1;
    else count.other += 1;
  }
  const found = count.again + count.moved;
  if (found < Math.min(3, known.size) || found <= 2 * count.other) return undefined;
  return count.moved > 0 ? 'moved' : 'again';
}

function saysNoData(row: RawRow, place: number): boolean {
  const cell = clean(cellOf(row, place));
  if (typeof cell !== 'string') return false;
  if (TOTAL.test(cell)) return true;
  if (!NOTE.test(cell) && !THREE_WORDS.test(cell)) return false;
  const filled = row.cells.filter((each) => clean(each) !== null).length;
  return filled <= 2 && (NOTE.test(cell) || (filled === 1 && THREE_WORDS.test(cell)));
}
