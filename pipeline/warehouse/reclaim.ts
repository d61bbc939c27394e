import { setTimeout as delay } from 'node:timers/promises';
import { QuarterlyError } from '../core/errors.js';
import { isBusy } from './busy.js';
import { inDatabaseWords, isServerFull } from './gone.js';
import { isLockTimeout } from './engines/postgres/open.js';
import type { Warehouse } from './types.js';

/** Between two tries to empty SQLite's log, while others still read from it. */
const PAUSE_MS = 200;

/**
 * Leaves nothing of deleted rows in the warehouse's own files. SQLite: the file is written anew without them, and its log emptied,
 * once nobody reads from it any more. PostgreSQL: the tables are written anew; what the server's own log, archives and replicas keep
 * is beyond a client.
 * @param tables those that rows were deleted from
 * @throws QuarterlyError `locked` that names what remains, where others go on reading; `machine` where the space is missing.
 */
export async function reclaim(warehouse: Warehouse, tables: readonly string[]): Promise<void> {
  if (warehouse.engine === 'sqlite') await reclaimSqlite(warehouse);
  else {
    await inDatabaseWords(warehouse, async () => {
      await untilNobodySees(warehouse, tables);
      for (const table of tables) await reclaimTable(warehouse, table);
    });
  }
}

/**
 * PostgreSQL keeps rows that a transaction begun before their deletion may still look at, in any table: one that an analyst or
 * the server's own housekeeping left open. A write that is still open in another database of the server counts too, since every
 * snapshot begins before it, also that of the table's rewriting. Waits until there is none.
 */
async function untilNobodySees(
  { knex, waitMs, label }: Warehouse,
  tables: readonly string[],
): Promise<void> {
  const [mark]: { id: string }[] = await knex.raw(
    'select cast(mod(txid_current(), 4294967296) as text) as id',
  );
  const until = Date.now() + waitMs;
  for (;;) {
    const older: unknown[] = await knex.raw(
      `select pid from pg_stat_activity
       where pid <> pg_backend_pid()
         and (age(backend_xid) > age(cast(:mark as xid))
           or (datname = current_database() and age(backend_xmin) >= age(cast(:mark as xid))))`,
      { mark: mark?.id ?? '0' },
    );
    if (older.length === 0) return;
    if (Date.now() >= until) {
      throw new QuarterlyError(
        'locked',
        `Deleted rows remain in ${tables.join(', ')}: a transaction that began before is still open in ${label}.`,
        {
          fix: 'Wait until it is done, or end it, then run the same command again: it goes on where it stopped.',
          facts: { remains: tables },
        },
      );
    }
    await delay(PAUSE_MS);
  }
}

async function reclaimSqlite({ knex, waitMs, label }: Warehouse): Promise<void> {
  const until = Date.now() + waitMs;
  for (;;) {
    if (await isDone(() => knex.raw('vacuum'))) break;
    if (Date.now() >= until) throw stillRead(label);
    await delay(PAUSE_MS);
  }
  for (;;) {
    const rows: { busy: number }[] = await knex.raw('pragma wal_checkpoint(truncate)');
    if (rows[0]?.busy === 0) return;
    if (Date.now() >= until) throw stillRead(label);
    await delay(PAUSE_MS);
  }
}

async function isDone(body: () => PromiseLike<unknown>): Promise<boolean> {
  try {
    await body();
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}

function stillRead(label: string): QuarterlyError {
  return new QuarterlyError(
    'locked',
    `Deleted rows remain in ${label} and ${label}-wal: another program is still reading the warehouse.`,
    {
      fix: 'Close programs that have the warehouse open, then run the same command again: it goes on where it stopped.',
      facts: { remains: [label, `${label}-wal`] },
    },
  );
}

/** Written anew, a table needs its own size in free space once more. */
async function reclaimTable(warehouse: Warehouse, table: string): Promise<void> {
  const { knex, label } = warehouse;
  try {
    await knex.raw(`vacuum (full) "${table}"`);
  } catch (error) {
    if (isLockTimeout(error)) {
      throw new QuarterlyError(
        'locked',
        `Deleted rows remain in ${table}: another program is using it in ${label}.`,
        {
          fix: 'Wait until it is done, then run the same command again: it goes on where it stopped.',
          facts: { remains: [table] },
          cause: error,
        },
      );
    }
    if (!isServerFull(error)) throw error;
    const rows: { bytes: number }[] = await knex.raw(
      'select pg_total_relation_size(cast(? as regclass)) as bytes',
      [table],
    );
    throw new QuarterlyError(
      'machine',
      `Deleted rows remain in ${table}: the database server has too little space to write it again.`,
      {
        fix: `Free ${Math.ceil((rows[0]?.bytes ?? 0) / 1_048_576).toLocaleString('en-GB')} MiB on the server’s disk, then run the same command again.`,
        facts: { remains: [table] },
        cause: error,
      },
    );
  }
}

/** What a client can't delete, in a sentence for whoever must; null for SQLite. */
export function beyondReach({ engine }: Pick<Warehouse, 'engine'>): string | null {
  return engine === 'sqlite'
    ? null
    : 'The database server’s own write-ahead log, its archives, base backups and replicas may still hold the rows: ask its administrator to let them expire.';
}
