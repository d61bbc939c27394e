import type { Alignment, Borders, Fill, Font, Style } from 'exceljs';
import { palette, tonePalette } from '../../pipeline/core/council/colours.js';
import type { Cell, Column, SheetKind } from '../pack/model.js';

export const FONT = 'Arial';

/** Point sizes: the guidance asks for 12 in tables and 14 to 16 in titles. */
export const size = { table: 12, text: 12, lead: 12, heading: 14, title: 16 } as const;

const argb = (digits: string): string => `FF${digits}`;

export function font(
  points: number,
  options: { bold?: boolean; ink?: string } = {},
): Partial<Font> {
  return {
    name: FONT,
    size: points,
    family: 2,
    bold: options.bold ?? false,
    color: { argb: argb(options.ink ?? palette.ink) },
  };
}

function fill(color: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb: argb(color) } };
}

function below(style: 'thin' | 'medium', color: string): Partial<Borders> {
  return { bottom: { style, color: { argb: argb(color) } } };
}

/** Text left, numbers right, each a little off the column's edge. */
function aligned(column: Column): Partial<Alignment> {
  const align = column.align ?? 'left';
  return align === 'centre' ? { horizontal: 'center' } : { horizontal: align, indent: 1 };
}

/** Data sheets take no fills: their headings are bold and dark. */
export function headerStyle(kind: SheetKind, column: Column, brand: string): Partial<Style> {
  const isData = kind === 'data';
  return {
    font: font(size.table, { bold: true, ink: isData ? brand : palette.white }),
    ...(isData ? {} : { fill: fill(brand) }),
    border: below('medium', brand),
    alignment: { ...aligned(column), wrapText: true, vertical: 'bottom' },
  };
}

/** Where a cell is, as far as its look goes. */
export interface CellPlace {
  readonly kind: SheetKind;
  readonly column: Column;
  /** In the middle of its row's height, rather than at the top. */
  readonly isCentred: boolean;
}

/** One look of cells. */
export interface CellStyle {
  readonly style: Partial<Style>;
  /** The cell by which exceljs gives the look its number; null until there is one. */
  first: { readonly sheet: number; readonly row: number; readonly column: number } | null;
}

/** The looks of a workbook's cells, each once. */
export class CellLooks {
  readonly #known = new Map<string, CellStyle>();

  /** Finds the styles of cells in one place; to be asked once for a column. */
  placeKey({ kind, column, isCentred }: CellPlace): string {
    return `${kind === 'data' ? 'data' : ''} ${column.align ?? ''} ${isCentred ? 'middle' : ''} `;
  }

  of(cell: Cell, place: CellPlace, placeKey: string): CellStyle {
    const key = placeKey + kindOf(cell);
    let cellStyle = this.#known.get(key);
    if (cellStyle === undefined) {
      cellStyle = { style: bodyStyle(cell, place), first: null };
      this.#known.set(key, cellStyle);
    }
    return cellStyle;
  }

  all(): IterableIterator<CellStyle> {
    return this.#known.values();
  }
}

/** Cells of one kind, in one place, look the same. */
function kindOf(cell: Cell): string {
  switch (cell.kind) {
    case 'text':
      return `t${cell.bold === true ? 'b' : ''}${cell.tone ?? ''}`;
    case 'number':
      return cell.isCode === true ? 'code' : `n${cell.decimals}${cell.suffix ?? ''}`;
    case 'date':
    case 'link':
      return cell.kind;
    case 'symbol':
    case 'blank':
    case 'line':
      return 's';
  }
}

function bodyStyle(cell: Cell, { kind, column, isCentred }: CellPlace): Partial<Style> {
  const plain: Partial<Style> = {
    font: font(size.table),
    border: below('thin', palette.rule),
    alignment: {
      ...aligned(column),
      wrapText: true,
      vertical: isCentred ? 'middle' : 'top',
    },
  };
  const atRight: Partial<Alignment> = {
    horizontal: 'right',
    indent: 1,
    vertical: isCentred ? 'middle' : 'top',
  };
  switch (cell.kind) {
    case 'text':
      return textStyle(cell, kind, plain);
    case 'link':
      return { ...plain, font: { ...font(size.table, { ink: palette.link }), underline: true } };
    case 'number':
      return cell.isCode === true
        ? { ...plain, numFmt: '0' }
        : { ...plain, numFmt: numberFormat(cell.decimals, cell.suffix ?? ''), alignment: atRight };
    case 'date':
      return { ...plain, numFmt: 'd mmmm yyyy', alignment: atRight };
    case 'symbol':
    case 'blank':
    case 'line':
      return plain;
  }
}

function textStyle(
  cell: Extract<Cell, { kind: 'text' }>,
  kind: SheetKind,
  plain: Partial<Style>,
): Partial<Style> {
  const bold = cell.bold ?? false;
  if (cell.tone !== undefined && kind !== 'data') {
    const pair = tonePalette[cell.tone];
    return {
      ...plain,
      numFmt: '@',
      font: font(size.table, { bold, ink: pair.ink }),
      fill: fill(pair.fill),
      alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
    };
  }
  return {
    ...plain,
    numFmt: '@',
    font: font(size.table, { bold }),
    // The guidance wants texts left, also a grade's word in a column of numbers.
    ...(kind === 'data' ? { alignment: { ...plain.alignment, horizontal: 'left' } } : {}),
  };
}

/** Thousands commas, fixed decimals, and a sign such as % as text, so that the cell holds the number itself. */
function numberFormat(decimals: number, suffix: string): string {
  const number = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
  return suffix === '' ? number : `${number}"${suffix}"`;
}
