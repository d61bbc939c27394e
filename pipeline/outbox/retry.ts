const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** When a message that failed is tried again. */
export const outboxRetry = {
  /** The first pause is up to this long, each further one up to twice as long. */
  firstPauseMs: 2 * MINUTE,
  longestPauseMs: 4 * HOUR,
  /** From when it was entered: a weekend over which a server is down, and a day to notice. */
  budgetMs: 96 * HOUR,
  mostAttempts: 60,
} as const;

/**
 * The instant of the next attempt, after a pause drawn at random from all of a growing span ("full jitter"): messages that failed together
 * don't come back together. Undefined where the budget is spent.
 * @param attempts how many there have been
 * @param random from 0 up to 1
 * @param waitMs how long the other side asks us to wait
 */
export function nextAttempt(
  attempts: number,
  since: Date,
  now: Date,
  random: number,
  waitMs = 0,
): Date | undefined {
  const { firstPauseMs, longestPauseMs, budgetMs, mostAttempts } = outboxRetry;
  if (attempts >= mostAttempts) return undefined;
  const span = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1));
  const next = new Date(now.getTime() + waitMs + Math.ceil(random * span));
  return next.getTime() - since.getTime() > budgetMs ? undefined : next;
}
