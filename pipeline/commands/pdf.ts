import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openForAudit } from '../../reports/audit/open-for-audit.js';
import { hideSheets } from '../../reports/workbook/hide-sheets.js';
import { QuarterlyError } from '../core/errors.js';
import { findOffice } from './output/find-office.js';
import { inScratch } from './output/scratch.js';
import { toPdf } from './output/to-pdf.js';
import { writeWhole } from '../core/files/whole-file.js';
import type { Runtime } from '../core/runtime.js';
import { oneFile } from './one-file.js';
import type { CommonOptions } from './common-options.js';

interface PdfOptions extends CommonOptions {
  readonly out?: string;
  readonly briefing: boolean;
  readonly libreoffice?: string;
  readonly seconds: number;
}

/** `quarterly pdf PACK`: prints a workbook, or its sheets to read, as PDF, where LibreOffice is installed; needs no workspace. */
export async function pdfCommand(
  [named = '']: readonly string[],
  options: PdfOptions,
  runtime: Runtime,
): Promise<number> {
  const file = await oneFile(named);
  const workbook = await readWorkbook(file);
  const name = file.slice(0, -path.extname(file).length);
  const out = options.out ?? `${name}${options.briefing ? '-briefing' : ''}.pdf`;
  const program = await findOffice(options.libreoffice, runtime.environment);
  const print = (what: string): Promise<Uint8Array> =>
    toPdf(what, { program, timeout: options.seconds * 1000, signal: runtime.signal });
  const bytes = options.briefing ? await printBriefing(workbook, file, print) : await print(file);
  await writeWhole(out, bytes);
  runtime.stdout.write(
    options.json ? `${JSON.stringify({ file: out, bytes: bytes.byteLength })}\n` : `${out}\n`,
  );
  return 0;
}

/** Prints a copy in which the sheets that aren't for reading are hidden. */
async function printBriefing(
  workbook: Uint8Array,
  file: string,
  print: (what: string) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const { sheets } = await openForAudit(workbook, file);
  const others = sheets.filter(({ kind }) => kind === 'data' || kind === 'contents');
  if (others.length === sheets.length)
    throw new QuarterlyError('usage', `${file} has only data sheets, and no sheet to read.`, {
      fix: 'Leave out --briefing to print every sheet.',
      place: { file },
    });
  return inScratch('briefing', async (folder) => {
    const copy = path.join(folder, path.basename(file));
    await writeFile(copy, hideSheets(workbook, new Set(others.map(({ position }) => position))));
    return await print(copy);
  });
}

async function readWorkbook(file: string): Promise<Uint8Array> {
  const fix = 'Give the path of a workbook (.xlsx).';
  if (path.extname(file).toLowerCase() !== '.xlsx')
    throw new QuarterlyError('usage', `${file} is no workbook (.xlsx).`, { fix, place: { file } });
  try {
    return await readFile(file);
  } catch (cause) {
    throw new QuarterlyError('usage', `${file} can't be read.`, { fix, place: { file }, cause });
  }
}
