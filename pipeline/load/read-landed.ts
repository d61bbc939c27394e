import path from 'node:path';
import { loadAuthorities } from '../../sources/authorities/lookup.js';
import { factTable } from '../../sources/contract/fact-table.js';
import { BATCH_ROWS, readReturnInto, refusedReading } from '../../sources/contract/read-return.js';
import type { ReturnReading } from '../../sources/contract/reading-ledger.js';
import type { ReturnFile } from '../../sources/contract/layout.js';
import type { SourceContract } from '../../sources/contract/types.js';
import { openTabular } from '../../sources/read/open.js';
import type { ByteSource } from '../../sources/read/types.js';
import { QuarterlyError } from '../errors.js';
import { pseudonymiser } from '../land/pseudonym.js';
import { landedSource } from '../land/store.js';
import { rowEncoder } from '../warehouse/insert.js';
import type { ReadJob, TakeRows } from './job.js';
import { readPostcodes } from './postcode-file.js';

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
  const postcodes = job.postcodes !== undefined && hasDistances(contract) ? job.postcodes : null;
  const grid = postcodes === null ? null : await readPostcodes(postcodes);
  const context = {
    authority: job.authority,
    asAt: job.asAt,
    pseudonym: pseudonymiser(job.pseudonymKey, job.authority),
    authorities: await loadAuthorities(),
    ...(grid === null ? {} : { tenthsOfMilesBetween: grid.tenthsOfMilesBetween }),
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
    reading = refusedReading(job.files, `${error.message} ${error.mend}`);
  } finally {
    for (const { tabular } of opened) await tabular.close();
  }
  // Damaged bytes may look like a wrong file: nothing is said of a return before every byte of it is vouched for.
  for (const { source } of landed) await source.vouch();
  return grid === null || postcodes === null ? reading : withNote(reading, postcodes, grid.count);
}

/** Whether a contract works distances out. */
function hasDistances({ tables }: SourceContract): boolean {
  return Object.values(tables).some(({ columns }) =>
    Object.values(columns).some(({ pair }) => pair !== undefined),
  );
}

/** A distance depends on the directory that it was worked out by: the ledger says which. */
function withNote(reading: ReturnReading, file: string, count: number): ReturnReading {
  const message = `Distances were worked out from ${count.toLocaleString('en-GB')} postcodes of ${path.basename(file)}.`;
  return {
    ...reading,
    notes: [...reading.notes, { level: 'information', topic: 'distances', message }],
  };
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
