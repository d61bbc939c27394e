import type { Knex } from 'knex';
import type pg from 'pg';
import type { Database } from 'sqlite3';

const nothing = (): void => undefined;

/** knex prints to the console what it throws as well; what is thrown is enough. */
export const silent: Knex.Logger = {
  warn: nothing,
  error: nothing,
  deprecate: nothing,
  debug: nothing,
};

/** The SQLite driver's connection on which a transaction runs. It goes back by itself when the transaction ends. */
export async function sqliteConnection(trx: Knex.Transaction): Promise<Database> {
  return (await connectionOf(trx)) as Database;
}

/** The PostgreSQL driver's client on which a transaction runs. */
export async function postgresConnection(trx: Knex.Transaction): Promise<pg.Client> {
  return (await connectionOf(trx)) as pg.Client;
}

function connectionOf(trx: Knex.Transaction): Promise<unknown> {
  const client = trx.client as { acquireConnection: () => Promise<unknown> };
  return client.acquireConnection();
}
