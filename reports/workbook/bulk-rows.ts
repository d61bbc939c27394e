import { columnName } from '../../pipeline/core/xlsx/reference.js';
import { serialOfDay } from '../../pipeline/core/xlsx/serial-date.js';
import { xml } from '../../pipeline/core/xlsx/xml-text.js';
import type { Cell } from '../pack/model.js';
import { formulaOf } from './formula.js';
import type { CellStyle } from './style.js';

/**
 * A row of a data table whose looks exceljs has met already. It writes the first cell of each look, and with it the styles; the
 * rest is written here, since exceljs takes many times as long for a cell and holds each as objects.
 */
export interface BulkRow {
  readonly row: number;
  /** Points. */
  readonly height: number;
  readonly cells: readonly Cell[];
  /** Of each cell. */
  readonly cellStyles: readonly CellStyle[];
}

/** The attribute that says a look, as exceljs has numbered it. */
export type StyleAttributes = ReadonlyMap<CellStyle, string>;

/**
 * Reads the number of each look from the first cell that has it.
 * @param partOf a worksheet's part by its place in the workbook, from 0, as exceljs wrote it
 */
export function styleAttributes(
  cellStyles: Iterable<CellStyle>,
  partOf: (sheet: number) => string,
): StyleAttributes {
  const found = new Map<CellStyle, string>();
  for (const cellStyle of cellStyles) {
    if (cellStyle.first === null) continue;
    const { sheet, row, column } = cellStyle.first;
    const cell = new RegExp(`<c r="${columnName(column)}${row}"( s="\\d+")?`);
    found.set(cellStyle, cell.exec(partOf(sheet))?.[1] ?? '');
  }
  return found;
}

/** A worksheet's part with the rows put where they belong, in order. */
export function withBulkRows(
  part: string,
  bulk: readonly BulkRow[],
  styles: StyleAttributes,
): string {
  if (bulk.length === 0) return part;
  const written = [...part.matchAll(/<row r="(\d+)"(?:[^>]*\/>|[^>]*>.*?<\/row>)/gs)].map(
    ([text, row]) => ({ row: Number(row), text }),
  );
  const names = (bulk[0]?.cells ?? []).map((_, index) => columnName(index + 1));
  const added = bulk.map((each) => ({ row: each.row, text: rowXml(each, names, styles) }));
  const rows = [...written, ...added].sort((a, b) => a.row - b.row).map(({ text }) => text);
  return part
    .replace(/<sheetData>.*<\/sheetData>/s, () => `<sheetData>${rows.join('')}</sheetData>`)
    .replace(
      /<dimension ref="A1:([A-Z]+)\d+"\/>/,
      (_, last: string) => `<dimension ref="A1:${last}${bulk.at(-1)?.row ?? 1}"/>`,
    );
}

function rowXml(
  { row, height, cells, cellStyles }: BulkRow,
  names: readonly string[],
  styles: StyleAttributes,
): string {
  let out = `<row r="${row}" ht="${height}" customHeight="1">`;
  cells.forEach((cell, index) => {
    const cellStyle = cellStyles[index];
    const style = cellStyle === undefined ? '' : (styles.get(cellStyle) ?? '');
    out += `<c r="${names[index] ?? ''}${row}"${style}${valueXml(cell, cells, row)}`;
  });
  return `${out}</row>`;
}

/** Programs drop spaces at a text's ends unless an attribute keeps them. */
function spaceXml(text: string): string {
  return text === text.trim() ? '' : ' xml:space="preserve"';
}

/** The end of a cell's tag, and what it holds. */
function valueXml(cell: Cell, cells: readonly Cell[], row: number): string {
  switch (cell.kind) {
    case 'text':
    case 'link':
      return ` t="inlineStr"><is><t${spaceXml(cell.text)}>${xml(cell.text)}</t></is></c>`;
    case 'symbol':
      return ` t="inlineStr"><is><t>[${cell.symbol}]</t></is></c>`;
    case 'number':
      return cell.quotient === undefined
        ? `><v>${cell.value}</v></c>`
        : `><f>${formulaOf(cell.quotient, cell.value, cells, row)}</f><v>${cell.value}</v></c>`;
    case 'date':
      return `><v>${serialOfDay(cell.day)}</v></c>`;
    case 'blank':
    case 'line':
      return '/>';
  }
}
