import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Knex } from 'knex';
import { QuarterlyError } from '../core/errors.js';
import { shippedFile } from '../core/root.js';
import { retryWhileBusy } from './busy.js';
import { inDatabaseWords, isGone, isServerFull } from './gone.js';
import { postgresConnection, sqliteConnection } from './connection.js';
import { execute } from './engines/sqlite/open.js';
import { forPostgres } from './translate.js';
import type { Engine, Warehouse } from './types.js';
import { sha256 } from '../core/sha256.js';

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

type AppliedMigration = Omit<Migration, 'sql'>;

export interface MigrateOptions {
  /** Folder of `NNNN-name.sql`; default the shipped `sql/migrations`. */
  readonly folder?: string;
}

const FIRST_OF_VERSION_0_1 = '0001-ledger';

/** Any number that no other program takes: migrations of one PostgreSQL database queue on it. */
const ADVISORY_LOCK = 7_205_759_403;

/**
 * Brings a warehouse to this program's schema, each file in its own transaction; safe for two processes at once. Gives the
 * names of the files applied now. Throws `schema` where the warehouse knows a migration that this program doesn't or was made by
 * version 0.1, and `integrity` where an applied file has changed since.
 */
export async function migrate(
  warehouse: Warehouse,
  options: MigrateOptions = {},
): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(options.folder);
  // Most often there is nothing to do; then nobody needs to wait for a writer.
  const had = await warehouse.read(appliedIfAny);
  if (unapplied(migrations, had).length === 0) return { applied: [] };
  await serialised(warehouse, (trx) => makeLedger(trx, warehouse.engine));
  const applied: string[] = [];
  for (;;) {
    const next = await serialised(warehouse, async (trx) => {
      const pending = unapplied(migrations, await readApplied(trx))[0];
      if (pending !== undefined) await apply(trx, warehouse.engine, pending);
      return pending?.name;
    });
    if (next === undefined) return { applied };
    applied.push(next);
  }
}

/** The names of the files that `migrate` would apply. Writes nothing; throws as {@link migrate} does. */
export async function pendingMigrations(
  warehouse: Warehouse,
  options: MigrateOptions = {},
): Promise<string[]> {
  const migrations = await readMigrations(options.folder);
  const applied = await warehouse.read((trx) => appliedIfAny(trx));
  return unapplied(migrations, applied).map((migration) => migration.name);
}

/** The number of the newest migration that the warehouse has; 0 for a new one. */
export async function schemaVersion(warehouse: Warehouse): Promise<number> {
  const applied = await warehouse.read((trx) => appliedIfAny(trx));
  return Math.max(0, ...applied.map((migration) => migration.number));
}

/** The tables of this program's schema in the order in which migrations make them: each after those that it refers to. */
export async function tablesAsMade(): Promise<string[]> {
  const migrations = await readMigrations();
  return migrations.flatMap(({ sql }) =>
    [...sql.matchAll(/^create table (\w+)/gm)].map((made) => made[1] ?? ''),
  );
}

async function readMigrations(folder = shippedFile('sql', 'migrations')): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (file, index) => {
      const name = file.slice(0, -'.sql'.length);
      const number = Number(/^(\d{4})-/.exec(file)?.[1]);
      if (number !== index + 1) {
        const next = String(index + 1).padStart(4, '0');
        throw new Error(
          `sql/migrations/${file}: migrations are numbered without a gap; this one's number is ${next}.`,
        );
      }
      // A checkout may turn line ends into Windows' own; that changes nothing.
      const sql = (await readFile(path.join(folder, file), 'utf8')).replaceAll('\r\n', '\n');
      return { number, name, sql, sha256: sha256(sql) };
    }),
  );
}

function unapplied(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): Migration[] {
  refuseFirstVersion(applied);
  for (const had of applied) {
    const known = migrations.find(
      (migration) => migration.number === had.number && migration.name === had.name,
    );
    if (known === undefined) {
      throw new QuarterlyError(
        'schema',
        `The warehouse has the migration ${had.name}, which this version of the program doesn't know.`,
        { fix: 'Use the newer version of the program that last wrote to this warehouse.' },
      );
    }
    if (known.sha256 !== had.sha256) {
      throw new QuarterlyError(
        'integrity',
        `The migration ${had.name} has changed since it was applied to this warehouse.`,
        {
          fix: 'Put back the file as it was released; write changes as a new migration.',
          place: { file: `sql/migrations/${had.name}.sql` },
          facts: { applied: had.sha256, found: known.sha256 },
        },
      );
    }
  }
  const numbers = new Set(applied.map((had) => had.number));
  return migrations.filter((migration) => !numbers.has(migration.number));
}

/** Version 0.1 was never released: its warehouse can't be brought to this schema, but its returns can be received again. */
function refuseFirstVersion(applied: readonly AppliedMigration[]): void {
  if (!applied.some(({ name }) => name === FIRST_OF_VERSION_0_1)) return;
  throw new QuarterlyError(
    'schema',
    'This warehouse was made by quarterly 0.1. Version 0.2 keeps its tables in another shape and can’t read it.',
    {
      fix:
        'Receive its returns again. Make a new workspace with `quarterly init`. Copy quarterly.yaml, strategy/, key and inbox/ into it from the ' +
        'old one. Name a new, empty database there if it uses PostgreSQL. Run the quarter, which receives the inbox. Returns that were received ' +
        'by hand or deleted from the inbox need `quarterly receive` with the original files.',
      facts: { found: FIRST_OF_VERSION_0_1 },
    },
  );
}

/** Runs a body while no other process migrates, in one transaction. */
function serialised<T>(
  warehouse: Warehouse,
  body: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  const inTransaction = async (trx: Knex.Transaction): Promise<T> => {
    if (warehouse.engine === 'postgres') {
      await trx.raw(`select pg_advisory_xact_lock(${ADVISORY_LOCK})`);
    } else {
      // A write to take SQLite's write lock before anything is read; there may be no table of ours yet.
      await retryWhileBusy(() => trx.raw('pragma user_version = 1'), warehouse.waitMs);
    }
    return body(trx);
  };
  return inDatabaseWords(warehouse, () => warehouse.knex.transaction(inTransaction));
}

async function makeLedger(trx: Knex.Transaction, engine: Engine): Promise<void> {
  const sql = `create table if not exists schema_migration (
    number integer primary key, name text not null, sha256 text not null) strict;`;
  await trx.raw(engine === 'postgres' ? forPostgres(sql) : sql);
}

async function appliedIfAny(trx: Knex.Transaction): Promise<AppliedMigration[]> {
  return (await trx.schema.hasTable('schema_migration')) ? readApplied(trx) : [];
}

async function readApplied(trx: Knex.Transaction): Promise<AppliedMigration[]> {
  return trx<AppliedMigration>('schema_migration')
    .select('number', 'name', 'sha256')
    .orderBy('number');
}

// By the driver: knex runs only the first statement of a text, and takes a question mark in a comment for a binding.
async function apply(trx: Knex.Transaction, engine: Engine, migration: Migration): Promise<void> {
  try {
    if (engine === 'postgres') {
      await (await postgresConnection(trx)).query(forPostgres(migration.sql));
    } else {
      await execute(await sqliteConnection(trx), migration.sql);
    }
  } catch (error) {
    if (isGone(error) || isServerFull(error)) throw error;
    throw new Error(`The migration ${migration.name} failed on ${engine}.`, { cause: error });
  }
  const { number, name, sha256 } = migration;
  await trx('schema_migration').insert({ number, name, sha256 });
}
