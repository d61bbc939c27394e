import type { Knex } from 'knex';
import { bankHolidayYears } from '../core/calendar/bank-holidays.js';
import { exitCodes, QuarterlyError } from '../core/errors.js';
import { lockOrder, type RunLock, withLock } from '../workspace/lock.js';
import type { Progress } from '../core/progress.js';
import { interruptible } from '../workspace/interruptible.js';
import type { Session } from '../workspace/session.js';
import { processIdentity } from '../workspace/process-identity.js';
import { enterSlotFailed } from '../outbox/enter-events.js';
import { runSlot } from './run-slot.js';
import { londonTime } from '../core/calendar/london-time.js';
import {
  enterDueSlots,
  isAnythingOwed,
  type LedgerSlot,
  settleSlot,
  type SlotOutcome,
  takeSlot,
} from './slot-ledger.js';
import { slotRules } from './slot-rules.js';
import { slotWords } from './words.js';

/** A slot that was carried out, and how it ended. */
export interface TickedSlot extends SlotOutcome {
  readonly slot: LedgerSlot;
}

export interface TickOutcome {
  readonly slots: readonly TickedSlot[];
  /** That of the first slot which failed, else of the first whose run isn't whole, else 0. */
  readonly exitCode: number;
}

/**
 * Looks once at the schedule, and does what is due, each slot once however many look. Everything happens under the run lock, so a
 * slot that another program left half done is known by it, and taken up.
 * @throws QuarterlyError `locked` while another program works: whatever is due stays so for the next look; `interrupted` where the
 *   signal stopped it: the slot it was at is given back.
 */
export async function tick(session: Session, progress: Progress): Promise<TickOutcome> {
  const { warehouse, runtime, workspace } = session;
  checkClock(runtime.now());
  const rules = slotRules(workspace.configuration);
  const isOwed = await warehouse.read((trx) => isAnythingOwed(trx, rules, runtime.now()));
  if (!isOwed) return { slots: [], exitCode: 0 };
  const slots = await withLock(warehouse, lockOrder('schedule', runtime), async (lock) => {
    const { takenOff } = await warehouse.write(async (trx) => {
      const entered = await enterDueSlots(trx, rules, runtime.now());
      for (const slot of entered.givenUp) await tellFailed(trx, session, slot, slot.why ?? '');
      return entered;
    }, lock);
    if (takenOff > 0)
      session.log.warn({ takenOff }, 'the clock was set back; slots lie ahead again');
    return doDue(session, lock, interruptible(progress, runtime.signal));
  });
  return { slots, exitCode: exitCodeOfSlots(slots) };
}

async function doDue(session: Session, lock: RunLock, progress: Progress): Promise<TickedSlot[]> {
  const { warehouse, runtime, log } = session;
  const done: TickedSlot[] = [];
  for (;;) {
    if (runtime.signal.aborted) return done;
    const slot = await warehouse.write(
      (trx) => takeSlot(trx, processIdentity(), runtime.now()),
      lock,
    );
    if (slot === undefined) return done;
    const settle = (outcome: SlotOutcome): Promise<void> =>
      warehouse.write(async (trx) => {
        await settleSlot(trx, slot, outcome, runtime.now());
        if (isNews(outcome)) await tellFailed(trx, session, slot, outcome.why);
      }, lock);
    try {
      const outcome = await runSlot(slot, { session, lock, progress });
      await settle(outcome);
      log.info({ job: slot.job, slot: slot.at, quarter: slot.quarter, ...outcome }, 'slot');
      done.push({ slot, ...outcome });
    } catch (error) {
      if (!isInterruption(error)) throw error;
      await settle({
        state: 'due',
        why: 'Interrupted; taken up at the next look.',
        runId: null,
        exitCode: null,
      });
      throw error;
    }
  }
}

function tellFailed(
  trx: Knex.Transaction,
  session: Pick<Session, 'workspace' | 'keys' | 'runtime'>,
  slot: LedgerSlot,
  why: string,
): Promise<void> {
  const { job, at } = slot;
  return enterSlotFailed(trx, session, { job, at, words: slotWords(slot), why });
}

/** A failure that nobody has been sent: what the audit blocks is entered by the run itself. */
function isNews(outcome: SlotOutcome): boolean {
  return outcome.state === 'failed' && outcome.exitCode !== exitCodes.audit;
}

function isInterruption(error: unknown): boolean {
  return error instanceof QuarterlyError && error.code === 'interrupted';
}

/** A machine without a clock of its own wakes up in 1970: better no schedule than one of fifty years. */
function checkClock(now: Date): void {
  const { first, last } = bankHolidayYears;
  const year = Number(londonTime(now).day.slice(0, 4));
  if (year >= first && year <= last) return;
  throw new QuarterlyError('configuration', `The clock says ${now.toISOString()}.`, {
    fix: `Set the clock. The schedule knows the bank holidays of ${first} to ${last}.`,
    facts: { year },
  });
}

function exitCodeOfSlots(slots: readonly TickedSlot[]): number {
  const worst =
    slots.find((each) => each.state === 'failed') ?? slots.find((each) => each.exitCode);
  return worst?.exitCode ?? 0;
}
