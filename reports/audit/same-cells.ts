import { dayNumber, isIsoDate } from '../../pipeline/core/calendar/days.js';
import { QuarterlyError } from '../../pipeline/core/errors.js';
import type { Cell } from '../../pipeline/core/files/tabular-file.js';
import { openOds } from '../../pipeline/core/ods/open-ods.js';
import { openArchive } from '../../pipeline/core/zip/archive.js';
import { auditLimits } from './limits.js';
import type { Workbook } from './model.js';

/** Day 0 of Excel's count, on the count of {@link dayNumber}. */
const EXCEL_EPOCH = 25_569;

/**
 * Compares an OpenDocument spreadsheet, as it was written, with the workbook of the same edition: each sheet has the same cells in the same
 * order, so that what the workbook may show the spreadsheet may.
 * @throws QuarterlyError `audit` that names the first sheet that differs, and quotes no cell.
 */
export async function requireSameCells(
  bytes: Uint8Array,
  file: string,
  workbook: Workbook,
): Promise<void> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { sheets } = await openOds(await openArchive(buffer, file, auditLimits), file, auditLimits);
  if (sheets.length !== workbook.sheets.length) throw differs(file, 'another number of sheets');
  for (const [at, sheet] of sheets.entries()) {
    const other = workbook.sheets[at];
    const cells: Exclude<Cell, null>[] = [];
    for await (const rows of sheet.batches())
      for (const row of rows) for (const cell of row.cells) if (cell !== null) cells.push(cell);
    const expected = (other?.cells ?? [])
      .filter(({ kind }) => kind !== 'blank')
      .map(({ kind, number, text }) => (kind === 'number' ? String(number) : text));
    const isSame =
      sheet.name === other?.name &&
      cells.length === expected.length &&
      cells.every((cell, index) => isSameCell(cell, expected[index]));
    if (!isSame) throw differs(file, `other cells in ${sheet.name}`);
  }
}

/** A day is a number in the workbook; a text that looks like one is a text there too. */
function isSameCell(cell: Exclude<Cell, null>, expected: string | undefined): boolean {
  if (String(cell) === expected) return true;
  return (
    typeof cell === 'string' &&
    isIsoDate(cell) &&
    String(dayNumber(cell) + EXCEL_EPOCH) === expected
  );
}

function differs(file: string, how: string): QuarterlyError {
  return new QuarterlyError('audit', `${file} isn’t what the workbook is: it has ${how}.`, {
    fix: 'Nothing has been published. This is a fault in quarterly: report it, with the sheet named here.',
    place: { file },
    facts: { rule: 'same-cells' },
  });
}
