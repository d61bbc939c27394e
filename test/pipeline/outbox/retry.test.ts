import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextAttempt, outboxRetry } from '../../../pipeline/outbox/retry.js';

const since = new Date('2018-01-22T06:00:00Z');

describe('the pause before another attempt', () => {
  it('is drawn from all of a span that doubles, up to its longest', () => {
    const most = (attempts: number): number =>
      (nextAttempt(attempts, since, since, 1)?.getTime() ?? 0) - since.getTime();
    expect([1, 2, 3, 20].map(most)).toEqual([
      outboxRetry.firstPauseMs,
      outboxRetry.firstPauseMs * 2,
      outboxRetry.firstPauseMs * 4,
      outboxRetry.longestPauseMs,
    ]);
    expect(nextAttempt(5, since, since, 0)).toEqual(since);
  });

  it('is no shorter than the other side asks', () => {
    expect(nextAttempt(1, since, since, 0, 90_000)).toEqual(new Date('2018-01-22T06:01:30Z'));
  });

  it('ends within its budget, however the dice fall', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 100 }),
        (dice) => {
          let now = since;
          let attempts = 0;
          for (const random of dice) {
            attempts += 1;
            const next = nextAttempt(attempts, since, now, random);
            if (next === undefined) break;
            expect(next.getTime() - since.getTime()).toBeLessThanOrEqual(outboxRetry.budgetMs);
            now = next;
          }
          expect(attempts).toBeLessThanOrEqual(outboxRetry.mostAttempts);
        },
      ),
    );
  });
});
