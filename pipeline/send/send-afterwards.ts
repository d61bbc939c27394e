import { openMessages } from '../outbox/ledger.js';
import type { Attempted } from '../outbox/send.js';
import type { Session } from '../workspace/session.js';

/**
 * Sends what a command has entered, and what else is due, once its work is done. It never throws: what was made stays whether or not
 * anybody could be reached, and what wasn't sent is tried again by the next look at the schedule.
 */
export async function sendAfterwards(session: Session): Promise<Attempted[]> {
  const { warehouse, runtime, log } = session;
  try {
    const open = await warehouse.read((trx) => openMessages(trx, runtime.now(), false));
    if (open.length === 0) return [];
    // Most commands have nothing to send: mail and SFTP are loaded only for those that do.
    const { sendWaiting } = await import('./send-waiting.js');
    return await sendWaiting(session);
  } catch (error) {
    log.warn({ error: error instanceof Error ? error.message : String(error) }, 'nothing was sent');
    return [];
  }
}

/** What a command says of messages that aren't through, a line each; nothing where all are. */
export function unsentLines(attempted: readonly Attempted[]): string[] {
  const lines = attempted
    .filter(({ sent }) => sent.result === 'failed' || sent.result === 'refused')
    .map(({ message, sent, next }) => {
      const { outcome, recipient } = message;
      const what = `${outcome.eventId} to ${recipient.name}`;
      return next === null
        ? `! Given up: ${what}. ${sent.detail}`
        : `! Not sent yet: ${what}. ${sent.detail}`;
    });
  const isGivenUp = lines.some((line) => line.startsWith('! Given up'));
  return isGivenUp ? [...lines, 'Once it is fixed: quarterly send --given-up.'] : lines;
}
