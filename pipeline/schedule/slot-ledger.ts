import type { Knex } from 'knex';
import type { WorkingDays } from '../core/calendar/working-days.js';
import { supersededAmong } from './catch-up.js';
import { londonWords } from '../core/calendar/london-time.js';
import { type Job, jobs, type Slot, slotsBetween, type Timetable } from './slots.js';

/** What became of a slot. */
export type SlotState =
  /** Its time has come. */
  | 'due'
  /** Someone is at it, or was cut off. */
  | 'taken'
  | 'done'
  /** A required return wasn't in; the next slot tries again. */
  | 'waited'
  /** There was nothing left to do. */
  | 'skipped'
  /** It was missed, and a later one did its work. */
  | 'superseded'
  | 'failed';

/** A slot as the ledger has it. */
export interface LedgerSlot extends Slot {
  readonly state: SlotState;
  /** In words, for anyone who asks later; null while it is due. */
  readonly why: string | null;
  readonly attemptCount: number;
  readonly takenBy: string | null;
  readonly finishedAt: string | null;
  readonly runId: string | null;
  readonly exitCode: number | null;
}

/** How a slot ended. */
export interface SlotOutcome {
  readonly state: Exclude<SlotState, 'taken' | 'superseded'>;
  readonly why: string;
  readonly runId: string | null;
  /** As the command line would have given it; null where nothing was run. */
  readonly exitCode: number | null;
}

/** What slots are reckoned by. */
export interface SlotRules {
  readonly timetable: Timetable;
  readonly workingDays: WorkingDays;
}

/** What was entered. */
export interface Entered {
  /** The clock was set back: slots that lie ahead of it again were taken off the ledger. Their number. */
  readonly takenOff: number;
  /** Slots over which a program died every time: they are failed now. */
  readonly givenUp: readonly LedgerSlot[];
}

/** A slot that cuts its program off every time is given up. */
const MOST_ATTEMPTS = 3;

/** Clocks of two schedulers differ by less than this; one further behind the ledger was set back. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

/** Rows in one insert: SQLite binds 32,766 values at most. */
const INSERT_ROWS = 500;

/** True where a look would have something to enter or to do.  It only reads, so that looking every minute costs nothing. */
export async function isAnythingOwed(
  trx: Knex.Transaction,
  rules: SlotRules,
  now: Date,
): Promise<boolean> {
  const marks = await readMarks(trx);
  const isAmiss = jobs.some((job) => {
    const mark = marks.get(job);
    return mark === undefined || isSetBack(mark, now);
  });
  return isAmiss || hasUnentered(marks, rules, now) || (await openSlots(trx, now)).length > 0;
}

/** True where slots up to a moment wait to be entered, or to be taken. */
export async function isLeftUndone(
  trx: Knex.Transaction,
  rules: SlotRules,
  until: Date,
): Promise<boolean> {
  const marks = await readMarks(trx);
  const open = await openSlots(trx, until);
  return hasUnentered(marks, rules, until) || open.some((slot) => slot.state === 'due');
}

/** The instant of each job's oldest slot that is due, taken or not yet entered; jobs that owe nothing are left out. */
export async function oldestOwed(
  trx: Knex.Transaction,
  rules: SlotRules,
  now: Date,
): Promise<Map<Job, string>> {
  const marks = await readMarks(trx);
  const open = await openSlots(trx, now);
  const owed = new Map<Job, string>();
  for (const [job, mark] of marks) {
    const unentered = slotsBetween(job, rules.timetable, rules.workingDays, mark, now);
    const oldest = (open.find((slot) => slot.job === job) ?? unentered[0])?.at;
    if (oldest !== undefined) owed.set(job, oldest);
  }
  return owed;
}

/**
 * Enters every slot whose time has come since the last look, and has those give way that a later one makes needless. A job's
 * first look enters nothing: what is before it is not owed. Call it under the run lock.
 */
export async function enterDueSlots(
  trx: Knex.Transaction,
  rules: SlotRules,
  now: Date,
): Promise<Entered> {
  const marks = await readMarks(trx);
  let takenOff = 0;
  for (const job of jobs) {
    const mark = marks.get(job);
    if (mark === undefined) {
      await trx('schedule_job').insert({ job, entered_until: now.toISOString() });
      continue;
    }
    if (isSetBack(mark, now)) takenOff += await takeOffAhead(trx, job, now);
    else if (mark >= now) continue;
    else {
      const slots = slotsBetween(job, rules.timetable, rules.workingDays, mark, now);
      await insertSlots(trx, slots);
    }
    await trx('schedule_job').where({ job }).update({ entered_until: now.toISOString() });
  }
  const givenUp = await giveUp(trx, now);
  await supersede(trx, now);
  return { takenOff, givenUp };
}

/**
 * Takes the next slot that is due; undefined where none is. Only the holder of the run lock gets here, so a slot that is
 * taken was left by a program that died, and is taken up again.
 */
export async function takeSlot(
  trx: Knex.Transaction,
  who: string,
  now: Date,
): Promise<LedgerSlot | undefined> {
  const [slot] = await openSlots(trx, now);
  if (slot === undefined) return undefined;
  await trx('schedule_slot')
    .where({ job: slot.job, slot_at: slot.at })
    .update({
      state: 'taken',
      attempt_count: slot.attemptCount + 1,
      taken_by: who,
      taken_at: now.toISOString(),
    });
  return { ...slot, state: 'taken', attemptCount: slot.attemptCount + 1, takenBy: who };
}

/** Writes down how a slot ended. One given back as `due` was interrupted, which is no failed attempt. */
export async function settleSlot(
  trx: Knex.Transaction,
  slot: LedgerSlot,
  outcome: SlotOutcome,
  now: Date,
): Promise<void> {
  const isBack = outcome.state === 'due';
  await trx('schedule_slot')
    .where({ job: slot.job, slot_at: slot.at })
    .update({
      state: outcome.state,
      why: outcome.why,
      run_id: outcome.runId,
      exit_code: outcome.exitCode,
      attempt_count: slot.attemptCount - (isBack ? 1 : 0),
      finished_at: isBack ? null : now.toISOString(),
    });
}

/**
 * Another slot by which a given slot's quarter was run on schedule; undefined where it wasn't. A later one, too: by a clock that ran ahead
 * and was put right.
 */
export async function runSlotBeside(
  trx: Knex.Transaction,
  slot: Slot,
): Promise<LedgerSlot | undefined> {
  const rows = await trx<SlotRow>('schedule_slot')
    .where({ job: slot.job, quarter: slot.quarter, state: 'done' } as never)
    .whereNot('slot_at', slot.at)
    .orderBy('slot_at')
    .limit(1);
  return rows.map(fromRow)[0];
}

/** The last slots of each job, latest first. */
export async function lastSlots(trx: Knex.Transaction, countEach: number): Promise<LedgerSlot[]> {
  const found: LedgerSlot[] = [];
  for (const job of jobs) {
    const rows = await trx<SlotRow>('schedule_slot')
      .where({ job } as never)
      .orderBy('slot_at', 'desc')
      .limit(countEach);
    found.push(...rows.map(fromRow));
  }
  return found;
}

/** Up to when each job's slots have been entered; a job that was never looked at is missing. */
export async function readMarks(trx: Knex.Transaction): Promise<Map<Job, Date>> {
  const rows = await trx<{ job: Job; entered_until: string }>('schedule_job');
  return new Map(rows.map((row) => [row.job, new Date(row.entered_until)]));
}

interface SlotRow {
  readonly job: Job;
  readonly slot_at: string;
  readonly quarter: string | null;
  readonly is_last: number;
  readonly state: SlotState;
  readonly why: string | null;
  readonly attempt_count: number;
  readonly taken_by: string | null;
  readonly finished_at: string | null;
  readonly run_id: string | null;
  readonly exit_code: number | null;
}

function fromRow(row: SlotRow): LedgerSlot {
  return {
    job: row.job,
    at: row.slot_at,
    quarter: row.quarter,
    isLast: row.is_last === 1,
    state: row.state,
    why: row.why,
    attemptCount: row.attempt_count,
    takenBy: row.taken_by,
    finishedAt: row.finished_at,
    runId: row.run_id,
    exitCode: row.exit_code,
  };
}

function hasUnentered(marks: ReadonlyMap<Job, Date>, rules: SlotRules, until: Date): boolean {
  const { timetable, workingDays } = rules;
  return [...marks].some(
    ([job, mark]) => slotsBetween(job, timetable, workingDays, mark, until).length > 0,
  );
}

/**
 * Due or left by a dead program: in the order of jobs, then oldest first. After a night in which nothing ran, what has come since is taken
 * in before anybody is reminded of it.
 */
async function openSlots(trx: Knex.Transaction, now: Date): Promise<LedgerSlot[]> {
  const rows = await trx<SlotRow>('schedule_slot')
    .whereIn('state', ['due', 'taken'])
    .andWhere('slot_at', '<=', now.toISOString())
    .orderBy('slot_at');
  return rows
    .map(fromRow)
    .sort((a, b) => jobs.indexOf(a.job) - jobs.indexOf(b.job) || (a.at < b.at ? -1 : 1));
}

function isSetBack(mark: Date, now: Date): boolean {
  return mark.getTime() - now.getTime() > CLOCK_TOLERANCE_MS;
}

/**
 * A clock that ran ahead had slots entered whose time comes only now. Those that did nothing are entered again when it comes; those
 * that were carried out stay, and are not carried out twice.
 */
async function takeOffAhead(trx: Knex.Transaction, job: Job, now: Date): Promise<number> {
  return trx('schedule_slot')
    .where({ job })
    .andWhere('slot_at', '>', now.toISOString())
    .whereNotIn('state', ['done', 'failed'])
    .delete();
}

async function insertSlots(trx: Knex.Transaction, slots: readonly Slot[]): Promise<void> {
  for (let from = 0; from < slots.length; from += INSERT_ROWS) {
    const rows = slots.slice(from, from + INSERT_ROWS).map((slot) => ({
      job: slot.job,
      slot_at: slot.at,
      quarter: slot.quarter,
      is_last: slot.isLast ? 1 : 0,
      state: 'due',
      attempt_count: 0,
    }));
    await trx('schedule_slot').insert(rows).onConflict(['job', 'slot_at']).ignore();
  }
}

async function giveUp(trx: Knex.Transaction, now: Date): Promise<LedgerSlot[]> {
  const rows = await trx<SlotRow>('schedule_slot')
    .where({ state: 'taken' } as never)
    .andWhere('attempt_count', '>=', MOST_ATTEMPTS)
    .orderBy('slot_at');
  const why = `The program died over it ${MOST_ATTEMPTS} times. The log says how far it came.`;
  const finishedAt = now.toISOString();
  for (const { job, slot_at } of rows) {
    await trx('schedule_slot')
      .where({ job, slot_at })
      .update({ state: 'failed', why, exit_code: 1, finished_at: finishedAt });
  }
  return rows.map((row) => ({ ...fromRow(row), state: 'failed', why, exitCode: 1, finishedAt }));
}

async function supersede(trx: Knex.Transaction, now: Date): Promise<void> {
  for (const { slot, by } of supersededAmong(await openSlots(trx, now))) {
    await trx('schedule_slot')
      .where({ job: slot.job, slot_at: slot.at })
      .update({
        state: 'superseded',
        why: `Nothing ran at the time; superseded by the slot of ${londonWords(by.at)}.`,
        finished_at: now.toISOString(),
      });
  }
}
