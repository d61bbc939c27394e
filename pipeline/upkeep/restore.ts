import { cp, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { QuarterlyError } from '../core/errors.js';
import { privateFolder, privateTree } from '../core/files/private.js';
import { readKeys } from '../store/keys.js';
import { workspacePaths } from '../workspace/workspace.js';
import { BACKUP_FILE, backupsIn } from './backup-places.js';

const fingerprintIn = z.object({ keyFingerprint: z.string() });

/**
 * Copies a backup into a new workspace, with the key that its returns were received under. What the copy holds past its retention
 * period is deleted by the caller, once the workspace is open.
 * @param backup its folder, or a folder of backups: then the newest
 * @param key the file of the key, which no backup holds
 * @returns the folder of the backup
 * @throws QuarterlyError `usage` where there is no backup, or the workspace's folder holds something already.
 */
export async function restoreFiles(
  backup: string,
  workspace: string,
  key: string,
): Promise<string> {
  const from = await wholeBackup(backup);
  const paths = workspacePaths(workspace);
  if (from === undefined) {
    throw new QuarterlyError('usage', `${backup} isn't a whole backup: it has no ${BACKUP_FILE}.`, {
      fix: 'Name the folder of one backup, such as /mnt/backups/quarterly/2018-02-01T020000Z, or the folder that holds them for the newest.',
    });
  }
  if (!(await isThere(key))) {
    throw new QuarterlyError('usage', `There is no key at ${key}.`, {
      fix: 'Name the copy of the workspace’s key that you kept apart: --key FILE. Without it no return can be read.',
    });
  }
  await refuseOtherKey(from, key);
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
  return from;
}

/** A backup, or the newest of those in a folder. */
async function wholeBackup(place: string): Promise<string | undefined> {
  const folder = path.resolve(place);
  if (await isThere(path.join(folder, BACKUP_FILE))) return folder;
  return (await backupsIn(folder)).at(-1)?.folder;
}

/** A backup names the key of its day, which a change of key has perhaps replaced since. */
async function refuseOtherKey(backup: string, key: string): Promise<void> {
  const text = await readFile(path.join(backup, BACKUP_FILE), 'utf8');
  const named = fingerprintIn.safeParse(JSON.parse(text));
  if (!named.success) return;
  const { fingerprint } = await readKeys(key);
  const expected = named.data.keyFingerprint;
  if (fingerprint === expected) return;
  throw new QuarterlyError('usage', 'This key doesn’t belong to the backup.', {
    fix: `Name the key that the workspace had when the backup was made: its fingerprint begins with ${expected.slice(0, 12)}. "quarterly rekey" has replaced it since, perhaps.`,
    place: { file: key },
    facts: { expected: expected.slice(0, 12), found: fingerprint.slice(0, 12) },
  });
}

async function isThere(place: string): Promise<boolean> {
  return stat(place).then(
    () => true,
    () => false,
  );
}
