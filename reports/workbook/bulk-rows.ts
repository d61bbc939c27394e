import { dayNumber } from '../../pipeline/calendar/days.js';
import type { Cell } from '../pack/model.js';
import { columnName } from './column-name.js';
import { xml } from './safe-text.js';

/**
 * A row of a data table that looks like one above it. exceljs writes the first row of each look, and with it the styles; the
 * others are written here, since exceljs takes a hundred times as long for a cell and holds each as an object.
 */
export interface BulkRow {
  readonly row: number;
  /** The row that exceljs has written. */
  readonly like: number;
  readonly cells: readonly Cell[];
}

/** The days from Excel's day 0 to 1 January 1970. */
const EPOCH = 25_569;

/** A worksheet's part with the rows put where they belong, in order. */
export function withBulkRows(part: string, bulk: readonly BulkRow[]): string {
  if (bulk.length === 0) return part;
  const written = new Map(
    [...part.matchAll(/<row r="(\d+)"(?:[^>]*\/>|[^>]*>.*?<\/row>)/gs)].map(([text, row]) => [
      Number(row),
      text,
    ]),
  );
  const patterns = new Map<number, Pattern>();
  const rows = [...written, ...bulk.map((each) => [each.row, each] as const)]
    .sort(([a], [b]) => a - b)
    .map(([, each]) => {
      if (typeof each === 'string') return each;
      const pattern = patterns.get(each.like) ?? patternOf(written.get(each.like) ?? '');
      patterns.set(each.like, pattern);
      return rowXml(each, pattern);
    });
  return part
    .replace(/<sheetData>.*<\/sheetData>/s, () => `<sheetData>${rows.join('')}</sheetData>`)
    .replace(
      /<dimension ref="A1:([A-Z]+)\d+"\/>/,
      (_, last: string) => `<dimension ref="A1:${last}${bulk.at(-1)?.row ?? 1}"/>`,
    );
}

/** What rows of one look share. */
interface Pattern {
  /** Attributes of the row besides its number. */
  readonly row: string;
  /** Of each column: its letters and the style's attribute. */
  readonly columns: readonly { readonly name: string; readonly style: string }[];
}

function patternOf(row: string): Pattern {
  const attributes = /^<row r="\d+"([^>]*?)\/?>/.exec(row)?.[1] ?? '';
  const styles = [...row.matchAll(/<c r="[A-Z]+\d+"( s="\d+")?/g)].map(([, style = '']) => style);
  return {
    row: attributes,
    columns: styles.map((style, index) => ({ name: columnName(index + 1), style })),
  };
}

function rowXml({ row, cells }: BulkRow, pattern: Pattern): string {
  let out = `<row r="${row}"${pattern.row}>`;
  cells.forEach((cell, index) => {
    const { name, style } = pattern.columns[index] ?? { name: columnName(index + 1), style: '' };
    out += `<c r="${name}${row}"${style}${valueXml(cell)}`;
  });
  return `${out}</row>`;
}

/** Programs drop spaces at a text's ends unless they are told not to. */
function spaceXml(text: string): string {
  return text === text.trim() ? '' : ' xml:space="preserve"';
}

/** The end of a cell's tag, and what it holds. */
function valueXml(cell: Cell): string {
  switch (cell.kind) {
    case 'text':
    case 'link':
      return ` t="inlineStr"><is><t${spaceXml(cell.text)}>${xml(cell.text)}</t></is></c>`;
    case 'symbol':
      return ` t="inlineStr"><is><t>[${cell.symbol}]</t></is></c>`;
    case 'number':
      return `><v>${cell.value}</v></c>`;
    case 'date':
      return `><v>${dayNumber(cell.day) + EPOCH}</v></c>`;
    case 'blank':
      return '/>';
  }
}
