import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Knex } from 'knex';
import { QuarterlyError } from '../core/errors.js';
import { isCompiled } from '../core/root.js';
import { isBusy, retryWhileBusy } from './busy.js';
import { inDatabaseWords, isGone, wentAway } from './gone.js';
import { isLockTimeout } from './engines/postgres/open.js';
import { keepingStatements } from './statements.js';
import type { Engine, Warehouse, WriteGuard } from './types.js';

/** The two ways to use a warehouse's data; see {@link Warehouse}. */
export function transactions(
  engine: Engine,
  knex: Knex,
  waitMs: number,
  label: string,
): Pick<Warehouse, 'write' | 'read'> {
  const inside = new AsyncLocalStorage<{ isOpen: boolean }>();

  // SQLite has one connection a warehouse: a second transaction within the first would wait for ever. Tests find that out; the compiled
  // program doesn't look, since following each promise takes a twentieth of a run.
  async function once<T>(body: () => Promise<T>): Promise<T> {
    if (isCompiled) return body();
    if (inside.getStore()?.isOpen === true) {
      throw new Error('A transaction is open here already: pass its trx down instead.');
    }
    const state = { isOpen: true };
    try {
      return await inside.run(state, body);
    } finally {
      state.isOpen = false;
    }
  }

  let keepsWriteIds = false;

  async function write<T>(
    body: (trx: Knex.Transaction) => Promise<T>,
    lock: WriteGuard | undefined,
  ): Promise<T> {
    const writeId = randomUUID();
    // What the body gave, once all that is left to do is to commit.
    let done: { readonly result: T } | undefined;
    try {
      return await transaction(knex, async (trx) => {
        await becomeOnlyWriter(trx, lock, waitMs);
        const result = await keepingStatements(trx, () => body(trx));
        await dropTemporaryTables(engine, trx);
        // Renewed as it commits: a load that outlasts the lease must not lose the lock to another that waits for its end.
        await lock?.guard(trx);
        keepsWriteIds ||= engine === 'postgres' && (await hasWriteIds(trx));
        if (keepsWriteIds) {
          await trx('run_lock').where({ lock_no: 1 }).update({ write_id: writeId });
          done = { result };
        }
        return result;
      });
    } catch (error) {
      if (done !== undefined && isGone(error) && (await wasCommitted(knex, writeId)))
        return done.result;
      throw error;
    }
  }

  async function read<T>(body: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
    const trx = await knex.transaction(
      engine === 'postgres' ? { isolationLevel: 'repeatable read' } : {},
    );
    try {
      await assertBegun(trx);
      return await body(trx);
    } finally {
      // A connection that is gone has nothing to roll back; what the body threw matters more.
      await trx.rollback().catch(() => undefined);
    }
  }

  const inWords = <T>(body: () => Promise<T>): Promise<T> =>
    inDatabaseWords({ engine, label }, body);

  return {
    write: (body, lock) => once(() => inWords(() => write(body, lock))),
    // What was read is read again: a transaction that stored nothing can be begun anew.
    read: (body) =>
      once(() =>
        inWords(async () => {
          for (const pause of [...PAUSES_MS, undefined]) {
            try {
              return await read(body);
            } catch (error) {
              if (engine === 'sqlite' || !isGone(error) || pause === undefined) throw error;
              await delay(pause);
            }
          }
          throw wentAway(label, undefined);
        }),
      ),
  };
}

/** Between tries to reach a server that went away: it may be starting again. */
const PAUSES_MS = [100, 500, 2000, 5000];

/** The column came with a migration that may not have been applied yet. */
async function hasWriteIds(trx: Knex.Transaction): Promise<boolean> {
  const rows: unknown[] = await trx.raw(
    `select 1 as there from information_schema.columns where table_name = 'run_lock' and column_name = 'write_id'`,
  );
  return rows.length > 0;
}

/** Whether a write whose commit wasn't acknowledged is there; false too where the server can't be asked. */
async function wasCommitted(knex: Knex, writeId: string): Promise<boolean> {
  for (const pause of PAUSES_MS) {
    try {
      const found = await knex('run_lock').where({ write_id: writeId }).pluck('lock_no');
      return found.length > 0;
    } catch (error) {
      if (!isGone(error)) return false;
      await delay(pause);
    }
  }
  return false;
}

// Where `begin` itself fails knex gives a transaction that is over, and would only say that of it.
async function assertBegun(trx: Knex.Transaction): Promise<void> {
  if (trx.isCompleted()) await trx.executionPromise;
}

// On a full disk SQLite has rolled back by itself, and knex would tell of its own rollback that failed, not of the disk.
async function transaction<T>(knex: Knex, body: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  let failure: { readonly error: unknown } | undefined;
  try {
    return await knex.transaction(async (trx) => {
      try {
        await assertBegun(trx);
        return await body(trx);
      } catch (error) {
        failure = { error };
        throw error;
      }
    });
  } catch (error) {
    throw failure === undefined ? error : failure.error;
  }
}

// SQLite fails a transaction that reads first and then writes after somebody else wrote; one that begins with a write waits
// its turn. On PostgreSQL the same row makes writers queue, so that numbers given in a transaction can't clash.
async function becomeOnlyWriter(
  trx: Knex.Transaction,
  lock: WriteGuard | undefined,
  waitMs: number,
): Promise<void> {
  try {
    await retryWhileBusy(async () => {
      if (lock !== undefined) await lock.guard(trx);
      else await trx.raw('update run_lock set lock_no = lock_no where lock_no = 1');
    }, waitMs);
  } catch (error) {
    if (isBusy(error) || isLockTimeout(error)) {
      throw new QuarterlyError('locked', 'Another program is writing to the warehouse.', {
        fix: 'Wait until it is done (`quarterly status` shows who runs), then try again.',
        cause: error,
      });
    }
    if (isMissingTable(error)) {
      throw new QuarterlyError('schema', 'The warehouse holds none of the tables it should.', {
        fix: 'Open it with a command that writes, such as `quarterly receive`: that brings its tables up to date.',
        cause: error,
      });
    }
    throw error;
  }
}

function isMissingTable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.message.includes('no such table') || ('code' in error && error.code === '42P01');
}

async function dropTemporaryTables(engine: Engine, trx: Knex.Transaction): Promise<void> {
  if (engine === 'postgres') {
    await trx.raw('discard temp');
    return;
  }
  const tables: { name: string }[] = await trx.raw(
    `select name from temp.sqlite_schema where type = 'table' and name not like 'sqlite_%'`,
  );
  for (const { name } of tables) await trx.raw(`drop table temp."${name.replaceAll('"', '""')}"`);
}
