import { CutRow } from '../read/cut-row.js';
import type { Cell, RawRow } from '../read/types.js';
import { CellMemo, MEMO_LENGTH } from './cell-memo.js';
import { type Checked, clean, type Column, type ColumnContext } from './columns.js';

/** Distinct cells remembered for a column: every day of thirty years fits, and no column costs more than a megabyte. */
const MEMO_SIZE = 12_000;
/** A full memo that missed so often belongs to a column of identifiers; looking there is a waste. */
const MISSES = 20_000;

/**
 * How a column's cells are read. Cells repeat (codes, dates), and a cell's outcome depends on nothing but the cell and the
 * return, so it is kept: reading a million rows is then mostly looking up.
 */
export class CellReader {
  readonly #memo = new CellMemo<Checked>();
  /** Code units of a cell that stands alone. */
  readonly #own = new Uint16Array(MEMO_LENGTH);
  #missed = 0;

  constructor(
    private readonly column: Column,
    private readonly context: ColumnContext,
  ) {}

  /** Reads the row's cell at a place; a negative one is nowhere. */
  at(row: RawRow, place: number): Checked {
    if (place < 0) return null;
    if (!(row instanceof CutRow)) return this.read(row.cells[place]);
    const start = row.start(place);
    const end = row.end(place);
    if (start === end) return null;
    if (!this.#isRemembered(end - start)) return this.#check(row.text.slice(start, end));
    const known = this.#memo.find(row.codes, start, end);
    if (known !== undefined) return known;
    return this.#remember(row.codes, start, end, this.#check(row.text.slice(start, end)));
  }

  read(cell: Cell | undefined): Checked {
    if (cell === '' || cell === null || cell === undefined) return null;
    if (typeof cell !== 'string' || !this.#isRemembered(cell.length)) return this.#check(cell);
    for (let at = 0; at < cell.length; at += 1) this.#own[at] = cell.charCodeAt(at);
    const known = this.#memo.find(this.#own, 0, cell.length);
    if (known !== undefined) return known;
    return this.#remember(this.#own, 0, cell.length, this.#check(cell));
  }

  #isRemembered(length: number): boolean {
    return length <= MEMO_LENGTH && this.#missed <= MISSES;
  }

  #remember(codes: Uint16Array, from: number, to: number, checked: Checked): Checked {
    if (this.#memo.size < MEMO_SIZE) this.#memo.add(codes, from, to, checked);
    else this.#missed += 1;
    return checked;
  }

  #check(cell: Cell): Checked {
    const cleaned = clean(cell);
    return cleaned === null ? null : this.column.check(cleaned, this.context);
  }
}
