import type { ReturnFile } from '../../sources/contract/layout.js';
import { openTabular } from '../../sources/read/open.js';
import { gather } from '../../sources/read/received-files.js';
import { sources } from '../../sources/register.js';
import { QuarterlyError } from '../core/errors.js';
import { recognise } from './recognise.js';

/**
 * The source that a return's headings are of.
 * @param paths the return's files, its folder or its zip
 * @throws QuarterlyError `usage` where there is none, or where two fit as well as each other: a return is stored only as what it is.
 */
export async function recogniseFiles(paths: readonly string[]): Promise<string> {
  const sending = await gather(paths);
  const opened: ReturnFile[] = [];
  try {
    for (const file of sending.files)
      opened.push({ name: file.name, role: 'data', tabular: await openTabular(file) });
    const { found, nearest } = await recognise(sources, opened);
    const [surest, second] = found;
    if (surest !== undefined && surest.known !== second?.known) return surest.contract.id;
    const fitting = found.filter(({ known }) => known === surest?.known);
    const ids = (fitting.length > 1 ? fitting.map(({ contract }) => contract) : sources).map(
      ({ id }) => id,
    );
    const name = sending.names[0] ?? 'the file';
    throw new QuarterlyError(
      'usage',
      fitting.length > 1
        ? `The headings in ${name} fit ${ids.join(' and ')}.`
        : `The headings in ${name} don't match any known source. ${nearest ?? ''}`.trim(),
      { fix: `Say which it is: --source ${ids.join(' | ')}.` },
    );
  } finally {
    for (const { tabular } of opened) await tabular.close();
  }
}
