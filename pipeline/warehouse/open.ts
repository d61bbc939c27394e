import { type Knex } from 'knex';
import { QuarterlyError } from '../core/errors.js';
import { connectPostgres, isPostgresUrl, withoutPassword } from './engines/postgres/open.js';
import { connectSqlite, SCRATCH } from './engines/sqlite/open.js';
import { transactions } from './transactions.js';
import type { OpenOptions, Warehouse } from './types.js';

const WAIT_SECONDS = 60;

/**
 * Opens a warehouse: a SQLite file (made if missing, unless `readOnly`) or `postgres://…`. PostgreSQL's password comes
 * from PGPASSWORD or a password file, as its driver reads them, and never stands in a message.
 * Throws `configuration` where there is nothing to open. The caller closes it.
 */
export async function openWarehouse(where: string, options: OpenOptions = {}): Promise<Warehouse> {
  if (where === SCRATCH) assertNamed();
  return await open(where, options);
}

/** Opens a database of its own that is gone once it is closed: for rows that are looked at and not kept. */
export async function openScratch(): Promise<Warehouse> {
  return await open(SCRATCH, {});
}

function assertNamed(): never {
  throw new QuarterlyError('configuration', 'A warehouse is a file, or a PostgreSQL URL.', {
    fix: 'Name a file, such as warehouse.sqlite.',
  });
}

async function open(where: string, options: OpenOptions): Promise<Warehouse> {
  const waitMs = Math.round((options.waitSeconds ?? WAIT_SECONDS) * 1000);
  const engine = isPostgresUrl(where) ? 'postgres' : 'sqlite';
  const knex: Knex =
    engine === 'postgres'
      ? await connectPostgres(where, waitMs, options)
      : await connectSqlite(where, waitMs, options);
  const label = engine === 'postgres' ? withoutPassword(where) : where;
  return {
    engine,
    label,
    knex,
    waitMs,
    ...transactions(engine, knex, waitMs, label),
    close: () => knex.destroy(),
  };
}
