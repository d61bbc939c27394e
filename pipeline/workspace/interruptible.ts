import { QuarterlyError } from '../core/errors.js';
import type { Progress } from '../core/progress.js';

/**
 * Progress that stops the work at its next step, or the next detail it shows, once the signal is aborted: what is being done is
 * finished or rolled back, and nothing new is begun.
 * @throws QuarterlyError `interrupted`, within the work.
 */
export function interruptible(progress: Progress, signal: AbortSignal): Progress {
  const check = (): void => {
    if (!signal.aborted) return;
    throw new QuarterlyError('interrupted', 'Interrupted before it was done.', {
      fix: 'Nothing is lost: run the same command again, or wait for the schedule, and it continues.',
    });
  };
  return {
    step: (name, body) => {
      check();
      return progress.step(name, (onProgress) =>
        body((detail) => {
          check();
          onProgress(detail);
        }),
      );
    },
  };
}
