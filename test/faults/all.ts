import { rm } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { demoCouncil, smallCouncil, type State, undisturbed } from './council.js';
import { fullAfter, killedAfter, killedAt, stoppedAt } from './faults.js';

/*
 * `npm run test:faults`: a small council's run killed at every point, stopped at every point between transactions, its disk full
 * at many sizes; the demo's killed at random moments. Each time the next run must make what an undisturbed one makes.
 */

const RANDOM_KILLS = 200;
/** The demo's kills end here, so that all takes ten minutes at most. */
const RANDOM_MINUTES = 5;
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
await rm(small, { recursive: true, force: true });

process.stdout.write('\nThe demo, killed at random moments: ');
const demo = await demoCouncil();
const undisturbedDemo = await undisturbed(demo);
const until = performance.now() + RANDOM_MINUTES * 60_000;
let count = 0;
await attemptAll(() => {
  if (count >= RANDOM_KILLS || performance.now() >= until) return undefined;
  count += 1;
  const moment = Math.random() * undisturbedDemo.milliseconds;
  return () =>
    attempt(`the demo killed after ${Math.round(moment)} ms`, async () =>
      same(await killedAfter(demo, moment), undisturbedDemo.state),
    );
});
await rm(demo, { recursive: true, force: true });

process.stdout.write(
  lost.length === 0
    ? `\n${tried} faults tried, nothing was lost.\n`
    : `\n${tried} faults tried, ${lost.length} lost something:\n${lost.map((each) => `  ${each}`).join('\n')}\n`,
);
process.exitCode = lost.length === 0 ? 0 : 1;
