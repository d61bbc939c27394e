import { counted } from '../core/counted.js';
import { cp, mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { QuarterlyError } from '../core/errors.js';
import { moveTo } from '../core/files/move.js';
import { keptHashes } from '../store/kept.js';
import { damagedAmong } from '../store/verify-store.js';
import { makeFolders } from '../core/files/make-folders.js';
import { privateTree } from '../core/files/private.js';
import { writeWhole } from '../core/files/whole-file.js';
import { syncFolder } from '../core/files/sync-folder.js';
import { backupSqlite, checkIntegrity } from '../warehouse/backup.js';
import { copyWarehouse } from '../warehouse/copy.js';
import { openWarehouse } from '../warehouse/open.js';
import type { Warehouse } from '../warehouse/types.js';
import { programVersion } from '../quarter/fingerprint.js';
import { BACKUP_FILE, rememberPlace, unfinishedBackup, workspaceId } from './backup-places.js';
import { namedFiles } from '../workspace/named-files.js';
import type { Session } from '../workspace/session.js';

/** A backup in its place. */
export interface Backup {
  readonly folder: string;
  /** Landed files copied, every one of them read again and held against its sha256. */
  readonly fileCount: number;
}

/**
 * Copies a workspace into a folder named by the instant, whole or not at all, and checks the copy: database, landed bytes. The key
 * isn't in it: who has both can read every return, so it is kept apart. Others may go on working meanwhile. A warehouse on PostgreSQL
 * is copied row by row into a SQLite file, which the restored workspace opens as it is.
 * @param parent where backups are kept, outside the workspace
 * @throws QuarterlyError `usage` for a folder within the workspace; `integrity` where the copy isn't sound.
 */
export async function backUp(
  session: Pick<Session, 'workspace' | 'warehouse' | 'keys' | 'runtime'>,
  parent: string,
): Promise<Backup> {
  const { workspace, warehouse, runtime } = session;
  const { paths } = workspace;
  const place = path.resolve(parent);
  if (!path.relative(paths.root, place).startsWith('..')) {
    throw new QuarterlyError('usage', `${parent} is within the workspace.`, {
      fix: 'Name a folder elsewhere, best on another disk: quarterly backup /mnt/backups/quarterly.',
    });
  }
  const name = runtime.now().toISOString().replaceAll(':', '').replace(/\..*$/, 'Z');
  const folder = path.join(place, name);
  const id = await workspaceId(session);
  const unfinished = unfinishedBackup(place, name, id);
  await refuseExisting(folder);
  await rm(unfinished, { recursive: true, force: true });
  await makeFolders(place);
  // Before anything is copied: what is cut off there is named by "expire".
  await rememberPlace(session, place);
  await mkdir(unfinished, { mode: 0o700 });
  // The database first: what the store gains meanwhile is nothing that this copy of the ledger names.
  const copy = path.join(unfinished, copyName(session));
  if (warehouse.engine === 'sqlite') await backupSqlite(warehouse, copy);
  else await copyIntoFile(warehouse, copy);
  await copyTree(paths.store, path.join(unfinished, 'store'));
  await copyTree(paths.packs, path.join(unfinished, 'packs'));
  await copyTree(paths.strategies, path.join(unfinished, 'strategy'));
  await copyTree(paths.configuration, path.join(unfinished, 'quarterly.yaml'));
  for (const { path: file } of namedFiles(workspace).filter(({ isBackedUp }) => isBackedUp)) {
    const to = path.join(unfinished, path.relative(paths.root, file));
    await mkdir(path.dirname(to), { recursive: true });
    await copyTree(file, to);
  }
  // What waits to be taken in stands open: it stays where it is, and the restored workspace begins with an empty inbox.
  await mkdir(path.join(unfinished, path.basename(paths.inbox)));
  const { hashes, returnIds } = await landedIn(copy);
  const damaged = await damagedAmong(path.join(unfinished, 'store'), hashes, session.keys);
  if (damaged.length > 0) {
    throw new QuarterlyError(
      'integrity',
      `${damaged.length} of ${counted(hashes.length, 'stored file')} ${damaged.length === 1 ? 'is' : 'are'} missing or damaged in the copy.`,
      {
        fix: 'Look at `quarterly doctor`: it says whether the workspace itself is whole. This backup was not kept.',
        facts: { files: damaged.slice(0, 20) },
      },
    );
  }
  await writeWhole(
    path.join(unfinished, BACKUP_FILE),
    `${JSON.stringify(
      {
        takenAt: runtime.now().toISOString(),
        workspaceId: id,
        version: await programVersion(),
        keyFingerprint: session.keys.fingerprint,
        fileCount: hashes.length,
        returnIds,
      },
      null,
      2,
    )}\n`,
  );
  await privateTree(unfinished);
  await moveTo(unfinished, folder);
  await syncFolder(place);
  return { folder, fileCount: hashes.length };
}

const SQLITE_FILE = 'warehouse.sqlite';

function copyName({ warehouse, workspace }: Pick<Session, 'workspace' | 'warehouse'>): string {
  return warehouse.engine === 'sqlite' ? path.basename(workspace.warehouse) : SQLITE_FILE;
}

async function copyIntoFile(warehouse: Warehouse, file: string): Promise<void> {
  const copy = await openWarehouse(file);
  try {
    await copyWarehouse(warehouse, copy);
  } finally {
    await copy.close();
  }
}

async function refuseExisting(folder: string): Promise<void> {
  const isThere = await stat(folder).then(
    () => true,
    () => false,
  );
  if (isThere) {
    throw new QuarterlyError('usage', `${folder} is there already.`, {
      fix: 'A backup is never overwritten: try again in a second, or name another folder.',
    });
  }
}

/** Copies a file or a folder that may not be there; leaves out what is being written. */
async function copyTree(from: string, to: string): Promise<void> {
  const isThere = await stat(from).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  await cp(from, to, {
    recursive: true,
    preserveTimestamps: true,
    filter: (each) => !/^\..*\.part$/.test(path.basename(each)),
  });
}

/** The landed files that a copied ledger names, once the copy is found sound. */
async function landedIn(
  file: string,
): Promise<{ readonly hashes: string[]; readonly returnIds: string[] }> {
  const copy = await openWarehouse(file);
  try {
    const faults = await checkIntegrity(copy);
    if (faults.length > 0) {
      throw new QuarterlyError(
        'integrity',
        `The copy is damaged: ${faults.slice(0, 3).join('; ')}`,
        {
          fix: 'Look at `quarterly doctor`: it says whether the warehouse itself is whole. This backup was not kept.',
        },
      );
    }
    return await copy.read(async (trx) => ({
      hashes: await keptHashes(trx),
      returnIds: await trx('received_return')
        .whereNotIn('return_no', trx('return_expiry').select('return_no'))
        .orderBy('return_no')
        .pluck<string[]>('return_id'),
    }));
  } finally {
    await copy.close();
    await removeSidecars(file);
  }
}

/** What SQLite leaves beside a file that it opened for writing. */
async function removeSidecars(file: string): Promise<void> {
  const names = await readdir(path.dirname(file));
  const beside = [`${path.basename(file)}-wal`, `${path.basename(file)}-shm`];
  for (const name of names.filter((each) => beside.includes(each))) {
    await rm(path.join(path.dirname(file), name), { force: true });
  }
}
