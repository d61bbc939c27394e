import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { auditWorkbook } from '../../reports/audit/audit.js';
import { auditText } from '../../reports/audit/report.js';
import { exitCodes, QuarterlyError } from '../core/errors.js';
import type { Runtime } from '../core/runtime.js';
import type { CommonOptions } from './common-options.js';
import { oneFile } from './one-file.js';
import { wrap } from '../core/wrap.js';

/** `quarterly audit PACK`: compares any .xlsx with the guidance; needs no workspace, changes nothing. */
export async function auditCommand(
  [named = '']: readonly string[],
  options: CommonOptions,
  runtime: Runtime,
): Promise<number> {
  const file = await oneFile(named);
  const report = await auditWorkbook(await bytesOf(file), path.basename(file));
  runtime.stdout.write(
    options.json ? `${JSON.stringify(report)}\n` : `${wrap(auditText(report), runtime.columns)}\n`,
  );
  return report.passes ? 0 : exitCodes.audit;
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new QuarterlyError('usage', `${file} can't be read.`, {
      fix: 'Give the path of a workbook (.xlsx).',
      place: { file },
      cause: error,
    });
  }
}
