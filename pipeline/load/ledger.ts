import type { Knex } from 'knex';
import type { ReturnReading } from '../../sources/contract/reading-ledger.js';
import type { IsoDate } from '../core/calendar/days.js';
import { insertRows } from '../warehouse/insert.js';
import type { Engine } from '../warehouse/types.js';
import type { LandedReturnFile } from './job.js';

/** A return as the ledger enters it before its rows. */
export interface NewReturn {
  readonly returnId: string;
  readonly source: string;
  readonly asAt: IsoDate;
  /** UTC instant. */
  readonly receivedAt: string;
  readonly contractHash: string;
}

interface ReturnRow {
  readonly return_no: number;
  readonly return_id: string;
  readonly source: string;
  readonly as_at: string;
  readonly received_at: string;
  readonly status: 'accepted' | 'refused';
  readonly layout: string | null;
  readonly refused_why: string | null;
  readonly contract_hash: string;
}

/** A return that the ledger holds, with its files' counts. */
export interface KnownReturn {
  readonly returnNo: number;
  readonly status: 'accepted' | 'refused';
  readonly layout: string | null;
  readonly refusedWhy: string | null;
  readonly contractHash: string;
  /** UTC instant at which its rows were deleted, its keeping time being over; null while they are kept. */
  readonly expiredAt: string | null;
  readonly files: ReturnReading['files'];
}

export async function findReturn(
  trx: Knex.Transaction,
  returnId: string,
): Promise<KnownReturn | undefined> {
  const row = await trx<ReturnRow>('received_return').where({ return_id: returnId }).first();
  if (row === undefined) return undefined;
  const files = await trx<FileRow>('received_file')
    .where({ return_no: row.return_no })
    .orderBy('file_no');
  const expiry = await trx('return_expiry')
    .where({ return_no: row.return_no })
    .first<{ expired_at: string } | undefined>('expired_at');
  return {
    returnNo: row.return_no,
    status: row.status,
    layout: row.layout,
    refusedWhy: row.refused_why,
    contractHash: row.contract_hash,
    expiredAt: expiry?.expired_at ?? null,
    files: files.map((file) => ({
      name: file.name,
      role: file.role,
      read: file.read_count,
      loaded: file.loaded_count,
      rejected: file.rejected_count,
      ignored: file.ignored_count,
    })),
  };
}

/** Whether bytes of each of these sizes were landed before: where not, there is no need to compare them. */
export async function knowsSizes(
  trx: Knex.Transaction,
  sizes: readonly number[],
): Promise<boolean> {
  const rows = await trx('landed_file')
    .whereIn('byte_count', [...new Set(sizes)])
    .distinct<{ byte_count: number }[]>('byte_count');
  const known = new Set(rows.map((row) => row.byte_count));
  return sizes.every((size) => known.has(size));
}

/** A return that came as bytes which came again. */
export interface SameBytes {
  readonly returnId: string;
  readonly asAt: IsoDate;
  /** Names under which its files came. */
  readonly names: readonly string[];
}

/** Returns of a source that hold just these bytes, each in just this part, whatever their dates. */
export async function findByBytes(
  trx: Knex.Transaction,
  source: string,
  files: readonly { readonly role: string; readonly sha256: string }[],
): Promise<readonly SameBytes[]> {
  const [first] = files;
  if (first === undefined) return [];
  const rows = await trx('received_file as other')
    .join('received_file as file', 'file.return_no', 'other.return_no')
    .join('received_return', 'received_return.return_no', 'other.return_no')
    .where({ 'other.sha256': first.sha256, 'received_return.source': source })
    .distinct('received_return.return_id', 'received_return.as_at')
    .select<FileOfReturn[]>('file.file_no', 'file.role', 'file.sha256', 'file.name');
  const returns = new Map<string, FileOfReturn[]>();
  for (const row of rows) returns.set(row.return_id, [...(returns.get(row.return_id) ?? []), row]);
  const partsOf = (all: readonly { role: string; sha256: string }[]): string =>
    all
      .map(({ role, sha256 }) => `${role} ${sha256}`)
      .sort()
      .join('\n');
  const wanted = partsOf(files);
  return [...returns].flatMap(([returnId, own]) =>
    partsOf(own) === wanted
      ? [{ returnId, asAt: own[0]?.as_at ?? '', names: own.map(({ name }) => name) }]
      : [],
  );
}

interface FileOfReturn {
  readonly return_id: string;
  readonly as_at: string;
  readonly file_no: number;
  readonly role: string;
  readonly sha256: string;
  readonly name: string;
}

/**
 * Sets a refusal aside, so that the same bytes may be read again under a contract that has changed since. It stays in the
 * ledger, under an id that says which contract refused it.
 */
export async function setRefusalAside(
  trx: Knex.Transaction,
  returnId: string,
  refused: KnownReturn,
): Promise<void> {
  await trx('received_return')
    .where({ return_no: refused.returnNo })
    .update({ return_id: `${returnId} refused under ${refused.contractHash.slice(0, 12)}` });
}

interface FileRow {
  readonly return_no: number;
  readonly file_no: number;
  readonly name: string;
  readonly role: string;
  readonly read_count: number;
  readonly loaded_count: number;
  readonly rejected_count: number;
  readonly ignored_count: number;
}

/** Enters a return and gives it the next number; the transaction is the only writer, so no other takes the same. */
export async function enterReturn(
  trx: Knex.Transaction,
  entry: NewReturn,
  outcome: { readonly status: 'accepted' | 'refused'; readonly reading?: ReturnReading },
): Promise<number> {
  const last = await trx<ReturnRow>('received_return')
    .max<{ last: number | null }>('return_no as last')
    .first();
  const returnNo = (last?.last ?? 0) + 1;
  await trx('received_return').insert({
    return_no: returnNo,
    return_id: entry.returnId,
    source: entry.source,
    as_at: entry.asAt,
    received_at: entry.receivedAt,
    status: outcome.status,
    layout: outcome.reading?.layout ?? null,
    refused_why: outcome.reading?.refused ?? null,
    contract_hash: entry.contractHash,
  });
  return returnNo;
}

export async function setLayout(
  trx: Knex.Transaction,
  returnNo: number,
  layout: string | null,
): Promise<void> {
  await trx('received_return').where({ return_no: returnNo }).update({ layout });
}

/** Enters the bytes that a return came as; bytes that were open and are sealed now are said to be sealed. */
export async function enterLanded(
  trx: Knex.Transaction,
  files: readonly LandedReturnFile[],
  landedAt: string,
): Promise<void> {
  for (const file of files) {
    await trx('landed_file')
      .insert({
        sha256: file.sha256,
        byte_count: file.byteCount,
        is_encrypted: file.isEncrypted ? 1 : 0,
        landed_at: landedAt,
      })
      .onConflict('sha256')
      .merge(['is_encrypted']);
  }
}

/** Enters what the reading of a return found: its files with their counts, where its tables were, problems and notes. */
export async function enterReading(
  trx: Knex.Transaction,
  engine: Engine,
  returnNo: number,
  files: readonly LandedReturnFile[],
  reading: ReturnReading,
): Promise<void> {
  const constants = { return_no: returnNo };
  await insertRows(
    trx,
    engine,
    'received_file',
    [
      'file_no',
      'role',
      'name',
      'sha256',
      'byte_count',
      'read_count',
      'loaded_count',
      'rejected_count',
      'ignored_count',
    ],
    reading.files.map((file, index) => [
      index + 1,
      file.role,
      file.name,
      files[index]?.sha256 ?? '',
      files[index]?.byteCount ?? 0,
      file.read,
      file.loaded,
      file.rejected,
      file.ignored,
    ]),
    constants,
  );
  await insertRows(
    trx,
    engine,
    'table_place',
    ['table_name', 'part_no', 'file_no', 'sheet'],
    reading.places.map((place) => [place.table, place.part, place.fileNo, place.sheet]),
    constants,
  );
  await insertRows(
    trx,
    engine,
    'row_problem',
    ['problem_no', 'level', 'file_no', 'sheet', 'row_no', 'heading', 'rule', 'fix'],
    reading.problems.map((problem, index) => [
      index + 1,
      problem.level,
      problem.fileNo,
      problem.sheet,
      problem.rowNo,
      problem.heading,
      problem.rule,
      problem.fix,
    ]),
    constants,
  );
  await insertRows(
    trx,
    engine,
    'return_note',
    ['note_no', 'level', 'topic', 'message'],
    reading.notes.map((note, index) => [index + 1, note.level, note.topic, note.message]),
    constants,
  );
}
