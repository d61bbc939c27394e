import { columnName } from '../../pipeline/core/xlsx/reference.js';
import type ExcelJS from 'exceljs';
import type { CellValue, Worksheet } from 'exceljs';
// The package's own entry loads its CSV and streaming halves too: half its start-up time.
import Workbook from 'exceljs/lib/doc/workbook.js';
import { dayNumber } from '../../pipeline/core/calendar/days.js';
import { palette } from '../../pipeline/core/council/colours.js';
import type { Cell, Pack, Sheet, SheetKind, Table } from '../pack/model.js';
import { checkPack } from '../pack/check.js';
import type { BulkRow } from './bulk-rows.js';
import { finish } from './finish.js';
import type { SheetExtras } from './parts.js';
import { fontOf, layOut, type LaidRow, type Layout, type PlacedTable } from './layout.js';
import { MARGINS } from './paper.js';
import { formulaOf } from './formula.js';
import { safeText } from '../../pipeline/core/xlsx/xml-text.js';
import { addEntries } from './entries.js';
import { CellLooks, type CellPlace, FONT, font, headerStyle, size } from './style.js';

/**
 * Writes a pack as an Excel workbook. The same pack gives the same bytes on every machine, in every time zone.
 * @throws QuarterlyError `unexpected` where the pack holds what a workbook can't.
 */
export async function writeWorkbook(pack: Pack): Promise<Uint8Array> {
  checkPack(pack);
  const book = new Workbook();
  setProperties(book, pack);
  const cellStyles = new CellLooks();
  const laid = pack.sheets.map((sheet) => ({ sheet, layout: layOut(sheet) }));
  const extras = laid.map(({ sheet, layout }, index) => {
    const worksheet = addSheet(book, pack, sheet, layout);
    const bulk = fillSheet(worksheet, pack, { kind: sheet.kind, index }, layout, cellStyles);
    addEntries(worksheet, layout, laid);
    return { name: sheet.name, links: linksOf(layout), layout, bulk };
  });
  const raw = await book.xlsx.writeBuffer({
    useStyles: true,
    useSharedStrings: true,
    // It is zipped again, once finished.
    zip: { compression: 'STORE' },
  });
  return finish(new Uint8Array(raw), extras, cellStyles.all(), pack.properties.scheme);
}

function setProperties(book: ExcelJS.Workbook, { properties }: Pack): void {
  const date = new Date(dayNumber(properties.date) * 86_400_000);
  book.creator = properties.organisation;
  book.lastModifiedBy = properties.organisation;
  book.company = properties.organisation;
  book.title = properties.title;
  book.subject = properties.subject;
  book.category = properties.marking;
  book.description = properties.marking;
  // exceljs writes these two, though its types don't name them.
  Object.assign(book, { language: properties.language, contentStatus: properties.marking });
  book.created = date;
  book.modified = date;
  book.views = [
    {
      x: 0,
      y: 0,
      width: 24_000,
      height: 14_000,
      firstSheet: 0,
      activeTab: 0,
      visibility: 'visible',
    },
  ];
}

function addSheet(book: ExcelJS.Workbook, pack: Pack, sheet: Sheet, layout: Layout): Worksheet {
  const worksheet = book.addWorksheet(sheet.name, {
    views: [
      {
        state: 'normal',
        activeCell: 'A1',
        zoomScale: 100,
        zoomScaleNormal: 100,
        showGridLines: sheet.kind === 'data',
      },
    ],
    pageSetup: pageSetup(layout),
  });
  worksheet.headerFooter.oddFooter = footer(pack, sheet);
  layout.widths.forEach((width, index) => {
    worksheet.getColumn(index + 1).width = width;
  });
  return worksheet;
}

/** @returns rows of data tables that exceljs needn't write */
function fillSheet(
  worksheet: Worksheet,
  pack: Pack,
  sheet: { readonly kind: SheetKind; readonly index: number },
  layout: Layout,
  cellStyles: CellLooks,
): BulkRow[] {
  const { brand } = pack.properties.scheme;
  layout.rows.forEach((row, index) => {
    if (row.kind === 'line' || row.kind === 'space')
      writeRow(worksheet, sheet.kind, row, index + 1, layout.widths.length, brand);
    if (row.kind === 'pair') writePair(worksheet, row, index + 1, layout.widths.length, brand);
  });
  for (const placed of layout.tables) addTable(worksheet, placed);
  const bulk = writeTables(worksheet, sheet, layout, cellStyles, brand);
  for (const row of layout.pageBreaks) worksheet.getRow(row - 1).addPageBreak();
  return bulk;
}

/** The file format's number for A4. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- its enum is in types alone
const A4 = 9 as ExcelJS.PaperSize;

function pageSetup(layout: Layout): Partial<ExcelJS.PageSetup> {
  const [only] = layout.tables;
  const repeats = layout.tables.length === 1 && only !== undefined && !layout.onePage;
  return {
    paperSize: A4,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: layout.pages ?? 0,
    margins: MARGINS,
    // The library writes a dollar before the column only.
    ...(layout.printed === null
      ? {}
      : { printArea: `A$1:${columnName(layout.widths.length)}$${layout.printed}` }),
    ...(repeats ? { printTitlesRow: `${only.headerRow}:${only.headerRow}` } : {}),
  };
}

/** Only what stands on the sheets too, as large as their words, since it is made smaller with them. */
function footer(pack: Pack, sheet: Sheet): string {
  const plain = (text: string): string => safeText(text).replaceAll('&', '&&');
  const { marking, footer: own } = pack.properties;
  const left = plain(marking) + (own === null ? '' : `\n${plain(own)}`);
  const name = plain(sheet.name);
  const scheme = `&"${FONT},Regular"&${size.text}`;
  // A long marking would run under words in the middle.
  return `&L${scheme}${left}&R${scheme}${name} • Page &P of &N`;
}

function writeRow(
  worksheet: Worksheet,
  kind: SheetKind,
  row: LaidRow,
  number: number,
  columns: number,
  brand: string,
): void {
  worksheet.getRow(number).height = row.height;
  if (row.kind !== 'line') return;
  const cell = worksheet.getCell(number, 1);
  cell.value = safeText(row.text);
  const [points, bold] = fontOf(row.style);
  const isBrand = row.style === 'title' || row.style === 'heading';
  cell.font = font(points, { bold, ink: isBrand ? brand : palette.ink });
  const wraps = kind !== 'data';
  cell.alignment = {
    horizontal: 'left',
    vertical: row.style === 'heading' ? 'bottom' : 'middle',
    wrapText: wraps,
  };
  // Data sheets merge nothing: there a text runs on over the empty cells next to it.
  const over = row.columns ?? columns;
  if (wraps && over > 1) worksheet.mergeCells(number, 1, number, over);
}

/** Two lines next to each other, each over its own columns. */
function writePair(
  worksheet: Worksheet,
  { left, right, columns, height }: Extract<LaidRow, { kind: 'pair' }>,
  number: number,
  all: number,
  brand: string,
): void {
  worksheet.getRow(number).height = height;
  for (const [line, from, to] of [
    [left, 1, columns],
    [right, columns + 1, all],
  ] as const) {
    if (line === null) continue;
    const cell = worksheet.getCell(number, from);
    cell.value = safeText(line.text);
    const [points, bold] = fontOf(line.style);
    cell.font = font(points, { bold, ink: line.style === 'heading' ? brand : palette.ink });
    cell.alignment = {
      horizontal: 'left',
      vertical: line.style === 'heading' ? 'bottom' : 'top',
      wrapText: true,
    };
    if (to > from) worksheet.mergeCells(number, from, number, to);
  }
}

/** The table with its heading and first row; further rows are written into its cells. */
function addTable(worksheet: Worksheet, { table, headerRow }: PlacedTable): void {
  worksheet.addTable({
    name: table.name,
    ref: `A${headerRow}`,
    headerRow: true,
    totalsRow: false,
    style: { theme: 'TableStyleLight1', showRowStripes: false },
    columns: table.columns.map((column) => ({ name: column.heading, filterButton: false })),
    rows: table.rows.slice(0, 1).map((row) => row.map((cell) => valueOf(cell, row, headerRow + 1))),
  });
}

function valueOf(cell: Cell, cells: readonly Cell[], row: number): CellValue {
  switch (cell.kind) {
    case 'text':
    case 'link':
      return safeText(cell.text);
    case 'number':
      return cell.quotient === undefined
        ? cell.value
        : {
            formula: formulaOf(cell.quotient, cell.value, cells, row),
            result: cell.value,
          };
    case 'date':
      return new Date(dayNumber(cell.day) * 86_400_000);
    case 'symbol':
      return `[${cell.symbol}]`;
    // Excel draws a line over an empty cell, from a part of its own.
    case 'line':
    case 'blank':
      return null;
  }
}

/** A data sheet's rows are centred where all have at most this many points; among higher ones a reader starts each at its top. */
const SHORT = 56;

/**
 * Writes the rows of a sheet's tables; of a data sheet's the first, and those in which a look comes up for the first time.
 * @returns the other rows
 */
function writeTables(
  worksheet: Worksheet,
  sheet: { readonly kind: SheetKind; readonly index: number },
  { rows, tables }: Layout,
  cellStyles: CellLooks,
  brand: string,
): BulkRow[] {
  const bulk: BulkRow[] = [];
  const firstRows = new Set(tables.map(({ headerRow }) => headerRow + 1));
  const places = new Map<string, readonly KeyedPlace[]>();
  const isCentred =
    sheet.kind !== 'data' || rows.every((row) => row.kind !== 'body' || row.height <= SHORT);
  rows.forEach((row, index) => {
    const number = index + 1;
    if (row.kind === 'header') {
      worksheet.getRow(number).height = row.height;
      row.table.columns.forEach((column, at) => {
        worksheet.getCell(number, at + 1).style = headerStyle(sheet.kind, column, brand);
      });
    }
    if (row.kind !== 'body') return;
    const key = row.table.name;
    const found = places.get(key) ?? placesOf(row.table, sheet.kind, isCentred, cellStyles);
    places.set(key, found);
    const own = found.map(({ place, placeKey }, at) =>
      cellStyles.of(row.cells[at] ?? NOTHING, place, placeKey),
    );
    const isKnown = own.every(({ first }) => first !== null);
    // A form's rows grow with what is written into them, so they have no height of their own.
    const isForm = row.table.spareRows !== undefined;
    if (sheet.kind === 'data' && isKnown && !isForm && !firstRows.has(number)) {
      bulk.push({ row: number, height: row.height, cells: row.cells, cellStyles: own });
      return;
    }
    if (!isForm) worksheet.getRow(number).height = row.height;
    own.forEach((scheme, at) => {
      const target = worksheet.getCell(number, at + 1);
      target.value = valueOf(row.cells[at] ?? NOTHING, row.cells, number);
      target.style = scheme.style;
      scheme.first ??= { sheet: sheet.index, row: number, column: at + 1 };
    });
  });
  return bulk;
}

const NOTHING: Cell = { kind: 'blank' };

interface KeyedPlace {
  readonly place: CellPlace;
  readonly placeKey: string;
}

function placesOf(
  { columns }: Table,
  kind: SheetKind,
  isCentred: boolean,
  cellStyles: CellLooks,
): KeyedPlace[] {
  return columns.map((column) => {
    const place: CellPlace = { kind, column, isCentred };
    return { place, placeKey: cellStyles.placeKey(place) };
  });
}

function linksOf(layout: Layout): SheetExtras['links'] {
  return layout.rows.flatMap((row, index) =>
    row.kind !== 'body'
      ? []
      : row.cells.flatMap((cell, column) =>
          cell.kind === 'link'
            ? [{ row: index + 1, column: column + 1, sheet: cell.sheet, text: cell.text }]
            : [],
        ),
  );
}
