import type { Cell, Link, Sheet } from './model.js';
import { formulas, isWithin } from './cells.js';

/** A link's place in the workbook: the sheet's name in lower case and the cell; null where it leads to none. */
export function placeOf(
  location: string | null,
): { readonly sheet: string; readonly cell: string } | null {
  const found = /^#?(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Za-z]{1,3})\$?(\d+)/.exec(location ?? '');
  if (found === null) return null;
  const [, inQuotes, plain = '', letters = '', row = ''] = found;
  return {
    sheet: (inQuotes?.replaceAll("''", "'") ?? plain).toLowerCase(),
    cell: `${letters.toUpperCase()}${row}`,
  };
}

/** A link with the cell that is read out for it. */
export interface LinkedCell {
  readonly link: Link;
  /** Undefined where the cell is empty. */
  readonly cell: Cell | undefined;
  readonly row: number;
  readonly column: number;
}

/** The links of a sheet, each with its cell; those made by the function HYPERLINK too. */
export function linkedCells(sheet: Sheet): LinkedCell[] {
  const made = formulas(sheet)
    .filter(({ formula }) => /^_?(?:xlfn\.)?HYPERLINK\(/i.test(formula ?? ''))
    .map((cell) => ({ link: linkOf(cell), cell, row: cell.row, column: cell.column }));
  const written = sheet.links.map((link) => ({
    link,
    cell: sheet.at(link.range.top, link.range.left),
    row: link.range.top,
    column: link.range.left,
  }));
  return [...written, ...made];
}

function linkOf({ row, column, formula }: Cell): Link {
  const address = /^\w*\.?HYPERLINK\(\s*"([^"]*)"/i.exec(formula ?? '')?.[1] ?? '';
  const isInside = address.startsWith('#');
  return {
    range: { top: row, left: column, bottom: row, right: column },
    location: isInside ? address.slice(1) : null,
    target: isInside ? null : address,
  };
}

/** Says whether a cell of the sheet is part of a link. */
export function linkTest(sheet: Sheet): (cell: Cell) => boolean {
  const linked = linkedCells(sheet);
  const starts = new Set(linked.map(({ row, column }) => `${row} ${column}`));
  const spread = linked.filter(
    ({ link: { range } }) => range.top !== range.bottom || range.left !== range.right,
  );
  return (cell) =>
    starts.has(`${cell.row} ${cell.column}`) ||
    spread.some(({ link }) => isWithin(link.range, cell));
}
