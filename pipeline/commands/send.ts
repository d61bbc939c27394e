import { exitCodes } from '../core/errors.js';
import { outboxDepth, takeUpAgain } from '../outbox/ledger.js';
import type { Attempted } from '../outbox/send.js';
import { withSession } from '../workspace/session.js';
import type { Runtime } from '../core/runtime.js';
import { unsentLines } from '../send/send-afterwards.js';
import { sendWaiting } from '../send/send-waiting.js';
import type { CommonOptions } from './common-options.js';
import { wrap } from '../core/wrap.js';

interface SendOptions extends CommonOptions {
  readonly givenUp: boolean;
}

/** `quarterly send`: sends what waits in the outbox, also what failed a moment ago. */
export async function sendCommand(
  _positional: readonly string[],
  options: SendOptions,
  runtime: Runtime,
): Promise<number> {
  return withSession(options, runtime, async (session) => {
    const { warehouse } = session;
    if (options.givenUp) await warehouse.write((trx) => takeUpAgain(trx, runtime.now()));
    const attempted = await sendWaiting(session, { isEager: true });
    const depth = await warehouse.read(outboxDepth);
    if (options.json) {
      const messages = attempted.map(asJson);
      runtime.stdout.write(`${JSON.stringify({ messages, ...depth })}\n`);
    } else {
      const lines = [...attempted.filter(isSent).map(sentLine), ...unsentLines(attempted)];
      const text = lines.length === 0 ? ['Nothing is waiting to be sent.'] : lines;
      runtime.stdout.write(`${wrap(text.join('\n'), runtime.columns)}\n`);
    }
    return attempted.every(isSent) ? 0 : exitCodes.delivery;
  });
}

function isSent({ sent }: Attempted): boolean {
  return sent.result === 'done' || sent.result === 'overtaken';
}

function sentLine({ message, sent }: Attempted): string {
  const what = `${message.outcome.eventId} to ${message.recipient.name}`;
  return sent.result === 'overtaken'
    ? `Not sent any more: ${what}. ${sent.detail}`
    : `Sent: ${what}`;
}

function asJson({ message, sent, next }: Attempted) {
  const { outcome, recipient, attemptCount } = message;
  return {
    outcome: outcome.eventId,
    channel: recipient.channel,
    recipient: recipient.name,
    result: sent.result,
    detail: sent.detail,
    attempts: attemptCount,
    next: next?.toISOString() ?? null,
  };
}
