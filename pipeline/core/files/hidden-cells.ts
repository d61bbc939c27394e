import { counted } from '../counted.js';
import { columnName } from '../xlsx/reference.js';

/** Places named to the sender; the rest are counted. */
const PLACES = 3;

/**
 * What a sheet holds in rows and columns that its sender doesn't see. A row or column that somebody hid is a draft, a working or last
 * year's, and isn't read. A row that a filter leaves out is read: a filter changes the view, and half a table would look whole.
 */
export class HiddenCells {
  readonly #rows = new Tally();
  readonly #filtered = new Tally();
  readonly #columns = new Set<number>();

  /** Takes note of a row of cells that isn't read. */
  row(rowNo: number): void {
    this.#rows.see(rowNo);
  }

  /** Takes note of a row that a filter leaves out, and that is read. */
  filtered(rowNo: number): void {
    this.#filtered.see(rowNo);
  }

  /** Takes note of a filled cell, its column from 1, that isn't read. */
  column(column: number): void {
    this.#columns.add(column);
  }

  /** Whole sentences on what has been seen so far. */
  notes(): string[] {
    const columns = [...this.#columns].sort((one, other) => one - other).map(columnName);
    return [
      ...(this.#filtered.count === 0
        ? []
        : [
            `${this.#filtered.said('row')} left out by a filter, and read like the others. Delete what isn’t part of the return.`,
          ]),
      ...(this.#rows.count === 0
        ? []
        : [`${this.#rows.said('hidden row')} not read. Show what belongs to the return.`]),
      ...(columns.length === 0
        ? []
        : [
            `${counted(columns.length, 'hidden column')} (${someOf(columns, columns.length)}) not read. Show what belongs to the return.`,
          ]),
    ];
  }
}

/** Counts rows, each once however often they are gone through. */
class Tally {
  count = 0;
  readonly #first: number[] = [];
  #last = 0;

  see(rowNo: number): void {
    if (rowNo <= this.#last) return;
    this.#last = rowNo;
    this.count += 1;
    if (this.#first.length < PLACES) this.#first.push(rowNo);
  }

  said(what: string): string {
    return `${counted(this.count, what)} (${someOf(this.#first.map(String), this.count)})`;
  }
}

function someOf(places: readonly string[], count: number): string {
  const shown = places.slice(0, PLACES);
  return count > shown.length
    ? `${shown.join(', ')} and ${(count - shown.length).toLocaleString('en-GB')} more`
    : shown.join(', ');
}
