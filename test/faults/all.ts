import { rm } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { demoCouncil, smallCouncil, type State, undisturbed } from './council.js';
import {
  flippedFact,
  fullAfter,
  killedAfter,
  killedAt,
  stoppedAt,
  stoppedInside,
  storeReadOnly,
} from './faults.js';

/*
 * `npm run test:faults`: a small council's run killed at every point and at random moments, stopped at every point between and inside
 * transactions, its disk full at many sizes, its store read-only, its facts flipped; the demo's killed at random moments. Each time the
 * next run must make what an undisturbed one makes, or what is damaged must be noticed.
 */

const RANDOM_KILLS = 200;
/** The random kills end here, so that all takes ten minutes at most. */
const RANDOM_MINUTES = { small: 4, demo: 2 } as const;
/** Faults tried side by side. */
const AT_ONCE = 2;
/** How far apart the sizes are at which the disk is full, in pages. */
const PAGE_STEP = 40;

let tried = 0;
const lost: string[] = [];

function hold(what: string, isKept: boolean): void {
  tried += 1;
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

/** Tries faults side by side, as long as there are any. */
async function attemptAll(next: () => (() => Promise<void>) | undefined): Promise<void> {
  const worker = async (): Promise<void> => {
    for (let task = next(); task !== undefined; task = next()) await task();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Gives the items of a list one after another, then nothing. */
function each<T>(items: readonly T[], task: (item: T) => Promise<void>) {
  const rest = [...items];
  return (): (() => Promise<void>) | undefined => {
    const item = rest.shift();
    return item === undefined ? undefined : () => task(item);
  };
}

const same = (a: State, b: State): boolean => isDeepStrictEqual(a, b);

const small = await smallCouncil();
const whole = await undisturbed(small);
process.stdout.write(
  `A small council's run passes ${whole.points.length} points.\nKilled at each: `,
);
const points = whole.points.map((_kind, index) => index + 1);
await attemptAll(
  each(points, (point) =>
    attempt(`killed at point ${point}`, async () =>
      same(await killedAt(small, point), whole.state),
    ),
  ),
);
if (process.platform !== 'win32') {
  process.stdout.write('\nStopped past its lease, between transactions: ');
  // Before the first transaction it holds no lock to lose; after the last there is nothing left to refuse.
  const between = points.filter((point) => whole.points[point - 1] === 'between').slice(1, -1);
  await attemptAll(
    each(between, (point) =>
      attempt(`stopped at point ${point}`, async () => {
        const { other, stopped, before, after } = await stoppedAt(small, point);
        // Where all that it had still to do was to free the lock, it ends well and changes nothing.
        return other === 0 && (stopped === 5 || stopped === 0) && same(before, after);
      }),
    ),
  );
}
if (process.platform !== 'win32') {
  process.stdout.write('\nStopped inside a transaction: ');
  const inside = points.filter((point) => whole.points[point - 1] === 'inside').slice(1);
  await attemptAll(
    each(inside, (point) =>
      attempt(`stopped inside, at point ${point}`, async () => {
        const { other, stopped, state } = await stoppedInside(small, point);
        return other === 5 && stopped === 0 && same(state, whole.state);
      }),
    ),
  );
}
process.stdout.write('\nA store that can’t be written to, and letters flipped in the warehouse: ');
await attempt('a store that can’t be written to', async () => {
  const { code, state } = await storeReadOnly(small);
  return code !== 0 && same(state, whole.state);
});
// As SQLite stores a row: its columns' texts one behind the other.
for (const text of [
  'Alder Lane Primary Schoolprimary',
  'Birchwood CofE Academyprimary',
  'Cedar Park Schoolsecondary',
]) {
  await attempt(`${text} flipped`, async () => {
    const { release, run, isUntouched } = await flippedFact(small, text);
    return release === 8 && run === 8 && isUntouched;
  });
}
process.stdout.write('\nDisk full: ');
for (let pages = 1; ; pages += PAGE_STEP) {
  let ended: number | null = 0;
  await attempt(`disk full after ${pages} pages`, async () => {
    const { code, state } = await fullAfter(small, pages);
    ended = code;
    return same(state, whole.state);
  });
  if (ended === 0) break;
}
process.stdout.write('\nKilled at random moments: ');
await killAtRandom('the small council', small, whole, RANDOM_MINUTES.small);
await rm(small, { recursive: true, force: true });

process.stdout.write('\nThe demo, killed at random moments: ');
const demo = await demoCouncil();
await killAtRandom('the demo', demo, await undisturbed(demo), RANDOM_MINUTES.demo);
await rm(demo, { recursive: true, force: true });

async function killAtRandom(
  name: string,
  seed: string,
  undisturbedRun: Awaited<ReturnType<typeof undisturbed>>,
  minutes: number,
): Promise<void> {
  const until = performance.now() + minutes * 60_000;
  let count = 0;
  await attemptAll(() => {
    if (count >= RANDOM_KILLS || performance.now() >= until) return undefined;
    count += 1;
    const moment = Math.random() * undisturbedRun.milliseconds;
    return () =>
      attempt(`${name} killed after ${Math.round(moment)} ms`, async () =>
        same(await killedAfter(seed, moment), undisturbedRun.state),
      );
  });
}

process.stdout.write(
  lost.length === 0
    ? `\n${tried} faults tried, nothing was lost.\n`
    : `\n${tried} faults tried, ${lost.length} lost something:\n${lost.map((each) => `  ${each}`).join('\n')}\n`,
);
process.exitCode = lost.length === 0 ? 0 : 1;
