import { counted } from '../core/counted.js';
import type { Knex } from 'knex';
import type { ReturnNote, ReturnReading } from '../../sources/contract/reading-ledger.js';
import { factTable } from '../../sources/contract/fact-table.js';
import type { SourceContract } from '../../sources/contract/types.js';
import type { PriorityName } from '../core/strategy/priority-names.js';
import type { IsoDate } from '../core/calendar/days.js';
import { setIndexesAside, textBytes } from './fast/bulk-indexes.js';
import { claimKey, type WorkspaceKeys } from '../store/keys.js';
import { FactDigests } from '../warehouse/verify/fact-digests.js';
import { insertEncoded } from '../warehouse/insert.js';
import type { Warehouse, WriteGuard } from '../warehouse/types.js';
import { type Acceptance, holdAgainstLast, wasDoubted } from './acceptance.js';
import type { LandedReturnFile, OpenedReturn, TakeRows } from './job.js';
import {
  enterLanded,
  enterReading,
  enterReturn,
  findReturn,
  type KnownReturn,
  setLayout,
  setRefusalAside,
} from './ledger.js';
import { childrenNotes } from './children.js';
import { contributionNotes } from './contribution.js';
import { priorityNotes } from './priorities.js';
import { settleKeys } from './repeated-keys.js';
import { contractHash, inOrder, returnIdOf } from './return-id.js';
import { reportSizes } from './report-sizes.js';

/** A landed return, ready to be loaded. */
export interface LandedReturn {
  readonly contract: SourceContract;
  readonly asAt: IsoDate;
  /** UTC instant. */
  readonly receivedAt: string;
  readonly files: readonly LandedReturnFile[];
  /** What its publisher says of it. */
  readonly notes?: readonly string[];
  /** Take it though it is unlike the last one. */
  readonly acceptAnyway?: Acceptance | undefined;
}

/** What loading rests on. */
export interface LoadDeps {
  readonly warehouse: Warehouse;
  readonly keys: WorkspaceKeys;
  /** The store's folder. */
  readonly store: string;
  /** Area code of the workspace's authority. */
  readonly authority: string;
  /** The priorities of the council's strategies; left out: nothing is compared with them. */
  readonly priorities?: readonly PriorityName[];
  /** The path of a directory of postcodes, by which distances are worked out; left out: there are none. */
  readonly postcodes?: string;
  /** The run lock, where one is held: nothing is committed once it is lost. */
  readonly lock?: WriteGuard;
  /** Ends the reading of a return at once. */
  readonly signal?: AbortSignal | undefined;
  /** Told how far it is, in words. */
  readonly onProgress?: (detail: string) => void;
  /** Called in the transaction that enters a return, so that whatever it writes stands if and only if the return does. */
  readonly entered?: (trx: Knex.Transaction, entered: EnteredReturn) => Promise<void>;
}

/** What became of a return. */
export interface LoadedReturn {
  readonly returnNo: number;
  readonly returnId: string;
  readonly status: 'accepted' | 'refused' | 'already received';
  readonly layout: string | null;
  readonly refusedWhy: string | null;
  readonly files: ReturnReading['files'];
  readonly problems: ReturnReading['problems'];
  readonly problemCount: ReturnReading['problemCount'];
  readonly notes: readonly ReturnNote[];
  /** The first and the last of its dates; left out of one that isn't read again, or has none. */
  readonly days?: ReturnReading['days'];
}

/** A return that has just been entered, accepted or refused. */
export interface EnteredReturn extends LoadedReturn {
  readonly source: string;
  readonly asAt: IsoDate;
}

/**
 * Loads a landed return in one transaction, whole or not at all. A return that breaks its contract as a whole is entered as
 * refused, with its problems and without facts. The same return again changes nothing; one that was refused is read anew
 * once its contract has changed, or, where it was refused for being unlike the last one alone, once somebody accepts it anyway.
 * @param opened the same return, open
 */
export async function loadReturn(
  landed: LandedReturn,
  deps: LoadDeps,
  opened: OpenedReturn,
): Promise<LoadedReturn> {
  const { contract, asAt } = landed;
  const files = inOrder(landed.files);
  const returnId = returnIdOf(contract.id, asAt, files);
  const entry = {
    returnId,
    source: contract.id,
    asAt,
    receivedAt: landed.receivedAt,
    contractHash: contractHash(contract),
  };
  try {
    return await deps.warehouse.write(async (trx) => {
      await claimKey(trx, deps.keys);
      const known = await findReturn(trx, returnId);
      if (known !== undefined) {
        const isAccepted =
          landed.acceptAnyway !== undefined && (await wasDoubted(trx, known.returnNo));
        const mayDoBetter =
          known.status === 'refused' && (isAccepted || known.contractHash !== entry.contractHash);
        if (!mayDoBetter) return alreadyReceived(returnId, known);
        await setRefusalAside(trx, returnId, known);
      }
      await enterLanded(trx, files, landed.receivedAt);
      const returnNo = await enterReturn(trx, entry, { status: 'accepted' });
      const remakeIndexes = await setIndexesAside(
        trx,
        deps.warehouse.engine,
        Object.keys(contract.tables).map((table) => factTable(contract.id, table)),
        textBytes(files),
      );
      const digests = new FactDigests();
      const rows = new Map<string, number>();
      let rowCount = 0;
      const take: TakeRows = async ({ table, columns, constants, encoded }) => {
        await insertEncoded(trx, deps.warehouse.engine, table, columns, encoded, {
          ...constants,
          return_no: returnNo,
        });
        digests.add(table, columns, constants, encoded);
        rows.set(table, (rows.get(table) ?? 0) + encoded.rowCount);
        rowCount += encoded.rowCount;
        deps.onProgress?.(counted(rowCount, 'row'));
      };
      const found = withPublishersNotes(await opened.read(asAt, take), landed.notes ?? []);
      if (found.refused !== undefined) throw new RefusedReturn(found);
      await remakeIndexes();
      const keyed = { trx, contract, returnNo };
      const settled = await settleKeys(keyed, found);
      if (settled.reading.refused !== undefined) throw new RefusedReturn(settled.reading);
      for (const table of settled.changed) {
        if (deps.warehouse.engine === 'sqlite') await digests.takeAgain(trx, table, returnNo);
        rows.set(table, await countRows(trx, table, returnNo));
      }
      const read = withNotes(settled.reading, [
        ...(await childrenNotes(keyed)),
        ...(await contributionNotes(keyed, asAt)),
        ...(await priorityNotes(keyed, deps.priorities ?? [])),
      ]);
      const { authority } = deps;
      const loaded = { returnNo, contract, asAt, rows, reading: read, authority };
      const reading = await holdAgainstLast(trx, loaded, landed.acceptAnyway);
      if (reading.refused !== undefined) throw new RefusedReturn(reading);
      await reportSizes(trx, deps.warehouse.engine, rows);
      await digests.enter(trx, deps.warehouse.engine, returnNo);
      await setLayout(trx, returnNo, reading.layout);
      await enterReading(trx, deps.warehouse.engine, returnNo, files, reading);
      const result = outcome(returnNo, returnId, 'accepted', reading);
      await deps.entered?.(trx, { ...result, source: contract.id, asAt });
      return result;
    }, deps.lock);
  } catch (error) {
    if (!(error instanceof RefusedReturn)) throw error;
    const { reading } = error;
    return deps.warehouse.write(async (trx) => {
      const known = await findReturn(trx, returnId);
      if (known !== undefined) await setRefusalAside(trx, returnId, known);
      await enterLanded(trx, files, landed.receivedAt);
      const returnNo = await enterReturn(trx, entry, { status: 'refused', reading });
      await enterReading(trx, deps.warehouse.engine, returnNo, files, reading);
      const result = outcome(returnNo, returnId, 'refused', reading);
      await deps.entered?.(trx, { ...result, source: contract.id, asAt });
      return result;
    }, deps.lock);
  }
}

/** A reading, with what the return's publisher says of it. */
function withPublishersNotes(reading: ReturnReading, said: readonly string[]): ReturnReading {
  const notes = said.map((message): ReturnNote => ({
    level: 'information',
    topic: 'publisher',
    message,
  }));
  return { ...reading, notes: [...notes, ...reading.notes] };
}

async function countRows(trx: Knex.Transaction, table: string, returnNo: number): Promise<number> {
  const found = await trx(table)
    .where({ return_no: returnNo })
    .count<{ count: number }[]>('* as count');
  return found[0]?.count ?? 0;
}

function withNotes(reading: ReturnReading, notes: readonly ReturnNote[]): ReturnReading {
  return notes.length === 0 ? reading : { ...reading, notes: [...reading.notes, ...notes] };
}

/** Takes back all that the transaction wrote; what was read is then entered without its rows. */
class RefusedReturn extends Error {
  constructor(readonly reading: ReturnReading) {
    super('The return is refused.');
  }
}

function outcome(
  returnNo: number,
  returnId: string,
  status: 'accepted' | 'refused',
  reading: ReturnReading,
): LoadedReturn {
  const { layout, files, problems, problemCount, notes, days } = reading;
  return {
    ...{ returnNo, returnId, status, layout, files, problems, problemCount, notes },
    ...(days === undefined ? {} : { days }),
    refusedWhy: reading.refused ?? null,
  };
}

/** What is said of bytes that were received before. */
export function alreadyReceived(returnId: string, known: KnownReturn): LoadedReturn {
  const { returnNo, layout, refusedWhy, files, expiredAt } = known;
  const message =
    expiredAt !== null
      ? `These bytes were received before under this date, as return ${returnNo}, and were deleted at ${expiredAt}, at the end of their retention period. They aren't loaded again.`
      : known.status === 'accepted'
        ? `These bytes were received before under this date, as return ${returnNo}.`
        : `These bytes were received before under this date, and refused, as return ${returnNo}: ${refusedWhy ?? ''}`;
  return {
    returnNo,
    returnId,
    status: 'already received',
    layout,
    refusedWhy,
    files,
    problems: [],
    problemCount: { rejected: files.reduce((sum, file) => sum + file.rejected, 0), warning: 0 },
    notes: [{ level: 'information', topic: 'already-received', message }],
  };
}
