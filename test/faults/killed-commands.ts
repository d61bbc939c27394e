import { spawn, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { exitCodes } from '../../pipeline/core/errors.js';
import { shippedFile } from '../../pipeline/core/root.js';
import { contentHash } from '../../pipeline/warehouse/verify/content-hash.js';
import { openWarehouse } from '../../pipeline/warehouse/open.js';
import { FIRST_RUN, QUARTER, treeOf } from '../pipeline/support/workspaces.js';
import { type Fault, runInChild, startChild } from './child.js';
import { inCopy, type State, stateOf, unlock } from './council.js';

/*
 * Commands other than a run, killed in mid-command. The same command then does its work as if nothing had happened, nothing that was there
 * before is lost, and no half of anything is left where somebody would take it for whole.
 */

const THEN = '2018-01-23T09:00:00.000Z';
/** A backup of another day has another name, and finds what the first one left. */
const NEXT_DAY = '2018-01-24T09:00:00.000Z';
const RELEASE = ['release', FIRST_RUN, '--reason', 'agreed by the director'];

/** A command to kill, and what holds after it was killed and given again. */
interface KilledCommand {
  readonly name: string;
  readonly order: (workspace: string, elsewhere: string) => Fault;
  /** @returns why it isn't well; nothing where it is */
  readonly again: (workspace: string, elsewhere: string) => Promise<string | undefined>;
}

/** @param before the council's state, in which its quarter was run */
function commandsOn(before: State, released: State): readonly KilledCommand[] {
  return [
    {
      name: 'release',
      order: () => ({ quarter: QUARTER, at: THEN, argv: RELEASE }),
      again: async (workspace) => {
        await given(workspace, { quarter: QUARTER, at: THEN, argv: RELEASE });
        return isDeepStrictEqual(await stateOf(workspace), released)
          ? undefined
          : 'it left something else than an undisturbed one';
      },
    },
    {
      name: 'backup',
      order: (_workspace, elsewhere) => ({
        quarter: QUARTER,
        at: THEN,
        argv: ['backup', elsewhere],
      }),
      again: async (workspace, elsewhere) => {
        await given(workspace, { quarter: QUARTER, at: NEXT_DAY, argv: ['backup', elsewhere] });
        const names = (await readdir(elsewhere)).sort();
        const newest = path.join(elsewhere, names.at(-1) ?? '');
        if (names.some((name) => name.startsWith('.'))) return `it left ${names.join(', ')}`;
        const state = await stateOf(workspace);
        if (!isDeepStrictEqual(state.packs, before.packs)) return 'packs were changed';
        return isDeepStrictEqual(await stateOf(newest), state) &&
          isDeepStrictEqual(
            await treeOf(path.join(newest, 'store')),
            await treeOf(path.join(workspace, 'store')),
          )
          ? undefined
          : 'the backup isn’t the workspace';
      },
    },
    {
      name: 'copy-warehouse',
      order: (_workspace, elsewhere) => ({
        quarter: QUARTER,
        at: THEN,
        argv: ['copy-warehouse', path.join(elsewhere, 'copy.sqlite')],
      }),
      again: async (workspace, elsewhere) => {
        const copy = path.join(elsewhere, 'copy.sqlite');
        const argv = ['copy-warehouse', copy];
        const { code, stderr } = await runInChild(workspace, { quarter: QUARTER, at: THEN, argv });
        // Killed once all was there, it says that the copy isn't empty.
        const isFull = code === exitCodes.usage && stderr.includes("isn't empty");
        if (code !== 0 && !isFull) return `${String(code)}: ${stderr}`;
        const { content } = await stateOf(workspace);
        if (content !== before.content) return 'the warehouse was changed';
        return (await contentOf(copy)) === content ? undefined : 'the copy differs';
      },
    },
  ];
}

async function contentOf(file: string): Promise<string> {
  const warehouse = await openWarehouse(file);
  try {
    return await contentHash(warehouse);
  } finally {
    await warehouse.close();
  }
}

async function given(workspace: string, fault: Fault): Promise<void> {
  const { code, stderr } = await runInChild(workspace, fault);
  if (code !== 0) throw new Error(`given again it ended with ${String(code)}: ${stderr}`);
}

/** One kill: of which command, and how long after it began. */
export interface Kill {
  readonly name: string;
  readonly milliseconds: number;
  /** @throws Error that says what was lost */
  readonly attempt: () => Promise<void>;
}

/**
 * Kills to try: of each command so many, evenly over the time that it takes, each somewhere in its part.
 * @param seed a council with its returns in the inbox
 */
export async function killsOfCommands(
  seed: string,
  each: number,
): Promise<{ readonly kills: readonly Kill[]; end(): Promise<void> }> {
  const ran = await mkdtemp(path.join(tmpdir(), 'fault-ran-'));
  await cp(seed, ran, { recursive: true, preserveTimestamps: true });
  await given(ran, { quarter: QUARTER });
  const before = await stateOf(ran);
  const released = await inCopy(ran, async (workspace) => {
    await given(workspace, { quarter: QUARTER, at: THEN, argv: RELEASE });
    return stateOf(workspace);
  });
  const kills: Kill[] = [];
  for (const command of commandsOn(before, released)) {
    const whole = await timeOf(ran, command);
    for (let part = 0; part < each; part++) {
      const milliseconds = ((part + Math.random()) / each) * whole;
      const attempt = () => killOnce(ran, command, milliseconds);
      kills.push({ name: command.name, milliseconds, attempt });
    }
  }
  return { kills, end: () => rm(ran, { recursive: true, force: true }) };
}

/** How long a command takes once its code is loaded. */
async function timeOf(seed: string, { order }: KilledCommand): Promise<number> {
  return inCopy(seed, (workspace) =>
    inElsewhere(async (elsewhere) => {
      const child = startChild(workspace, order(workspace, elsewhere));
      await child.begun;
      const started = performance.now();
      const { code, stderr } = await child.ended;
      if (code !== 0) throw new Error(`an undisturbed one ended with ${String(code)}: ${stderr}`);
      return performance.now() - started;
    }),
  );
}

async function killOnce(
  seed: string,
  { order, again }: KilledCommand,
  milliseconds: number,
): Promise<void> {
  await inCopy(seed, (workspace) =>
    inElsewhere(async (elsewhere) => {
      const child = startChild(workspace, order(workspace, elsewhere));
      await child.begun;
      await Promise.race([delay(milliseconds), child.ended]);
      child.process.kill('SIGKILL');
      await child.ended;
      await unlock(workspace);
      const why = await again(workspace, elsewhere);
      if (why !== undefined) throw new Error(why);
    }),
  );
}

async function inElsewhere<T>(body: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fault-elsewhere-'));
  try {
    return await body(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const STOPPED_WITHIN_MS = 15_000;

/**
 * A program that waits for a file which never answers, as on a dead share, and is told to stop.
 * @returns whether it ended soon
 */
export async function stoppedWhileHanging(): Promise<boolean> {
  return inElsewhere(async (folder) => {
    execFileSync('mkfifo', [path.join(folder, 'quarterly.yaml')]);
    const child = spawn(
      process.execPath,
      [shippedFile('dist', 'pipeline', 'cli.js'), 'status', '--workspace', folder],
      { stdio: 'ignore' },
    );
    const ended = once(child, 'exit').then(() => true);
    await delay(3_000);
    child.kill('SIGTERM');
    const isEnded = await Promise.race([ended, delay(STOPPED_WITHIN_MS).then(() => false)]);
    child.kill('SIGKILL');
    return isEnded;
  });
}
