import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromFolder } from '../../../pipeline/acquire/from-folder.js';
import { canRetry } from '../../../pipeline/core/remote/failure.js';
import { job } from './support.js';

let share: string;
beforeEach(() => {
  share = mkdtempSync(path.join(tmpdir(), 'quarterly-share-'));
  mkdirSync(path.join(share, '2017-12-31'));
  writeFileSync(path.join(share, '2017-12-31', 'header.csv'), 'h');
  writeFileSync(path.join(share, '2017-12-31', 'episodes.csv'), 'e');
  writeFileSync(path.join(share, 'Annex A 2017-12-31.xlsx'), 'x');
  writeFileSync(path.join(share, '~$Annex A 2017-12-31.xlsx'), 'lock');
});
afterEach(() => {
  rmSync(share, { recursive: true, force: true });
});

describe('fetching from a folder', () => {
  it('takes each file and each folder whole, and leaves nothing behind', async () => {
    const to = job();
    expect(await fromFolder({ folder: share }, to)).toEqual({ unchanged: 0, left: [] });
    expect(to.taken().map(({ name, files }) => [name, files])).toEqual([
      ['2017-12-31', { 'episodes.csv': 'e', 'header.csv': 'h' }],
      ['Annex A 2017-12-31.xlsx', { '': 'x' }],
    ]);
    expect(to.staged()).toEqual([]);
  });

  it('takes again what has changed, and nothing else', async () => {
    const to = job();
    const place = { folder: share, files: '*.xlsx' };
    await fromFolder(place, to);
    expect(to.taken()).toHaveLength(1);
    expect(await fromFolder(place, to)).toEqual({ unchanged: 1, left: [] });
    expect(to.taken()).toEqual([]);
    writeFileSync(path.join(share, 'Annex A 2017-12-31.xlsx'), 'corrected');
    await fromFolder(place, to);
    expect(to.taken().map(({ files }) => files)).toEqual([{ '': 'corrected' }]);
  });

  it('leaves a file that grows between two looks, and takes it once it is still', async () => {
    const file = path.join(share, 'Annex A 2017-12-31.xlsx');
    const grow = (): Promise<void> => {
      appendFileSync(file, 'more');
      return Promise.resolve();
    };
    const growing = job({ settle: grow });
    expect(await fromFolder({ folder: share, files: '*.xlsx' }, growing)).toEqual({
      unchanged: 0,
      left: [{ place: file, cause: 'being written', why: 'it is still being written' }],
    });
    expect(growing.taken()).toEqual([]);
    const still = job();
    await fromFolder({ folder: share, files: '*.xlsx' }, still);
    expect(still.taken().map(({ files }) => files)).toEqual([{ '': 'xmore' }]);
  });

  it('leaves a file that was taken away or is too large, and says so', async () => {
    const file = path.join(share, 'Annex A 2017-12-31.xlsx');
    const small = job({ mostBytes: 0 });
    const { left } = await fromFolder({ folder: share, files: '*.xlsx' }, small);
    expect(left).toEqual([
      {
        place: file,
        cause: 'unusable',
        why: 'it has 1 MB, more than the 0 MB that are allowed (most_megabytes)',
      },
    ]);
    const moved = job({
      settle: () => {
        renameSync(file, path.join(share, 'old'));
        return Promise.resolve();
      },
    });
    expect(await fromFolder({ folder: share, files: '*.xlsx' }, moved)).toEqual({
      unchanged: 0,
      left: [],
    });
    expect(moved.taken()).toEqual([]);
  });

  it('reports a share that isn’t there as a return that is late', async () => {
    const gone = path.join(share, 'gone');
    const failed: unknown = await fromFolder({ folder: gone }, job()).catch(
      (error: unknown) => error,
    );
    expect(failed).toMatchObject({
      code: 'missing',
      message: `The folder ${gone} can't be read (it isn’t there).`,
    });
    expect(canRetry(failed)).toBe(false);
    const vanishes = job({
      settle: () => {
        rmSync(share, { recursive: true });
        return Promise.resolve();
      },
    });
    await expect(fromFolder({ folder: share }, vanishes)).rejects.toMatchObject({
      code: 'missing',
    });
    expect(vanishes.taken()).toEqual([]);
  });

  // A FIFO that nobody writes to is never opened, as a file on a share whose server is gone. Windows has none.
  const isPosix = process.platform !== 'win32';
  /** Puts a FIFO in the file's place after the last look at it: the job's limit is asked for just then. */
  const hanging = (over: Parameters<typeof job>[0] = {}) => {
    const file = path.join(share, 'Annex A 2017-12-31.xlsx');
    const to = job(over);
    return Object.defineProperty(to, 'mostBytes', {
      get: () => {
        rmSync(file);
        execFileSync('mkfifo', [file]);
        return 1_000_000;
      },
    });
  };

  it.runIf(isPosix)('gives up a share that hangs, and says so', async () => {
    const to = hanging();
    await expect(
      fromFolder({ folder: share, files: '*.xlsx', silenceMs: 2_000 }, to),
    ).rejects.toMatchObject({
      code: 'missing',
      message: `The folder ${share} hasn't answered for 2 seconds.`,
    });
    expect(to.taken()).toEqual([]);
    expect(to.staged()).toEqual([]);
  });

  it.runIf(isPosix)('leaves a share that hangs at once when it is stopped', async () => {
    const stop = new AbortController();
    setTimeout(() => {
      stop.abort();
    }, 1_500);
    await expect(
      fromFolder({ folder: share, files: '*.xlsx' }, hanging({ signal: stop.signal })),
    ).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('gives up a folder whose reader says nothing', async () => {
    await expect(fromFolder({ folder: share, silenceMs: 1 }, job())).rejects.toMatchObject({
      code: 'missing',
    });
  });
});
