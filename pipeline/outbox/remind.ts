import type { Knex } from 'knex';
import { londonDay } from '../core/calendar/london-time.js';
import { quarterContaining, shiftQuarter } from '../core/calendar/quarter.js';
import { workingDays } from '../core/calendar/working-days.js';
import { expectationsOf, readGrid } from '../quarter/read-grid.js';
import type { GridCell } from '../quarter/return-grid.js';
import { mailAddress } from '../workspace/mail-address.js';
import type { Configuration } from '../workspace/schema.js';
import type { RunLock } from '../workspace/lock.js';
import type { Session } from '../workspace/session.js';
import { type Digest, enterReturnsLate, type LateReturn } from './enter-events.js';
import { ownerOf } from './recipients.js';
import { isReminderDay } from './reminder-days.js';

/** What is late on a day, and who is written to about it. */
export interface Reminders {
  readonly late: readonly LateReturn[];
  /** One for each person who is written to; each names all that this person owes. */
  readonly digests: readonly Digest[];
}

/**
 * Enters one reminder a person and day for the returns of the last quarter that are past due, more rarely as time goes on, until the day
 * before that quarter's pack is made without them: after that a reminder would ask for what nobody waits for.
 * @returns what is late, and who was reminded; undefined once nobody is any more
 */
export async function chase(
  session: Pick<Session, 'workspace' | 'warehouse' | 'keys' | 'runtime'>,
  lock: RunLock,
): Promise<Reminders | undefined> {
  const { warehouse, workspace, runtime } = session;
  return warehouse.write(async (trx) => {
    const due = await reminders(trx, workspace.configuration, runtime.now());
    for (const digest of due?.digests ?? []) await enterReturnsLate(trx, session, digest);
    return due;
  }, lock);
}

/** The reminders of a moment's day, by what has been received by then; undefined after the quarter's cut-off. Enters nothing. */
export async function reminders(
  trx: Knex.Transaction,
  configuration: Configuration,
  now: Date,
): Promise<Reminders | undefined> {
  const today = londonDay(now);
  const quarter = shiftQuarter(quarterContaining(today), -1);
  const days = workingDays(configuration.calendar.extra_bank_holidays);
  // On the cut-off itself the pack is made without it, mostly before anybody is at work.
  const lastDay = days.after(quarter.lastDay, configuration.schedule.run.cut_off - 1);
  if (today > lastDay) return undefined;
  const grid = await readGrid(trx, configuration, expectationsOf(configuration), [quarter], now);
  const late = grid.filter((cell) => isLate(cell, today));
  const isDue = (cell: LateReturn): boolean =>
    isReminderDay(days.between(cell.due, today), today === lastDay);
  // A person is known by the address, however the name is written next to it.
  const personOf = ({ source }: LateReturn): string => {
    const owner = ownerOf(source, configuration);
    return owner === undefined ? '' : (mailAddress(owner)?.address.toLowerCase() ?? owner);
  };
  const digests = [...new Set(late.map(personOf))]
    .map((person) => {
      const own = late.filter((cell) => personOf(cell) === person);
      return { quarter, owner: ownerOf(own[0]?.source ?? '', configuration) ?? null, late: own };
    })
    .filter((digest) => digest.late.some(isDue));
  return { late, digests };
}

function isLate(cell: GridCell, today: string): cell is LateReturn {
  const isMissing = cell.state === 'missing' || cell.state === 'refused';
  return isMissing && cell.due !== null && today > cell.due;
}
