import { requireCleanPack } from '../../reports/audit/audit.js';
import { requireNothingHidden, type Secrets } from '../../reports/audit/hidden-numbers.js';
import { readDocument, type ShownDocument } from '../../reports/audit/read-document.js';
import { requireSameCells } from '../../reports/audit/same-cells.js';
import type { Workbook } from '../../reports/audit/model.js';
import { editionOf } from '../core/edition-of.js';
import type { PackFile } from './place-pack.js';

/**
 * Lets a pack's files through to be published only where every workbook among them keeps the essentials of the guidance, and no public
 * file, read back, has a number that must be suppressed.
 * @throws QuarterlyError `audit` that names file, rule, cell and fix; nothing has been placed then.
 */
export async function auditFiles(files: readonly PackFile[], secrets: Secrets): Promise<void> {
  const workbooks: Workbook[] = [];
  for (const { name, bytes } of files)
    if (name.endsWith('.xlsx')) workbooks.push(await requireCleanPack(bytes, name));
  const textOfFile = (name: string): string =>
    new TextDecoder().decode(files.find((file) => file.name === name)?.bytes);
  const documents: ShownDocument[] = [];
  for (const { name, bytes } of files)
    if (name.endsWith('.docx')) documents.push(await readDocument(bytes, name));
  for (const workbook of workbooks.filter(({ fileName }) => editionOf(fileName) !== 'officer')) {
    const name = workbook.fileName.replace(/\.xlsx$/, '.html');
    const page = { name, html: textOfFile(name) };
    const spreadsheet = files.find(
      (file) => file.name === workbook.fileName.replace(/\.xlsx$/, '.ods'),
    );
    if (spreadsheet !== undefined)
      await requireSameCells(spreadsheet.bytes, spreadsheet.name, workbook);
    requireNothingHidden({ workbook, page, documents, csv: textOfFile('measures.csv') }, secrets);
  }
}
