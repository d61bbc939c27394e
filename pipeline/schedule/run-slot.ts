import path from 'node:path';
import { withoutFileNames } from '../core/file-alias.js';
import { parseQuarter } from '../core/calendar/quarter.js';
import { exitCodeOf, QuarterlyError } from '../core/errors.js';
import type { SkippedReturn } from '../core/files/inbox.js';
import { runQuarter } from '../run-quarter.js';
import type { RunLock } from '../workspace/lock.js';
import { lateArrivals } from '../quarter/late-returns.js';
import { withMachineFault } from '../core/machine-fault.js';
import { exitCodeOfRun } from '../publish/find-current-run.js';
import type { Progress } from '../core/progress.js';
import { exitCodeOfPull, type PulledSource, pullReturns, summary } from '../intake/pull-returns.js';
import { receiptsWords } from '../intake/receipts-words.js';
import { expectationsOf, readGrid } from '../quarter/read-grid.js';
import type { GridCell } from '../quarter/return-grid.js';
import type { Session } from '../workspace/session.js';
import { receiveDeps } from '../intake/receive-deps.js';
import { type InboxOutcome, takeInbox } from '../intake/take-inbox.js';
import { chase, type Reminders } from '../outbox/remind.js';
import { counted } from '../core/counted.js';
import { enterReturnLeft, enterSlotFailed, onReceived } from '../outbox/enter-events.js';
import { londonWords } from '../core/calendar/london-time.js';
import { runSlotBeside, type SlotOutcome } from './slot-ledger.js';
import type { Slot } from './slots.js';

/** What a slot's work needs. */
export interface Work {
  readonly session: Session;
  readonly lock: RunLock;
  readonly progress: Progress;
}

/**
 * Does what a slot asks for. A failure is an outcome, written down like any other, so that the slots after it get their turn.
 * @throws QuarterlyError `interrupted`, and `locked` where the lock was lost: then the slot is not done with.
 */
export async function runSlot(slot: Slot, work: Work): Promise<SlotOutcome> {
  try {
    if (slot.job === 'chase') return await remind(work);
    return slot.quarter === null ? await pull(slot, work) : await tryRun(slot, slot.quarter, work);
  } catch (thrown) {
    const error = withMachineFault(thrown);
    if (isNoOutcome(error)) throw error;
    const fix = error instanceof QuarterlyError ? ` ${error.fix}` : '';
    const message = error instanceof Error ? error.message : String(error);
    work.session.log.error(
      { job: slot.job, slot: slot.at, error: withoutFileNames(message) },
      'slot failed',
    );
    return {
      state: 'failed',
      why: `${message}${fix}`,
      runId: null,
      exitCode: exitCodeOf(error),
    };
  }
}

function isNoOutcome(error: unknown): boolean {
  return (
    error instanceof QuarterlyError && (error.code === 'interrupted' || error.code === 'locked')
  );
}

/** Fetches what is to be fetched, then takes the inbox in. Which sources fail is news, though the slot is done: a publisher may have moved. */
async function pull(slot: Slot, work: Work): Promise<SlotOutcome> {
  const { session, lock, progress } = work;
  const pulled = await progress.step('pull', (onProgress) =>
    pullReturns(session, lock, { entered: onReceived(session) }, onProgress),
  );
  const failed = pulled.filter((each) => each.state === 'failed');
  if (failed.length > 0) {
    const words = `pull of ${failed.map(({ source }) => source).join(', ')}`;
    const why = failed.map((each) => `${each.source}: ${each.why}`).join(' ');
    const { job, at } = slot;
    await session.warehouse.write(
      (trx) => enterSlotFailed(trx, session, { job, at, words, why }),
      lock,
    );
  }
  const { receipts, left } = await take(work);
  await tellLeft(work, pulled, left);
  const made = await runAgain(work);
  return {
    state: 'done',
    why: [
      ...(pulled.length === 0 ? [] : [`${summary(pulled)}. From the inbox:`]),
      `${receiptsWords(receipts)}, ${left.length} left in the inbox.`,
      ...left.slice(0, LEFT_SHOWN).map(leftWords),
      ...(left.length > LEFT_SHOWN ? ['quarterly.log names them all.'] : []),
      ...made.map(({ sources, runId }) => `${sources.join(', ')} came late: run ${runId} has it.`),
    ].join(' '),
    runId: made.at(-1)?.runId ?? null,
    exitCode: exitCodeOfPull(pulled),
  };
}

/** What a slot's row says of them by name. */
const LEFT_SHOWN = 5;

function leftWords({ source, name, why }: SkippedReturn): string {
  return `${path.posix.join(source, name)}: ${why.replace(/\.?$/, '.')}`;
}

/** Tells senders of what is there and can't be taken, each thing once: nobody else would until its quarter is run. */
async function tellLeft(
  { session, lock }: Work,
  pulled: readonly PulledSource[],
  left: readonly SkippedReturn[],
): Promise<void> {
  const ofPulls = pulled.flatMap(({ source, skipReason: cause, why: name }) =>
    cause === null ? [] : [{ source, name, cause, where: 'its place' as const }],
  );
  const ofInbox = left
    .filter(({ cause }) => cause !== 'being written')
    .map(({ source, name, cause }) => ({ source, name, cause, where: 'inbox' as const }));
  for (const each of [...ofPulls, ...ofInbox])
    await session.warehouse.write((trx) => enterReturnLeft(trx, session, each), lock);
}

/**
 * Runs the quarters anew whose returns came after their pack was made, where quarterly.yaml says so. Without a reason of somebody's: what
 * only a person may answer for stops here, and is told.
 */
async function runAgain({ session, lock, progress }: Work) {
  const { configuration } = session.workspace;
  if (configuration.schedule.run.late_returns !== 'run') return [];
  const arrivals = await session.warehouse.read((trx) =>
    lateArrivals(trx, configuration, session.runtime.now()),
  );
  const made: { readonly sources: readonly string[]; readonly runId: string }[] = [];
  for (const { quarter, sources } of arrivals) {
    const order = { quarter, knownAt: null, force: false, reason: null, lock };
    const { runId } = await runQuarter(session, order, progress);
    made.push({ sources, runId });
  }
  return made;
}

async function remind({ session, lock, progress }: Work): Promise<SlotOutcome> {
  const due = await progress.step('reminders', () => chase(session, lock));
  return { state: 'done', why: remindedWords(due), runId: null, exitCode: 0 };
}

/** What a look at late returns came to. */
export function remindedWords(due: Reminders | undefined): string {
  if (due === undefined) return "The quarter's cut-off is over: nobody is reminded any more.";
  const names = due.late.map(({ source }) => source).join(', ');
  if (due.late.length === 0) return 'No return is late.';
  if (due.digests.length === 0) return `Late: ${names}. Nobody is due a reminder today.`;
  const people = counted(due.digests.length, 'person', 'people');
  return `Late: ${names}. ${people} ${due.digests.length === 1 ? 'is' : 'are'} reminded.`;
}

async function tryRun(slot: Slot, quarter: string, work: Work): Promise<SlotOutcome> {
  const { session, lock, progress } = work;
  const done = await session.warehouse.read((trx) => runSlotBeside(trx, slot));
  if (done !== undefined) {
    return {
      state: 'skipped',
      why: `${quarter} was run by the slot of ${londonWords(done.at)}.`,
      runId: null,
      exitCode: null,
    };
  }
  if (!slot.isLast) {
    await take(work);
    const lacking = await lackingReturns(session, quarter);
    if (lacking.length > 0) {
      return {
        state: 'waited',
        why: `Waits for ${lacking.map(cellWords).join(', ')}.`,
        runId: null,
        exitCode: null,
      };
    }
  }
  const order = {
    quarter,
    knownAt: null,
    force: false,
    reason: null,
    lock,
  };
  const outcome = await runQuarter(session, order, progress);
  const { runId, input } = outcome;
  const lacking = input.returns
    .filter(({ state }) => state === 'missing' || state === 'refused')
    .map(({ source, state }) => `${source} (${state})`);
  const without = lacking.length === 0 ? '' : `, without ${lacking.join(', ')}`;
  return {
    state: 'done',
    why: outcome.isNew
      ? `Run ${runId}: the pack is ${input.status}${without}.`
      : `Nothing had changed since run ${runId}; its pack stays as it is.`,
    runId: outcome.runId,
    exitCode: exitCodeOfRun(session.workspace.configuration, outcome),
  };
}

function take({ session, lock, progress }: Work): Promise<InboxOutcome> {
  return progress.step('inbox', (onProgress) =>
    takeInbox(session, { ...receiveDeps(session, onReceived(session)), lock }, onProgress),
  );
}

/** The required returns of a quarter that don't count yet: missing, refused, or not due. */
async function lackingReturns(
  session: Pick<Session, 'workspace' | 'warehouse' | 'runtime'>,
  quarter: string,
): Promise<GridCell[]> {
  const { configuration } = session.workspace;
  const required = expectationsOf(configuration).filter((expected) => expected.required);
  const grid = await session.warehouse.read((trx) =>
    readGrid(trx, configuration, required, [parseQuarter(quarter)], session.runtime.now()),
  );
  return grid.filter((cell) => cell.state !== 'received' && cell.state !== 'received late');
}

function cellWords(cell: GridCell): string {
  return `${cell.source} (${cell.state})`;
}
