import type { Knex } from 'knex';
import { parseQuarter, type Quarter } from '../core/calendar/quarter.js';
import { workingDays } from '../core/calendar/working-days.js';
import { type CabinetCountdown, countdown } from '../quarter/countdown.js';
import { currentOf, listReleases } from '../quarter/release-ledger.js';
import type { Session } from '../workspace/session.js';
import { londonDay } from '../core/calendar/london-time.js';

type Counter = Pick<Session, 'workspace' | 'runtime'>;

/** How far a quarter's pack is from its meeting; null where no meeting is known. */
export async function cabinetOf(
  trx: Knex.Transaction,
  session: Counter,
  quarter: Quarter,
): Promise<CabinetCountdown | null> {
  const { calendar, authority } = session.workspace.configuration;
  const meeting = calendar.cabinet[quarter.key];
  if (meeting === undefined) return null;
  const releases = await listReleases(trx, authority, quarter.key);
  return countdown(
    quarter.key,
    meeting,
    calendar.papers,
    workingDays(calendar.extra_bank_holidays),
    londonDay(session.runtime.now()),
    currentOf(releases),
  );
}

/** The countdowns of all meetings that haven't been yet, the next one first. */
export async function comingMeetings(
  trx: Knex.Transaction,
  session: Counter,
): Promise<CabinetCountdown[]> {
  const today = londonDay(session.runtime.now());
  const coming = Object.entries(session.workspace.configuration.calendar.cabinet)
    .filter(([, meeting]) => meeting >= today)
    .sort(([a, one], [b, other]) => (one === other ? (a < b ? -1 : 1) : one < other ? -1 : 1));
  const found: CabinetCountdown[] = [];
  for (const [key] of coming) {
    const cabinet = await cabinetOf(trx, session, parseQuarter(key));
    if (cabinet !== null) found.push(cabinet);
  }
  return found;
}
