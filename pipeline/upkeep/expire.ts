import type { Knex } from 'knex';
import { factTable } from '../../sources/contract/fact-table.js';
import { sourceById } from '../../sources/register.js';
import type { Quarter } from '../core/calendar/quarter.js';
import { reachesFor } from '../workspace/sources-for.js';
import { QuarterlyError } from '../core/errors.js';
import { sweepStore } from '../store/store.js';
import { keptHashes } from '../store/kept.js';
import { fileAlias } from '../core/file-alias.js';
import { reclaim } from '../warehouse/reclaim.js';
import { receivedBy } from '../measure/returns.js';
import { expiredFor, type ExpiringReturn, expiringReturns } from './expiry.js';
import { lockOrder, type RunLock, withLock } from '../workspace/lock.js';
import type { Configuration } from '../workspace/schema.js';
import type { Session } from '../workspace/session.js';
import type { Warehouse } from '../warehouse/types.js';
import { releaserIdentity } from '../workspace/process-identity.js';
import { londonDay } from '../core/calendar/london-time.js';

/** What `expire` would delete, or has deleted. */
export interface Expiry {
  readonly returns: readonly (ExpiringReturn & {
    /** Rows in fact tables. */
    readonly rowCount: number;
    /** Releases of the quarters that can't be rebuilt any more; their files and figures stay. */
    readonly released: readonly string[];
  })[];
  /** Landed files that no kept return needs. */
  readonly fileCount: number;
}

/** What would be deleted now, and what that ends. Deletes nothing. */
export async function planExpiry({
  warehouse,
  workspace,
  runtime,
}: Pick<Session, 'warehouse' | 'workspace' | 'runtime'>): Promise<Expiry> {
  return warehouse.read((trx) => describe(trx, workspace.configuration, runtime.now()));
}

/**
 * Deletes the rows and the landed bytes of every return whose keeping time is over. The ledger keeps what it was and why it went;
 * figures, packs and releases that rested on it stay. Cut off before the bytes are gone, the next call removes them.
 */
export async function expire(
  {
    warehouse,
    workspace,
    runtime,
    log,
  }: Pick<Session, 'warehouse' | 'workspace' | 'runtime' | 'log'>,
  reason: string,
): Promise<Expiry> {
  return withLock(warehouse, lockOrder('expire', runtime), async (lock) => {
    const plan = (trx: Knex.Transaction): Promise<Expiry> =>
      describe(trx, workspace.configuration, runtime.now());
    const expiry = await deleteRows(warehouse, plan, { reason, at: runtime.now() }, lock);
    await sweepStore(
      workspace.paths.store,
      new Set(await warehouse.read((trx) => keptHashes(trx))),
    );
    await reclaimDeleted(warehouse, lock);
    log.warn(
      { returns: expiry.returns.map(({ source, asAt }) => `${source} as at ${asAt}`), reason },
      'expired',
    );
    return expiry;
  });
}

async function describe(
  trx: Knex.Transaction,
  configuration: Configuration,
  now: Date,
): Promise<Expiry> {
  const reachOf = reachesFor(configuration);
  const returns = await receivedBy(trx, now.toISOString());
  const due = expiringReturns(
    returns,
    {
      reachOf,
      yearsOf: (source) => {
        const years = configuration.returns[source]?.keep;
        if (years !== undefined && reachOf(source)?.kind === 'reference') throw isReference(source);
        return years;
      },
    },
    londonDay(now),
  );
  const kept = new Set(await keptHashes(trx));
  const keptAfter = new Set(
    await keptHashes(
      trx,
      due.map((each) => each.returnNo),
    ),
  );
  const released = await releasesByQuarter(trx, configuration.authority);
  return {
    returns: await Promise.all(
      due.map(async (each) => ({
        ...each,
        rowCount: await countRows(trx, each),
        released: each.ends.flatMap((quarter) => released.get(quarter) ?? []),
      })),
    ),
    fileCount: [...kept].filter((hash) => !keptAfter.has(hash)).length,
  };
}

function isReference(source: string): QuarterlyError {
  return new QuarterlyError(
    'configuration',
    `${source} can't expire: it is a list to look up in.`,
    {
      fix: `Every quarter, however old, looks up its own year in ${source}: take "keep" out of returns.${source} in quarterly.yaml.`,
      place: { file: 'quarterly.yaml' },
    },
  );
}

async function releasesByQuarter(
  trx: Knex.Transaction,
  authority: string,
): Promise<Map<string, string[]>> {
  const rows = await trx('release')
    .where({ area_code: authority, state: 'released' })
    .orderBy('release_id')
    .select<{ quarter: string; release_id: string }[]>('quarter', 'release_id');
  const byQuarter = new Map<string, string[]>();
  for (const { quarter, release_id: release } of rows)
    byQuarter.set(quarter, [...(byQuarter.get(quarter) ?? []), release]);
  return byQuarter;
}

function tablesOf(source: string): string[] {
  return Object.keys(sourceById(source).tables).map((table) => factTable(source, table));
}

async function countRows(trx: Knex.Transaction, each: ExpiringReturn): Promise<number> {
  let count = 0;
  for (const table of tablesOf(each.source)) {
    const [row] = await trx(table)
      .where({ return_no: each.returnNo })
      .count<{ rows: number }[]>({ rows: '*' });
    count += row?.rows ?? 0;
  }
  return count;
}

async function deleteRows(
  warehouse: Warehouse,
  plan: (trx: Knex.Transaction) => Promise<Expiry>,
  why: { readonly reason: string; readonly at: Date },
  lock: RunLock,
): Promise<Expiry> {
  return warehouse.write(async (trx) => {
    const expiry = await plan(trx);
    for (const each of expiry.returns) {
      for (const table of tablesOf(each.source))
        await trx(table).where({ return_no: each.returnNo }).delete();
      await trx('fact_digest').where({ return_no: each.returnNo }).delete();
      await trx('return_expiry').insert({
        return_no: each.returnNo,
        expired_at: why.at.toISOString(),
        expired_by: releaserIdentity(),
        reason: why.reason,
        row_count: each.rowCount,
      });
      await forgetNames(trx, each);
    }
    await notePending(trx, expiry.returns);
    return expiry;
  }, lock);
}

/** A file or a sheet of a personal source may be named after a child. */
async function forgetNames(trx: Knex.Transaction, each: ExpiringReturn): Promise<void> {
  if (!sourceById(each.source).personal) return;
  const files = await trx('received_file')
    .where({ return_no: each.returnNo })
    .orderBy('file_no')
    .pluck<number[]>('file_no');
  for (const [index, fileNo] of files.entries()) {
    await trx('received_file')
      .where({ return_no: each.returnNo, file_no: fileNo })
      .update({ name: fileAlias(each.source, each.asAt, index) });
  }
  await trx('row_problem').where({ return_no: each.returnNo }).update({ sheet: '' });
}

const PENDING = 'expired_sources';

/** Sources whose deleted rows may still be in the warehouse's files, until they are known not to be. */
async function notePending(
  trx: Knex.Transaction,
  returns: readonly ExpiringReturn[],
): Promise<void> {
  if (returns.length === 0) return;
  const sources = new Set([...(await pendingSources(trx)), ...returns.map(({ source }) => source)]);
  await trx('workspace_fact').where({ name: PENDING }).delete();
  await trx('workspace_fact').insert({ name: PENDING, value: [...sources].sort().join(' ') });
}

async function pendingSources(trx: Knex.Transaction): Promise<string[]> {
  const value = await trx('workspace_fact').where({ name: PENDING }).pluck<string[]>('value');
  return value.flatMap((each) => each.split(' '));
}

/** Leaves nothing of deleted rows in the warehouse's files; cut off, or kept from it by readers, the next `expire` goes on. */
async function reclaimDeleted(warehouse: Warehouse, lock: RunLock): Promise<void> {
  const sources = await warehouse.read(pendingSources);
  if (sources.length === 0) return;
  await reclaim(warehouse, [
    ...sources.flatMap(tablesOf),
    ...['fact_digest', 'received_file', 'row_problem'],
  ]);
  await warehouse.write((trx) => trx('workspace_fact').where({ name: PENDING }).delete(), lock);
}

/**
 * Refuses to compute a quarter whose returns have expired: the figures would be other than those that were released.
 * @throws QuarterlyError `usage` that names them.
 */
export async function assertNotExpired(
  trx: Knex.Transaction,
  configuration: Configuration,
  quarter: Quarter,
  knownAt: string,
): Promise<void> {
  const received = await receivedBy(trx, knownAt);
  const expired = expiredFor(quarter, received, reachesFor(configuration), knownAt);
  if (expired.length === 0) return;
  const names = expired.map(({ source, asAt }) => `${source} as at ${asAt}`).join(', ');
  throw new QuarterlyError(
    'usage',
    `${quarter.key} can't be computed again: ${names} was deleted at the end of its retention period.`,
    {
      fix: `The packs made from it are in packs/${quarter.key}/. To compute it again, get the return from anyone who still has it, and receive it under another as-at date of the same quarter end.`,
      facts: { expired: expired.map(({ returnNo }) => String(returnNo)) },
    },
  );
}
