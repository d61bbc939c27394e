import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** A disk of its own, in memory. */
export interface SmallDisk {
  readonly folder: string;
  /** Changes it as it is, by mount's options: `size=64k`, `ro`. */
  readonly change: (options: string) => Promise<unknown>;
  readonly unmount: () => Promise<void>;
}

/** Mounts a disk; undefined where that can't be done: it takes Linux, and root. */
export async function mountSmallDisk(): Promise<SmallDisk | undefined> {
  const folder = await mkdtemp(path.join(tmpdir(), 'small-disk-'));
  const mount = (options: string): Promise<unknown> =>
    execute('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  try {
    await mount('size=64m');
  } catch {
    await rm(folder, { recursive: true });
    return undefined;
  }
  return {
    folder,
    change: (options) => mount(`remount,${options}`),
    unmount: async () => {
      await execute('umount', [folder]);
      await rm(folder, { recursive: true });
    },
  };
}
