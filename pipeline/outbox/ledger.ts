import type { Knex } from 'knex';
import { insertRows } from '../warehouse/insert.js';
import type { Engine } from '../warehouse/types.js';
import type { Channel, Event, Outcome, Recipient } from './events.js';

/** A message that is to reach one recipient. */
export interface Message {
  readonly messageId: string;
  readonly outcome: Outcome;
  readonly recipient: Recipient;
  readonly attemptCount: number;
  /** UTC instant from which its budget is reckoned. */
  readonly since: string;
}

/** A file that reached a destination. */
export interface DeliveredFile {
  /** Where it lies, within the destination; with slashes. */
  readonly path: string;
  /** Of the bytes as they were read back from there. */
  readonly sha256: string;
  readonly byteCount: number;
}

/** How an attempt ended. */
export type Sent =
  | {
      readonly result: 'done';
      readonly detail: string;
      /** What a destination now has. */
      readonly receipts?: readonly DeliveredFile[];
    }
  /** It may succeed another time. */
  | {
      readonly result: 'failed';
      readonly detail: string;
      /** Nothing sent the same way would fare better now: no connection, no password. */
      readonly isUnreachable: boolean;
      /** How long the other side asks us to wait. */
      readonly waitMs?: number;
    }
  /** Nobody needs it any more. */
  | { readonly result: 'overtaken'; readonly detail: string }
  /** It never will. */
  | { readonly result: 'refused'; readonly detail: string };

interface Row {
  readonly message_id: string;
  readonly event_id: string;
  readonly channel: Channel;
  readonly recipient: string;
  readonly state: 'waiting' | 'sending' | 'done' | 'given up';
  readonly since: string;
  readonly try_at: string;
  readonly attempt_count: number;
  readonly taken_until: string | null;
  readonly kind: Event['kind'];
  readonly occurred_at: string;
  readonly facts: string;
}

/** A sender that died holds a message no longer than this; every attempt ends well before. */
const HOLD_MS = 15 * 60_000;

/**
 * Messages that may be sent at a moment, oldest first: those whose time has come, and those that a dead sender left.
 * @param isEager also those that failed and whose pause isn't over
 */
export async function openMessages(
  trx: Knex.Transaction,
  now: Date,
  isEager: boolean,
): Promise<Message[]> {
  const instant = now.toISOString();
  const rows = await trx('outbox as m')
    .join('event as e', 'e.event_id', 'm.event_id')
    .where((where) => {
      void where
        .where((waiting) => {
          void waiting.where('m.state', 'waiting');
          if (!isEager) void waiting.andWhere('m.try_at', '<=', instant);
        })
        .orWhere((left) => {
          void left.where('m.state', 'sending').andWhere('m.taken_until', '<=', instant);
        });
    })
    .orderBy(['e.occurred_at', 'm.message_id'])
    .select<Row[]>('m.*', 'e.kind', 'e.occurred_at', 'e.facts');
  return rows.map(messageOf);
}

function messageOf(row: Row): Message {
  const facts = JSON.parse(row.facts) as object;
  return {
    messageId: row.message_id,
    outcome: {
      eventId: row.event_id,
      occurredAt: row.occurred_at,
      event: { kind: row.kind, ...facts } as Event,
    },
    recipient: { channel: row.channel, name: row.recipient },
    attemptCount: row.attempt_count,
    since: row.since,
  };
}

/** Takes a message for one attempt, and enters that attempt; undefined where another sender was first. */
export async function beginAttempt(
  trx: Knex.Transaction,
  message: Message,
  now: Date,
): Promise<Message | undefined> {
  const taken = await trx('outbox')
    .where({ message_id: message.messageId, attempt_count: message.attemptCount })
    .whereIn('state', ['waiting', 'sending'])
    .update({
      state: 'sending',
      attempt_count: message.attemptCount + 1,
      taken_until: new Date(now.getTime() + HOLD_MS).toISOString(),
    });
  if (taken === 0) return undefined;
  const attemptCount = message.attemptCount + 1;
  await trx('outbox_attempt').insert({
    message_id: message.messageId,
    attempt_no: attemptCount,
    begun_at: now.toISOString(),
  });
  return { ...message, attemptCount };
}

/**
 * Enters how an attempt ended.
 * @param next when it is tried again; null: it is done, or given up
 * @returns false where another sender has taken the message since: what it enters counts then
 */
export async function endAttempt(
  trx: Knex.Transaction,
  engine: Engine,
  message: Message,
  sent: Sent,
  next: Date | null,
  now: Date,
): Promise<boolean> {
  const { messageId, attemptCount } = message;
  const instant = now.toISOString();
  await trx('outbox_attempt')
    .where({ message_id: messageId, attempt_no: attemptCount })
    .update({ ended_at: instant, result: sent.result, detail: sent.detail });
  const isDone = sent.result === 'done' || sent.result === 'overtaken';
  const settled = await trx('outbox')
    .where({ message_id: messageId, state: 'sending', attempt_count: attemptCount })
    .update({
      state: isDone ? 'done' : next === null ? 'given up' : 'waiting',
      try_at: (next ?? now).toISOString(),
      taken_until: null,
      settled_at: next === null ? instant : null,
    });
  if (settled === 0) return false;
  if (isDone) {
    await insertRows(
      trx,
      engine,
      'delivery_receipt',
      ['path', 'sha256', 'byte_count'],
      (sent.result === 'done' ? (sent.receipts ?? []) : []).map((file) => [
        file.path,
        file.sha256,
        file.byteCount,
      ]),
      { message_id: messageId, delivered_at: instant },
    );
  }
  return true;
}

/** Takes up again what was given up, with a budget of its own. Returns how many. */
export function takeUpAgain(trx: Knex.Transaction, now: Date): Promise<number> {
  const instant = now.toISOString();
  return trx('outbox')
    .where({ state: 'given up' })
    .update({ state: 'waiting', since: instant, try_at: instant, settled_at: null });
}

/** How much there is to send, and what couldn't be. */
export interface OutboxDepth {
  readonly waiting: number;
  readonly givenUp: number;
  /** UTC instant; null where nothing waits. */
  readonly oldestWaiting: string | null;
}

export async function outboxDepth(trx: Knex.Transaction): Promise<OutboxDepth> {
  const rows = await trx<Pick<Row, 'state' | 'since'>>('outbox')
    .whereNot({ state: 'done' })
    .select('state', 'since');
  const waiting = rows.filter((row) => row.state !== 'given up').map((row) => row.since);
  return {
    waiting: waiting.length,
    givenUp: rows.length - waiting.length,
    oldestWaiting: waiting.sort()[0] ?? null,
  };
}

/** A message that isn't through, and what was last said of it. */
export interface UnsentMessage {
  readonly eventId: string;
  readonly recipient: Recipient;
  readonly state: 'waiting' | 'sending' | 'given up';
  readonly attemptCount: number;
  readonly tryAt: string;
  readonly problem: string | null;
}

interface UnsentRow extends Omit<Row, 'state'> {
  readonly state: UnsentMessage['state'];
  readonly detail: string | null;
}

/** Messages that aren't through, oldest first. */
export async function unsentMessages(trx: Knex.Transaction): Promise<UnsentMessage[]> {
  const rows = await trx('outbox as m')
    .leftJoin('outbox_attempt as a', (join) => {
      join.on('a.message_id', 'm.message_id').andOn('a.attempt_no', 'm.attempt_count');
    })
    .whereNot('m.state', 'done')
    .orderBy(['m.since', 'm.message_id'])
    .select<UnsentRow[]>('m.*', 'a.detail');
  return rows.map((row) => ({
    eventId: row.event_id,
    recipient: { channel: row.channel, name: row.recipient },
    state: row.state,
    attemptCount: row.attempt_count,
    tryAt: row.try_at,
    problem: row.detail,
  }));
}
