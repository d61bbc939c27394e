import knexModule, { type Knex } from 'knex';
import type pg from 'pg';
import { QuarterlyError } from '../../../core/errors.js';
import { silent } from '../../connection.js';
import { exactInteger } from '../../exact.js';
import type { OpenOptions } from '../../types.js';

const CONNECT_TIMEOUT_MS = 15_000;

export function isPostgresUrl(where: string): boolean {
  return /^postgres(ql)?:\/\//i.test(where);
}

/** The URL as it may stand in a message. */
export function withoutPassword(url: string): string {
  // A password that wasn't escaped as it should be may hold any character: the user's part ends at the last @.
  return url
    .replace(/^([^:]*:\/\/)([^:/@]*):.*@/, '$1$2@')
    .replace(/([?&]password=)[^&]*/gi, '$1…');
}

export async function connectPostgres(
  url: string,
  waitMs: number,
  options: OpenOptions,
): Promise<Knex> {
  // Loaded for a server alone: most warehouses are a file, and every command would wait for it.
  const { types } = (await import('pg')).default;
  const knex = knexModule({
    client: 'pg',
    log: silent,
    // An error names the statement, never what was bound to it.
    compileSqlOnError: false,
    connection: {
      connectionString: url,
      application_name: options.applicationName ?? 'quarterly',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      types: { getTypeParser: exactParser(types) },
    },
    acquireConnectionTimeout: 3_600_000,
    pool: {
      min: 0,
      max: 4,
      afterCreate: (
        connection: pg.Client,
        done: (error: Error | null, connection: pg.Client) => void,
      ) => {
        connection.query(sessionSettings(waitMs), (error: Error | null) => {
          done(error, connection);
        });
      },
    },
    postProcessResponse: (result: unknown) => (isRawResult(result) ? result.rows : result),
  });
  try {
    await assertUtf8(knex, url);
    return knex;
  } catch (error) {
    await knex.destroy();
    if (error instanceof QuarterlyError) throw error;
    throw notOpened(withoutPassword(url), error);
  }
}

const PASSWORD_FIX =
  'Put the password into QUARTERLY_WAREHOUSE_PASSWORD (or PGPASSWORD, or a password file as PostgreSQL’s own programs read it).';

/** Three faults, three messages: no such database, no way in, nobody there. */
function notOpened(address: string, cause: unknown): QuarterlyError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === '3D000') {
    return new QuarterlyError('configuration', `The server has no database for ${address}.`, {
      fix: 'Make it with createdb, or correct its name in `warehouse:` of quarterly.yaml or in QUARTERLY_WAREHOUSE.',
      cause,
    });
  }
  const isNamed = cause instanceof Error && /password|SASL|SCRAM/i.test(cause.message);
  if (code === '28P01' || code === '28000' || isNamed) {
    return new QuarterlyError('configuration', `The server refused the login of ${address}.`, {
      fix: PASSWORD_FIX,
      cause,
    });
  }
  return new QuarterlyError('machine', `The database server of ${address} can't be reached.`, {
    fix: 'Check that it runs and that its host and port are right in `warehouse:` of quarterly.yaml or in QUARTERLY_WAREHOUSE, then run the same command again.',
    cause,
  });
}

/** Another session held a lock for longer than the wait. */
export function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '55P03';
}

// Whatever a server's or a user's defaults are, text in and out of a session means the same.
function sessionSettings(waitMs: number): string {
  return [
    `set time zone 'UTC'`,
    `set datestyle to 'ISO, YMD'`,
    `set standard_conforming_strings to on`,
    `set client_encoding to 'UTF8'`,
    `set lock_timeout to ${waitMs}`,
  ].join('; ');
}

/** Whole numbers exactly, dates as text; all else as the driver has it, which gives text for a type that it doesn't know. */
function exactParser({
  builtins,
  getTypeParser,
}: typeof pg.types): (oid: number, format: string) => unknown {
  const usual: (oid: number, format: 'text' | 'binary') => unknown = getTypeParser;
  const exact = new Set<number>([builtins.INT8, builtins.NUMERIC]);
  const asText = new Set<number>([builtins.DATE, builtins.TIMESTAMP, builtins.TIMESTAMPTZ]);
  const inexact = new Set<number>([builtins.FLOAT4, builtins.FLOAT8]);
  return (oid, format) => {
    if (exact.has(oid) || inexact.has(oid)) return exactInteger;
    if (asText.has(oid)) return (text: string) => text;
    return usual(oid, format === 'binary' ? format : 'text');
  };
}

function isRawResult(result: unknown): result is pg.QueryResult {
  return (
    typeof result === 'object' && result !== null && 'rows' in result && Array.isArray(result.rows)
  );
}

async function assertUtf8(knex: Knex, url: string): Promise<void> {
  const rows: { server_encoding: string }[] = await knex.raw('show server_encoding');
  const encoding = rows[0]?.server_encoding;
  if (encoding === 'UTF8') return;
  throw new QuarterlyError(
    'configuration',
    `The database at ${withoutPassword(url)} is encoded in ${encoding ?? 'an unknown way'}, not UTF8.`,
    { fix: `Make the database with: create database … encoding 'UTF8' template template0.` },
  );
}
