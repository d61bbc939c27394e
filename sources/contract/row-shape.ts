import type { Cell, RawRow } from '../../pipeline/core/files/tabular-file.js';
import { cellOf, widthOf } from '../read/cut-row.js';
import { CellFault, clean } from './columns.js';
import { cleanHeading } from './headings.js';
import type { TableMatch } from './layout.js';
import type { Slot } from './slot.js';

/** How many cells the rows of a delimited text have to have. */
export interface RowShape {
  /** Cells beyond have no heading. */
  readonly width: number;
  readonly headingCount: number;
  /** A row that ends before lacks a cell that every row needs. */
  readonly needed: number;
  readonly firstHeading: string;
}

/** Undefined for a workbook: its cells stand where they stand, whatever a row holds. */
export function rowShape(match: TableMatch, slots: readonly Slot[]): RowShape | undefined {
  const { head, headerRow, where } = match;
  if (head.sheet.isDelimited !== true) return undefined;
  const headings = headerRow.cells.map(cleanHeading);
  const beneath = head.rows.find((row) => row.rowNo > headerRow.rowNo);
  // Only a table of periods has headings over two rows; elsewhere the row beneath is the first of the data.
  const goesOn = where.alsoNeeds !== undefined && beneath?.cells.every(isNoNumber) === true;
  const wide = head.rows.filter(
    (row) => row.rowNo <= headerRow.rowNo || (goesOn && row.rowNo === beneath.rowNo),
  );
  const required =
    where.gather === undefined && where.reshape === undefined
      ? slots.filter(({ column }) => column.isRequired).map(({ position }) => position)
      : [];
  return {
    width: Math.max(...wide.map(widthOf)),
    headingCount: headings.filter((heading) => heading !== '').length,
    needed: Math.max(-1, ...required) + 1,
    firstHeading: headings.find((heading) => heading !== '') ?? '',
  };
}

function isNoNumber(cell: Cell): boolean {
  return !/^[\d.,%]+$/.test(String(cell ?? ''));
}

/** A comma that isn't quoted pushes all that follows one cell on: such a row is never read by halves. */
export function tooManyCells(row: RawRow, shape: RowShape): CellFault | undefined {
  let last = widthOf(row);
  while (last > shape.width && clean(cellOf(row, last - 1)) === null) last -= 1;
  if (last <= shape.width) return undefined;
  return new CellFault(
    'too-many-cells',
    `The row has ${last} cells under ${shape.headingCount} headings: put quotation marks round a cell that holds a comma.`,
  );
}

export function tooFewCells(row: RawRow, shape: RowShape): CellFault {
  return new CellFault(
    'too-few-cells',
    `The row has ${widthOf(row)} cells under ${shape.headingCount} headings: it may be cut off, or broken over two lines. Export it again.`,
  );
}
