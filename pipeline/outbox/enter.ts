import type { Knex } from 'knex';
import type { Configuration } from '../workspace/schema.js';
import type { Event, Recipient } from './events.js';
import { recipientsOf } from './recipients.js';
import { sha256 } from '../core/sha256.js';

/** For whom outcomes are entered. */
export interface NotificationSettings {
  readonly configuration: Configuration;
  /** Fingerprint of the workspace's key: ids of two workspaces of one council never meet. */
  readonly fingerprint: string;
}

/**
 * Enters what happened, and a message for each who is to hear of it, in the caller's transaction: it is reported if and only if that commits.
 * The same outcome again changes nothing.
 * @param id what it is, within its kind, such as a run's id
 */
export async function enterOutcome(
  trx: Knex.Transaction,
  telling: NotificationSettings,
  id: string,
  event: Event,
  now: Date,
): Promise<void> {
  const eventId = `${event.kind} ${id}`;
  const instant = now.toISOString();
  const known = await trx<{ event_id: string }>('event').where({ event_id: eventId }).first();
  if (known !== undefined) return;
  const { kind, ...facts } = event;
  await trx('event').insert({
    event_id: eventId,
    kind,
    occurred_at: instant,
    facts: JSON.stringify(facts),
  });
  for (const recipient of recipientsOf(event, telling.configuration)) {
    await trx('outbox').insert({
      message_id: messageIdOf(telling.fingerprint, eventId, recipient),
      event_id: eventId,
      channel: recipient.channel,
      recipient: recipient.name,
      state: 'waiting',
      since: instant,
      try_at: instant,
      attempt_count: 0,
    });
  }
}

/** The same for the same outcome and recipient, however often it is sent: mail servers and readers then know it for one. */
function messageIdOf(fingerprint: string, eventId: string, recipient: Recipient): string {
  return sha256(JSON.stringify([fingerprint, eventId, recipient.channel, recipient.name])).slice(
    0,
    32,
  );
}
