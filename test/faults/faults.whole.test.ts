import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isFullLength } from '../support/length.js';
import { type Runner, startRunner } from './child.js';
import { smallCouncil, undisturbedBy } from './council.js';
import { flippedFact, flippedStore, fullAfter, killedAt, stoppedAt } from './faults.js';

// A sample; `npm run test:faults` tries every point and many moments.
// What is broken runs in a process of its own; what makes it good in one that stays, whose code is loaded once.
vi.setConfig({ testTimeout: 240_000 });

let seed = '';
let runner: Runner;
let whole: Awaited<ReturnType<typeof undisturbedBy>>;

beforeAll(async () => {
  seed = await smallCouncil();
  runner = startRunner();
  whole = await undisturbedBy(runner.run, seed);
}, 120_000);
afterAll(async () => {
  await runner.end();
  await rm(seed, { recursive: true, force: true });
});

/** The point at which the transaction that finishes the run commits; the one after it frees the lock. */
function finishing(): number {
  return whole.points.flatMap((each, index) => (each === 'inside' ? [index + 1] : [])).at(-2) ?? 0;
}

describe('a run that is killed', () => {
  it.each([['before the transaction that finishes it commits', finishing]])(
    '%s makes the same when it is run again',
    async (_when, point) => {
      expect(await killedAt(seed, point(), runner.run)).toEqual(whole.state);
    },
  );
});

describe.runIf(isFullLength)('a run whose disk is full', () => {
  it('stops with an error, and makes the same once there is room', async () => {
    const { code, stderr, state } = await fullAfter(seed, 8, runner.run);
    expect(code).toBe(10);
    expect(stderr).toContain('The disk is full');
    expect(state).toEqual(whole.state);
  });
});

// Before each commit lock.warehouse.test.ts holds that a body is stopped whose lock was taken.
describe.runIf(isFullLength && process.platform !== 'win32')(
  'a run that is stopped past its lease',
  () => {
    it('writes nothing more once another has taken its place, and says so with exit code 5', async () => {
      const { other, stopped, before, after } = await stoppedAt(seed, finishing() - 1, runner.run);
      expect(other).toBe(0);
      expect(stopped).toBe(5);
      expect(after).toEqual(before);
    });
  },
);

describe('a flipped byte', () => {
  it('in a row of the warehouse keeps run and release from publishing: exit code 8, with the return and the backup', async () => {
    const flipped = await flippedFact(seed, 'Alder Lane Primary Schoolprimary');
    expect(flipped.release).toBe(8);
    expect(flipped.run).toBe(8);
    expect(flipped.stderr).toContain(
      'The warehouse no longer holds what was loaded: ofsted-schools as at',
    );
    expect(flipped.stderr).toContain('Restore the warehouse from its last backup');
    expect(flipped.isUntouched).toBe(true);
  });

  it.runIf(isFullLength)(
    'in the store keeps a run from publishing: exit code 8, with the return and the file to restore',
    async () => {
      const flipped = await flippedStore(seed, runner.run);
      expect(flipped.code).toBe(8);
      expect(flipped.stderr).toContain('population as at');
      expect(flipped.stderr).toContain(`store/${flipped.file}`);
      expect(flipped.stderr).toContain('from your last backup');
      expect(flipped.isUntouched).toBe(true);
    },
  );
});
