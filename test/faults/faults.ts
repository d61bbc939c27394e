import { createHash } from 'node:crypto';
import { chmod, cp, readFile, rm, statfs, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  correction,
  FIRST_RUN,
  QUARTER,
  sendSchools,
  treeOf,
} from '../pipeline/support/workspaces.js';
import { quarterly } from '../support/command-line.js';
import { mountSmallDisk } from '../support/small-disk.js';
import { runInChild, startChild } from './child.js';
import { inCopy, runOn, type State, stateOf, unlock } from './council.js';

/** Killed at one point of a run, and run on: the state then. */
export async function killedAt(seed: string, point: number, run = runInChild): Promise<State> {
  return inCopy(seed, async (workspace) => {
    const { code } = await runInChild(workspace, { quarter: QUARTER, point, signal: 'SIGKILL' });
    if (code !== null) throw new Error(`point ${point} wasn't passed: the run ended with ${code}`);
    return runOn(workspace, run);
  });
}

/**
 * Killed some time after the run began; the run that takes it up is killed as well, and so on; then run on.
 * @param moments in milliseconds, one a run; a run that ends before its moment is not killed
 * @returns how many were killed, and the state then
 */
export async function killedAfter(
  seed: string,
  moments: readonly number[],
  run = runInChild,
): Promise<{ killed: number; state: State }> {
  return inCopy(seed, async (workspace) => {
    let killed = 0;
    for (const milliseconds of moments) {
      await unlock(workspace);
      const child = startChild(workspace, { quarter: QUARTER });
      await child.begun;
      await Promise.race([delay(milliseconds), child.ended]);
      child.process.kill('SIGKILL');
      if ((await child.ended).code === null) killed += 1;
    }
    return { killed, state: await runOn(workspace, run) };
  });
}

/** A warehouse that may grow by so many pages, and is then given room: how the run ended, and the state after the next. */
export async function fullAfter(
  seed: string,
  pages: number,
  run = runInChild,
): Promise<{ code: number | null; stderr: string; state: State }> {
  return inCopy(seed, async (workspace) => {
    const { code, stderr } = await runInChild(workspace, { quarter: QUARTER, pages });
    return { code, stderr, state: await runOn(workspace, run) };
  });
}

/**
 * A disk of a size of its own for the whole workspace, a tmpfs, that is full before the run is done and is then made larger: how the run
 * ended, and the state after the next. Undefined where none can be mounted: that takes Linux, and root.
 * @param spareKib how much room there is as well as what the workspace takes up before
 */
export async function diskFull(
  seed: string,
  spareKib: number,
  run = runInChild,
): Promise<{ code: number | null; stderr: string; state: State } | undefined> {
  const disk = await mountSmallDisk();
  if (disk === undefined) return undefined;
  const { folder } = disk;
  try {
    await cp(seed, folder, { recursive: true, preserveTimestamps: true });
    const { blocks, bfree, bsize } = await statfs(folder);
    await disk.change(`size=${(blocks - bfree) * bsize + spareKib * 1024}`);
    const { code, stderr } = await runInChild(folder, { quarter: QUARTER });
    await disk.change('size=64m');
    return { code, stderr, state: await runOn(folder, run) };
  } finally {
    await disk.unmount();
  }
}

/**
 * One letter of a fact changed in the database file, as a failing disk would, in a workspace whose quarter was run.
 * @returns how a release and a run of it end, what the release said, and whether nothing was put in place
 */
export async function flippedFact(
  seed: string,
  text: string,
): Promise<{ release: number; run: number; stderr: string; isUntouched: boolean }> {
  return inCopy(seed, async (workspace) => {
    const order = ['--workspace', workspace, '--quiet'];
    const now = new Date('2018-01-23T09:00:00Z');
    const first = await quarterly(['run', '--quarter', QUARTER, ...order], { now });
    if (first.code !== 0) throw new Error(`an undisturbed run ended with ${first.code}`);
    const file = path.join(workspace, 'warehouse.sqlite');
    const bytes = await readFile(file);
    const at = bytes.indexOf(text);
    if (at < 0) throw new Error(`the warehouse doesn't hold ${text}`);
    bytes.writeUInt8(bytes.readUInt8(at + 1) ^ 1, at + 1);
    await writeFile(file, bytes);
    const before = await treeOf(path.join(workspace, 'packs'));
    const released = await quarterly(['release', FIRST_RUN, '--reason', 'agreed', ...order], {
      now,
    });
    const run = await quarterly(['run', '--quarter', QUARTER, '--force', ...order], { now });
    return {
      release: released.code,
      run: run.code,
      stderr: released.stderr.replace(/\s+/g, ' '),
      isUntouched: isDeepStrictEqual(await treeOf(path.join(workspace, 'packs')), before),
    };
  });
}

/**
 * A bit changed in a landed file, in a workspace whose quarter was run and to which a correction has come since.
 * @returns how a run ends, what it said, and whether nothing was put in place
 */
export async function flippedStore(
  seed: string,
  run = runInChild,
): Promise<{ code: number; stderr: string; file: string; isUntouched: boolean }> {
  return inCopy(seed, async (workspace) => {
    await runOn(workspace, run);
    const store = path.join(workspace, 'store');
    const landed = await readFile(
      path.join(workspace, 'inbox', 'population', 'mid-year_estimates_2016_to_2017.csv'),
    );
    const sha256 = createHash('sha256').update(landed).digest('hex');
    const [file] = Object.entries(await treeOf(store)).find(([, hash]) => hash === sha256) ?? [''];
    landed.writeUInt8(landed.readUInt8(100) ^ 1, 100);
    await writeFile(path.join(store, file), landed);
    await sendSchools(workspace, correction);
    const before = await treeOf(path.join(workspace, 'packs'));
    const { code, stderr } = await quarterly(
      ['run', '--quarter', QUARTER, '--workspace', workspace, '--quiet'],
      { now: new Date('2018-01-23T09:00:00Z') },
    );
    return {
      code,
      stderr: stderr.replace(/\s+/g, ' '),
      file,
      isUntouched: isDeepStrictEqual(await treeOf(path.join(workspace, 'packs')), before),
    };
  });
}

/** Stopped in the midst of a transaction: how another run ends meanwhile, how the stopped one does once it goes on, and the state then. */
export async function stoppedInside(
  seed: string,
  point: number,
  run = runInChild,
): Promise<{ other: number | null; stopped: number | null; state: State }> {
  return inCopy(seed, async (workspace) => {
    const child = startChild(workspace, { quarter: QUARTER, point, signal: 'SIGSTOP' });
    await child.stopping;
    const { code: other } = await runInChild(workspace, {
      quarter: QUARTER,
      at: '2018-01-22T09:03:00.000Z',
      waitSeconds: 1,
    });
    child.process.kill('SIGCONT');
    const { code: stopped } = await child.ended;
    return { other, stopped, state: await runOn(workspace, run) };
  });
}

/**
 * A store that can't be written to while returns wait, and then can: how the run ended, and the state after the next. Root ignores modes:
 * for it the store is on a disk that is mounted read-only. Undefined where neither can be had.
 */
export async function storeReadOnly(
  seed: string,
): Promise<{ code: number | null; stderr: string; state: State } | undefined> {
  const isRoot = process.getuid?.() === 0;
  const disk = isRoot ? await mountSmallDisk() : undefined;
  if (isRoot && disk === undefined) return undefined;
  try {
    return await inCopy(seed, async (workspace) => {
      const store = path.join(workspace, 'store');
      if (disk === undefined) await chmod(store, 0o555);
      else {
        await rm(store, { recursive: true });
        await symlink(disk.folder, store);
        await disk.change('ro');
      }
      const { code, stderr } = await runInChild(workspace, { quarter: QUARTER });
      if (disk === undefined) await chmod(store, 0o755);
      else await disk.change('rw');
      return { code, stderr, state: await runOn(workspace) };
    });
  } finally {
    await disk?.unmount();
  }
}

/**
 * Stopped at a point between transactions for longer than its lease, while another run does the work; then let go on.
 * @returns how the other and the stopped one ended, and the state before and after the stopped one went on
 */
export async function stoppedAt(
  seed: string,
  point: number,
  run = runInChild,
): Promise<{ other: number | null; stopped: number | null; before: State; after: State }> {
  return inCopy(seed, async (workspace) => {
    const child = startChild(workspace, { quarter: QUARTER, point, signal: 'SIGSTOP' });
    await child.stopping;
    const { code: other } = await run(workspace, {
      quarter: QUARTER,
      at: '2018-01-22T09:03:00.000Z',
    });
    const before = await stateOf(workspace);
    child.process.kill('SIGCONT');
    const { code: stopped } = await child.ended;
    return { other, stopped, before, after: await stateOf(workspace) };
  });
}
