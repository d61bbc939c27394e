import { damaged, refusal } from '../zip/refuse.js';

/** Where a worksheet is being read. */
export interface SheetPlace {
  readonly file: string;
  readonly sheet: string;
  readonly row: number;
}

/** For a worksheet that isn't as the format has it. */
export function brokenSheet({ file, sheet, row }: SheetPlace, what: string): Error {
  return damaged(
    { file, sheet, line: Math.max(row, 1) },
    `in sheet "${sheet}", near row ${row}, ${what}`,
  );
}

/** For a worksheet that has what no table of data has. */
export function absurdSheet({ file, sheet, row }: SheetPlace, what: string): Error {
  return refusal(
    { file, sheet, line: Math.max(row, 1) },
    `Sheet "${sheet}" has ${what}.`,
    'Copy its rows into a new workbook (values only), save it as .xlsx, or send them as CSV.',
  );
}
