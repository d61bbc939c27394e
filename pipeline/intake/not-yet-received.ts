import path from 'node:path';
import { sourceIds } from '../../sources/register.js';
import { hashesOf } from '../load/hashes-of.js';
import { waiting } from '../core/files/inbox.js';
import type { Session } from '../workspace/session.js';

/** What waits in the inbox with bytes that were never received, as `source/name`, or its name where it is directly in the inbox. */
export async function notYetReceived(
  session: Pick<Session, 'warehouse' | 'workspace' | 'runtime'>,
): Promise<string[]> {
  const { warehouse, workspace, runtime } = session;
  const known = new Set<string>(
    await warehouse.read((trx) => trx('landed_file').pluck<string[]>('sha256')),
  );
  const inbox = await waiting(workspace.paths.inbox, {
    nowMs: runtime.now().getTime(),
    sourceIds,
  });
  const fresh: string[] = [];
  for (const each of inbox.waiting) {
    const hashes = await hashesOf(each.path);
    if (hashes.some((hash) => !known.has(hash)))
      fresh.push(path.posix.join(each.source, each.name));
  }
  return fresh;
}
