import { setTimeout as delay } from 'node:timers/promises';

/*
 * SQLite waits for another writer by sleeping in one of the few threads that all of Node's file work shares: a handful of waiters
 * in one process would keep the writer they wait for from ever going on. So the driver waits a moment only, and we wait here.
 */
export const DRIVER_WAIT_MS = 100;
const PAUSE_MS = 25;

/** Tries until the database is no longer busy or `waitMs` have passed; then throws what the last try threw. */
export async function retryWhileBusy<T>(attempt: () => Promise<T>, waitMs: number): Promise<T> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= deadline) throw error;
      await delay(PAUSE_MS);
    }
  }
}

export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
}
