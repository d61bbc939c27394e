import { QuarterlyError } from '../core/errors.js';
import type { Logger } from '../workspace/log.js';
import type { Warehouse } from '../warehouse/types.js';
import { enterOutcome, type NotificationSettings } from './enter.js';
import { beginAttempt, endAttempt, type Message, openMessages, type Sent } from './ledger.js';
import type { Channel } from './events.js';
import { nextAttempt } from './retry.js';

/** Brings one message to its recipient. It may throw: that is a failure after which another attempt may succeed. */
export type Carrier = (message: Message, signal: AbortSignal) => Promise<Sent>;

/** What sending rests on. */
export interface Sending {
  readonly warehouse: Warehouse;
  readonly telling: NotificationSettings;
  readonly carriers: Readonly<Record<Channel, Carrier>>;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** From 0 up to 1, for the pauses. */
  readonly random?: () => number;
  /** Also what failed a short while ago. */
  readonly isEager?: boolean;
}

/** What became of one message. */
export interface Attempted {
  readonly message: Message;
  readonly sent: Sent;
  /** When it is tried again; null where it is through or given up. */
  readonly next: Date | null;
}

/** An attempt that hangs is cut off after this long. */
const LONGEST_ATTEMPT_MS = 10 * 60_000;

/**
 * Tries each message that is due, once. No lock is held while anything is sent: a message is taken for one attempt, and what came of it
 * is entered afterwards. A sender killed in between leaves it to the next one, which sends it again under the same id.
 */
export async function sendOutbox(sending: Sending): Promise<Attempted[]> {
  const { warehouse, now, signal } = sending;
  const open = await warehouse.read((trx) => openMessages(trx, now(), sending.isEager ?? false));
  const attempted: Attempted[] = [];
  const unreachable = new Set<string>();
  for (const message of open) {
    if (signal.aborted) break;
    if (unreachable.has(wayOf(message))) continue;
    const done = await attempt(sending, message);
    if (done === undefined) continue;
    attempted.push(done);
    if (done.sent.result === 'failed' && done.sent.isUnreachable) unreachable.add(wayOf(message));
  }
  return attempted;
}

/** What one failed connection says something about. */
function wayOf({ recipient }: Message): string {
  return recipient.channel === 'destination' ? `destination ${recipient.name}` : recipient.channel;
}

async function attempt(sending: Sending, open: Message): Promise<Attempted | undefined> {
  const { warehouse, now, log } = sending;
  const message = await warehouse.write((trx) => beginAttempt(trx, open, now()));
  if (message === undefined) return undefined;
  const sent = await carry(sending, message);
  const next = nextOf(sending, message, sent);
  await warehouse.write(async (trx) => {
    const counts = await endAttempt(trx, warehouse.engine, message, sent, next, now());
    if (counts && isGivenUp(sent, next)) await tellGivenUp(trx, sending, message, sent.detail);
  });
  const { outcome, recipient, attemptCount } = message;
  const entry = { outcome: outcome.eventId, channel: recipient.channel, attemptCount, ...sent };
  if (sent.result === 'done') log.info(entry, 'sent');
  else if (sent.result === 'overtaken') log.info(entry, 'overtaken');
  else if (next === null) log.error(entry, 'given up');
  else log.warn({ ...entry, next: next.toISOString() }, 'not sent yet');
  return { message, sent, next };
}

function isGivenUp(sent: Sent, next: Date | null): sent is Exclude<Sent, { result: 'overtaken' }> {
  return next === null && (sent.result === 'failed' || sent.result === 'refused');
}

async function carry(sending: Sending, message: Message): Promise<Sent> {
  const { carriers, signal } = sending;
  const cutOff = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_ATTEMPT_MS)]);
  try {
    // A share that hangs heeds no signal; what it does after all is found there by the next attempt.
    const carried = carriers[message.recipient.channel](message, cutOff);
    return await Promise.race([carried, endOf(cutOff)]);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const fix = error instanceof QuarterlyError ? ` ${error.fix}` : '';
    const isUnreachable = error instanceof QuarterlyError && error.code === 'configuration';
    return { result: 'failed', detail: `${why}${fix}`, isUnreachable };
  }
}

/** Rejects once a signal is aborted. */
function endOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const end = (): void => {
      reject(new Error('It took too long, or the program was stopped.'));
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

function nextOf(sending: Sending, message: Message, sent: Sent): Date | null {
  const { now, signal, random = Math.random } = sending;
  if (sent.result !== 'failed') return null;
  // Stopped: that is no fault of the message's.
  if (signal.aborted) return now();
  const since = new Date(message.since);
  return nextAttempt(message.attemptCount, since, now(), random(), sent.waitMs) ?? null;
}

/** A release that didn't reach its readers is itself something to be reported. */
async function tellGivenUp(
  trx: Parameters<typeof enterOutcome>[0],
  sending: Sending,
  message: Message,
  why: string,
): Promise<void> {
  const { event } = message.outcome;
  if (message.recipient.channel !== 'destination' || event.kind !== 'released') return;
  const { releaseId } = event;
  const destination = message.recipient.name;
  await enterOutcome(
    trx,
    sending.telling,
    `${releaseId} ${destination} after ${message.attemptCount}`,
    { kind: 'delivery-given-up', releaseId, destination, attempts: message.attemptCount, why },
    sending.now(),
  );
}
