import type { Range } from '../../pipeline/core/xlsx/reference.js';
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
export function at(sheet: Sheet, cell: Pick<Cell, 'row' | 'column'>, what: string, fix: string) {
  return { sheet: sheet.name, cell: refOf(cell), what, fix } satisfies Finding;
}

/** A finding about a sheet as a whole, or a range of it. */
export function on(sheet: Sheet, cell: string | null, what: string, fix: string) {
  return { sheet: sheet.name, cell, what, fix } satisfies Finding;
}

/** A finding about the file as a whole. */
export function inFile(what: string, fix: string) {
  return { sheet: null, cell: null, what, fix } satisfies Finding;
}

/** The sheets that hold one table each, for people and machines. */
export function dataSheets(workbook: Workbook): Sheet[] {
  return workbook.sheets.filter(({ kind }) => kind === 'data');
}

// What several rules ask of the same cells is worked out once, for as long as the workbook is there.
const bodies = new WeakMap<Table, readonly Cell[]>();
const columns = new WeakMap<Table, readonly TableColumn[]>();
const facts = new WeakMap<Sheet, SheetFacts>();
const identifiers = new WeakMap<TableColumn, boolean>();

function once<K extends object, V>(known: WeakMap<K, V>, key: K, work: () => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = work();
  known.set(key, made);
  return made;
}

/** The table's cells below its header. */
function bodyCells(sheet: Sheet, table: Table): readonly Cell[] {
  return once(bodies, table, () =>
    cellsOfRows(sheet, firstBodyRow(table), table.range.bottom).filter((cell) =>
      isWithin(table.range, cell),
    ),
  );
}

/** The cells of some rows, found by halving, since cells are stored row by row. */
export function cellsOfRows({ cells }: Sheet, first: number, last: number): readonly Cell[] {
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

/** Whether a cell is in the table, below its header. */
export function isInBody(table: Table, cell: Cell): boolean {
  return cell.row >= firstBodyRow(table) && isWithin(table.range, cell);
}

export function firstBodyRow({ range, headerRows }: Table): number {
  return range.top + headerRows;
}

/** The body of a table's column, with its heading, and what one look at each cell shows. */
export interface TableColumn {
  readonly column: number;
  readonly heading: string;
  readonly cells: readonly Cell[];
  /** Those that hold words. */
  readonly texts: readonly Cell[];
  /** Of each look of its numbers the least and the greatest: a column has few looks and many numbers. */
  readonly numbers: readonly NumbersAlike[];
  /** How many hold something. */
  readonly filledCount: number;
}

/** Numbers of one look. */
export interface NumbersAlike {
  readonly style: CellStyle;
  readonly least: Cell;
  readonly greatest: Cell;
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
      return { column, heading, cells, ...columnFacts(cells) };
    });
  });
}

function columnFacts(cells: readonly Cell[]) {
  const texts: Cell[] = [];
  const numbers: { style: CellStyle; least: Cell; greatest: Cell }[] = [];
  let alike = numbers[0];
  let filledCount = 0;
  for (const cell of cells) {
    if (cell.kind === 'blank') continue;
    filledCount += 1;
    if (cell.kind === 'text') texts.push(cell);
    if (cell.kind !== 'number') continue;
    const { style } = cell;
    if (alike?.style !== style) {
      alike = numbers.find((each) => each.style === style);
      if (alike === undefined) numbers.push((alike = { style, least: cell, greatest: cell }));
    }
    if (cell.number < alike.least.number) alike.least = cell;
    else if (cell.number > alike.greatest.number) alike.greatest = cell;
  }
  return { texts, numbers, filledCount };
}

/** Numbers that are no dates. */
export function isPlainNumber(cell: Cell): boolean {
  return cell.kind === 'number' && cell.style.kind === 'number';
}

/** What one look at each cell of a sheet shows. */
interface SheetFacts {
  readonly filled: readonly Cell[];
  readonly texts: readonly Cell[];
  readonly errors: readonly Cell[];
  readonly formulas: readonly Cell[];
  /** Rows in which something is, in order. */
  readonly rows: readonly number[];
  /** Looks of all cells, blank ones with a colour among them. */
  readonly looks: ReadonlySet<CellStyle>;
  /** Parts of some text have fonts of their own. */
  readonly hasRuns: boolean;
}

function factsOf(sheet: Sheet): SheetFacts {
  return once(facts, sheet, () => {
    const [filled, texts, errors, formulas]: [Cell[], Cell[], Cell[], Cell[]] = [[], [], [], []];
    const rows: number[] = [];
    const looks = new Set<CellStyle>();
    let hasRuns = false;
    let [look, lastRow]: [CellStyle | undefined, number] = [undefined, 0];
    for (const cell of sheet.cells) {
      if (cell.style !== look) looks.add((look = cell.style));
      if (cell.formula !== null) formulas.push(cell);
      if (cell.runs.length > 0) hasRuns = true;
      if (cell.kind === 'blank') continue;
      filled.push(cell);
      if (cell.row !== lastRow) rows.push((lastRow = cell.row));
      if (cell.kind === 'text') texts.push(cell);
      else if (cell.kind === 'error') errors.push(cell);
    }
    return { filled, texts, errors, formulas, rows, looks, hasRuns };
  });
}

/** Cells that hold something. */
export function filled(sheet: Sheet): readonly Cell[] {
  return factsOf(sheet).filled;
}

/** Cells that hold words. */
export function texts(sheet: Sheet): readonly Cell[] {
  return factsOf(sheet).texts;
}

/** Cells that hold an error. */
export function errors(sheet: Sheet): readonly Cell[] {
  return factsOf(sheet).errors;
}

/** Cells that hold a formula. */
export function formulas(sheet: Sheet): readonly Cell[] {
  return factsOf(sheet).formulas;
}

/** Rows in which something is, in order. */
export function filledRows(sheet: Sheet): readonly number[] {
  return factsOf(sheet).rows;
}

/** All cells of a sheet, blank ones with a colour too, in which a look is suspect; none of one where no look is. */
export function allCellsIfLook(
  sheet: Sheet,
  isSuspect: (style: CellStyle) => boolean,
): readonly Cell[] {
  for (const look of factsOf(sheet).looks) if (isSuspect(look)) return sheet.cells;
  return [];
}

/**
 * The filled cells of a sheet in which a look is suspect, and none of one where no look is: a sheet has few looks and many
 * cells. A cell whose parts have fonts of their own is always looked at.
 */
export function cellsIfLook(
  sheet: Sheet,
  isSuspect: (style: CellStyle) => boolean,
): readonly Cell[] {
  const { looks, hasRuns } = factsOf(sheet);
  if (hasRuns) return filled(sheet);
  for (const look of looks) if (isSuspect(look)) return filled(sheet);
  return [];
}

/** The beginning of a text, for a message. */
export function quoted(text: string): string {
  const plain = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return `“${plain.length > 60 ? `${plain.slice(0, 57)}…` : plain}”`;
}

const IDENTIFIER =
  /\b(?:urns?|ukprn|laestab|uprn|id|ids|codes?|years?|references?|ref|postcode|telephone|phone|row|line)\b/i;

/** Whether a column's numbers name things rather than count them: references, codes, years, grades written as they are. */
export function isIdentifier(column: TableColumn): boolean {
  return once(identifiers, column, () => {
    const { heading, cells, numbers } = column;
    if (IDENTIFIER.test(heading)) return true;
    if (/\(/.test(heading)) return false;
    const plain = numbers.filter(({ style }) => style.kind === 'number');
    if (plain.length === 0) return false;
    if (!plain.every(({ least, greatest }) => isYear(least) && isYear(greatest))) return false;
    return cells.filter(isPlainNumber).every(isYear);
  });
}

function isYear({ number }: Cell): boolean {
  return Number.isInteger(number) && number >= 1900 && number <= 2100;
}
