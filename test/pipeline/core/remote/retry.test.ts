import { describe, expect, it } from 'vitest';
import { QuarterlyError } from '../../../../pipeline/core/errors.js';
import { remoteFailure } from '../../../../pipeline/core/remote/failure.js';
import { type RetryRules, withRetries } from '../../../../pipeline/core/remote/retry.js';

const rules: RetryRules = {
  tries: 4,
  firstPauseMs: 1_000,
  longestPauseMs: 3_000,
  budgetMs: 60_000,
};

const busy = (retryAfterMs?: number) =>
  remoteFailure('It is busy.', {
    fix: 'Wait.',
    canRetry: true,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });

/** Tries a body that fails as given and then succeeds, under a clock that only pauses move. */
async function trying(failures: readonly Error[], random = 1, changed: Partial<RetryRules> = {}) {
  const pauses: number[] = [];
  let tries = 0;
  let time = 0;
  const result = await withRetries(
    () => {
      const failed = failures[tries];
      tries += 1;
      return failed === undefined ? Promise.resolve('done') : Promise.reject(failed);
    },
    { ...rules, ...changed },
    {
      signal: new AbortController().signal,
      random: () => random,
      elapsed: () => time,
      pause: (milliseconds) => {
        pauses.push(milliseconds);
        time += milliseconds;
        return Promise.resolve();
      },
    },
  ).catch((error: unknown) => (error instanceof Error ? error.message : 'not an error'));
  return { result, pauses };
}

describe('trying again', () => {
  it('pauses for up to twice as long each time, and no longer than the longest', async () => {
    expect(await trying([busy(), busy(), busy()])).toEqual({
      result: 'done',
      pauses: [1_000, 2_000, 3_000],
    });
    expect((await trying([busy(), busy(), busy()], 0.1)).pauses).toEqual([100, 200, 300]);
  });

  it('waits for as long as it is asked to, and a little more', async () => {
    expect((await trying([busy(20_000)], 0.5)).pauses).toEqual([20_500]);
  });

  it('gives up after its tries, or where the budget would be overdrawn, and says how often it tried', async () => {
    const often = await trying([busy(), busy(), busy(), busy(), busy()]);
    expect(often).toEqual({
      result: 'It is busy. Tried 4 times.',
      pauses: [1_000, 2_000, 3_000],
    });
    expect(await trying([busy(3_600_000)])).toEqual({ result: 'It is busy.', pauses: [] });
    expect((await trying([busy(), busy()], 1, { budgetMs: 1_500 })).result).toBe(
      'It is busy. Tried 2 times.',
    );
  });

  it('tries once what another try can’t fix', async () => {
    const wrong = new QuarterlyError('configuration', 'Wrong.', { fix: 'Fix it.' });
    expect(await trying([wrong])).toEqual({ result: 'Wrong.', pauses: [] });
    expect(await trying([new TypeError('A fault of ours')])).toEqual({
      result: 'A fault of ours',
      pauses: [],
    });
  });

  it('ends a pause when it is stopped', async () => {
    const stop = new AbortController();
    const ended = withRetries(() => Promise.reject(busy(30_000)), rules, { signal: stop.signal });
    setTimeout(() => {
      stop.abort();
    }, 20);
    await expect(ended).rejects.toMatchObject({ code: 'interrupted' });
  });
});
