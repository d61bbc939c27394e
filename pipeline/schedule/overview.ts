import type { Knex } from 'knex';
import {
  isLeftUndone,
  lastSlots,
  type LedgerSlot,
  readMarks,
  type SlotRules,
} from './slot-ledger.js';
import { jobs, nextSlot, type Slot } from './slots.js';
import { slotWords } from './words.js';

/** The state of the schedule. */
export interface ScheduleOverview {
  /** Each job's last slots, latest first. */
  readonly last: readonly LedgerSlot[];
  /** Each job's next slot. */
  readonly next: readonly Slot[];
  readonly state:
    /** No scheduler has ever looked. */
    | 'never started'
    /** Slots have been due for an hour, and nobody does them. */
    | 'stopped'
    | 'running';
}

/** A look comes every minute, or as often as cron runs; a slot left for longer has nobody who looks. */
const OVERDUE_MS = 3_600_000;
const LAST_EACH = 3;

/** Reads the state of the schedule at a moment. */
export async function readOverview(
  trx: Knex.Transaction,
  rules: SlotRules,
  now: Date,
): Promise<ScheduleOverview> {
  const { timetable, workingDays } = rules;
  const marks = await readMarks(trx);
  const next = jobs.flatMap((job) => nextSlot(job, timetable, workingDays, now) ?? []);
  const anHourAgo = new Date(now.getTime() - OVERDUE_MS);
  const state =
    marks.size === 0
      ? 'never started'
      : (await isLeftUndone(trx, rules, anHourAgo))
        ? 'stopped'
        : 'running';
  return { last: await lastSlots(trx, LAST_EACH), next, state };
}

/** The overview in lines for `status`. */
export function overviewLines(overview: ScheduleOverview): string[] {
  return [...stateLines(overview), ...overview.last.map(lastLine), ...overview.next.map(nextLine)];
}

/** "next: run of 2017-18-Q3, 22 January 2018 at 06:00". */
export function nextLine(slot: Slot): string {
  return `next: ${slotWords(slot)}`;
}

function lastLine(slot: LedgerSlot): string {
  return `last: ${slotWords(slot)}: ${slot.state}${slot.why === null ? '' : `. ${slot.why}`}`;
}

function stateLines({ state }: ScheduleOverview): string[] {
  switch (state) {
    case 'never started':
      return [
        'Schedule: nobody looks at it yet. Start `quarterly schedule`, or `quarterly tick` by cron.',
      ];
    case 'stopped':
      return ['Schedule: slots are due and nobody does them. Is `quarterly schedule` running?'];
    case 'running':
      return ['Schedule:'];
  }
}
