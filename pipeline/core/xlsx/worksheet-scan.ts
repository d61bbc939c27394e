import { columnOf, LAST_COLUMN, LAST_ROW } from './reference.js';
import { absurdSheet, brokenSheet } from './sheet-faults.js';
import { RichText, withoutEscapes } from './text.js';
import type { XmlEvents, XmlTag } from './xml-scanner.js';

/** A cell as its tags have it; it is one object, filled again for the next cell. */
export interface ScannedCell {
  /** From 1. */
  readonly row: number;
  readonly column: number;
  /** The format's word for what it holds; undefined is a number. */
  readonly type: string | undefined;
  /** Index of its style. */
  readonly style: number;
  /** What is written; a text of its own where `isRich`. */
  readonly value: string;
  readonly isRich: boolean;
  /** Null where it has none, or the visitor doesn't want them. */
  readonly formula: string | null;
  /** The number under which several cells share the formula. */
  readonly share: string | undefined;
}

/** Takes what a worksheet holds, in the order of its part. */
export interface WorksheetVisitor {
  readonly wantsFormulas: boolean;
  row(row: number, tag: XmlTag): void;
  endRow(row: number): void;
  cell(cell: ScannedCell): void;
  /** An element outside the rows. True: its text is wanted. */
  setting?(name: string, tag: XmlTag): boolean;
  settingText?(name: string, text: string): void;
  /** Elements of a cell's own text, with the fonts of its parts. */
  openRun?(name: string, tag: XmlTag): void;
  closeRun?(name: string): void;
}

/** Depths of a worksheet's elements below its root. */
const SHEET_DATA = 1;
const ROW = 2;
const CELL = 3;
const CONTENT = 4;

/**
 * Walks through a worksheet: the one place that knows where rows, cells and their texts are. Rows and cells without a
 * reference follow the one before; those out of order or off the sheet are refused.
 */
export class WorksheetScan implements XmlEvents, ScannedCell {
  wantsText = false;
  /** The rows are over. */
  isOver = false;

  row = 0;
  column = 0;
  type: string | undefined;
  style = 0;
  value = '';
  isRich = false;
  formula: string | null = null;
  share: string | undefined;

  private isInData = false;
  private isInRow = false;
  private isInCell = false;
  private isInRichText = false;
  private isInFormula = false;
  private settingText = '';
  private readonly rich = new RichText();

  constructor(
    private readonly place: { readonly file: string; readonly sheet: string },
    private readonly visitor: WorksheetVisitor,
  ) {}

  open(name: string, depth: number, tag: XmlTag): void {
    if (this.isInCell) this.openInCell(name, depth, tag);
    else if (!this.isInData) this.openOutside(name, depth, tag);
    else if (depth === CELL) {
      if (this.isInRow && name === 'c') this.openCell(tag);
    } else if (depth === ROW && name === 'row') this.openRow(tag);
  }

  close(name: string, depth: number): void {
    if (this.isInCell) this.closeInCell(name, depth);
    else if (!this.isInData) this.closeOutside(name);
    else if (depth === ROW) {
      if (!this.isInRow) return;
      this.isInRow = false;
      this.visitor.endRow(this.row);
    } else if (depth === SHEET_DATA) {
      this.isInData = false;
      this.isOver = true;
    }
  }

  text(value: string): void {
    if (this.isInRichText) this.rich.text(value);
    else if (this.isInFormula) this.formula = (this.formula ?? '') + value;
    else if (this.isInCell) this.value = this.value === '' ? value : this.value + value;
    else this.settingText += value;
  }

  private openOutside(name: string, depth: number, tag: XmlTag): void {
    if (depth === 0 && name !== 'worksheet') throw this.broken('it is not a worksheet');
    if (depth === SHEET_DATA && name === 'sheetData') {
      this.isInData = true;
      return;
    }
    if (this.visitor.setting?.(name, tag) !== true) return;
    this.settingText = '';
    this.wantsText = true;
  }

  private closeOutside(name: string): void {
    if (!this.wantsText) return;
    this.wantsText = false;
    this.visitor.settingText?.(name, this.settingText);
  }

  private openRow(tag: XmlTag): void {
    const given = tag.attribute('r');
    const row = given === undefined ? this.row + 1 : Number(given);
    if (!Number.isInteger(row) || row < 1) throw this.broken('a row has no number');
    if (row > LAST_ROW)
      throw this.absurd(`rows beyond the last, ${LAST_ROW.toLocaleString('en-GB')}`);
    if (row <= this.row) throw this.broken('its rows are out of order');
    this.row = row;
    this.column = 0;
    this.isInRow = true;
    this.visitor.row(row, tag);
  }

  private openCell(tag: XmlTag): void {
    const reference = tag.attribute('r');
    const column = reference === undefined ? this.column + 1 : columnOf(reference);
    if (column > LAST_COLUMN)
      throw this.absurd(`columns beyond the last, XFD (${LAST_COLUMN.toLocaleString('en-GB')})`);
    if (column <= this.column) throw this.broken('its cells are out of order');
    this.column = column;
    this.type = tag.attribute('t');
    const style = tag.attribute('s');
    this.style = style === undefined ? 0 : Number(style);
    this.value = '';
    this.isRich = false;
    this.formula = null;
    this.share = undefined;
    this.isInCell = true;
  }

  private openInCell(name: string, depth: number, tag: XmlTag): void {
    if (depth > CONTENT) {
      if (!this.isInRichText) return;
      this.rich.open(name, depth - CONTENT - 1);
      this.visitor.openRun?.(name, tag);
      this.wantsText = this.rich.wantsText;
    } else if (name === 'v') this.wantsText = true;
    else if (name === 'is') {
      this.isInRichText = true;
      this.isRich = true;
      this.rich.begin();
    } else if (name === 'f' && this.visitor.wantsFormulas) {
      this.isInFormula = true;
      this.formula = '';
      this.wantsText = true;
      this.share = tag.attribute('t') === 'shared' ? tag.attribute('si') : undefined;
    }
  }

  private closeInCell(name: string, depth: number): void {
    if (depth > CONTENT) {
      if (!this.isInRichText) return;
      this.rich.close();
      this.visitor.closeRun?.(name);
      this.wantsText = false;
    } else if (depth === CONTENT) {
      this.wantsText = false;
      this.isInRichText = false;
      this.isInFormula = false;
    } else {
      this.isInCell = false;
      if (this.isRich) this.value = this.rich.end();
      this.visitor.cell(this);
    }
  }

  private broken(what: string): Error {
    return brokenSheet({ ...this.place, row: this.row }, what);
  }

  private absurd(what: string): Error {
    return absurdSheet({ ...this.place, row: this.row }, what);
  }
}

/** A cell's own words: as written where it is rich, else with the format's escapes resolved. */
export function ownText({ value, isRich }: ScannedCell): string {
  return isRich ? value : withoutEscapes(value);
}
