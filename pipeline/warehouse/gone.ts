import { QuarterlyError } from '../core/errors.js';
import type { Warehouse } from './types.js';

/** What the network says of a server that went away. */
const NETWORK: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
]);

/** What the server says: connection lost, terminated, shutting down, starting up, only for reading. PostgreSQL, appendix A. */
const SERVER: ReadonlySet<string> = new Set([
  ...['08000', '08003', '08006', '57P01', '57P02', '57P03', '57P05', '25006'],
]);

/** Transactions that the server rolled back for others' sake: the same again goes well. */
const ROLLED_BACK: ReadonlySet<string> = new Set(['40001', '40P01']);

/** What the driver says without a code. */
const WORDS =
  /Connection terminated|connection is closed|Client has encountered a connection error|server closed the connection|timeout expired|Unable to acquire a connection/i;

/** Whether a database server went away, or undid a transaction for another's sake: all that was begun is rolled back. */
export function isGone(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof QuarterlyError) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    NETWORK.has(code) || SERVER.has(code) || ROLLED_BACK.has(code) || WORDS.test(error.message)
  );
}

/**
 * Does what is sent to a database, and throws what the server's going away, or its full disk, means to a person; anything else as it
 * was thrown. All statements go through it.
 */
export async function inDatabaseWords<T>(
  { engine, label }: Pick<Warehouse, 'engine' | 'label'>,
  body: () => PromiseLike<T>,
): Promise<T> {
  try {
    return await body();
  } catch (error) {
    if (engine === 'sqlite') throw error;
    if (isServerFull(error)) throw serverFull(label, error);
    throw isGone(error) ? wentAway(label, error) : error;
  }
}

/** The server has no room left: nothing that was begun is kept. */
export function isServerFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '53100';
}

/** What a command ends with where the database went away. */
export function wentAway(label: string, cause: unknown): QuarterlyError {
  return new QuarterlyError('machine', `The database at ${label} went away; nothing is lost.`, {
    fix: 'Run the same command again: it goes on where it stopped. If it keeps happening, ask the server’s administrator to look at its log.',
    cause,
  });
}

/** What it ends with where the server's disk is full. */
function serverFull(label: string, cause: unknown): QuarterlyError {
  return new QuarterlyError('machine', `The disk of the database at ${label} is full.`, {
    fix: 'Ask the server’s administrator to free some space, then run the same command again: nothing is lost.',
    cause,
  });
}
