import type { Range } from '../../sources/read/workbook/reference.js';
import type { Cell, CellStyle, Finding, Sheet, Table, Workbook } from './model.js';

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

// What several rules ask of the same cells is worked out once, for as long as the workbook is there.
const bodies = new WeakMap<Table, readonly Cell[]>();
const columns = new WeakMap<Table, readonly TableColumn[]>();
const filledCells = new WeakMap<Sheet, readonly Cell[]>();
const textCells = new WeakMap<Sheet, readonly Cell[]>();
const sheetLooks = new WeakMap<Sheet, ReadonlySet<CellStyle | 'runs'>>();
const identifiers = new WeakMap<readonly Cell[], boolean>();

function once<K extends object, V>(known: WeakMap<K, V>, key: K, work: () => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = work();
  known.set(key, made);
  return made;
}

/** The table's cells below its header. */
export function bodyCells(sheet: Sheet, table: Table): readonly Cell[] {
  return once(bodies, table, () =>
    cellsOfRows(sheet, firstBodyRow(table), table.range.bottom).filter((cell) =>
      isWithin(table.range, cell),
    ),
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

/** The body of a table's column, with its heading. */
interface TableColumn {
  readonly column: number;
  readonly heading: string;
  readonly cells: readonly Cell[];
}

/** The body of each column of a table, with its heading. */
export function columnsOf(sheet: Sheet, table: Table): readonly TableColumn[] {
  return once(columns, table, () => {
    const { left, right, top } = table.range;
    const lists = Array.from({ length: right - left + 1 }, (): Cell[] => []);
    for (const cell of bodyCells(sheet, table)) lists[cell.column - left]?.push(cell);
    return lists.map((cells, index) => {
      const column = left + index;
      const heading = table.headerRows === 0 ? '' : (sheet.at(top, column)?.text ?? '');
      return { column, heading, cells };
    });
  });
}

/** Numbers that are no dates. */
export function isPlainNumber(cell: Cell): boolean {
  return cell.kind === 'number' && !cell.style.isDate;
}

/** Cells that hold something. */
export function filled(sheet: Sheet): readonly Cell[] {
  return once(filledCells, sheet, () => sheet.cells.filter(({ kind }) => kind !== 'blank'));
}

/** Cells that hold words. */
export function texts(sheet: Sheet): readonly Cell[] {
  return once(textCells, sheet, () => sheet.cells.filter(({ kind }) => kind === 'text'));
}

/**
 * The filled cells of a sheet in which a look is suspect, and none of one where no look is: a sheet has few looks and many
 * cells. A cell whose parts have fonts of their own is always looked at.
 */
export function cellsIfLook(
  sheet: Sheet,
  isSuspect: (style: CellStyle) => boolean,
): readonly Cell[] {
  const looks = once(
    sheetLooks,
    sheet,
    () => new Set(filled(sheet).map(({ style, runs }) => (runs.length > 0 ? 'runs' : style))),
  );
  for (const look of looks) if (look === 'runs' || isSuspect(look)) return filled(sheet);
  return [];
}

/** The beginning of a text, for a message. */
export function quoted(text: string): string {
  const plain = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return `“${plain.length > 60 ? `${plain.slice(0, 57)}…` : plain}”`;
}

const IDENTIFIER =
  /\b(?:urns?|ukprn|laestab|uprn|id|ids|codes?|years?|references?|ref|postcode|telephone|phone|row|line)\b/i;

/**
 * Whether a column's numbers name things rather than count them: references, codes, years, grades written as they are.
 * @param cells of one column, always under the same heading
 */
export function isIdentifier(heading: string, cells: readonly Cell[]): boolean {
  return once(identifiers, cells, () => {
    if (IDENTIFIER.test(heading)) return true;
    if (/\(/.test(heading)) return false;
    const numbers = cells.filter(isPlainNumber);
    return numbers.length > 0 && numbers.every(isYear);
  });
}

function isYear({ number }: Cell): boolean {
  return Number.isInteger(number) && number >= 1900 && number <= 2100;
}
