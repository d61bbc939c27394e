import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import knexModule, { type Knex } from 'knex';
import type { Database } from 'sqlite3';
import { QuarterlyError } from '../../../core/errors.js';
import { withMachineFault } from '../../../core/machine-fault.js';
import { DRIVER_WAIT_MS, retryWhileBusy } from '../../busy.js';
import { silent } from '../../connection.js';
import { assertExact } from '../../exact.js';
import type { OpenOptions } from '../../types.js';

/** Page cache of a connection. A bulk load into several indexed tables outgrows SQLite's 2 MiB. */
const CACHE_KIB = 32 * 1024;

/** No file: a database that SQLite keeps in memory, or on disk where it grows, and that is gone once it is closed. */
export const SCRATCH = '';

export async function connectSqlite(
  file: string,
  waitMs: number,
  options: OpenOptions,
): Promise<Knex> {
  if (file !== SCRATCH) assertOpenable(file, options.readOnly === true);
  const knex = knexModule({
    client: 'sqlite3',
    log: silent,
    // An error names the statement, never what was bound to it.
    compileSqlOnError: false,
    useNullAsDefault: true,
    connection: options.readOnly === true ? readOnlyConnection(file) : { filename: file },
    // A body that asks for a second connection is refused before (transactions.ts); others queue here.
    acquireConnectionTimeout: 3_600_000,
    pool: {
      min: 0,
      max: 1,
      idleTimeoutMillis: 3_600_000,
      afterCreate: (
        connection: Database,
        done: (error: Error | null, connection: Database) => void,
      ) => {
        prepareConnection(connection, waitMs, options).then(
          () => {
            done(null, connection);
          },
          (error: unknown) => {
            // knex lets go of a connection that couldn't be prepared without closing it.
            connection.close(() => {
              done(error instanceof Error ? error : new Error(String(error)), connection);
            });
          },
        );
      },
    },
    postProcessResponse: (result: unknown) => {
      if (Array.isArray(result)) assertExact(result);
      return result;
    },
  });
  try {
    await knex.raw('select 1');
    return knex;
  } catch (error) {
    await knex.destroy();
    throw notOpened(file, error);
  }
}

/** Runs statements on a driver's connection; several are allowed, bindings aren't. */
export function execute(connection: Database, sql: string): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.exec(sql, (error) => {
      if (error === null) resolve();
      else reject(error);
    });
  });
}

// Read-only by URI: knex always adds the flags for reading and writing, which the file's mode may narrow.
function readOnlyConnection(file: string): Knex.Sqlite3ConnectionConfig {
  return {
    filename: `${pathToFileURL(path.resolve(file)).href}?mode=ro`,
    flags: ['OPEN_URI'],
  };
}

function assertOpenable(file: string, readOnly: boolean): void {
  if (file === '' || file.startsWith(':memory:')) {
    throw new QuarterlyError('configuration', 'A warehouse is a file, or a PostgreSQL URL.', {
      fix: 'Name a file, such as warehouse.sqlite.',
    });
  }
  const missing = readOnly ? !existsSync(file) : !existsSync(path.dirname(path.resolve(file)));
  if (missing) {
    throw new QuarterlyError('configuration', `There is no warehouse at ${file}.`, {
      fix: 'Check the workspace folder and `warehouse:` in quarterly.yaml, or make a workspace with `quarterly init`.',
      place: { file },
    });
  }
}

async function prepareConnection(
  connection: Database,
  waitMs: number,
  options: OpenOptions,
): Promise<void> {
  connection.configure('busyTimeout', Math.min(DRIVER_WAIT_MS, waitMs));
  // Two first openers of a new file, or of one whose last writer was killed, meet here: one has to have the file alone.
  await retryWhileBusy(async () => {
    if (options.readOnly !== true) await execute(connection, 'pragma journal_mode = wal');
    await execute(connection, 'select count(*) from sqlite_schema');
  }, waitMs);
  await execute(
    connection,
    `pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -${CACHE_KIB};`,
  );
  // Deleted rows are written over, whoever deletes them: it costs nothing that can be measured.
  if (options.readOnly !== true) await execute(connection, 'pragma secure_delete = on');
}

function notOpened(file: string, cause: unknown): QuarterlyError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const damaged = code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT';
  if (damaged) {
    return new QuarterlyError('integrity', `${file} is not a whole SQLite database.`, {
      fix: 'Put back the latest backup, or name another file in quarterly.yaml.',
      place: { file },
      cause,
    });
  }
  const fault = withMachineFault(cause);
  return fault instanceof QuarterlyError
    ? fault
    : new QuarterlyError('configuration', `The warehouse ${file} can't be opened.`, {
        fix: 'Check that the file and its folder can be read and written by this user.',
        place: { file },
        cause,
      });
}
