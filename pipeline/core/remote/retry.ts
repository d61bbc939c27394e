import { setTimeout as sleep } from 'node:timers/promises';
import { QuarterlyError } from '../errors.js';
import { canRetry, interrupted, retryAfterMs } from './failure.js';

/** How often, and for how long altogether, something is tried. */
export interface RetryRules {
  readonly tries: number;
  /** The first pause is up to this long, each further one up to twice as long. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** No pause ends later than this after the first try began. */
  readonly budgetMs: number;
}

/** Where the pauses come from; tests give their own. */
export interface RetryOptions {
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  readonly random?: () => number;
  readonly pause?: (milliseconds: number) => Promise<void>;
  /** Milliseconds that only go forward. */
  readonly elapsed?: () => number;
}

/** Polite, and over before the next slot. */
export const politeRetry: RetryRules = {
  tries: 4,
  firstPauseMs: 1_000,
  longestPauseMs: 30_000,
  budgetMs: 120_000,
};

/**
 * Tries again what may succeed another time, after pauses drawn at random from all of a growing span ("full jitter": many clients that
 * failed together don't come back together), never sooner than the other side asked.
 * @throws the last failure, at once where another try can't succeed, or would come too late; `interrupted` once the signal is aborted
 */
export async function withRetries<T>(
  body: () => Promise<T>,
  rules: RetryRules,
  options: RetryOptions,
): Promise<T> {
  const { signal, random = Math.random, elapsed = () => performance.now() } = options;
  const pause =
    options.pause ?? ((milliseconds: number) => sleep(milliseconds, undefined, { signal }));
  const began = elapsed();
  for (let attempt = 1; ; attempt++) {
    if (signal.aborted) throw interrupted();
    try {
      return await body();
    } catch (error) {
      if (!canRetry(error)) throw error;
      const span = Math.min(rules.longestPauseMs, rules.firstPauseMs * 2 ** (attempt - 1));
      const wait = retryAfterMs(error) + Math.ceil(random() * span);
      const isTooLate = elapsed() - began + wait > rules.budgetMs;
      if (attempt >= rules.tries || isTooLate) throw triedSoOften(error, attempt);
      await pause(wait).catch(() => {
        throw interrupted();
      });
    }
  }
}

function triedSoOften(error: QuarterlyError, attempts: number): QuarterlyError {
  const { code, message, fix, place, facts } = error;
  const times = attempts === 1 ? '' : ` Tried ${attempts} times.`;
  return new QuarterlyError(code, `${message}${times}`, { fix, place, facts, cause: error });
}
