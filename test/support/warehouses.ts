import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe } from 'vitest';
import { openWarehouse } from '../../pipeline/warehouse/open.js';
import type { Engine, Warehouse } from '../../pipeline/warehouse/types.js';
import { askForPostgres } from './ask-for-postgres.js';
import { createDatabase, dropDatabases, migrateNew } from './databases.js';

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

/** One for all test files of a process; it is in the run's temporary folder, which goes with the run. */
const sqliteTemplate = once(async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'quarterly-template-')), 'new.sqlite');
  await migrateNew(file);
  return file;
});

/** SQLite files in a temporary folder. */
export function sqliteDatabases(): Databases {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterly-warehouse-'));
  let count = 0;
  return {
    make: async (content = 'migrated') => {
      count += 1;
      const file = path.join(folder, `${count}.sqlite`);
      if (content === 'migrated') copyFileSync(await sqliteTemplate(), file);
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
  return {
    make: async (content = 'migrated') => {
      const { url, template } = await server();
      const name = `${prefix}_${made.length + 1}`;
      made.push(name);
      return createDatabase(url, name, content === 'migrated' ? template : 'template0');
    },
    drop: async () => {
      if (made.length > 0) await dropDatabases((await server()).url, made);
    },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
