import { chmod, lstat, mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';

/** Only the service's user may read what holds children's data, whatever the umask: folders 0700, files 0600. */
const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

/** Makes a folder that only its owner may look into; one that is there becomes so. */
export async function privateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  await makePrivate(folder, PRIVATE_FOLDER);
}

/** Makes a folder and all within private. Links are left alone: what they lead to isn't ours. */
export async function privateTree(folder: string): Promise<void> {
  for (const place of await openPlaces(folder)) {
    const isFolder = (await lstat(place)).isDirectory();
    await makePrivate(place, isFolder ? PRIVATE_FOLDER : PRIVATE_FILE);
  }
}

/** Everything from a folder on that others may read, write or enter. Windows has no modes: there none. */
export async function openPlaces(folder: string): Promise<string[]> {
  if (process.platform === 'win32') return [];
  const found = await lstat(folder).catch(() => undefined);
  if (found === undefined || found.isSymbolicLink()) return [];
  const own = (found.mode & 0o077) === 0 ? [] : [folder];
  if (!found.isDirectory()) return own;
  const names = await readdir(folder);
  const within = await Promise.all(names.sort().map((name) => openPlaces(path.join(folder, name))));
  return [...own, ...within.flat()];
}

/** Whether everybody on this machine may read a secret's file. Windows has no modes. */
export async function isOpenToAll(file: string): Promise<boolean> {
  if (process.platform === 'win32') return false;
  return ((await stat(file)).mode & 0o007) !== 0;
}

async function makePrivate(place: string, mode: number): Promise<void> {
  // A file system without modes, such as a mounted share, refuses: doctor says so.
  await chmod(place, mode).catch(() => undefined);
}
