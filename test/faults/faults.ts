import { setTimeout as delay } from 'node:timers/promises';
import { QUARTER } from '../pipeline/run/support.js';
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
