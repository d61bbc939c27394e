import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, describe } from 'vitest';
import { migrate } from '../../pipeline/warehouse/migrate.js';
import { openWarehouse } from '../../pipeline/warehouse/open.js';
import type { Engine, Warehouse } from '../../pipeline/warehouse/types.js';
import { askForPostgres } from './ask-for-postgres.js';

export const engines = ['sqlite', 'postgres'] as const satisfies readonly Engine[];

/** Databases made for one suite; `drop` removes them all. */
export interface Databases {
  /** Where a new database is, for `openWarehouse`: migrated, unless `empty`. */
  make(content?: 'migrated' | 'empty'): Promise<string>;
  drop(): Promise<void>;
}

/**
 * Runs a suite on both engines. `open` gives a new, migrated, empty warehouse each time; all are closed and dropped when the
 * suite ends. `databases` makes ones to open otherwise (from another process, not migrated).
 */
export function describeOnBoth(
  title: string,
  suite: (open: () => Promise<Warehouse>, engine: Engine, databases: Databases) => void,
): void {
  describe.each(engines)(`${title} (%s)`, (engine) => {
    const databases = engine === 'sqlite' ? sqliteDatabases() : postgresDatabases();
    const opened: Warehouse[] = [];
    afterAll(async () => {
      await Promise.all(opened.map((warehouse) => warehouse.close()));
      await databases.drop();
    });
    const open = async (): Promise<Warehouse> => {
      const warehouse = await openWarehouse(await databases.make());
      opened.push(warehouse);
      return warehouse;
    };
    suite(open, engine, databases);
  });
}

/** SQLite files in a temporary folder. */
export function sqliteDatabases(): Databases {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterly-warehouse-'));
  const template = once(async () => {
    const file = path.join(folder, 'template.sqlite');
    await migrateNew(file);
    return file;
  });
  let count = 0;
  return {
    make: async (content = 'migrated') => {
      count += 1;
      const file = path.join(folder, `${count}.sqlite`);
      if (content === 'migrated') copyFileSync(await template(), file);
      return file;
    },
    drop: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

/** Databases of this run's PostgreSQL. */
export function postgresDatabases(): Databases {
  const server = once(askForPostgres);
  const prefix = `quarterly_test_${randomBytes(6).toString('hex')}`;
  const made: string[] = [];
  const create = async (name: string, template: string): Promise<string> => {
    await administer(
      await server(),
      // `C` whatever the server's own default: like our own cluster.
      `create database ${name} template ${template} encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`,
    );
    made.push(name);
    return withDatabase(await server(), name);
  };
  const template = once(async () => {
    const name = `${prefix}_template`;
    await migrateNew(await create(name, 'template0'));
    return name;
  });
  let count = 0;
  return {
    make: async (content = 'migrated') => {
      const from = content === 'migrated' ? await template() : 'template0';
      count += 1;
      return create(`${prefix}_${count}`, from);
    },
    drop: async () => {
      if (made.length === 0) return;
      const statements = made.map((name) => `drop database if exists ${name} with (force)`);
      await administer(await server(), ...statements);
    },
  };
}

async function migrateNew(where: string): Promise<void> {
  const warehouse = await openWarehouse(where);
  try {
    await migrate(warehouse);
  } finally {
    await warehouse.close();
  }
}

async function administer(server: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
