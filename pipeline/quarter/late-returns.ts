import type { Knex } from 'knex';
import { quarterContaining, quartersUpTo, shiftQuarter } from '../core/calendar/quarter.js';
import { workingDays } from '../core/calendar/working-days.js';
import type { Configuration } from '../workspace/schema.js';
import { quarterLedger, shownRun } from './current.js';
import { expectationsOf, readGrid } from './read-grid.js';
import { currentOf } from './release-ledger.js';
import { londonDay } from '../core/calendar/london-time.js';

/** Returns that came after a quarter's pack was made without them. */
export interface LateArrival {
  readonly quarter: string;
  /** The run that knew most, and lacks them. */
  readonly runId: string;
  /** What readers have; null where nothing is released. */
  readonly releaseId: string | null;
  readonly sources: readonly string[];
}

/** A return that comes later than this counts only in looks back. */
const QUARTERS = 4;

/**
 * The quarters whose pack lacks expected returns that count by now, and that the schedule won't run again: it did so, or its cut-off is
 * over. Nothing happens to them unless somebody, or `late_returns: run`, has them run.
 */
export async function lateArrivals(
  trx: Knex.Transaction,
  configuration: Configuration,
  now: Date,
): Promise<LateArrival[]> {
  const { authority, calendar, schedule } = configuration;
  const today = londonDay(now);
  const lately = quartersUpTo(shiftQuarter(quarterContaining(today), -1), QUARTERS);
  const ran = await trx('run')
    .where({ area_code: authority })
    .whereIn(
      'quarter',
      lately.map(({ key }) => key),
    )
    .distinct('quarter')
    .pluck<string[]>('quarter');
  if (ran.length === 0) return [];
  const days = workingDays(calendar.extra_bank_holidays);
  const found: LateArrival[] = [];
  for (const quarter of lately.filter(({ key }) => ran.includes(key))) {
    const { runs, releases } = await quarterLedger(trx, authority, quarter.key);
    const run = shownRun(runs);
    if (run === undefined) continue;
    const isOver =
      today > days.after(quarter.lastDay, schedule.run.cut_off) ||
      (await isRunOnSchedule(trx, quarter.key));
    if (!isOver) continue;
    const had = await trx('run_pin')
      .where({ run_id: run.runId, quarter: quarter.key, is_current: 1 })
      .pluck<string[]>('source');
    const expected = expectationsOf(configuration).filter(({ source }) => !had.includes(source));
    const grid = await readGrid(trx, configuration, expected, [quarter], now);
    const sources = grid
      .filter(({ state }) => state === 'received' || state === 'received late')
      .map(({ source }) => source);
    if (sources.length === 0) continue;
    const releaseId = currentOf(releases)?.releaseId ?? null;
    found.push({ quarter: quarter.key, runId: run.runId, releaseId, sources });
  }
  return found;
}

/** "annex-a came after run …, which is without it: quarterly rebuild --quarter … --reason "…"". */
export function lateArrivalWords({ quarter, runId, sources }: LateArrival): string {
  const which = sources.join(', ');
  return `${which} for ${quarter} came after run ${runId}, which is without ${sources.length === 1 ? 'it' : 'them'}: quarterly rebuild --quarter ${quarter} --reason "${which} came late"`;
}

/** True where the schedule has run a quarter: it won't again. */
async function isRunOnSchedule(trx: Knex.Transaction, quarter: string): Promise<boolean> {
  const row: unknown = await trx('schedule_slot')
    .where({ job: 'run', quarter, state: 'done' })
    .first('slot_at');
  return row !== undefined;
}
