import { QuarterlyError } from '../errors.js';

/** What is known of a failure at another machine, beyond its words. */
export interface RemoteFacts {
  readonly fix: string;
  /** True where trying again may succeed: a busy server, a broken connection. */
  readonly canRetry: boolean;
  /** How long the other side asks us to wait. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** A server, page or share that didn't give what was asked of it: code `missing`, as a return that doesn't come. */
export function remoteFailure(message: string, facts: RemoteFacts): QuarterlyError {
  const { fix, canRetry, retryAfterMs, cause } = facts;
  return new QuarterlyError('missing', message, {
    fix,
    facts: { canRetry, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
    cause,
  });
}

/** True for a failure after which another try may succeed. */
export function canRetry(error: unknown): error is QuarterlyError {
  return error instanceof QuarterlyError && error.facts['canRetry'] === true;
}

/** The milliseconds for which the other side asked us to wait; 0 where it didn't. */
export function retryAfterMs(error: QuarterlyError): number {
  return Number(error.facts['retryAfterMs'] ?? 0);
}

/** Thrown where the operator's signal ends the work. */
export function interrupted(): QuarterlyError {
  return new QuarterlyError('interrupted', 'Interrupted before it was done.', {
    fix: 'Nothing is lost: run the same command again, or wait for the schedule, and it continues.',
  });
}
