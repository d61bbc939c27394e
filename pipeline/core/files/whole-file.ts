import { constants } from 'node:fs';
import { copyFile, mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { moveTo } from './move.js';
import { syncFolder } from './sync-folder.js';

/** Writes a file so that it is seen whole or not at all, even after a power cut: temporary name, fsync, rename. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = temporaryName(file);
  const handle = await open(temporary, 'w');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await moveTo(temporary, file);
  await syncFolder(path.dirname(file));
}

/** Copies a file to where it is seen whole or not at all. */
export async function copyWhole(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true });
  const temporary = temporaryName(to);
  await copyFile(from, temporary, constants.COPYFILE_FICLONE);
  const handle = await open(temporary, 'r+');
  await handle.sync();
  await handle.close();
  await moveTo(temporary, to);
}

/** Moves a finished folder to its place by one rename; what was there before is replaced. */
export async function placeFolder(finished: string, place: string): Promise<void> {
  await rm(place, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  await mkdir(path.dirname(place), { recursive: true });
  await moveTo(finished, place);
  await syncFolder(path.dirname(place));
}

function temporaryName(file: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}.part`);
}
