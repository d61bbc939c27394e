import { access } from 'node:fs/promises';
import path from 'node:path';
import { QuarterlyError } from '../errors.js';
import { findOffice } from '../print/find-office.js';
import { toPdf } from '../print/to-pdf.js';
import { writeWhole } from '../publish/whole-file.js';
import type { Surroundings } from '../run/surroundings.js';
import type { CommonOptions } from './program.js';

interface PdfOptions extends CommonOptions {
  readonly out?: string;
  readonly libreoffice?: string;
  readonly seconds: number;
}

/** `quarterly pdf PACK`: prints a workbook as PDF, where LibreOffice is installed; needs no workspace. */
export async function pdfCommand(
  [file = '']: readonly string[],
  options: PdfOptions,
  surroundings: Surroundings,
): Promise<number> {
  await requireWorkbook(file);
  const out = options.out ?? `${file.slice(0, -path.extname(file).length)}.pdf`;
  const program = await findOffice(options.libreoffice, surroundings.environment);
  const bytes = await toPdf(file, {
    program,
    timeout: options.seconds * 1000,
    signal: surroundings.signal,
  });
  await writeWhole(out, bytes);
  surroundings.stdout.write(
    options.json ? `${JSON.stringify({ file: out, bytes: bytes.byteLength })}\n` : `${out}\n`,
  );
  return 0;
}

async function requireWorkbook(file: string): Promise<void> {
  const mend = 'Give the path of a workbook (.xlsx).';
  if (path.extname(file).toLowerCase() !== '.xlsx')
    throw new QuarterlyError('usage', `${file} is no workbook (.xlsx).`, { mend, place: { file } });
  try {
    await access(file);
  } catch (cause) {
    throw new QuarterlyError('usage', `${file} can't be read.`, { mend, place: { file }, cause });
  }
}
