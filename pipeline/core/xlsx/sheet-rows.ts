import { damaged, refusal } from '../zip/refuse.js';
import type { Cell, RawRow } from '../files/tabular-file.js';
import type { MergedCells } from './merged-cells.js';
import type { NumberKind } from './number-format.js';
import { columnOf, LAST_COLUMN, LAST_ROW } from './reference.js';
import { dateOfSerial, dateOfText } from './serial-date.js';
import { RichText, withoutEscapes } from './text.js';
import type { XmlEvents, XmlTag } from './xml-scanner.js';

/** What the cells of a worksheet refer to. */
export interface CellContext {
  readonly file: string;
  readonly sheet: string;
  readonly sharedTexts: readonly string[];
  readonly styles: readonly NumberKind[];
  readonly is1904: boolean;
  readonly maxCells: number;
}

/** Depths of a worksheet's elements below its root. */
const SHEET_DATA = 1;
const ROW = 2;
const CELL = 3;
const CONTENT = 4;

/**
 * A row is as long as its last filled cell, so a file of a few kB, one cell in the last column of each row, would take
 * gigabytes: gaps may be these many, and so many more for each filled cell.
 */
const SPARE_GAPS = 2_000_000;
const GAPS_PER_CELL = 50;

/** Gathers the rows of a worksheet from its tags. Rows and cells without a reference follow the one before. */
export class SheetRows implements XmlEvents {
  wantsText = false;
  /** Rows read so far and not yet taken. */
  rows: RawRow[] = [];
  /** The rows are over: nothing after them needs to be read. */
  isOver = false;

  private isInData = false;
  private isInRow = false;
  private isInCell = false;
  private isInRichText = false;

  private rowNo = 0;
  private cells: Cell[] = [];
  private cellCount = 0;
  private filledCount = 0;
  private column = 0;
  private type: string | undefined;
  private style = 0;
  private value = '';
  private hasRichText = false;
  private readonly rich = new RichText();

  constructor(
    private readonly context: CellContext,
    private readonly merged: MergedCells,
  ) {}

  open(name: string, depth: number, tag: XmlTag): void {
    if (depth > CONTENT) {
      if (!this.isInRichText) return;
      this.rich.open(name, depth - CONTENT - 1);
      this.wantsText = this.rich.wantsText;
    } else if (depth === CONTENT) {
      if (!this.isInCell) return;
      if (name === 'v') this.wantsText = true;
      else if (name === 'is') {
        this.isInRichText = true;
        this.hasRichText = true;
        this.rich.begin();
      }
    } else if (depth === CELL) {
      if (this.isInRow && name === 'c') this.openCell(tag);
    } else if (depth === ROW) {
      if (this.isInData && name === 'row') this.openRow(tag);
    } else if (depth === SHEET_DATA) this.isInData = name === 'sheetData';
  }

  close(name: string, depth: number): void {
    if (depth > CONTENT) {
      if (!this.isInRichText) return;
      this.rich.close();
      this.wantsText = false;
    } else if (depth === CONTENT) {
      this.wantsText = false;
      this.isInRichText = false;
    } else if (depth === CELL) {
      if (this.isInCell) this.closeCell();
    } else if (depth === ROW) {
      if (this.isInRow) this.closeRow();
    } else if (depth === SHEET_DATA && name === 'sheetData') {
      this.isInData = false;
      this.isOver = true;
    }
  }

  text(value: string): void {
    if (this.isInRichText) this.rich.text(value);
    else this.value = this.value === '' ? value : this.value + value;
  }

  private openRow(tag: XmlTag): void {
    const given = tag.attribute('r');
    const rowNo = given === undefined ? this.rowNo + 1 : Number(given);
    if (!Number.isInteger(rowNo) || rowNo < 1) throw this.broken('a row has no number');
    if (rowNo > LAST_ROW)
      throw this.offSheet(`rows beyond the last, ${LAST_ROW.toLocaleString('en-GB')}`);
    if (rowNo <= this.rowNo) throw this.broken('its rows are out of order');
    this.rowNo = rowNo;
    this.isInRow = true;
    this.cells = [];
    this.column = 0;
    this.merged.enter(rowNo);
  }

  private closeRow(): void {
    this.isInRow = false;
    if (this.cells.length === 0) return;
    this.rows.push({ rowNo: this.rowNo, cells: this.cells });
    this.cellCount += this.cells.length;
    if (this.cellCount > SPARE_GAPS + this.filledCount * GAPS_PER_CELL)
      throw this.offSheet('few cells, spread over far too many columns');
    if (this.cellCount > this.context.maxCells)
      throw this.offSheet(`more than ${this.context.maxCells.toLocaleString('en-GB')} cells`);
  }

  private openCell(tag: XmlTag): void {
    const reference = tag.attribute('r');
    const column = reference === undefined ? this.column + 1 : columnOf(reference);
    if (column > LAST_COLUMN) throw this.offSheet('columns beyond the last, XFD');
    if (column <= this.column) throw this.broken('its cells are out of order');
    this.column = column;
    this.type = tag.attribute('t');
    const style = tag.attribute('s');
    this.style = style === undefined ? 0 : Number(style);
    this.value = '';
    this.hasRichText = false;
    this.isInCell = true;
  }

  private closeCell(): void {
    this.isInCell = false;
    const cell = this.hasRichText ? this.rich.end() : this.cellOf(this.value);
    if (cell === null || cell === '' || this.merged.hides(this.column)) return;
    const { cells } = this;
    while (cells.length < this.column - 1) cells.push(null);
    cells.push(cell);
    this.filledCount += 1;
  }

  private cellOf(value: string): Cell {
    if (value === '') return null;
    switch (this.type) {
      case undefined:
      case 'n':
        return this.numberOf(value);
      case 's':
        return this.sharedText(value);
      case 'b':
        return this.booleanOf(value);
      case 'd':
        return dateOfText(value);
      case 'str':
      case 'inlineStr':
        return withoutEscapes(value);
      case 'e':
        return value;
      default:
        throw this.broken('a cell is of an unknown kind');
    }
  }

  private numberOf(text: string): Cell {
    const value = text.trim();
    if (value === '') return null;
    const number = Number(value);
    if (!Number.isFinite(number)) throw this.broken('a number is none');
    const kind = this.context.styles[this.style] ?? 'number';
    return kind === 'number' ? number : dateOfSerial(number, kind, this.context.is1904);
  }

  private sharedText(index: string): string {
    const text = this.context.sharedTexts[Number(index)];
    if (text === undefined) throw this.broken('a text is missing');
    return text;
  }

  private booleanOf(text: string): boolean {
    const value = text.trim();
    if (value === '1' || value === 'true') return true;
    if (value === '0' || value === 'false') return false;
    throw this.broken('a TRUE or FALSE is neither');
  }

  private place() {
    return { file: this.context.file, sheet: this.context.sheet, line: Math.max(this.rowNo, 1) };
  }

  private broken(what: string): Error {
    return damaged(
      this.place(),
      `in sheet "${this.context.sheet}", near row ${this.rowNo}, ${what}`,
    );
  }

  private offSheet(what: string): Error {
    return refusal(
      this.place(),
      `Sheet "${this.context.sheet}" has ${what}.`,
      'Copy its rows into a new workbook (values alone), save it as .xlsx, or send them as CSV.',
    );
  }
}
