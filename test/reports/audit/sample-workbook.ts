import ExcelJS, { type Workbook, type Worksheet } from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const INK = 'FF0B0C0C';

/** A small pack, written without our writer, that keeps every rule; `change` breaks it before it is saved. */
export async function sampleWorkbook(
  change: (book: Workbook) => void = () => undefined,
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.creator = 'Tees Borough Council';
  book.company = 'Tees Borough Council';
  book.title = 'Tees Borough Council: children’s services, Oct to Dec 2017';
  Object.assign(book, { language: 'en-GB' });
  cover(book);
  contents(book);
  notes(book);
  summary(book);
  schools(book);
  for (const sheet of book.worksheets)
    sheet.eachRow((row) => {
      row.eachCell(plainFont);
    });
  for (const sheet of book.worksheets)
    sheet.getCell('A1').font = { name: 'Arial', size: 16, bold: true, color: { argb: INK } };
  for (const address of ['B4', 'B5'])
    sheetOf(book, 'Summary').getCell(address).font = {
      name: 'Arial',
      size: 12,
      color: { argb: 'FFFFFFFF' },
    };
  change(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** A sheet of the sample by its name. */
export function sheetOf(book: Workbook, name: string): Worksheet {
  const sheet = book.getWorksheet(name);
  if (sheet === undefined) throw new Error(`the sample has no sheet ${name}`);
  return sheet;
}

function plainFont(cell: ExcelJS.Cell): void {
  cell.font = { name: 'Arial', size: 12, color: { argb: INK } };
  cell.alignment = { wrapText: true };
}

/** The name under which the samples are audited. */
export const SAMPLE_NAME = 'childrens-services-update-tees-2017-18-q3.xlsx';

/** The file format's number for A4. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- its enum is only in types
const A4 = 9 as ExcelJS.PaperSize;

function add(book: Workbook, name: string, lines: readonly string[]): Worksheet {
  const sheet = book.addWorksheet(name, {
    views: [{ state: 'normal', activeCell: 'A1', zoomScale: 100 }],
    pageSetup: {
      paperSize: A4,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    },
  });
  for (const column of [1, 2, 3, 4]) sheet.getColumn(column).width = 30;
  lines.forEach((line, index) => {
    sheet.getCell(index + 1, 1).value = line;
  });
  return sheet;
}

function table(
  sheet: Worksheet,
  row: number,
  name: string,
  headings: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  sheet.addTable({
    name,
    ref: `A${row}`,
    headerRow: true,
    columns: headings.map((heading) => ({ name: heading, filterButton: false })),
    rows: rows.map((each) => [...each]),
  });
}

function cover(book: Workbook): void {
  const sheet = add(book, 'Cover', [
    'Tees Borough Council: children’s services, Oct to Dec 2017',
    'This pack summarises the quarter.',
  ]);
  table(
    sheet,
    3,
    'About',
    ['Item', 'Detail'],
    [
      ['Status', 'Provisional'],
      ['Data cut-off', '31 December 2017'],
      ['Publication', '26 January 2018'],
      ['Cabinet meeting', '8 February 2018'],
      ['Call-in ends', '16 February 2018'],
      ['Next update', 'Jan to Mar 2018'],
      ['Contact', 'performance at tees.example'],
      ['[c]', 'Suppressed'],
      ['[p]', 'Provisional'],
    ],
  );
}

function contents(book: Workbook): void {
  const sheet = add(book, 'Contents', ['Contents', 'This worksheet contains one table.']);
  const names = ['Cover', 'Notes', 'Summary', 'Schools by phase'];
  const kinds = ['Cover', 'Notes', 'To read', 'Data'];
  table(
    sheet,
    3,
    'Contents',
    ['Worksheet', 'Kind'],
    names.map((name, index) => [name, kinds[index] ?? '']),
  );
  names.forEach((name, index) => {
    sheet.getCell(4 + index, 1).value = { text: name, hyperlink: `#'${name}'!A1` };
  });
}

function notes(book: Workbook): void {
  const sheet = add(book, 'Notes', ['Notes', 'This worksheet contains one table.']);
  table(
    sheet,
    3,
    'Notes',
    ['Note', 'Text'],
    [
      ['[note 1]', 'Green is at or better than the target.'],
      ['[note 2]', 'Latest overall effectiveness of each open school.'],
    ],
  );
}

function summary(book: Workbook): void {
  const sheet = add(book, 'Summary', ['Summary, Oct to Dec 2017', 'Provisional figures.']);
  table(
    sheet,
    3,
    'Summary',
    ['Priority', 'Status [note 1]', 'Schools (number)'],
    [
      ['Schools', 'Green', 51],
      ['Safeguarding', 'Red', 12],
    ],
  );
  sheet.getCell('B4').fill = solid('FF00703C');
  sheet.getCell('B5').fill = solid('FFD4351C');
  sheet.headerFooter.oddFooter = '&L&"Arial,Regular"&10Provisional figures.&C&A&RPage &P of &N';
}

function schools(book: Workbook): void {
  const sheet = add(book, 'Schools by phase', [
    'Schools by phase: Tees, Oct to Dec 2017',
    'This worksheet contains one table. Notes are on the worksheet called Notes.',
    'Symbols used: [c] suppressed; [p] provisional.',
    'Source: Ofsted.',
  ]);
  table(
    sheet,
    5,
    'Schools_by_phase',
    ['Phase [note 2]', 'Pupils (number)', 'Good or outstanding (%)', 'Remark'],
    [
      ['Primary', 17_420, 94.2, 'All inspected'],
      ['Secondary [p]', 10_112, 92.5, 'All inspected'],
      ['Special', '[c]', '[c]', 'Few schools'],
    ],
  );
  for (const row of [6, 7]) {
    sheet.getCell(row, 2).numFmt = '#,##0';
    sheet.getCell(row, 3).numFmt = '0.0';
  }
}

export function solid(argb: string): ExcelJS.Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}

/** A zip's parts as text changed, added to or (by null) taken away. */
export function withParts(
  bytes: Uint8Array,
  changes: Readonly<Record<string, ((part: string) => string) | null>>,
): Uint8Array {
  const parts = unzipSync(bytes);
  for (const [name, change] of Object.entries(changes)) {
    if (change === null) Reflect.deleteProperty(parts, name);
    else parts[name] = strToU8(change(strFromU8(parts[name] ?? new Uint8Array())));
  }
  return zipSync(parts);
}
