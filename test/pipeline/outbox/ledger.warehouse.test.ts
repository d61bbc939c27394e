import { pino } from 'pino';
import { expect, it } from 'vitest';
import { configurationSchema } from '../../../pipeline/workspace/schema.js';
import { enterOutcome, type NotificationSettings } from '../../../pipeline/outbox/enter.js';
import {
  beginAttempt,
  endAttempt,
  type Message,
  openMessages,
  outboxDepth,
  takeUpAgain,
} from '../../../pipeline/outbox/ledger.js';
import type { Event } from '../../../pipeline/outbox/events.js';
import { type Carrier, sendOutbox } from '../../../pipeline/outbox/send.js';
import type { Warehouse } from '../../../pipeline/warehouse/types.js';
import { describeOnBoth } from '../../support/warehouses.js';

const telling: NotificationSettings = {
  configuration: configurationSchema(['actions']).parse({
    authority: 'E06000004',
    notify: {
      mail: {
        server: 'smtp://localhost',
        from: 'p@example.org',
        to: ['ana@example.org', 'ANA@example.org'],
      },
      webhook: { url: 'https://example.org/hook' },
    },
  }),
  fingerprint: 'f',
};
const failed: Event = { kind: 'slot-failed', slot: 'run', why: 'The disk is full.' };
const at = (time: string): Date => new Date(`2018-01-22T${time}:00Z`);

async function enter(warehouse: Warehouse, id = 'one'): Promise<void> {
  await warehouse.write((trx) => enterOutcome(trx, telling, id, failed, at('06:00')));
}

function open(warehouse: Warehouse, time: string, isEager = false): Promise<Message[]> {
  return warehouse.read((trx) => openMessages(trx, at(time), isEager));
}

describeOnBoth('the outbox', (openWarehouse) => {
  it('holds an outcome once, with one message a recipient, however often it is entered', async () => {
    const warehouse = await openWarehouse();
    await enter(warehouse);
    await enter(warehouse);
    const messages = await open(warehouse, '06:00');
    expect(messages.map(({ recipient }) => recipient.channel).sort()).toEqual(['mail', 'webhook']);
    expect(messages[0]?.outcome).toEqual({
      eventId: 'slot-failed one',
      occurredAt: '2018-01-22T06:00:00.000Z',
      event: failed,
    });
  });

  it('holds nothing where the transaction is rolled back', async () => {
    const warehouse = await openWarehouse();
    const broken = warehouse.write(async (trx) => {
      await enterOutcome(trx, telling, 'one', failed, at('06:00'));
      throw new Error('broken off');
    });
    await expect(broken).rejects.toThrow('broken off');
    expect(await open(warehouse, '06:00')).toEqual([]);
  });

  it('gives a message only to one sender', async () => {
    const warehouse = await openWarehouse();
    await enter(warehouse);
    const [message] = await open(warehouse, '06:00');
    if (message === undefined) throw new Error('no message');
    const take = () => warehouse.write((trx) => beginAttempt(trx, message, at('06:00')));
    const taken = await Promise.all([take(), take(), take()]);
    expect(taken.filter((each) => each !== undefined)).toHaveLength(1);
    expect(await open(warehouse, '06:14', true)).toHaveLength(1);
    // Anyone who took it has died: it is free again.
    expect(await open(warehouse, '06:15')).toHaveLength(2);
  });

  it('lets what a sender enters count only while the message is its own', async () => {
    const warehouse = await openWarehouse();
    await enter(warehouse);
    const begin = async (time: string): Promise<Message> => {
      const [message] = (await open(warehouse, time)).filter(
        ({ recipient }) => recipient.channel === 'mail',
      );
      if (message === undefined) throw new Error('no message');
      const taken = await warehouse.write((trx) => beginAttempt(trx, message, at(time)));
      if (taken === undefined) throw new Error('not taken');
      return taken;
    };
    const end = (message: Message, sent: Parameters<typeof endAttempt>[3]) =>
      warehouse.write((trx) => endAttempt(trx, warehouse.engine, message, sent, null, at('07:00')));
    const slow = await begin('06:00');
    const second = await begin('06:20');
    expect(await end(second, { result: 'done', detail: '250 OK' })).toBe(true);
    expect(await end(slow, { result: 'refused', detail: '550 no' })).toBe(false);
    expect(await warehouse.read(outboxDepth)).toMatchObject({ waiting: 1, givenUp: 0 });
  });

  it('leaves a place that hangs once the program is stopped, and has the message tried again', async () => {
    const warehouse = await openWarehouse();
    await enter(warehouse);
    const stop = new AbortController();
    const hanging: Carrier = () => {
      stop.abort();
      return new Promise<never>(() => undefined);
    };
    const attempted = await sendOutbox({
      warehouse,
      telling,
      carriers: { mail: hanging, webhook: hanging, destination: hanging },
      now: () => at('06:00'),
      signal: stop.signal,
      log: pino({ enabled: false }),
    });
    expect(attempted.map(({ sent }) => sent.result)).toEqual(['failed']);
    expect(await open(warehouse, '06:00')).toHaveLength(2);
  });

  it('takes up what was given up when it is asked to, with a budget of its own', async () => {
    const warehouse = await openWarehouse();
    await enter(warehouse);
    for (const message of await open(warehouse, '06:00')) {
      await warehouse.write(async (trx) => {
        const taken = await beginAttempt(trx, message, at('06:00'));
        if (taken === undefined) throw new Error('not taken');
        const refused = { result: 'refused', detail: '550 no' } as const;
        await endAttempt(trx, warehouse.engine, taken, refused, null, at('06:01'));
      });
    }
    expect(await warehouse.read(outboxDepth)).toMatchObject({ waiting: 0, givenUp: 2 });
    expect(await open(warehouse, '09:00', true)).toEqual([]);
    expect(await warehouse.write((trx) => takeUpAgain(trx, at('09:00')))).toBe(2);
    expect((await open(warehouse, '09:00')).map(({ since }) => since)).toEqual([
      '2018-01-22T09:00:00.000Z',
      '2018-01-22T09:00:00.000Z',
    ]);
  });
});
