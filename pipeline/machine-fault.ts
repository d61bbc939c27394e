import path from 'node:path';
import { QuarterlyError } from './errors.js';

/** What Node and SQLite say where there is no room left. */
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);
/** Where they may not write, or read. */
const FORBIDDEN: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'SQLITE_READONLY']);

/**
 * What was thrown, or, where this machine is to blame (a full disk, a folder that may not be written), the same in words with what to
 * do. A folder is named, never a file: those of the inbox may be named after a child.
 */
export function withMachineFault(error: unknown): unknown {
  if (error instanceof QuarterlyError || !(error instanceof Error)) return error;
  const { code, path: file } = error as { code?: unknown; path?: unknown };
  if (typeof code !== 'string') return error;
  const where = typeof file === 'string' ? path.dirname(file) : undefined;
  if (FULL.has(code)) {
    return new QuarterlyError('machine', `The disk is full${within(where, code)}.`, {
      mend: 'Free some space, then do the same again: what was begun was rolled back, and nothing is lost. "quarterly doctor" says how much is free.',
      cause: error,
    });
  }
  if (FORBIDDEN.has(code)) {
    return new QuarterlyError('machine', `${where ?? 'The warehouse'} may not be used (${code}).`, {
      mend: "Let this program's user read and write there, then do the same again: what was begun was rolled back, and nothing is lost.",
      cause: error,
    });
  }
  return error;
}

function within(folder: string | undefined, code: string): string {
  return ` (${folder === undefined ? code : `${code} in ${folder}`})`;
}
