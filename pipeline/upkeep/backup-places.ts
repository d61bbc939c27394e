import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Session } from '../workspace/session.js';
import { backupsToThin, holdingExpired, type KnownBackup } from './thin.js';

/** What a backup says of itself. */
export const BACKUP_FILE = 'backup.json';

const PLACE = 'backup_place ';
const FOLDER = /^\d{4}-\d{2}-\d{2}T\d{6}Z$/;
const said = z.object({ takenAt: z.string(), returnIds: z.array(z.string()).optional() });

/** Remembers where backups are kept, so that what they still hold of deleted returns can be named. */
export async function rememberPlace(
  { warehouse }: Pick<Session, 'warehouse'>,
  place: string,
): Promise<void> {
  await warehouse.write(async (trx) => {
    const known = await trx('workspace_fact')
      .where({ name: PLACE + place })
      .pluck('name');
    if (known.length === 0) await trx('workspace_fact').insert({ name: PLACE + place, value: '' });
  });
}

/** Backups in every place where this workspace was backed up to, oldest first; a place that is gone has none. */
export async function knownBackups(
  session: Pick<Session, 'warehouse' | 'workspace' | 'runtime'>,
): Promise<KnownBackup[]> {
  const names = await session.warehouse.read((trx) =>
    trx('workspace_fact')
      .where('name', 'like', `${PLACE}%`)
      .orderBy('name')
      .pluck<string[]>('name'),
  );
  const found = await Promise.all(names.map((name) => backupsIn(name.slice(PLACE.length))));
  return found.flat();
}

/** The backups in one place. Folders that aren't one are left alone. */
export async function backupsIn(place: string): Promise<KnownBackup[]> {
  const names = await readdir(place).catch(() => []);
  const found = await Promise.all(
    names
      .filter((name) => FOLDER.test(name))
      .sort()
      .map((name) => readBackup(path.join(place, name))),
  );
  return found.filter((each) => each !== undefined);
}

async function readBackup(folder: string): Promise<KnownBackup | undefined> {
  try {
    const text = await readFile(path.join(folder, BACKUP_FILE), 'utf8');
    const { takenAt, returnIds } = said.parse(JSON.parse(text));
    return { folder, takenAt, returnIds: returnIds ?? null };
  } catch {
    return undefined;
  }
}

/** Ids of the returns that were deleted, their retention period being over. */
export async function expiredIds({ warehouse }: Pick<Session, 'warehouse'>): Promise<Set<string>> {
  const ids = await warehouse.read((trx) =>
    trx('return_expiry as e')
      .join('received_return as r', 'r.return_no', 'e.return_no')
      .pluck<string[]>('r.return_id'),
  );
  return new Set(ids);
}

/** Folders of backups that still hold deleted returns. */
export async function backupsHoldingExpired(
  session: Pick<Session, 'warehouse' | 'workspace' | 'runtime'>,
): Promise<string[]> {
  const backups = await knownBackups(session);
  return holdingExpired(backups, await expiredIds(session)).map(({ folder }) => folder);
}

/** Deletes the backups of a place that the rule lets go. @returns their folders */
export async function thinBackups(
  session: Pick<Session, 'warehouse' | 'workspace' | 'runtime'>,
  place: string,
): Promise<string[]> {
  const gone = backupsToThin(await backupsIn(place), await expiredIds(session));
  for (const { folder } of gone) await rm(folder, { recursive: true, force: true });
  return gone.map(({ folder }) => folder);
}
