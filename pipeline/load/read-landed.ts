import { loadAuthorities } from '../../sources/authorities/lookup.js';
import { factTable } from '../../sources/contract/fact-table.js';
import { BATCH_ROWS, readReturnInto, refusedReading } from '../../sources/contract/read-return.js';
import type { ReturnReading } from '../../sources/contract/reading-ledger.js';
import type { ReturnFile } from '../../sources/contract/layout.js';
import type { SourceContract } from '../../sources/contract/types.js';
import { openTabular } from '../../sources/read/open.js';
import type { ByteSource } from '../core/files/tabular-file.js';
import { QuarterlyError } from '../core/errors.js';
import { pseudonymiser } from '../store/pseudonym.js';
import { landedSource } from '../store/store.js';
import { rowEncoder } from '../warehouse/insert.js';
import type { ReadJob, TakeRows } from './job.js';

/**
 * Reads and checks a landed return and hands its rows on, encoded for the warehouse. A file that can't be read as what it
 * should be refuses the return; one whose bytes aren't what was received throws `integrity`.
 * @param spent gives memory of rows that are inserted, to encode the next ones in.
 */
export async function readLanded(
  contract: SourceContract,
  job: ReadJob,
  take: TakeRows,
  spent: () => ArrayBuffer | undefined = () => undefined,
): Promise<ReturnReading> {
  const context = {
    authority: job.authority,
    asAt: job.asAt,
    pseudonym: pseudonymiser(job.pseudonymKey, job.authority),
    authorities: await loadAuthorities(),
  };
  const landed = await Promise.all(
    job.files.map(async ({ name, role, sha256 }) => ({
      name,
      role,
      source: watched(await landedSource(job.store, sha256, name, job.bytesKey)),
    })),
  );
  const opened: ReturnFile[] = [];
  let reading: ReturnReading;
  try {
    for (const { name, role, source } of landed)
      opened.push({ name, role, tabular: await openTabular(source) });
    reading = await readReturnInto(contract, opened, context, {
      records: (columnCount) => rowEncoder(job.engine, columnCount, BATCH_ROWS, spent()),
      batch: (table, columns, records, constants) =>
        take({
          table: factTable(contract.id, table),
          columns,
          constants,
          encoded: records.encoded(),
        }),
    });
  } catch (error) {
    if (!(error instanceof QuarterlyError) || error.code !== 'contract') throw error;
    reading = refusedReading(job.files, `${error.message} ${error.fix}`);
  } finally {
    for (const { tabular } of opened) await tabular.close();
  }
  // Damaged bytes may look like a wrong file: nothing is said of a return before every byte of it is vouched for.
  for (const { source } of landed) await source.vouch();
  return reading;
}

/** A source that knows whether one of its streams came to its end, where damaged bytes are noticed. */
function watched(source: ByteSource): ByteSource & { vouch: () => Promise<void> } {
  let isWhole = false;
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield* source.stream();
    isWhole = true;
  }
  return {
    name: source.name,
    size: source.size,
    stream,
    async vouch() {
      if (isWhole) return;
      const rest = stream()[Symbol.asyncIterator]();
      while ((await rest.next()).done !== true);
    },
  };
}
