import path from 'node:path';
import { QuarterlyError } from './errors.js';

/** What Node and SQLite say where there is no room left. */
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);
/** Where they may not write, or read. */
const FORBIDDEN: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'SQLITE_READONLY']);

/** Where the disk itself fails. */
const FAILING: ReadonlySet<string> = new Set(['EIO', 'SQLITE_IOERR']);
/** What SQLite and PostgreSQL say of a database that they can't read any more. */
const DAMAGED: ReadonlySet<string> = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'XX001', 'XX002']);

/**
 * What was thrown, or, where this machine is to blame (a full or failing disk, a folder that may not be written, a database that was damaged on it), the same in words with what to
 * do. A folder is named, never a file: those of the inbox may be named after a child.
 */
export function withMachineFault(error: unknown): unknown {
  if (error instanceof QuarterlyError || !(error instanceof Error)) return error;
  const { code, path: file } = error as { code?: unknown; path?: unknown };
  if (typeof code !== 'string') return error;
  const where = typeof file === 'string' ? path.dirname(file) : undefined;
  if (FULL.has(code)) {
    return new QuarterlyError('machine', `The disk is full${within(where, code)}.`, {
      fix: 'Free some space, then run the same again. What was begun was rolled back, and nothing is lost. "quarterly doctor" shows how much is free.',
      cause: error,
    });
  }
  if (FORBIDDEN.has(code)) {
    return new QuarterlyError(
      'machine',
      `Permission denied: quarterly can't read or write ${where ?? 'the warehouse'} (${code}).`,
      {
        fix: "Let this program's user read and write there, then run the same again. What was begun was rolled back, and nothing is lost.",
        cause: error,
      },
    );
  }
  if (FAILING.has(code)) {
    return new QuarterlyError('machine', `The disk fails to read or write${within(where, code)}.`, {
      fix: 'Check that the disk or share is still there and works. Then run the same again, and run "quarterly doctor".',
      cause: error,
    });
  }
  if (DAMAGED.has(code)) {
    return new QuarterlyError('integrity', `The warehouse is damaged (${code}).`, {
      fix: 'Restore it from your last backup with the same key, and receive again what came since. "quarterly doctor" checks all of it.',
      cause: error,
    });
  }
  return error;
}

function within(folder: string | undefined, code: string): string {
  return ` (${folder === undefined ? code : `${code} in ${folder}`})`;
}
