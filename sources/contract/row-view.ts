import type { Cell, RawRow } from '../../pipeline/core/files/tabular-file.js';
import { cellOf, CutRow } from '../read/cut-row.js';
import { clean } from './columns.js';
import { cleanHeading, findHeading } from './headings.js';
import type { TableMatch } from './layout.js';
import type { RowView } from './types.js';

export function isBlank(row: RawRow): boolean {
  if (row instanceof CutRow) {
    for (let place = 0; place < row.width; place += 1) {
      if (row.start(place) === row.end(place)) continue;
      // No word for "nothing" begins with a digit: most rows are settled here.
      if (isDigit(row.codes[row.start(place)] ?? 0)) return false;
      if (clean(row.cell(place)) !== null) return false;
    }
    return true;
  }
  return row.cells.every((cell) => cell === null || cell === '' || clean(cell) === null);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Visits the rows of a sheet beneath their headings, each by the one view. */
export async function eachRow(
  { head, headerRow, index }: TableMatch,
  visit: (row: RowView) => void,
): Promise<void> {
  const view = new CurrentRow(headerRow.cells.map(cleanHeading), index);
  for await (const batch of head.sheet.batches()) {
    for (const row of batch) {
      if (row.rowNo <= headerRow.rowNo || isBlank(row)) continue;
      view.set(row);
      visit(view);
    }
  }
}

/** A row's own view, which may be kept. */
export function rowView(
  headings: readonly string[],
  index: ReadonlyMap<string, number>,
  row: RawRow,
): RowView {
  const view = new CurrentRow(headings, index);
  view.set(row);
  return view;
}

/** One view for all rows of a sheet, moved along: a layout's functions must not keep it. */
export class CurrentRow implements RowView {
  #row: RawRow = { rowNo: 0, cells: [] };
  readonly #places = new Map<string, number>();

  constructor(
    readonly headings: readonly string[],
    private readonly index: ReadonlyMap<string, number>,
  ) {}

  get rowNo(): number {
    return this.#row.rowNo;
  }

  get cells(): readonly Cell[] {
    return this.#row.cells;
  }

  set(row: RawRow): void {
    this.#row = row;
  }

  cell(...headings: string[]): Cell {
    for (const heading of headings) {
      let place = this.#places.get(heading);
      if (place === undefined) {
        place = findHeading(this.index, [heading]) ?? -1;
        this.#places.set(heading, place);
      }
      if (place >= 0) return clean(cellOf(this.#row, place));
    }
    return null;
  }
}
