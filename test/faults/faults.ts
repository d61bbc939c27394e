import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { FIRST_RUN, QUARTER, treeOf } from '../pipeline/run/support.js';
import { quarterly } from '../support/command-line.js';
import { runInChild, startChild } from './child.js';
import { inCopy, runOn, type State, stateOf } from './council.js';

/** Killed at one point of a run, and run on: the state then. */
export async function killedAt(seed: string, point: number): Promise<State> {
  return inCopy(seed, async (workspace) => {
    const { code } = await runInChild(workspace, { quarter: QUARTER, point, signal: 'SIGKILL' });
    if (code !== null) throw new Error(`point ${point} wasn't passed: the run ended with ${code}`);
    return runOn(workspace);
  });
}

/** Killed some time after its start, and run on: the state then. */
export async function killedAfter(seed: string, milliseconds: number): Promise<State> {
  return inCopy(seed, async (workspace) => {
    const child = startChild(workspace, { quarter: QUARTER });
    await Promise.race([delay(milliseconds), child.ended]);
    child.process.kill('SIGKILL');
    await child.ended;
    return runOn(workspace);
  });
}

/** A disk that fills up after so many pages, and is then given room: how the run ended, and the state after the next. */
export async function fullAfter(
  seed: string,
  pages: number,
): Promise<{ code: number | null; stderr: string; state: State }> {
  return inCopy(seed, async (workspace) => {
    const { code, stderr } = await runInChild(workspace, { quarter: QUARTER, pages });
    return { code, stderr, state: await runOn(workspace) };
  });
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

/** Stopped in the midst of a transaction: how another run ends meanwhile, how the stopped one does once it goes on, and the state then. */
export async function stoppedInside(
  seed: string,
  point: number,
): Promise<{ other: number | null; stopped: number | null; state: State }> {
  return inCopy(seed, async (workspace) => {
    const child = startChild(workspace, { quarter: QUARTER, point, signal: 'SIGSTOP' });
    await child.stopping;
    const { code: other } = await runInChild(workspace, {
      quarter: QUARTER,
      at: '2018-01-22T09:03:00.000Z',
      waitSeconds: 2,
    });
    child.process.kill('SIGCONT');
    const { code: stopped } = await child.ended;
    return { other, stopped, state: await runOn(workspace) };
  });
}

/** A store that can't be written to while returns wait, and then can: how the run ended, and the state after the next. */
export async function storeReadOnly(
  seed: string,
): Promise<{ code: number | null; stderr: string; state: State }> {
  return inCopy(seed, async (workspace) => {
    const store = path.join(workspace, 'store');
    await mkdir(store, { recursive: true });
    // Root ignores modes: then a folder in the store's place that is none serves.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) {
      await rm(store, { recursive: true });
      await writeFile(store, '');
    } else await chmod(store, 0o555);
    const { code, stderr } = await runInChild(workspace, { quarter: QUARTER });
    if (isRoot) await rm(store);
    else await chmod(store, 0o755);
    return { code, stderr, state: await runOn(workspace) };
  });
}

/**
 * Stopped at a point between transactions for longer than its lease, while another run does the work; then let go on.
 * @returns how the other and the stopped one ended, and the state before and after the stopped one went on
 */
export async function stoppedAt(
  seed: string,
  point: number,
): Promise<{ other: number | null; stopped: number | null; before: State; after: State }> {
  return inCopy(seed, async (workspace) => {
    const child = startChild(workspace, { quarter: QUARTER, point, signal: 'SIGSTOP' });
    await child.stopping;
    const { code: other } = await runInChild(workspace, {
      quarter: QUARTER,
      at: '2018-01-22T09:03:00.000Z',
    });
    const before = await stateOf(workspace);
    child.process.kill('SIGCONT');
    const { code: stopped } = await child.ended;
    return { other, stopped, before, after: await stateOf(workspace) };
  });
}
