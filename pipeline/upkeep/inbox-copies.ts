import path from 'node:path';
import { sha256OfPieces } from '../core/sha256.js';
import type { ByteSource } from '../core/files/tabular-file.js';
import { inboxEntries } from '../core/files/inbox.js';
import { sourceIds } from '../../sources/register.js';
import { gather } from '../../sources/read/received-files.js';
import type { Session } from '../workspace/session.js';

/**
 * What in the inbox holds a file of returns that are deleted, or are to be: it is there as it was sent, and only anyone who put it there, or
 * runs the workspace, may take it away.
 * @param due numbers of returns that are to be deleted
 * @returns paths within the workspace
 */
export async function inboxCopies(
  session: Pick<Session, 'workspace' | 'warehouse'>,
  due: readonly number[],
): Promise<string[]> {
  const { warehouse, workspace } = session;
  const rows = await warehouse.read(async (trx) => {
    const deleted = await trx('return_expiry').pluck<number[]>('return_no');
    const expired = new Set([...deleted, ...due]);
    const files = await trx('received_file as f')
      .join('received_return as r', 'r.return_no', 'f.return_no')
      .select<{ source: string; sha256: string; return_no: number }[]>(
        ...['r.source', 'f.sha256', 'r.return_no'],
      );
    // A file that a kept return holds too, such as a list with a heading only, says nothing of an entry.
    const kept = new Set(
      files.filter((each) => !expired.has(each.return_no)).map(({ sha256 }) => sha256),
    );
    return files.filter((each) => expired.has(each.return_no) && !kept.has(each.sha256));
  });
  const expired = new Set(rows.map(({ sha256 }) => sha256));
  const found: string[] = [];
  for (const entry of await inboxEntries(workspace.paths.inbox, sourceIds)) {
    if (entry.source !== '' && !rows.some(({ source }) => source === entry.source)) continue;
    // What can't be opened was never received.
    const { files } = await gather([entry.path]).catch(() => ({ files: [] }));
    if (await isAnyOf(files, expired)) found.push(path.relative(workspace.paths.root, entry.path));
  }
  return found;
}

async function isAnyOf(files: readonly ByteSource[], hashes: ReadonlySet<string>) {
  for (const file of files) {
    if (hashes.has(await sha256OfPieces(file.stream()))) return true;
  }
  return false;
}
