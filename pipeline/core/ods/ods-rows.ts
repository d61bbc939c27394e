import type { HiddenCells } from '../files/hidden-cells.js';
import type { Cell, RawRow } from '../files/tabular-file.js';
import { CellCount } from '../xlsx/cell-count.js';
import { percentageText } from '../xlsx/number-format.js';
import { LAST_COLUMN, LAST_ROW } from '../xlsx/reference.js';
import { dateOfText } from '../xlsx/serial-date.js';
import { absurdSheet, brokenSheet } from '../xlsx/sheet-faults.js';
import type { XmlEvents, XmlTag } from '../xlsx/xml-scanner.js';
import type { ReadLimits } from '../zip/limits.js';
import { repeated } from './repeated.js';

/** No cell is longer in any program. */
const LONGEST_TEXT = 1_000_000;

/** Gathers the rows of the first sheet that it is given, each cell as what it means. OpenDocument 1.3 part 3, 9.1. */
export class OdsRows implements XmlEvents {
  wantsText = false;
  /** Rows read so far and not yet taken. */
  rows: RawRow[] = [];
  /** The sheet is over: nothing after it needs to be read. */
  isOver = false;

  private rowNo = 0;
  private cells: Cell[] = [];
  private column = 0;
  private filled = 0;
  /** Columns given so far, and those of them that are hidden. */
  private columns = 0;
  private readonly hiddenColumns = new Set<number>();
  private visibility: string | undefined;
  private rowsRepeated = 1;
  private columnsRepeated = 1;
  private tableDepth = -1;
  private cellDepth = -1;
  private noteDepth = -1;
  private value: Cell | undefined;
  private text_ = '';
  private paragraphs = 0;
  private readonly count: CellCount;

  constructor(
    private readonly place: { readonly file: string; readonly sheet: string },
    limits: ReadLimits,
    private readonly hidden: HiddenCells,
  ) {
    this.count = new CellCount(limits.cells);
  }

  open(name: string, depth: number, tag: XmlTag): void {
    if (this.isOver) return;
    if (this.cellDepth !== -1) this.openInCell(name, depth, tag);
    else if (name === ':table:table' && this.tableDepth === -1) this.tableDepth = depth;
    else if (name === ':table:table-column') this.openColumn(tag);
    else if (name === ':table:table-row') this.openRow(tag);
    else if (name === ':table:table-cell' || name === ':table:covered-table-cell')
      this.openCell(name, depth, tag);
  }

  close(name: string, depth: number): void {
    if (this.isOver) return;
    if (this.cellDepth !== -1) {
      if (depth === this.noteDepth) this.noteDepth = -1;
      else if (depth === this.cellDepth) this.closeCell();
      else if (name === ':text:p' || name === ':text:h') this.wantsText = false;
    } else if (name === ':table:table-row') this.closeRow();
    else if (depth === this.tableDepth) this.isOver = true;
  }

  text(value: string): void {
    this.write(value);
  }

  private openColumn(tag: XmlTag): void {
    const [first, isHidden] = [this.columns + 1, tag.attribute('table:visibility') === 'collapse'];
    this.columns = Math.min(LAST_COLUMN, this.columns + repeated(tag, 'columns'));
    for (let column = first; isHidden && column <= this.columns; column += 1)
      this.hiddenColumns.add(column);
  }

  private openRow(tag: XmlTag): void {
    this.visibility = tag.attribute('table:visibility');
    this.rowsRepeated = repeated(tag, 'rows');
    this.cells = [];
    this.column = 0;
    this.filled = 0;
  }

  private openCell(name: string, depth: number, tag: XmlTag): void {
    this.cellDepth = depth;
    this.columnsRepeated = repeated(tag, 'columns');
    // Excel and LibreOffice never show what lies beneath a merged range.
    this.value = name === ':table:covered-table-cell' ? null : this.valueOf(tag);
    this.text_ = '';
    this.paragraphs = 0;
  }

  /** What the tag says that the cell holds; undefined where that is its text. */
  private valueOf(tag: XmlTag): Cell | undefined {
    switch (tag.attribute('office:value-type')) {
      case 'float':
      case 'currency':
        return this.numberOf(tag.attribute('office:value'));
      case 'percentage':
        return percentageText(this.numberOf(tag.attribute('office:value')));
      case 'date':
        return dateOfText(tag.attribute('office:date-value') ?? '');
      case 'time':
        return timeOf(tag.attribute('office:time-value') ?? '');
      case 'boolean':
        return tag.attribute('office:boolean-value') === 'true';
      case 'string':
        // A broken formula is saved as an empty text, and shown as #REF! or the like.
        return tag.attribute('office:string-value') === ''
          ? undefined
          : tag.attribute('office:string-value');
      default:
        return tag.attribute('table:formula') === undefined ? undefined : null;
    }
  }

  private numberOf(text: string | undefined): number {
    const number = Number(text ?? Number.NaN);
    if (!Number.isFinite(number))
      throw brokenSheet({ ...this.place, row: this.rowNo + 1 }, 'a number is none');
    return number;
  }

  private openInCell(name: string, depth: number, tag: XmlTag): void {
    if (this.noteDepth !== -1) return;
    switch (name) {
      case 'annotation':
        this.noteDepth = depth;
        this.wantsText = false;
        break;
      case ':text:p':
      case ':text:h':
        if (this.paragraphs > 0) this.write('\n');
        this.paragraphs += 1;
        this.wantsText = this.value === undefined;
        break;
      case ':text:s':
        this.write(' '.repeat(Math.min(1_000, Math.max(1, Number(tag.attribute('text:c') ?? 1)))));
        break;
      case ':text:tab':
        this.write('\t');
        break;
      case ':text:line-break':
        this.write('\n');
    }
  }

  private write(text: string): void {
    this.text_ += text;
    if (this.text_.length > LONGEST_TEXT)
      throw this.absurd(`a cell of more than ${LONGEST_TEXT.toLocaleString('en-GB')} characters`);
  }

  private closeCell(): void {
    this.cellDepth = -1;
    this.wantsText = false;
    const said = this.value === undefined ? this.text_ : this.value;
    const cell = said === '' ? null : said;
    if (cell !== null) {
      if (this.column + this.columnsRepeated > LAST_COLUMN)
        throw this.absurd(`columns beyond the last, ${LAST_COLUMN.toLocaleString('en-GB')}`);
      for (let i = 1; i <= this.columnsRepeated; i += 1) this.put(this.column + i, cell);
    }
    this.column += this.columnsRepeated;
  }

  /** Puts a cell into the row at its column, counted from 1. */
  private put(column: number, cell: Cell): void {
    if (this.hiddenColumns.has(column)) {
      this.hidden.column(column);
      return;
    }
    while (this.cells.length < column - 1) this.cells.push(null);
    this.cells.push(cell);
    this.filled += 1;
  }

  private closeRow(): void {
    const { cells, filled } = this;
    if (cells.length === 0) {
      this.rowNo += this.rowsRepeated;
      return;
    }
    if (this.rowNo + this.rowsRepeated > LAST_ROW)
      throw this.absurd(`rows beyond the last, ${LAST_ROW.toLocaleString('en-GB')}`);
    const absurd = this.count.add(cells.length * this.rowsRepeated, filled * this.rowsRepeated);
    if (absurd !== undefined) throw this.absurd(absurd);
    for (let i = 0; i < this.rowsRepeated; i += 1) {
      this.rowNo += 1;
      if (this.visibility === 'filter') this.hidden.filtered(this.rowNo);
      if (this.visibility === 'collapse') this.hidden.row(this.rowNo);
      else this.rows.push({ rowNo: this.rowNo, cells });
    }
  }

  private absurd(what: string): Error {
    return absurdSheet({ ...this.place, row: this.rowNo + 1 }, what);
  }
}

/** `PT09H30M00S` as `09:30:00`; a duration of a day or more, and what is no duration, as it is written. */
function timeOf(text: string): string {
  const [, hours, minutes, seconds] = /^PT(\d\d)H(\d\d)M(\d\d)(?:[.,]\d{1,9})?S$/.exec(text) ?? [];
  return hours === undefined || Number(hours) > 23
    ? text
    : `${hours}:${minutes ?? '00'}:${seconds ?? '00'}`;
}
