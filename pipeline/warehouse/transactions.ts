import { AsyncLocalStorage } from 'node:async_hooks';
import type { Knex } from 'knex';
import { QuarterlyError } from '../core/errors.js';
import { isBusy, retryWhileBusy } from './busy.js';
import { isLockTimeout } from './engines/postgres/open.js';
import { keepingStatements } from './statements.js';
import type { Engine, Warehouse, WriteGuard } from './types.js';

/** The two ways to use a warehouse's data; see {@link Warehouse}. */
export function transactions(
  engine: Engine,
  knex: Knex,
  waitMs: number,
): Pick<Warehouse, 'write' | 'read'> {
  const inside = new AsyncLocalStorage<{ isOpen: boolean }>();

  // SQLite has one connection a warehouse: a second transaction within the first would wait for ever.
  async function once<T>(body: () => Promise<T>): Promise<T> {
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

  return {
    write: (body, lock) =>
      once(() =>
        transaction(knex, async (trx) => {
          await becomeOnlyWriter(trx, lock, waitMs);
          const result = await keepingStatements(trx, () => body(trx));
          await dropTemporaryTables(engine, trx);
          // Renewed as it commits: a load that outlasts the lease must not lose the lock to whoever waits for its end.
          await lock?.guard(trx);
          return result;
        }),
      ),
    read: (body) =>
      once(async () => {
        const trx = await knex.transaction(
          engine === 'postgres' ? { isolationLevel: 'repeatable read' } : {},
        );
        try {
          return await body(trx);
        } finally {
          await trx.rollback();
        }
      }),
  };
}

// On a full disk SQLite has rolled back by itself, and knex would tell of its own rollback that failed, not of the disk.
async function transaction<T>(knex: Knex, body: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  let failure: { readonly error: unknown } | undefined;
  try {
    return await knex.transaction(async (trx) => {
      try {
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
