import { openArchive } from '../../pipeline/core/zip/archive.js';
import type { Member } from '../../pipeline/core/zip/member.js';
import { readHead, readWhole } from '../../pipeline/core/files/byte-source.js';
import { openCsv } from './csv.js';
import { defaultLimits, type ReadLimits } from '../../pipeline/core/zip/limits.js';
import { refusal } from '../../pipeline/core/zip/refuse.js';
import { SIGNATURE_BYTES, signatureOf, type Signature } from '../../pipeline/core/zip/signature.js';
import type { ByteSource, TabularFile } from '../../pipeline/core/files/tabular-file.js';

/**
 * Opens a received file as tables, by what it is and not by its name: an Excel workbook (.xlsx, .xlsm), an OpenDocument
 * spreadsheet (.ods), a CSV or XML of a form in `sources/xml-forms.ts`. Within `limits` (left out: `defaultLimits`) nothing
 * it holds can exhaust the machine. Throws QuarterlyError `contract` for
 * anything else, with what it is in words; the sheets throw the same for what is found out on reading.
 */
export async function openTabular(
  source: ByteSource,
  limits: Partial<ReadLimits> = {},
): Promise<TabularFile> {
  const allowed = { ...defaultLimits, ...limits };
  const signature = signatureOf(await readHead(source, SIGNATURE_BYTES));
  if (signature === 'text') return await openCsv(source, allowed);
  if (signature === 'markup') {
    // Loaded when asked for, as the workbooks' reader is.
    const [{ openXml }, { xmlForms }] = await Promise.all([
      import('./xml/open-xml.js'),
      import('../xml-forms.js'),
    ]);
    const message = await openXml(source, allowed, xmlForms);
    if (message !== undefined) return message;
  }
  if (signature !== 'zip') throw unreadable(source.name, signature);
  const bytes = await readWhole(source, allowed.archiveBytes);
  const members = await openArchive(bytes, source.name, allowed);
  // Loaded when asked for: most returns are CSV.
  if (isOpenDocument(members)) {
    const { openOds } = await import('../../pipeline/core/ods/open-ods.js');
    return await openOds(members, source.name, allowed);
  }
  const { openWorkbook } = await import('../../pipeline/core/xlsx/read-rows.js');
  return await openWorkbook(members, source.name, allowed);
}

function isOpenDocument(members: readonly Member[]): boolean {
  const has = (part: string) => members.some(({ name }) => name === part);
  return has('mimetype') && has('content.xml');
}

/**
 * Whether a file is a zip of files (a set sent together, for `openZip`), rather than a workbook, which is a zip as well, or
 * anything else. Throws `contract` for a zip that can't be looked into.
 */
export async function isZipOfFiles(
  source: ByteSource,
  limits: Partial<ReadLimits> = {},
): Promise<boolean> {
  const allowed = { ...defaultLimits, ...limits };
  if (signatureOf(await readHead(source, SIGNATURE_BYTES)) !== 'zip') return false;
  const bytes = await readWhole(source, allowed.archiveBytes);
  const members = await openArchive(bytes, source.name, allowed);
  return !members.some(({ name }) =>
    /^(?:\[Content_Types\]\.xml|mimetype|index\/document\.iwa)$/i.test(name),
  );
}

const UNREADABLE: Readonly<
  Record<Exclude<Signature, 'zip' | 'text'>, readonly [message: string, fix: string]>
> = {
  empty: ['The file is empty.', 'Check that the export finished, and send the file again.'],
  ole: [
    'The file is protected by a password, or is in the old Excel form (.xls).',
    'Open it in Excel, take the password off, save it as an Excel workbook (.xlsx), and send that.',
  ],
  pdf: ['The file is a PDF.', 'Send the table itself, as an Excel workbook (.xlsx) or a CSV.'],
  gzip: ['The file is packed with gzip.', 'Unpack it, and send the CSV or workbook itself.'],
  picture: [
    'The file is a picture.',
    'Send the table itself, as an Excel workbook (.xlsx) or a CSV.',
  ],
  markup: [
    'The file is a web page, or a table saved as one.',
    'Open it in Excel, save it as an Excel workbook (.xlsx), and send that.',
  ],
};

function unreadable(file: string, signature: Exclude<Signature, 'zip' | 'text'>): Error {
  const [message, fix] = UNREADABLE[signature];
  return refusal({ file }, message, fix);
}
