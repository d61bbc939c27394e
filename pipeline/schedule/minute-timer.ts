import { schedule } from 'node-cron';

const EVERY_MINUTE = '* * * * *';
const DAY_MS = 86_400_000;
const silent = { info: nothing, warn: nothing, error: nothing, debug: nothing };

/**
 * Calls `look` at once and then every minute, never twice at a time, until the signal is aborted; then waits for the look that is
 * going on. The timer decides nothing: which slots are due is the ledger's to say, so a signal that is late or lost loses nothing.
 * @param look handles its own failures; one that it throws ends the schedule.
 */
export async function everyMinute(look: () => Promise<void>, signal: AbortSignal): Promise<void> {
  await look();
  if (signal.aborted) return;
  await new Promise<void>((resolve, reject) => {
    let looking: Promise<void> | undefined;
    const onMinute = (): void => {
      looking ??= look()
        .catch(stop)
        .finally(() => {
          looking = undefined;
        });
    };
    const timer = schedule(EVERY_MINUTE, onMinute, {
      timezone: 'Europe/London',
      // A busy event loop delays a ring; by default it would then be left out.
      missedExecutionTolerance: DAY_MS,
      suppressMissedWarning: true,
      logger: silent,
    });
    signal.addEventListener('abort', () => {
      stop();
    });

    function stop(error?: unknown): void {
      void timer.destroy();
      void (looking ?? Promise.resolve()).then(() => {
        if (error === undefined) resolve();
        else
          reject(error instanceof Error ? error : new Error('The look failed.', { cause: error }));
      });
    }
  });
}

function nothing(): void {
  // Its work logs what there is to say.
}
