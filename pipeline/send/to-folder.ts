import { chmod, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DeliveredFile, Sent } from '../outbox/ledger.js';
import { writeWhole } from '../core/files/whole-file.js';
import { moveTo } from '../core/files/move.js';
import { syncFolder } from '../core/files/sync-folder.js';
import { type ReleaseFile } from './release-files.js';
import { sha256 } from '../core/sha256.js';

/**
 * Puts a release into a folder or share, in a folder of its own that appears by one rename, whole or not at all. The folder itself must be
 * there: a share that isn't mounted is a failure to be tried again, not a folder to make. Done again, it changes nothing.
 */
export async function toFolder(
  place: string,
  releaseId: string,
  files: readonly ReleaseFile[],
  mode = READABLE,
): Promise<Sent> {
  const isThere = await stat(place).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isThere) return failed(`The folder ${place} isn't there: is the share mounted?`);
  const folder = path.join(place, releaseId);
  const unfinished = path.join(place, `.${releaseId}.part`);
  try {
    const standing = await readBack(folder);
    if (standing !== undefined) return held(releaseId, folder, files, standing);
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished);
    for (const file of files) await writeWhole(path.join(unfinished, file.name), file.bytes);
    const written = await readBack(unfinished);
    if (written === undefined || !isSame(files, written))
      return failed(`${place} gave other bytes back than were written.`);
    await openTo(unfinished, files, mode);
    await moveTo(unfinished, folder);
    await syncFolder(place);
    return held(releaseId, folder, files, written);
  } catch (error) {
    // What was half written takes room, and readers might find it.
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    return failed(`The release could not be written to ${place}: ${errorWords(error)}.`);
  }
}

/** Owner reads and writes, others read: deliveries are for readers, unlike all else that the program writes. */
const READABLE = 0o644;

/** Gives readers what the destination's mode says, whatever the umask; whoever may read a file may look into its folder. */
async function openTo(folder: string, files: readonly ReleaseFile[], mode: number): Promise<void> {
  for (const file of files) await chmod(path.join(folder, file.name), mode);
  await chmod(folder, mode | 0o700 | ((mode & 0o044) >> 2));
}

/** Why a folder can't be written, for its operator. */
export function errorWords(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'there is no room left';
    case 'EACCES':
    case 'EPERM':
      return `it isn't allowed (${code})`;
    case 'EROFS':
      return 'it is mounted read-only';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

/** What a delivered folder holds; undefined where there is none. */
async function readBack(folder: string): Promise<DeliveredFile[] | undefined> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return Promise.all(
    names.sort().map(async (name) => {
      const bytes = await readFile(path.join(folder, name));
      return { path: name, sha256: sha256(bytes), byteCount: bytes.byteLength };
    }),
  );
}

/** True where every file lies there byte for byte. What readers put beside them is theirs. */
export function isSame(files: readonly ReleaseFile[], there: readonly DeliveredFile[]): boolean {
  return files.every(({ name, sha256 }) =>
    there.some((each) => each.path === name && each.sha256 === sha256),
  );
}

/** The outcome where a folder of the release's name stands at the destination. */
export function held(
  releaseId: string,
  folder: string,
  files: readonly ReleaseFile[],
  there: readonly DeliveredFile[],
): Sent {
  if (!isSame(files, there)) {
    return {
      result: 'refused',
      detail: `${folder} is there already, and isn't what was released. Move it away, then: quarterly send --given-up.`,
    };
  }
  const names = new Set(files.map((file) => file.name));
  return {
    result: 'done',
    detail: folder,
    receipts: there
      .filter((each) => names.has(each.path))
      .map((each) => ({ ...each, path: `${releaseId}/${each.path}` })),
  };
}

function failed(detail: string): Sent {
  return { result: 'failed', detail, isUnreachable: true };
}
