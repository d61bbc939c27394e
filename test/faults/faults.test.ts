import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { quarterly } from '../support/command-line.js';
import { correction, QUARTER, sendSchools, treeOf } from '../pipeline/run/support.js';
import { runInChild } from './child.js';
import { inCopy, smallCouncil, undisturbed } from './council.js';
import { flippedFact, fullAfter, killedAt, stoppedAt } from './faults.js';

// A sample; `npm run test:faults` tries every point and many moments.
// Each runs a quarter twice or more in processes of its own.
vi.setConfig({ testTimeout: 240_000 });

let seed = '';
let whole: Awaited<ReturnType<typeof undisturbed>>;

beforeAll(async () => {
  seed = await smallCouncil();
  whole = await undisturbed(seed);
}, 120_000);
afterAll(() => rm(seed, { recursive: true, force: true }));

/** The point at which the transaction that finishes the run commits; the one after it frees the lock. */
function finishing(): number {
  return whole.points.flatMap((each, index) => (each === 'inside' ? [index + 1] : [])).at(-2) ?? 0;
}

describe('a run that is killed', () => {
  it.each([['before the transaction that finishes it commits', finishing]])(
    '%s makes the same when it is run again',
    async (_when, point) => {
      expect(await killedAt(seed, point())).toEqual(whole.state);
    },
  );
});

describe('a run whose disk is full', () => {
  it('stops with an error, and makes the same once there is room', async () => {
    const { code, stderr, state } = await fullAfter(seed, 8);
    expect(code).not.toBe(0);
    expect(stderr).toContain('full');
    expect(state).toEqual(whole.state);
  });
});

describe.skipIf(process.platform === 'win32')('a run that is stopped past its lease', () => {
  it('writes nothing more once another has taken its place, and says so with exit code 5', async () => {
    const { other, stopped, before, after } = await stoppedAt(seed, finishing() - 1);
    expect(other).toBe(0);
    expect(stopped).toBe(5);
    expect(after).toEqual(before);
  });
});

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

  it('in the store keeps a run from publishing: exit code 8, with the return and the file to restore', async () => {
    await inCopy(seed, async (workspace) => {
      const { code } = await runInChild(workspace, { quarter: QUARTER });
      expect(code).toBe(0);
      const store = path.join(workspace, 'store');
      const landed = Object.entries(await treeOf(store));
      const schools = await readFile(
        path.join(workspace, 'inbox', 'population', 'mid-year_estimates_2016_to_2017.csv'),
      );
      let file = '';
      for (const [name] of landed) {
        const bytes = await readFile(path.join(store, name));
        if (bytes.equals(schools)) file = name;
      }
      const place = path.join(store, file);
      const bytes = await readFile(place);
      bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100);
      await writeFile(place, bytes);
      await sendSchools(workspace, correction);
      const before = await treeOf(path.join(workspace, 'packs'));
      const run = await quarterly(['run', '--quarter', QUARTER, '--workspace', workspace], {
        now: new Date('2018-01-23T09:00:00Z'),
      });
      expect(run.code).toBe(8);
      const text = run.stderr.replace(/\s+/g, ' ');
      expect(text).toContain('population as at');
      expect(text).toContain(`store/${file}`);
      expect(text).toContain('from your last backup');
      expect(await treeOf(path.join(workspace, 'packs'))).toEqual(before);
    });
  });
});
