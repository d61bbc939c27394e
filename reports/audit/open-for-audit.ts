import { workbookModel } from '../../pipeline/core/xlsx/workbook-model.js';
import { openArchive } from '../../pipeline/core/zip/archive.js';
import { refusal } from '../../pipeline/core/zip/refuse.js';
import { signatureOf, SIGNATURE_BYTES } from '../../pipeline/core/zip/signature.js';
import { sortSheets } from './kinds.js';
import { auditLimits } from './limits.js';
import type { Workbook } from './model.js';

/**
 * Opens any .xlsx as the audit sees it, within bounds: it looks before it unpacks, and nothing is expanded, fetched or calculated.
 * @throws QuarterlyError `contract` for what isn't a workbook, is damaged, or would ask too much of the machine.
 */
export async function openForAudit(bytes: Uint8Array, file: string): Promise<Workbook> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (signatureOf(buffer.subarray(0, SIGNATURE_BYTES)) !== 'zip') throw notAWorkbook(file);
  if (buffer.byteLength > auditLimits.archiveBytes) throw tooLarge(file);
  const members = await openArchive(buffer, file, auditLimits);
  const workbook = await workbookModel(members, file, auditLimits);
  return { ...workbook, sheets: sortSheets(workbook.sheets) };
}

function notAWorkbook(file: string): Error {
  return refusal(
    { file },
    'The file is not an Excel workbook (.xlsx).',
    'Open it in Excel, take a password off, save it as an Excel workbook (.xlsx), and audit that.',
  );
}

function tooLarge(file: string): Error {
  return refusal(
    { file },
    'The file is larger than the audit reads.',
    'Take pictures and unused sheets out.',
  );
}
