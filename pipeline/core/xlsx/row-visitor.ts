import type { HiddenCells } from '../files/hidden-cells.js';
import type { Cell, RawRow } from '../files/tabular-file.js';
import { CellCount } from './cell-count.js';
import type { MergedCells } from './merged-cells.js';
import { type NumberKind, percentageText } from './number-format.js';
import { dateOfSerial, dateOfText } from './serial-date.js';
import { absurdSheet, brokenSheet } from './sheet-faults.js';
import { isTrue } from './tree.js';
import { ownText, type ScannedCell, type WorksheetVisitor } from './worksheet-scan.js';
import type { XmlTag } from './xml-scanner.js';

/** What the cells of a worksheet refer to. */
export interface CellContext {
  readonly file: string;
  readonly sheet: string;
  readonly sharedTexts: readonly string[];
  /** By the index of a style. */
  readonly kinds: readonly (NumberKind | 'percentage')[];
  readonly is1904: boolean;
  readonly maxCells: number;
}

/** Which rows and columns of a worksheet its sender doesn't see. */
export interface HiddenPlaces {
  /** From 1. */
  readonly hiddenColumns: ReadonlySet<number>;
  /** Its hidden rows are those that a filter leaves out, and are read. */
  readonly isFiltered: boolean;
  /** Takes note of them. */
  readonly seen: HiddenCells;
}

/** Gathers the rows of a worksheet, each cell as what it means. */
export class RowVisitor implements WorksheetVisitor {
  readonly wantsFormulas = false;
  /** Rows read so far and not yet taken. */
  rows: RawRow[] = [];

  private rowNo = 0;
  private cells: Cell[] = [];
  private filled = 0;
  private isHidden = false;
  private readonly count: CellCount;

  constructor(
    private readonly context: CellContext,
    private readonly merged: MergedCells,
    private readonly hidden: HiddenPlaces,
  ) {
    this.count = new CellCount(context.maxCells);
  }

  row(row: number, tag: XmlTag): void {
    this.rowNo = row;
    this.isHidden = isTrue(tag.attribute('hidden'));
    this.cells = [];
    this.filled = 0;
    this.merged.enter(row);
  }

  endRow(row: number): void {
    if (this.cells.length === 0) return;
    const { isFiltered, seen } = this.hidden;
    if (this.isHidden && isFiltered) seen.filtered(row);
    else if (this.isHidden) {
      seen.row(row);
      return;
    }
    this.rows.push({ rowNo: row, cells: this.cells });
    const absurd = this.count.add(this.cells.length, this.filled);
    if (absurd !== undefined) throw this.absurd(absurd);
  }

  cell(scanned: ScannedCell): void {
    const cell = this.cellOf(scanned);
    if (cell === null || cell === '' || this.merged.hides(scanned.column)) return;
    if (this.hidden.hiddenColumns.has(scanned.column)) {
      this.hidden.seen.column(scanned.column);
      return;
    }
    const { cells } = this;
    while (cells.length < scanned.column - 1) cells.push(null);
    cells.push(cell);
    this.filled += 1;
  }

  private cellOf(cell: ScannedCell): Cell {
    const { value } = cell;
    if (value === '') return null;
    if (cell.isRich) return value;
    switch (cell.type) {
      case undefined:
      case 'n':
        return this.numberOf(value, cell.style);
      case 's':
        return this.sharedText(value);
      case 'b':
        return this.booleanOf(value);
      case 'd':
        return dateOfText(value);
      case 'str':
      case 'inlineStr':
        return ownText(cell);
      case 'e':
        return value;
      default:
        throw this.broken('a cell is of an unknown kind');
    }
  }

  private numberOf(text: string, style: number): Cell {
    const value = text.trim();
    if (value === '') return null;
    const number = Number(value);
    if (!Number.isFinite(number)) throw this.broken('a number is none');
    const kind = this.context.kinds[style] ?? 'number';
    if (kind === 'percentage') return percentageText(number);
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

  private broken(what: string): Error {
    return brokenSheet({ ...this.context, row: this.rowNo }, what);
  }

  private absurd(what: string): Error {
    return absurdSheet({ ...this.context, row: this.rowNo }, what);
  }
}
