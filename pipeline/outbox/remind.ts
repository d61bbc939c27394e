import { quarterContaining, shiftQuarter } from '../core/calendar/quarter.js';
import { workingDays } from '../core/calendar/working-days.js';
import { expectationsOf, readGrid } from '../quarter/read-grid.js';
import type { RunLock } from '../workspace/lock.js';
import type { GridCell } from '../quarter/return-grid.js';
import type { Session } from '../workspace/session.js';
import { enterLateReturn, type LateReturn } from './enter-events.js';
import { londonDay } from '../core/calendar/london-time.js';

/**
 * Enters a reminder for each return of the last quarter that is past due, one a day and source, until the day on which that quarter's
 * pack is made without it: after that a reminder would ask for what nobody waits for.
 * @returns the returns that were reminded of; undefined once nobody is any more
 */
export async function chase(
  session: Pick<Session, 'workspace' | 'warehouse' | 'keys' | 'runtime'>,
  lock: RunLock,
): Promise<LateReturn[] | undefined> {
  const { warehouse, workspace, runtime } = session;
  const { configuration } = workspace;
  const now = runtime.now();
  const today = londonDay(now);
  const quarter = shiftQuarter(quarterContaining(today), -1);
  const days = workingDays(configuration.calendar.extra_bank_holidays);
  if (today > days.after(quarter.lastDay, configuration.schedule.run.cut_off)) return undefined;
  return warehouse.write(async (trx) => {
    const expected = expectationsOf(configuration);
    const grid = await readGrid(trx, configuration, expected, [quarter], now);
    const late = grid.filter((cell) => isLate(cell, today));
    for (const cell of late) await enterLateReturn(trx, session, cell);
    return late;
  }, lock);
}

function isLate(cell: GridCell, today: string): cell is LateReturn {
  const isWanting = cell.state === 'missing' || cell.state === 'refused';
  return isWanting && cell.due !== null && today > cell.due;
}
