import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Session } from '../workspace/session.js';
import { backupsToThin, holdingExpired, type KnownBackup } from './thin.js';

/** What a backup says of itself. */
export const BACKUP_FILE = 'backup.json';

const PLACE = 'backup_place ';
const WORKSPACE = 'workspace_id';
const FOLDER = /^\d{4}-\d{2}-\d{2}T\d{6}Z$/;
const said = z.object({
  takenAt: z.string(),
  workspaceId: z.string(),
  returnIds: z.array(z.string()).optional(),
});

/** What names a workspace in its backups: two may be backed up to one place. Made with the first backup; a restored one keeps it. */
export async function workspaceId({ warehouse }: Pick<Session, 'warehouse'>): Promise<string> {
  return warehouse.write(async (trx) => {
    const [known] = await trx('workspace_fact').where({ name: WORKSPACE }).pluck<string[]>('value');
    if (known !== undefined) return known;
    const made = randomBytes(8).toString('hex');
    await trx('workspace_fact').insert({ name: WORKSPACE, value: made });
    return made;
  });
}

/** The folder in which a backup is made, until it is whole. */
export function unfinishedBackup(place: string, name: string, ofWorkspace: string): string {
  return path.join(place, `.${name}.${ofWorkspace}.part`);
}

/** No backup takes longer: one that began earlier and isn't whole was cut off. */
const LONGEST_MS = 12 * 3_600_000;

/** Backups of a workspace in a place that were cut off: they hold returns, and nothing says which. */
async function cutOffIn(
  { runtime }: Pick<Session, 'runtime'>,
  place: string,
  ofWorkspace: string,
): Promise<string[]> {
  const names = await readdir(place).catch(() => []);
  return names
    .filter((name) => {
      const [, day, time, id] = /^\.(.{10})T(\d{6})Z\.([0-9a-f]+)\.part$/.exec(name) ?? [];
      const began = Date.parse(`${day ?? ''}T${(time ?? '').replace(/(..)(..)/, '$1:$2:')}Z`);
      return id === ofWorkspace && runtime.now().getTime() - began > LONGEST_MS;
    })
    .sort()
    .map((name) => path.join(place, name));
}

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

/** Where this workspace was backed up to. */
async function knownPlaces({ warehouse }: Pick<Session, 'warehouse'>): Promise<string[]> {
  const names = await warehouse.read((trx) =>
    trx('workspace_fact')
      .where('name', 'like', `${PLACE}%`)
      .orderBy('name')
      .pluck<string[]>('name'),
  );
  return names.map((name) => name.slice(PLACE.length));
}

/** The backups in one place, oldest first, whatever workspace they are of. Folders that aren't one are left alone. */
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
    const { takenAt, workspaceId, returnIds } = said.parse(JSON.parse(text));
    return { folder, takenAt, workspaceId, returnIds: returnIds ?? null };
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

/** Folders of backups that still hold deleted returns, and of those that were cut off: what these hold isn't known. */
export async function backupsHoldingExpired(
  session: Pick<Session, 'warehouse' | 'workspace' | 'runtime'>,
): Promise<string[]> {
  const places = await knownPlaces(session);
  if (places.length === 0) return [];
  const [id, expired] = [await workspaceId(session), await expiredIds(session)];
  const found = await Promise.all(
    places.map(async (place) => [
      ...holdingExpired(await ownBackups(place, id), expired).map(({ folder }) => folder),
      ...(await cutOffIn(session, place, id)),
    ]),
  );
  return found.flat();
}

/** Deletes the workspace's backups in a place that the rule lets go, and those that were cut off. @returns their folders */
export async function thinBackups(
  session: Pick<Session, 'warehouse' | 'workspace' | 'runtime'>,
  place: string,
): Promise<string[]> {
  const id = await workspaceId(session);
  const thinned = backupsToThin(await ownBackups(place, id), await expiredIds(session));
  const gone = [...thinned.map(({ folder }) => folder), ...(await cutOffIn(session, place, id))];
  for (const folder of gone) await rm(folder, { recursive: true, force: true });
  return gone;
}

/** Backups of other workspaces are theirs to thin. */
async function ownBackups(place: string, ofWorkspace: string): Promise<KnownBackup[]> {
  return (await backupsIn(place)).filter((each) => each.workspaceId === ofWorkspace);
}
