import { cp, mkdtemp, readdir, rename, mkdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeWorkspace } from '../../pipeline/workspace/make-workspace.js';
import { breakLock } from '../../pipeline/workspace/lock.js';
import { contentHash } from '../../pipeline/warehouse/verify/content-hash.js';
import { openWarehouse } from '../../pipeline/warehouse/open.js';
import { demoConfiguration, demoStrategies, writeDemoReturns } from '../../sources/demo/demo.js';
import { sources } from '../../sources/register.js';
import { makeCouncil, QUARTER, treeOf } from '../pipeline/support/workspaces.js';
import { type Ended, runInChild, startChild } from './child.js';

/** All that must be the same however often a run was cut off. */
export interface State {
  /** Of the warehouse, instants left out. */
  readonly content: string;
  /** Every file under `packs/`, by its sha256; remains of what was cut off would be among them. */
  readonly packs: Readonly<Record<string, string>>;
}

/** Makes a fresh copy of a workspace for one fault, and removes it afterwards. */
export async function inCopy<T>(seed: string, body: (workspace: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fault-'));
  try {
    await cp(seed, folder, { recursive: true, preserveTimestamps: true });
    return await body(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function stateOf(workspace: string): Promise<State> {
  const warehouse = await openWarehouse(path.join(workspace, 'warehouse.sqlite'));
  try {
    return {
      content: await contentHash(warehouse),
      packs: await treeOf(path.join(workspace, 'packs')),
    };
  } finally {
    await warehouse.close();
  }
}

/** What `quarterly unlock` does, once the holder is dead. */
export async function unlock(workspace: string): Promise<void> {
  const warehouse = await openWarehouse(path.join(workspace, 'warehouse.sqlite'));
  try {
    // A run that was killed before it made its tables holds no lock.
    const hasLock = await warehouse.read((trx) => trx.schema.hasTable('run_lock'));
    if (hasLock) await breakLock(warehouse);
  } finally {
    await warehouse.close();
  }
}

/** A small council whose returns wait in its inbox; nothing has been run. */
export async function smallCouncil(): Promise<string> {
  const folder = await makeCouncil();
  await age(path.join(folder, 'inbox'));
  return folder;
}

/** The demo's council: all earlier returns are in, those of the quarter wait in its inbox. */
export async function demoCouncil(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fault-demo-'));
  const inbox = path.join(folder, 'inbox');
  await makeWorkspace(
    folder,
    {
      configuration: demoConfiguration(),
      strategies: await demoStrategies(),
      sourceIds: sources.map((source) => source.id),
    },
    { force: true },
  );
  await writeDemoReturns(inbox);
  await age(inbox);
  const late = path.join(folder, 'late');
  for (const source of await readdir(inbox)) {
    await mkdir(path.join(late, source), { recursive: true });
    for (const name of await readdir(path.join(inbox, source))) {
      if (name.startsWith('2017-12-31')) {
        await rename(path.join(inbox, source, name), path.join(late, source, name));
      }
    }
  }
  const { code, stderr } = await runInChild(folder, { quarter: '2017-18-Q2' });
  if (code !== 0)
    throw new Error(`the demo's second quarter ended with ${String(code)}: ${stderr}`);
  await cp(late, inbox, { recursive: true, preserveTimestamps: true });
  await rm(late, { recursive: true });
  return folder;
}

/** The state that a run of the quarter gives when nothing disturbs it, the points that it passes, and how long it takes once it is loaded. */
export async function undisturbed(
  seed: string,
): Promise<{ state: State; points: readonly string[]; milliseconds: number }> {
  return inCopy(seed, async (workspace) => {
    const child = startChild(workspace, { quarter: QUARTER });
    await child.begun;
    const started = performance.now();
    const ended = await child.ended;
    const milliseconds = performance.now() - started;
    return { ...(await whatItMade(workspace, ended)), milliseconds };
  });
}

/** The same by a process that runs more than one; not timed. */
export async function undisturbedBy(
  run: typeof runInChild,
  seed: string,
): Promise<{ state: State; points: readonly string[] }> {
  return inCopy(seed, async (workspace) =>
    whatItMade(workspace, await run(workspace, { quarter: QUARTER })),
  );
}

async function whatItMade(
  workspace: string,
  { code, stderr, points }: Ended,
): Promise<{ state: State; points: readonly string[] }> {
  if (code !== 0) throw new Error(`an undisturbed run ended with ${String(code)}: ${stderr}`);
  return { state: await stateOf(workspace), points };
}

/** Runs the quarter again after a fault, and gives the state then. */
export async function runOn(workspace: string, run = runInChild): Promise<State> {
  await unlock(workspace);
  const { code, stderr } = await run(workspace, { quarter: QUARTER });
  if (code !== 0) throw new Error(`the run after the fault ended with ${String(code)}: ${stderr}`);
  return stateOf(workspace);
}

/** Files that have lain for long: nobody is writing to them still. */
async function age(folder: string): Promise<void> {
  const longAgo = new Date('2018-01-01T00:00:00Z');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries)
    await utimes(path.join(entry.parentPath, entry.name), longAgo, longAgo);
}
