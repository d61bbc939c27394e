import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { exitCodes } from '../../pipeline/core/errors.js';
import { shippedFile } from '../../pipeline/core/root.js';
import { type Runner, startRunner } from './child.js';
import { demoCouncil, smallCouncil, type State, undisturbed } from './council.js';
import {
  diskFull,
  flippedFact,
  flippedStore,
  fullAfter,
  killedAfter,
  killedAt,
  stoppedAt,
  stoppedInside,
  storeReadOnly,
} from './faults.js';
import { killsOfCommands, stoppedWhileHanging } from './killed-commands.js';
import { tenDays } from './long-schedule.js';
import { databaseCouncil, isWell } from './lost-database.js';
import { jumpingClock, racing } from './schedulers.js';

/*
 * `npm run test:faults`: a small council's run killed at every second point, and at random moments (so is what takes it up); stopped at every second
 * point between and inside transactions, its disk full at many sizes, its store read-only, bytes of database and store flipped; its database gone before
 * many a statement of receive, run, release and expire; release, backup and copy-warehouse killed; its schedule looked at by many
 * programs at once, under clocks that jump, and for ten days by one program; servers on loopback that lie about who they are, shares that
 * hang, expiry, modes and keys; and, in what is left of nine minutes, the demo's run killed at random moments. Each time
 * the next run must make what an undisturbed one makes, or what is damaged must be noticed. The next run is made by a process that stays
 * where the fault is tried often: its code is loaded once.
 */

const isAll = process.argv.includes('--all');
/** On two cores 200 take five minutes. */
const RANDOM_KILLS = isAll ? 200 : 32;
/** A run that was killed is taken up by one that is killed as well, so often. */
const KILLS_IN_A_ROW = 4;
/** The demo's kills begin before this, counted from the start, so that all takes ten minutes at most. */
const MINUTES = 9;
/** Later than this there is no time left for a demo and its undisturbed run, and a kill or two. */
const DEMO_UNTIL = 7.5;
const MOST_DEMO_KILLS = 40;
/** Faults tried side by side: some wait for leases and locks. */
const AT_ONCE = 3;
/** Of a command's statements every so many are lost; `--all` loses each. They begin at random, so that every one has its turn. */
const STATEMENT_STEPS = { receive: 12, run: 100, release: 50, expire: 12 } as const;
/** How far apart the sizes are at which the warehouse, or the disk, is full. */
const PAGE_STEP = isAll ? 80 : 240;
const KIB_STEP = isAll ? 500 : 1500;
const EIGHT_TICKS = 8;
/** Kills of each of three other commands. */
const COMMAND_KILLS = 4;
/** Minutes between two looks at the schedule in its ten days; the service's are one apart, which would take a quarter of an hour. */
const LOOK_STEP = isAll ? 5 : 30;
/** Tests that attack on loopback, or look for what is left: certificates, host keys, STARTTLS, headers, replays, expiry, modes, keys. */
const ATTACKS = [
  'pipeline/core/remote/https',
  'pipeline/core/remote/sftp',
  'pipeline/send/mail-way',
  'pipeline/send/webhook',
  'pipeline/acquire/from-folder',
  'pipeline/warehouse/gone',
  'pipeline/workspace/modes',
  'pipeline/upkeep/expire',
  'pipeline/upkeep/rekey',
];
const CLOCK_RUNS = 5;
const isWindows = process.platform === 'win32';

const started = performance.now();
let tried = 0;
const lost: string[] = [];

function hold(what: string, isKept: boolean, faults = 1): void {
  tried += faults;
  if (!isKept) lost.push(what);
  process.stdout.write(isKept ? '.' : 'F');
}

async function attempt(what: string, body: () => Promise<boolean>): Promise<void> {
  try {
    hold(what, await body());
  } catch (error) {
    hold(`${what}: ${error instanceof Error ? error.message : String(error)}`, false);
  }
}

type Task = (run: Runner['run']) => Promise<void>;

/** Tries faults side by side, as long as there are any, each lane with a process of its own that stays. */
async function attemptAll(next: () => Task | undefined): Promise<void> {
  const lane = async (): Promise<void> => {
    const runner = startRunner();
    for (let task = next(); task !== undefined; task = next()) await task(runner.run);
    await runner.end();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** Gives a task for each item of a list, one after another, then nothing. */
function each<T>(items: readonly T[], task: (item: T, run: Runner['run']) => Promise<void>) {
  const rest = [...items];
  return (): Task | undefined => {
    const item = rest.shift();
    return item === undefined ? undefined : (run) => task(item, run);
  };
}

function begin(what: string): void {
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(`\n${String(seconds).padStart(3)} s  ${what}: `);
}

const same = (a: State, b: State): boolean => isDeepStrictEqual(a, b);

const small = await smallCouncil();
const whole = await undisturbed(small);
process.stdout.write(`A small council's run passes ${whole.points.length} points.`);
// Every second one, the odd or the even by chance; `--all` takes each.
const phase = Math.floor(Math.random() * 2);
const points = whole.points
  .map((_kind, index) => index + 1)
  .filter((point) => isAll || point % 2 === phase);

begin('killed at each');
await attemptAll(
  each(points, (point, run) =>
    attempt(`killed at point ${point}`, async () =>
      same(await killedAt(small, point, run), whole.state),
    ),
  ),
);

begin(`killed at ${RANDOM_KILLS} random moments, up to ${KILLS_IN_A_ROW} in a row`);
await attemptAll(killsAtRandom('the small council', small, whole, RANDOM_KILLS, () => false));

if (isWindows) begin('left out on Windows, which has no SIGSTOP: stopped past its lease');
else {
  begin('stopped past its lease, between transactions');
  // Before the first transaction it holds no lock to lose; after the last there is nothing left to refuse.
  const [, ...between] = points.filter((point) => whole.points[point - 1] === 'between');
  if (between.at(-1) === whole.points.lastIndexOf('between') + 1) between.pop();
  await attemptAll(
    each(between, (point, run) =>
      attempt(`stopped at point ${point}`, async () => {
        const { other, stopped, before, after } = await stoppedAt(small, point, run);
        // Where all that it had still to do was to free the lock, it ends well and changes nothing.
        return other === 0 && (stopped === 5 || stopped === 0) && same(before, after);
      }),
    ),
  );
  begin('stopped inside a transaction');
  const [, ...inside] = points.filter((point) => whole.points[point - 1] === 'inside');
  await attemptAll(
    each(inside, (point, run) =>
      attempt(`stopped inside, at point ${point}`, async () => {
        const { other, stopped, state } = await stoppedInside(small, point, run);
        return other === 5 && stopped === 0 && same(state, whole.state);
      }),
    ),
  );
}

begin('a warehouse that can’t grow');
await attemptAll(
  untilEnough((step, run) =>
    attemptFull(`a warehouse that can’t grow by more than ${step * PAGE_STEP} pages`, () =>
      fullAfter(small, 1 + step * PAGE_STEP, run),
    ),
  ),
);
begin('a full disk');
const first = await diskFull(small, 1);
if (first === undefined)
  process.stdout.write('LEFT OUT: only root can mount one, on Linux; the warehouse’s limit served');
else {
  await attemptAll(
    untilEnough((step, run) =>
      attemptFull(`a disk with ${step * KIB_STEP} KiB to spare`, () =>
        diskFull(small, 1 + step * KIB_STEP, run),
      ),
    ),
  );
}

begin('a store that can’t be written to');
await attempt('a store that can’t be written to', async () => {
  const found = await storeReadOnly(small);
  if (found === undefined)
    process.stdout.write('LEFT OUT: root ignores modes, and can’t mount here ');
  return (
    found === undefined || (found.code === exitCodes.machine && same(found.state, whole.state))
  );
});

begin('bytes flipped in warehouse and store');
// As SQLite stores a row: its columns' texts one behind the other.
for (const text of [
  'Alder Lane Primary Schoolprimary',
  'Birchwood CofE Academyprimary',
  'Cedar Park Schoolsecondary',
]) {
  await attempt(`${text} flipped`, async () => {
    const { release, run, isUntouched } = await flippedFact(small, text);
    return release === exitCodes.integrity && run === exitCodes.integrity && isUntouched;
  });
}
await attempt('a byte of the store flipped', async () => {
  const { code, isUntouched } = await flippedStore(small);
  return code === exitCodes.integrity && isUntouched;
});

begin('a database that ends the session before a statement of');
const database = await databaseCouncil();
for (const step of database.steps) {
  const every = isAll ? 1 : STATEMENT_STEPS[step.name as keyof typeof STATEMENT_STEPS];
  process.stdout.write(` ${step.name}, every ${every} of ${step.statements} `);
  const first = 1 + Math.floor(Math.random() * every);
  for (let at = first; at <= step.statements; at += every)
    await attempt(`statement ${at} of ${step.name} lost`, async () => {
      const end = await database.lose(step, at);
      if (!isWell(end)) throw new Error(JSON.stringify(end));
      return true;
    });
}
await database.end();

begin('release, backup and copy-warehouse, killed');
const commands = await killsOfCommands(small, COMMAND_KILLS);
await attemptAll(
  each(commands.kills, ({ name, milliseconds, attempt: kill }) =>
    attempt(`${name} killed ${Math.round(milliseconds)} ms after it began`, async () => {
      await kill();
      return true;
    }),
  ),
);
await commands.end();
if (!isWindows) {
  begin('told to stop while a file never answers');
  await attempt('a program that hangs', stoppedWhileHanging);
}

begin('attacks on loopback, expiry, modes and keys');
await attempt(`attacks: ${ATTACKS.join(', ')}`, attacks);

begin('ten days of the schedule in one process');
await attempt('ten days of the schedule', async () => {
  await tenDays(LOOK_STEP, (line) => process.stdout.write(`\n         ${line} `));
  return true;
});

begin('schedulers at once: ticks, services');
await attempt(`${EIGHT_TICKS} ticks at once`, () => racing('tick', EIGHT_TICKS));
if (!isWindows) await attempt('two schedulers', () => racing('schedule', 2));
await attempt(`${EIGHT_TICKS} ticks at once, again`, () => racing('tick', EIGHT_TICKS));

begin('a clock that jumps');
for (let seed = 1; seed <= CLOCK_RUNS; seed++)
  await attempt(`a clock that jumps, seed ${seed}`, () => jumpingClock(seed));
await rm(small, { recursive: true, force: true });

if (minutesGone() > DEMO_UNTIL)
  begin(
    `left out for want of time (${minutesGone().toFixed(1)} minutes are gone): the demo, killed`,
  );
else {
  begin('the demo, killed at random moments');
  const demo = await demoCouncil();
  await attemptAll(
    killsAtRandom(
      'the demo',
      demo,
      await undisturbed(demo),
      MOST_DEMO_KILLS,
      () => minutesGone() > MINUTES,
    ),
  );
  await rm(demo, { recursive: true, force: true });
}

/** Whether the tests that attack hold. What failed is printed. */
async function attacks(): Promise<boolean> {
  const vitest = shippedFile('node_modules', 'vitest', 'vitest.mjs');
  const files = ATTACKS.map((each) => `test/${each}`);
  const argv = [vitest, 'run', '--config', 'test/vitest.config.ts', '--reporter=dot', ...files];
  const child = spawn(process.execPath, argv, {
    cwd: shippedFile(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  child.stdout.on('data', (piece: Buffer) => (stdout += piece.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) process.stdout.write(stdout);
  return code === 0;
}

function minutesGone(): number {
  return (performance.now() - started) / 60_000;
}

/** Tasks that kill some runs in a row each, until so many have been killed. */
function killsAtRandom(
  name: string,
  seed: string,
  undisturbedRun: Awaited<ReturnType<typeof undisturbed>>,
  most: number,
  isOver: () => boolean,
): () => Task | undefined {
  let count = 0;
  return () => {
    if (count >= most || isOver()) return undefined;
    const moments = Array.from(
      { length: KILLS_IN_A_ROW },
      () => Math.random() * undisturbedRun.milliseconds,
    );
    const shown = moments.map((moment) => Math.round(moment)).join(', ');
    const what = `${name} killed ${shown} ms after its runs began`;
    return async (run) => {
      try {
        const { killed, state } = await killedAfter(seed, moments, run);
        count += killed;
        hold(what, same(state, undisturbedRun.state), killed);
      } catch (error) {
        hold(`${what}: ${error instanceof Error ? error.message : String(error)}`, false);
      }
    };
  };
}

/** Tasks with ever more room, until one says that there was enough. */
function untilEnough(
  body: (step: number, run: Runner['run']) => Promise<boolean>,
): () => Task | undefined {
  let [step, isEnough] = [0, false];
  return () => {
    if (isEnough) return undefined;
    const mine = step++;
    return async (run) => {
      if (await body(mine, run)) isEnough = true;
    };
  };
}

/** Holds that a run without room says so, and that the next one makes what an undisturbed one does. True where there was room. */
async function attemptFull(
  what: string,
  body: () => ReturnType<typeof diskFull>,
): Promise<boolean> {
  let isEnough = false;
  await attempt(what, async () => {
    const full = await body();
    isEnough = full?.code === 0;
    return (
      full !== undefined &&
      (isEnough || full.code === exitCodes.machine) &&
      same(full.state, whole.state)
    );
  });
  return isEnough;
}

const minutes = ((performance.now() - started) / 60_000).toFixed(1);
process.stdout.write(
  lost.length === 0
    ? `\n\n${tried} faults tried in ${minutes} minutes, nothing was lost.\n`
    : `\n\n${tried} faults tried in ${minutes} minutes, ${lost.length} lost something:\n${lost.map((each) => `  ${each}`).join('\n')}\n`,
);
process.exitCode = lost.length === 0 ? 0 : 1;
