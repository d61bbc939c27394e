import type { Progress } from '../core/progress.js';
import { interrupted } from '../core/remote/failure.js';

/**
 * Progress that stops the work at its next step, or the next detail it shows, once the signal is aborted: what is being done is
 * finished or rolled back, and nothing new is begun.
 * @throws QuarterlyError `interrupted`, within the work.
 */
export function interruptible(progress: Progress, signal: AbortSignal): Progress {
  const check = (): void => {
    if (signal.aborted) throw interrupted();
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
