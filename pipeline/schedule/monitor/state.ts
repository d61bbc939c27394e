import type { Knex } from 'knex';
import { type Quarter, quarterContaining, shiftQuarter } from '../../core/calendar/quarter.js';
import { type OutboxDepth, outboxDepth } from '../../outbox/ledger.js';
import type { CabinetCountdown } from '../../quarter/countdown.js';
import { expectationsOf, readGrid } from '../../quarter/read-grid.js';
import type { CellState } from '../../quarter/return-grid.js';
import type { Session } from '../../workspace/session.js';
import { readOverview, type ScheduleOverview } from '../overview.js';
import { oldestOwed } from '../slot-ledger.js';
import { type Job, jobs } from '../slots.js';
import { slotRules } from '../slot-rules.js';
import { comingMeetings } from '../../outbox/cabinet.js';
import { londonDay } from '../../core/calendar/london-time.js';

/** Where a workspace is, as anyone who watches over it wants to know. Counts, instants and ids of ours. */
export interface MonitorState {
  /** UTC instants, here and below. */
  readonly at: string;
  readonly schedule: ScheduleOverview['state'];
  readonly lastRun: { readonly runId: string; readonly finishedAt: string } | null;
  /** When each job was last done; null where it never was. */
  readonly lastDone: Readonly<Record<Job, string | null>>;
  /** Slots whose last try failed and was followed by no other. */
  readonly failedJobs: readonly Job[];
  /** For how long the oldest slot that isn't done with has been due. */
  readonly slotLagSeconds: Readonly<Record<Job, number>>;
  /** Expected returns of the quarter that ended last, by where they are. */
  readonly returns: Readonly<Record<Exclude<CellState, 'none'>, number>>;
  readonly quarter: string;
  readonly outbox: OutboxDepth;
  /** Meetings to come that are known. */
  readonly cabinet: readonly CabinetCountdown[];
}

/** Reads it only from the ledger. */
export function readMonitorState(
  session: Pick<Session, 'warehouse' | 'workspace' | 'runtime'>,
): Promise<MonitorState> {
  const now = session.runtime.now();
  const rules = slotRules(session.workspace.configuration);
  const quarter = shiftQuarter(quarterContaining(londonDay(now)), -1);
  return session.warehouse.read(async (trx) => {
    const overview = await readOverview(trx, rules, now);
    const owed = await oldestOwed(trx, rules, now);
    return {
      at: now.toISOString(),
      schedule: overview.state,
      lastRun: await lastRun(trx, session.workspace.configuration.authority),
      lastDone: await lastDone(trx),
      failedJobs: jobs.filter(
        (job) => overview.last.find((slot) => slot.job === job)?.state === 'failed',
      ),
      slotLagSeconds: byJob((job) => secondsSince(owed.get(job), now)),
      returns: await returnsOf(trx, session, quarter, now),
      quarter: quarter.key,
      outbox: await outboxDepth(trx),
      cabinet: await comingMeetings(trx, session),
    };
  });
}

async function lastRun(trx: Knex.Transaction, areaCode: string): Promise<MonitorState['lastRun']> {
  const row = await trx<{ run_id: string; finished_at: string; area_code: string; status: string }>(
    'run',
  )
    .where({ area_code: areaCode, status: 'finished' })
    .orderBy('finished_at', 'desc')
    .first();
  return row === undefined ? null : { runId: row.run_id, finishedAt: row.finished_at };
}

async function lastDone(trx: Knex.Transaction): Promise<MonitorState['lastDone']> {
  const rows = await trx('schedule_slot')
    .where({ state: 'done' })
    .groupBy('job')
    .select<{ job: Job; at: string }[]>('job', trx.raw('max(finished_at) as at'));
  return byJob((job) => rows.find((row) => row.job === job)?.at ?? null);
}

async function returnsOf(
  trx: Knex.Transaction,
  session: Pick<Session, 'workspace'>,
  quarter: Quarter,
  now: Date,
): Promise<MonitorState['returns']> {
  const { configuration } = session.workspace;
  const expected = expectationsOf(configuration);
  const grid = await readGrid(trx, configuration, expected, [quarter], now);
  const counts = {
    received: 0,
    'received late': 0,
    expired: 0,
    refused: 0,
    missing: 0,
    awaited: 0,
  };
  for (const { state } of grid) if (state !== 'none') counts[state] += 1;
  return counts;
}

function byJob<T>(of: (job: Job) => T): Readonly<Record<Job, T>> {
  return { pull: of('pull'), run: of('run'), chase: of('chase') };
}

function secondsSince(instant: string | undefined, now: Date): number {
  return instant === undefined
    ? 0
    : Math.max(0, Math.floor((now.getTime() - Date.parse(instant)) / 1000));
}
