import { loadAuthorities } from '../../sources/authorities/lookup.js';
import { factTable } from '../../sources/contract/fact-table.js';
import {
  readReturn,
  refusedReading,
  type ReturnReading,
} from '../../sources/contract/read-return.js';
import type { ReturnFile } from '../../sources/contract/layout.js';
import type { SourceContract } from '../../sources/contract/types.js';
import { openTabular } from '../../sources/read/open.js';
import { QuarterlyError } from '../errors.js';
import { pseudonymiser } from '../land/pseudonym.js';
import { landedSource } from '../land/store.js';
import { encodeRows } from '../warehouse/insert.js';
import type { ReadJob, TakeRows } from './job.js';

/**
 * Reads and checks a landed return and hands its rows on, encoded for the warehouse. A file that can't be read as what it
 * should be refuses the return; one whose bytes aren't what was received throws `integrity`.
 */
export async function readLanded(
  contract: SourceContract,
  job: ReadJob,
  take: TakeRows,
): Promise<ReturnReading> {
  const context = {
    authority: job.authority,
    asAt: job.asAt,
    pseudonym: pseudonymiser(job.pseudonymKey, job.authority),
    authorities: await loadAuthorities(),
  };
  const opened: ReturnFile[] = [];
  try {
    for (const { name, role, sha256 } of job.files) {
      const source = await landedSource(job.store, sha256, name, job.bytesKey);
      opened.push({ name, role, tabular: await openTabular(source) });
    }
    return await readReturn(contract, opened, context, {
      batch: (table, columns, rows) =>
        take({
          table: factTable(contract.id, table),
          columns,
          encoded: encodeRows(job.engine, columns.length, rows),
        }),
    });
  } catch (error) {
    if (error instanceof QuarterlyError && error.code === 'contract')
      return refusedReading(job.files, `${error.message} ${error.mend}`);
    throw error;
  } finally {
    for (const { tabular } of opened) await tabular.close();
  }
}
