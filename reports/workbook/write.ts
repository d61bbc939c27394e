import ExcelJS, { type Cell as SheetCell, type Worksheet } from 'exceljs';
import { dayNumber } from '../../pipeline/calendar/days.js';
import type { Cell, Column, Pack, Sheet } from '../pack/model.js';
import { checkPack } from '../pack/check.js';
import { finish, type SheetExtras } from './finish.js';
import { fontOf, layOut, type Layout, type LaidRow } from './layout.js';
import { safeText } from './safe-text.js';
import {
  colour,
  fill,
  FONT,
  font,
  linkFont,
  ruleBelow,
  size,
  strongRuleBelow,
  tone,
} from './style.js';

/**
 * Writes a pack as an Excel workbook. The same pack gives the same bytes on every machine, in every time zone.
 * @throws QuarterlyError `unexpected` where the pack holds what a workbook can't.
 */
export async function writeWorkbook(pack: Pack): Promise<Uint8Array> {
  checkPack(pack);
  const book = new ExcelJS.Workbook();
  setProperties(book, pack);
  const extras: SheetExtras[] = pack.sheets.map((sheet) => addSheet(book, pack, sheet));
  const raw = await book.xlsx.writeBuffer({ useStyles: true, useSharedStrings: true });
  return finish(new Uint8Array(raw), extras);
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

function addSheet(book: ExcelJS.Workbook, pack: Pack, sheet: Sheet): SheetExtras {
  const layout = layOut(sheet);
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
  layout.rows.forEach((row, index) => {
    writeRow(worksheet, sheet, row, index + 1, layout.widths.length);
  });
  for (const { table, headerRow } of layout.tables) addTable(worksheet, table, headerRow);
  layout.rows.forEach((row, index) => {
    styleRow(worksheet, sheet, row, index + 1);
  });
  for (const row of layout.pageBreaks) worksheet.getRow(row - 1).addPageBreak();
  return { name: sheet.name, links: linksOf(layout), layout };
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
    fitToHeight: layout.onePage ? 1 : 0,
    margins: { left: 0.5, right: 0.5, top: 0.5, bottom: 0.65, header: 0.3, footer: 0.3 },
    ...(repeats ? { printTitlesRow: `${only.headerRow}:${only.headerRow}` } : {}),
  };
}

/** Only what stands on the sheets too: the marking, the title, the sheet's name and the page. */
function footer(pack: Pack, sheet: Sheet): string {
  const plain = (text: string): string => safeText(text).replaceAll('&', '&&');
  const [left, middle] = [plain(pack.properties.marking), plain(sheet.name)];
  return `&L&"${FONT},Regular"&10${left}&C&"${FONT},Regular"&10${middle}&R&"${FONT},Regular"&10Page &P of &N`;
}

function writeRow(
  worksheet: Worksheet,
  sheet: Sheet,
  row: LaidRow,
  number: number,
  columns: number,
): void {
  worksheet.getRow(number).height = row.height;
  if (row.kind !== 'line') return;
  const cell = worksheet.getCell(number, 1);
  cell.value = safeText(row.text);
  const [points, bold] = fontOf(row.style);
  const isBrand = row.style === 'title' || row.style === 'heading';
  cell.font = font(points, { bold, ink: isBrand ? colour.brand : colour.ink });
  const wraps = sheet.kind !== 'data';
  cell.alignment = {
    horizontal: 'left',
    vertical: row.style === 'heading' ? 'bottom' : 'middle',
    wrapText: wraps,
  };
  // Data sheets merge nothing: there a text runs on over the empty cells beside it.
  if (wraps && columns > 1) worksheet.mergeCells(number, 1, number, columns);
}

function addTable(
  worksheet: Worksheet,
  table: Layout['tables'][number]['table'],
  headerRow: number,
): void {
  worksheet.addTable({
    name: table.name,
    ref: `A${headerRow}`,
    headerRow: true,
    totalsRow: false,
    style: { theme: 'TableStyleLight1', showRowStripes: false },
    columns: table.columns.map((column) => ({ name: column.heading, filterButton: false })),
    rows: table.rows.map((row) => row.map(valueOf)),
  });
}

function valueOf(cell: Cell): string | number | Date | null {
  switch (cell.kind) {
    case 'text':
    case 'link':
      return safeText(cell.text);
    case 'number':
      return cell.value;
    case 'date':
      return new Date(dayNumber(cell.day) * 86_400_000);
    case 'symbol':
      return `[${cell.symbol}]`;
    case 'blank':
      return null;
  }
}

function styleRow(worksheet: Worksheet, sheet: Sheet, row: LaidRow, number: number): void {
  if (row.kind === 'header') {
    row.table.columns.forEach((column, index) => {
      styleHeader(worksheet.getCell(number, index + 1), sheet, column);
    });
  }
  if (row.kind === 'body') {
    row.cells.forEach((cell, index) => {
      const target = worksheet.getCell(number, index + 1);
      styleBody(target, sheet, cell, row.table.columns[index]);
      if (sheet.kind !== 'data' || row.height <= SHORT)
        target.alignment = { ...target.alignment, vertical: 'middle' };
    });
  }
}

/** On data sheets rows up to this many points are centred; in higher ones a reader starts at the top. */
const SHORT = 56;

/** Data sheets take no fills: their headings are bold and dark. */
function styleHeader(cell: SheetCell, sheet: Sheet, column: Column): void {
  const isData = sheet.kind === 'data';
  cell.font = font(size.table, { bold: true, ink: isData ? colour.brand : colour.white });
  if (!isData) cell.fill = fill(colour.brand);
  cell.border = strongRuleBelow;
  cell.alignment = { ...aligned(column), wrapText: true, vertical: 'bottom' };
}

function styleBody(target: SheetCell, sheet: Sheet, cell: Cell, column: Column | undefined): void {
  target.font = font(size.table);
  target.border = ruleBelow;
  target.alignment = { ...aligned(column), wrapText: true, vertical: 'top' };
  switch (cell.kind) {
    case 'text':
      target.numFmt = '@';
      target.font = font(size.table, { bold: cell.bold ?? false });
      // The guidance wants texts left, also a grade's word in a column of numbers.
      if (sheet.kind === 'data') target.alignment = { ...target.alignment, horizontal: 'left' };
      if (cell.tone !== undefined && sheet.kind !== 'data') {
        const { fill: background, ink } = tone(cell.tone);
        target.fill = background;
        target.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
        target.font = font(size.table, { bold: cell.bold ?? false, ink });
      }
      break;
    case 'link':
      target.font = linkFont();
      break;
    case 'number':
      if (cell.isCode === true) {
        target.numFmt = '0';
        break;
      }
      target.numFmt = numberFormat(cell.decimals, cell.suffix ?? '');
      target.alignment = { vertical: 'top', horizontal: 'right', indent: 1 };
      break;
    case 'date':
      target.numFmt = 'd mmmm yyyy';
      target.alignment = { vertical: 'top', horizontal: 'right', indent: 1 };
      break;
    case 'symbol':
    case 'blank':
      break;
  }
}

/** Text left, numbers right, each a little off the column's edge. */
function aligned(column: Column | undefined): Partial<ExcelJS.Alignment> {
  const align = column?.align ?? 'left';
  return align === 'centre' ? { horizontal: 'center' } : { horizontal: align, indent: 1 };
}

/** Thousands commas, fixed decimals, and a sign such as % as text, so that the cell holds the number itself. */
export function numberFormat(decimals: number, suffix: string): string {
  const number = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
  return suffix === '' ? number : `${number}"${suffix}"`;
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
