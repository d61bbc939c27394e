import pg from 'pg';
import { migrate } from '../../pipeline/warehouse/migrate.js';
import { openWarehouse } from '../../pipeline/warehouse/open.js';

/** A running server, and what to copy. */
export interface OfferedPostgres {
  /** A database from which others can be made; its user may create databases. */
  readonly url: string;
  /** The name of a migrated, empty database, which new ones are copies of. */
  readonly template: string;
}

/** Makes the tables of a new, empty warehouse. */
export async function migrateNew(where: string): Promise<void> {
  const warehouse = await openWarehouse(where);
  try {
    await migrate(warehouse);
  } finally {
    await warehouse.close();
  }
}

/** A new database of a server, a copy of another that nobody is connected to; gives its URL. */
export async function createDatabase(
  server: string,
  name: string,
  template: string,
): Promise<string> {
  // `C` whatever the server's own default: like our own cluster. Copying files takes half of what writing them to the log does.
  const locale = `encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`;
  await administer(server, [
    `create database ${name} template ${template} ${locale} strategy file_copy`,
  ]);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

export async function dropDatabases(server: string, names: readonly string[]): Promise<void> {
  await administer(
    server,
    names.map((name) => `drop database if exists ${name} with (force)`),
  );
}

async function administer(server: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}
