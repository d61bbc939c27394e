import { requireCleanPack } from '../../reports/audit/audit.js';
import type { Workbook } from '../../reports/audit/model.js';
import { type EditionFiles, requireParity } from '../../reports/parity/require-parity.js';
import { editionOf } from '../core/edition-of.js';
import type { PackFile } from './place-pack.js';

/**
 * Lets a pack's files through to be published only where every workbook among them keeps the essentials of the guidance, and every
 * edition shows the figures of the open data.
 * @throws QuarterlyError `audit` that names file, rule, cell and fix; nothing has been placed then.
 */
export async function auditFiles(files: readonly PackFile[]): Promise<void> {
  const workbooks = new Map<string, Workbook>();
  for (const { name, bytes } of files)
    if (name.endsWith('.xlsx')) workbooks.set(name, await requireCleanPack(bytes, name));
  const openData = files.find(({ name }) => name === 'measures.csv');
  if (openData !== undefined)
    requireParity(new TextDecoder().decode(openData.bytes), editionsOf(files, workbooks));
}

/** Each workbook that has a page beside it. */
function editionsOf(
  files: readonly PackFile[],
  workbooks: ReadonlyMap<string, Workbook>,
): EditionFiles[] {
  return [...workbooks].flatMap(([name, workbook]) => {
    const page = files.find((file) => file.name === name.replace(/\.xlsx$/, '.html'));
    return page === undefined
      ? []
      : [
          {
            workbook,
            page: { name: page.name, html: new TextDecoder().decode(page.bytes) },
            isWhole: editionOf(name) === 'officer',
          },
        ];
  });
}
