import path from 'node:path';
import { loadAuthorities } from '../../sources/authorities/lookup.js';
import { factTable } from '../../sources/contract/fact-table.js';
import type { ReturnFile } from '../../sources/contract/layout.js';
import {
  asAtFromContent,
  BATCH_ROWS,
  readReturnInto,
  refusedReading,
} from '../../sources/contract/read-return.js';
import type { ReturnReading } from '../../sources/contract/reading-ledger.js';
import type { SourceContract } from '../../sources/contract/types.js';
import { openTabular } from '../../sources/read/open.js';
import type { IsoDate } from '../core/calendar/days.js';
import type { ByteSource } from '../core/files/tabular-file.js';
import { pseudonymiser } from '../store/pseudonym.js';
import { landedSource } from '../store/store.js';
import { rowEncoder } from '../warehouse/insert.js';
import { contractFault } from './contract-fault.js';
import type { OpenedReturn, OpenJob, TakeRows } from './job.js';
import { misfit, withOtherSource } from './other-source.js';
import { readPostcodes } from './postcode-file.js';

/**
 * Opens a landed return. A file that can't be read as what it should be is a fault of the return, which refuses it when it is
 * read; one whose bytes aren't what was received throws `integrity`.
 * @param spent gives memory of rows that are inserted, to encode the next ones in.
 */
export async function openLanded(
  contract: SourceContract,
  job: OpenJob,
  spent: () => ArrayBuffer | undefined = () => undefined,
): Promise<OpenedReturn> {
  const landed = await Promise.all(
    job.files.map(async ({ name, role, sha256 }) => ({
      name,
      role,
      source: watched(await landedSource(job.store, sha256, name, job.bytesKey)),
    })),
  );
  const opened: ReturnFile[] = [];
  const fault = await contractFault(async () => {
    for (const { name, role, source } of landed)
      opened.push({ name, role, tabular: await openTabular(source) });
  });
  const asAt = fault.error === undefined ? await dateWithin(contract, opened) : undefined;
  return {
    asAt,
    fault: fault.error ?? (asAt === undefined ? await misfit(contract, opened) : undefined),
    read: async (day, take) => {
      const found = await contractFault(async () => {
        if (fault.error !== undefined) throw fault.error;
        const reading = await readOpened(contract, opened, { ...job, asAt: day }, take, spent);
        return await withOtherSource(contract, opened, reading);
      });
      // Damaged bytes may look like a wrong file: nothing is said of a return before every byte of it is vouched for.
      for (const { source } of landed) await source.vouch();
      return found.error === undefined ? found.value : refusedReading(job.files, found.error);
    },
    close: async () => {
      for (const { tabular } of opened) await tabular.close();
    },
  };
}

/** The date that the files' own text tells; what can't be read tells none, and is refused when the rows are read. */
async function dateWithin(
  contract: SourceContract,
  opened: readonly ReturnFile[],
): Promise<IsoDate | undefined> {
  const { value } = await contractFault(() => asAtFromContent(contract, opened));
  return value;
}

async function readOpened(
  contract: SourceContract,
  opened: readonly ReturnFile[],
  job: OpenJob & { readonly asAt: IsoDate },
  take: TakeRows,
  spent: () => ArrayBuffer | undefined,
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
  const reading = await readReturnInto(contract, opened, context, {
    records: (columnCount) => rowEncoder(job.engine, columnCount, BATCH_ROWS, spent()),
    batch: (table, columns, records, constants) =>
      take({
        table: factTable(contract.id, table),
        columns,
        constants,
        encoded: records.encoded(),
      }),
  });
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
