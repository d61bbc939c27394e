import ExcelJS from 'exceljs';

const SHEETS = 11;
const ROWS = 10_000;
const COLUMNS = 20;
const DAY_MS = 86_400_000;
const SEXES = ['a) Male', 'b) Female', 'c) Not stated/recorded'];

/** Writes a workbook like a large Annex A: eleven lists of 10,000 rows and 20 columns, invented throughout. */
export async function writeSample(file: string): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    filename: file,
    useSharedStrings: true,
    useStyles: true,
  });
  for (let list = 1; list <= SHEETS; list += 1) {
    const sheet = workbook.addWorksheet(`List ${list}`);
    sheet.columns = Array.from({ length: COLUMNS }, (_, column) =>
      column % 5 === 2 ? { style: { numFmt: 'dd/mm/yyyy' } } : {},
    );
    sheet.addRow(Array.from({ length: COLUMNS }, (_, column) => `Heading ${column + 1}`)).commit();
    for (let row = 0; row < ROWS; row += 1)
      sheet
        .addRow(Array.from({ length: COLUMNS }, (_, column) => cell(list, row, column)))
        .commit();
    sheet.commit();
  }
  await workbook.commit();
}

function cell(list: number, row: number, column: number): string | number | Date | null {
  switch (column % 5) {
    case 0:
      return 100_000 + row * 7 + column;
    case 1:
      return `Team ${(row * 13) % 997} of list ${list}`;
    case 2:
      return new Date(Date.UTC(2015, 3, 1) + ((row * 13 + column) % 1500) * DAY_MS);
    case 3:
      return SEXES[(row + column) % 3] ?? null;
    default:
      return row % 5 === 0 ? null : Math.round(((row * 31 + column) / 7) * 1000) / 1000;
  }
}
