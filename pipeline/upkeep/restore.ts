import { cp, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { QuarterlyError } from '../core/errors.js';
import { privateFolder, privateTree } from '../core/files/private.js';
import { workspacePaths } from '../workspace/workspace.js';
import { BACKUP_FILE } from './backup-places.js';

/**
 * Copies a backup into a new workspace, with the key that its returns were received under. What the copy holds past its retention
 * period is deleted by the caller, once the workspace is open.
 * @param key the file of the key, which no backup holds
 * @throws QuarterlyError `usage` where there is no backup, or the workspace's folder holds something already.
 */
export async function restoreFiles(backup: string, workspace: string, key: string): Promise<void> {
  const from = path.resolve(backup);
  const paths = workspacePaths(workspace);
  if (!(await isThere(path.join(from, BACKUP_FILE)))) {
    throw new QuarterlyError('usage', `${backup} isn't a whole backup: it has no ${BACKUP_FILE}.`, {
      fix: 'Name the folder of one backup, such as /mnt/backups/quarterly/2018-02-01T020000Z.',
    });
  }
  if (!(await isThere(key))) {
    throw new QuarterlyError('usage', `There is no key at ${key}.`, {
      fix: 'Name the copy of the workspace’s key that you kept apart: --key FILE. Without it no return can be read.',
    });
  }
  const held = await readdir(paths.root).catch(() => []);
  if (held.length > 0) {
    throw new QuarterlyError('usage', `${workspace} isn't empty.`, {
      fix: 'Name a new folder with --workspace: a restored workspace never replaces another.',
    });
  }
  await privateFolder(paths.root);
  await cp(from, paths.root, {
    recursive: true,
    preserveTimestamps: true,
    filter: (each) => each !== path.join(from, BACKUP_FILE),
  });
  await cp(key, paths.key);
  await privateTree(paths.root);
}

async function isThere(place: string): Promise<boolean> {
  return stat(place).then(
    () => true,
    () => false,
  );
}
