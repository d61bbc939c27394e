import type { Range } from '../../sources/read/workbook/reference.js';
import type { Cell, Finding, Sheet, Table, Workbook } from './model.js';

/** 1 as A, 27 as AA. */
function columnLetters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? columnLetters(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}

/** A cell's reference, such as `B7`. */
export function refOf({ row, column }: { readonly row: number; readonly column: number }): string {
  return `${columnLetters(column)}${row}`;
}

/** A range's reference, such as `A1:C3`. */
export function rangeRef({ top, left, bottom, right }: Range): string {
  const from = refOf({ row: top, column: left });
  return top === bottom && left === right
    ? from
    : `${from}:${refOf({ row: bottom, column: right })}`;
}

/** A whole column's reference, such as `C:C`. */
export function columnRef(column: number): string {
  return `${columnLetters(column)}:${columnLetters(column)}`;
}

export function isWithin(range: Range, { row, column }: Pick<Cell, 'row' | 'column'>): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}

export function overlap(one: Range, other: Range): boolean {
  return (
    one.left <= other.right &&
    other.left <= one.right &&
    one.top <= other.bottom &&
    other.top <= one.bottom
  );
}

/** A finding about a cell. */
export function at(sheet: Sheet, cell: Pick<Cell, 'row' | 'column'>, what: string, mend: string) {
  return { sheet: sheet.name, cell: refOf(cell), what, mend } satisfies Finding;
}

/** A finding about a sheet as a whole, or a range of it. */
export function on(sheet: Sheet, cell: string | null, what: string, mend: string) {
  return { sheet: sheet.name, cell, what, mend } satisfies Finding;
}

/** A finding about the file as a whole. */
export function inFile(what: string, mend: string) {
  return { sheet: null, cell: null, what, mend } satisfies Finding;
}

/** The sheets that hold one table each, for people and machines. */
export function dataSheets(workbook: Workbook): Sheet[] {
  return workbook.sheets.filter(({ kind }) => kind === 'data');
}

/** The table's cells below its header. */
export function bodyCells(sheet: Sheet, table: Table): Cell[] {
  return cellsOfRows(sheet, firstBodyRow(table), table.range.bottom).filter((cell) =>
    isWithin(table.range, cell),
  );
}

/** The cells of some rows, found by halving, since cells stand row by row. */
function cellsOfRows({ cells }: Sheet, first: number, last: number): readonly Cell[] {
  const from = (row: number): number => {
    let [low, high] = [0, cells.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((cells[middle]?.row ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return cells.slice(from(first), from(last + 1));
}

export function firstBodyRow({ range, headerRows }: Table): number {
  return range.top + headerRows;
}

/** The body of each column of a table, with its heading. */
export function columnsOf(
  sheet: Sheet,
  table: Table,
): { readonly column: number; readonly heading: string; readonly cells: readonly Cell[] }[] {
  const columns = new Map<number, Cell[]>();
  for (const cell of bodyCells(sheet, table)) {
    const list = columns.get(cell.column);
    if (list === undefined) columns.set(cell.column, [cell]);
    else list.push(cell);
  }
  return Array.from({ length: table.range.right - table.range.left + 1 }, (_, index) => {
    const column = table.range.left + index;
    const heading = table.headerRows === 0 ? '' : (sheet.at(table.range.top, column)?.text ?? '');
    return { column, heading, cells: columns.get(column) ?? [] };
  });
}

/** Numbers that are no dates. */
export function isPlainNumber(cell: Cell): boolean {
  return cell.kind === 'number' && !cell.style.isDate;
}

/** Cells that hold something. */
export function filled(sheet: Sheet): Cell[] {
  return sheet.cells.filter(({ kind }) => kind !== 'blank');
}

/** The beginning of a text, for a message. */
export function quoted(text: string): string {
  const plain = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return `“${plain.length > 60 ? `${plain.slice(0, 57)}…` : plain}”`;
}

const IDENTIFIER =
  /\b(?:urns?|ukprn|laestab|uprn|id|ids|codes?|years?|references?|ref|postcode|telephone|phone|row|line)\b/i;

/** Whether a column's numbers name things rather than count them: references, codes, years, grades written as they are. */
export function isIdentifier(heading: string, cells: readonly Cell[]): boolean {
  const numbers = cells.filter(isPlainNumber);
  const isYear = ({ number }: Cell): boolean =>
    Number.isInteger(number) && number >= 1900 && number <= 2100;
  return (
    IDENTIFIER.test(heading) || (numbers.length > 0 && numbers.every(isYear) && !/\(/.test(heading))
  );
}
