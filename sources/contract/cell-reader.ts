import { type CodeUnits, CutRow } from '../read/cut-row.js';
import type { Cell, RawRow } from '../../pipeline/core/files/tabular-file.js';
import { addMonths } from '../../pipeline/core/calendar/days.js';
import type { DayRange } from './days-within.js';
import { CellMemo, LAST_ASCII, MEMO_LENGTH } from './cell-memo.js';
import {
  BROKEN_FORMULA,
  CellFault,
  type Checked,
  clean,
  type Column,
  type ColumnContext,
  isFormulaError,
  Reported,
  standsForNothing,
  toPseudonym,
} from './columns.js';

/** Distinct cells remembered for a column: every day of thirty years fits, and no column costs more than a megabyte. */
const CELLS = 12_000;
/** A full memory that missed so often belongs to a column of distinct texts; looking there is a waste. */
const MISSES = 20_000;
/** Children remembered in a return, some 30 MiB when full: a child's hash is computed once and not once a row. */
const CHILDREN = 300_000;

/** What is known of cells. */
interface Memory {
  readonly limit: number;
  readonly short: CellMemo<Checked>;
  /** Those too long for a memo; undefined where they aren't remembered. */
  readonly long: Map<string, Checked> | undefined;
}

/** The children of each return that is being read: one stands in many of its rows and files. */
const children = new WeakMap<ColumnContext, Memory>();

function childrenOf(context: ColumnContext): Memory {
  const known = children.get(context) ?? {
    limit: CHILDREN,
    short: new CellMemo<Checked>(),
    long: new Map<string, Checked>(),
  };
  children.set(context, known);
  return known;
}

/** Where a column's cells are. */
interface Surroundings {
  /** Numbers of days count from 1904. */
  readonly is1904?: boolean | undefined;
  /** A date of a person can't be before. */
  readonly earliest?: string | undefined;
  /** Takes note of the dates. */
  readonly days?: DayRange;
}

/**
 * How a column's cells are read. Cells repeat (codes, dates), and a cell's outcome depends on nothing but the cell and the
 * return, so it is kept: reading a million rows is then mostly looking up.
 */
export class CellReader {
  readonly #memory: Memory;
  /** Code units of a cell that stands alone. */
  readonly #own = new Uint8Array(MEMO_LENGTH);
  #missed = 0;
  /** Of a column of dates: a later one is reported. */
  readonly #latest: string | undefined;
  readonly #tooLate: CellFault | undefined;

  constructor(
    private readonly column: Column,
    private readonly context: ColumnContext,
    private readonly surroundings: Surroundings = {},
  ) {
    const { yearsAhead } = column;
    if (yearsAhead !== undefined) {
      this.#latest = addMonths(context.asAt, 12 * yearsAhead);
      this.#tooLate = farAfter(yearsAhead);
    }
    this.#memory =
      column.check === toPseudonym
        ? childrenOf(context)
        : { limit: CELLS, short: new CellMemo(), long: undefined };
  }

  /** Reads the row's cell at a place; a negative one is nowhere. */
  at(row: RawRow, place: number): Checked {
    if (place < 0) return null;
    if (!(row instanceof CutRow)) return this.read(row.cells[place]);
    const start = row.start(place);
    const end = row.end(place);
    if (start === end) return null;
    if (end - start > MEMO_LENGTH) return this.#long(row.text.slice(start, end));
    const known = this.#find(row.codes, start, end);
    if (known !== undefined) return known;
    return this.#remember(row.codes, start, end, this.#check(row.text.slice(start, end)));
  }

  read(cell: Cell | undefined): Checked {
    if (cell === '' || cell === null || cell === undefined) return null;
    if (typeof cell !== 'string') return this.#check(cell);
    if (cell.length > MEMO_LENGTH) return this.#long(cell);
    for (let at = 0; at < cell.length; at += 1) {
      const code = cell.charCodeAt(at);
      if (code > LAST_ASCII) return this.#check(cell);
      this.#own[at] = code;
    }
    const known = this.#find(this.#own, 0, cell.length);
    if (known !== undefined) return known;
    return this.#remember(this.#own, 0, cell.length, this.#check(cell));
  }

  #find(codes: CodeUnits, from: number, to: number): Checked | undefined {
    return this.#missed > MISSES ? undefined : this.#memory.short.find(codes, from, to);
  }

  #remember(codes: CodeUnits, from: number, to: number, checked: Checked): Checked {
    const { short, limit } = this.#memory;
    if (short.size < limit) short.add(codes, from, to, checked);
    else this.#missed += 1;
    return checked;
  }

  #long(cell: string): Checked {
    const { long, limit } = this.#memory;
    const known = long?.get(cell);
    if (known !== undefined) return known;
    const checked = this.#check(cell);
    if (long !== undefined && long.size < limit) long.set(copied(cell), checked);
    return checked;
  }

  #check(cell: Cell): Checked {
    const cleaned = clean(cell);
    if (cleaned === null || standsForNothing(cleaned)) return null;
    if (isFormulaError(cleaned)) return BROKEN_FORMULA;
    if (this.#latest === undefined) return this.column.check(cleaned, this.context);
    return this.#dated(this.column.check(this.#serial(cleaned), this.context), this.#latest);
  }

  /** A number of days, of which none says from which year they count, as if counted from 1900. */
  #serial(cleaned: string | number): string | number {
    return this.surroundings.is1904 === true && typeof cleaned === 'number'
      ? cleaned + DAYS_TO_1904
      : cleaned;
  }

  #dated(checked: Checked, latest: string): Checked {
    if (typeof checked !== 'string') return checked;
    if (checked < (this.surroundings.earliest ?? '')) return new Reported(checked, FAR_BEFORE);
    if (checked.length === WHOLE_DATE) this.surroundings.days?.see(checked);
    return checked > latest && this.#tooLate !== undefined
      ? new Reported(checked, this.#tooLate)
      : checked;
  }
}

const DAYS_TO_1904 = 1_462;
/** Length of `YYYY-MM-DD`; of a birth only the month is kept. */
const WHOLE_DATE = 10;

const FAR_BEFORE = new CellFault('far-before-as-at-date');

/** The first day that a date of a person can be, in a return as at a day. */
export function earliestOf(asAt: string): string {
  return addMonths(asAt, -12 * OLDEST);
}
const OLDEST = 110;

function farAfter(years: number): CellFault {
  return new CellFault(
    'far-after-as-at-date',
    `Check the year: the date is more than ${years} years after the as-at date. Leave the cell empty where there is no date yet.`,
  );
}

/** A text of its own: one cut from a piece of the file would keep the whole piece in memory. */
function copied(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
