import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Names the process that works in it. */
const OURS = /^quarterly-[a-z]+-(\d+)-[A-Za-z0-9]+$/;

/**
 * Works in a temporary folder that goes afterwards. Folders of ours whose process was killed go first: a copy of an officers' pack may
 * be in them.
 * @param what one word that says what it is for
 */
export async function inScratch<T>(what: string, body: (folder: string) => Promise<T>): Promise<T> {
  await clearLeft();
  const folder = await mkdtemp(path.join(tmpdir(), `quarterly-${what}-${process.pid}-`));
  try {
    return await body(folder);
  } finally {
    await remove(folder);
  }
}

async function clearLeft(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names) {
    const pid = Number(OURS.exec(name)?.[1] ?? 0);
    // Another user's can't be removed, and is for that user's next call.
    if (pid > 0 && !isAlive(pid)) await remove(path.join(tmpdir(), name)).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code !== 'ESRCH';
  }
}

function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
