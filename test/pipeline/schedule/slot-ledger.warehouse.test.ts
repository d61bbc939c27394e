import fc from 'fast-check';
import { expect, it } from 'vitest';
import { workingDays } from '../../../pipeline/core/calendar/working-days.js';
import {
  enterDueSlots,
  isAnythingOwed,
  isLeftUndone,
  type LedgerSlot,
  type SlotRules,
  settleSlot,
  takeSlot,
} from '../../../pipeline/schedule/slot-ledger.js';
import { type Job, jobs, slotsBetween } from '../../../pipeline/schedule/slots.js';
import type { Warehouse } from '../../../pipeline/warehouse/types.js';
import { atLength } from '../../support/length.js';
import { describeOnBoth } from '../../support/warehouses.js';
import type { StoredSlot } from './support.js';

const rules: SlotRules = {
  timetable: {
    pull: { at: '06:00' },
    run: { at: '06:00', firstTry: 15, cutOff: 18 },
    chase: { at: '06:00' },
  },
  workingDays: workingDays(),
};

/** Looks as a scheduler does, and does all that is due; gives what it did. */
async function look(
  warehouse: Warehouse,
  at: string | Date,
  state: 'done' | 'waited' = 'done',
): Promise<LedgerSlot[]> {
  const now = new Date(at);
  await warehouse.write((trx) => enterDueSlots(trx, rules, now));
  const done: LedgerSlot[] = [];
  for (;;) {
    const slot = await warehouse.write((trx) => takeSlot(trx, 'a test', now));
    if (slot === undefined) return done;
    const outcome = { state, why: 'as the test says', runId: null, exitCode: 0 };
    await warehouse.write((trx) => settleSlot(trx, slot, outcome, now));
    done.push(slot);
  }
}

function stored(warehouse: Warehouse, job: Job): Promise<StoredSlot[]> {
  return warehouse.read((trx) =>
    trx<StoredSlot>('schedule_slot').where({ job }).orderBy('slot_at'),
  );
}

function states(slots: readonly StoredSlot[]): string[] {
  return slots.map((slot) => `${slot.slot_at.slice(0, 10)} ${slot.state}`);
}

describeOnBoth('the ledger of slots', (open, engine) => {
  it('begins with the first look: what is before it is not owed', async () => {
    const warehouse = await open();
    expect(await look(warehouse, '2018-01-22T08:00:00Z')).toEqual([]);
    expect(await stored(warehouse, 'pull')).toEqual([]);
  });

  it('owes nothing until a slot comes, and nothing after it is done', async () => {
    const warehouse = await open();
    const owes = (at: string): Promise<boolean> =>
      warehouse.read((trx) => isAnythingOwed(trx, rules, new Date(at)));
    expect(await owes('2018-01-20T12:00:00Z')).toBe(true);
    await look(warehouse, '2018-01-20T12:00:00Z');
    expect(await owes('2018-01-21T05:59:59Z')).toBe(false);
    expect(await owes('2018-01-21T06:00:00Z')).toBe(true);
    await look(warehouse, '2018-01-21T06:00:00Z');
    expect(await owes('2018-01-21T23:00:00Z')).toBe(false);
  });

  it.each([
    [0, '2018-01-22T06:00:00Z', ['2018-01-22 done']],
    [1, '2018-01-23T06:30:00Z', ['2018-01-22 superseded', '2018-01-23 done']],
    [
      3,
      '2018-01-27T09:00:00Z',
      [
        '2018-01-22 superseded',
        '2018-01-23 superseded',
        '2018-01-24 superseded',
        '2018-01-25 done',
      ],
    ],
  ])('after %i missed slots does the last run and says so of the others', async (_n, at, runs) => {
    const warehouse = await open();
    await look(warehouse, '2018-01-21T12:00:00Z');
    const done = await look(warehouse, at);
    // What has come meanwhile is taken in before anybody is reminded of it.
    expect(done.map((slot) => slot.job)).toEqual(['pull', 'run', 'chase']);
    const slots = await stored(warehouse, 'run');
    expect(states(slots)).toEqual(runs);
    const last = Number((runs.at(-1) ?? '').slice(8, 10));
    for (const slot of slots.slice(0, -1)) {
      expect(slot.why).toContain(`superseded by the slot of ${last} January 2018 at 06:00`);
    }
    const pulls = await stored(warehouse, 'pull');
    expect(pulls.filter((slot) => slot.state === 'done')).toHaveLength(1);
    expect(pulls.at(-1)?.state).toBe('done');
  });

  it('gives each quarter its run after months in which nothing ran', async () => {
    const warehouse = await open();
    await look(warehouse, '2018-01-21T12:00:00Z');
    const done = await look(warehouse, '2018-08-01T12:00:00Z');
    expect(done.filter((slot) => slot.job === 'run').map((slot) => slot.quarter)).toEqual([
      '2017-18-Q3',
      '2017-18-Q4',
      '2018-19-Q1',
    ]);
    const slots = await stored(warehouse, 'run');
    expect(slots).toHaveLength(12);
    expect(slots.filter((slot) => slot.state === 'superseded')).toHaveLength(9);
    expect(await stored(warehouse, 'pull')).toHaveLength(192);
  });

  it('has one pull a day over both clock changes, whenever it is looked at', async () => {
    const warehouse = await open();
    for (const [from, until] of [
      ['2018-03-23T12:00:00Z', '2018-03-27T00:00:00Z'],
      ['2018-10-26T12:00:00Z', '2018-10-30T00:00:00Z'],
    ] as const) {
      for (let at = Date.parse(from); at < Date.parse(until); at += 3.5 * 3_600_000) {
        await look(warehouse, new Date(at));
      }
    }
    const days = (await stored(warehouse, 'pull'))
      .filter((slot) => slot.state === 'done')
      .map((slot) => slot.slot_at);
    expect(days).toContain('2018-03-24T06:00:00.000Z');
    expect(days).toContain('2018-03-25T05:00:00.000Z');
    expect(days).toContain('2018-03-26T05:00:00.000Z');
    expect(days).toContain('2018-10-27T05:00:00.000Z');
    expect(days).toContain('2018-10-28T06:00:00.000Z');
    expect(new Set(days.map((at) => at.slice(0, 10))).size).toBe(days.length);
  });

  it('does nothing twice when the clock is set back', async () => {
    const warehouse = await open();
    await look(warehouse, '2018-01-21T12:00:00Z');
    expect(await look(warehouse, '2018-01-22T06:00:10Z')).toHaveLength(3);
    expect(await look(warehouse, '2018-01-21T12:00:00Z')).toEqual([]);
    expect(await look(warehouse, '2018-01-22T06:00:10Z')).toEqual([]);
    expect(states(await stored(warehouse, 'run'))).toEqual(['2018-01-22 done']);
  });

  it('finds its way back from a clock that ran months ahead', async () => {
    const warehouse = await open();
    await look(warehouse, '2018-01-21T12:00:00Z');
    await look(warehouse, '2018-06-30T12:00:00Z', 'waited');
    const { takenOff } = await warehouse.write((trx) =>
      enterDueSlots(trx, rules, new Date('2018-01-21T13:00:00Z')),
    );
    expect(takenOff).toBeGreaterThan(100);
    expect(await look(warehouse, '2018-01-22T06:00:00Z')).toHaveLength(3);
    expect(states(await stored(warehouse, 'run'))).toEqual(['2018-01-22 done']);
  });

  it('bears with a scheduler whose clock is a few minutes slow', async () => {
    const warehouse = await open();
    await look(warehouse, '2018-01-21T12:00:00Z');
    await look(warehouse, '2018-01-22T06:02:00Z', 'waited');
    expect(await look(warehouse, '2018-01-22T05:58:00Z')).toEqual([]);
    expect(states(await stored(warehouse, 'run'))).toEqual(['2018-01-22 waited']);
  });

  it('takes up what a dead program left, and gives it up after three deaths', async () => {
    const warehouse = await open();
    await look(warehouse, '2018-01-20T12:00:00Z');
    const now = new Date('2018-01-21T06:00:00Z');
    for (const attempt of [1, 2, 3]) {
      await warehouse.write((trx) => enterDueSlots(trx, rules, now));
      const slot = await warehouse.write((trx) => takeSlot(trx, 'one that dies', now));
      expect(slot).toMatchObject({ at: '2018-01-21T06:00:00.000Z', attemptCount: attempt });
    }
    await warehouse.write((trx) => enterDueSlots(trx, rules, now));
    expect(await warehouse.write((trx) => takeSlot(trx, 'the fourth', now))).toBeUndefined();
    const [slot] = await stored(warehouse, 'pull');
    expect(slot).toMatchObject({ state: 'failed', exit_code: 1 });
    expect(slot?.why).toContain('died over it 3 times');
  });

  it('says that slots are left undone where nobody looks', async () => {
    const warehouse = await open();
    await look(warehouse, '2018-01-21T12:00:00Z');
    const isLeft = (at: string): Promise<boolean> =>
      warehouse.read((trx) => isLeftUndone(trx, rules, new Date(at)));
    expect(await isLeft('2018-01-22T05:00:00Z')).toBe(false);
    expect(await isLeft('2018-01-22T07:00:00Z')).toBe(true);
    await look(warehouse, '2018-01-22T08:00:00Z');
    expect(await isLeft('2018-01-22T07:00:00Z')).toBe(false);
  });

  it('refuses a second row for a slot, no matter who enters it', async () => {
    const warehouse = await open();
    await look(warehouse, '2018-01-20T12:00:00Z');
    await look(warehouse, '2018-01-21T06:00:00Z');
    const again = warehouse.write((trx) =>
      trx('schedule_slot').insert({
        job: 'pull',
        slot_at: '2018-01-21T06:00:00.000Z',
        is_last: 0,
        state: 'due',
        attempt_count: 0,
      }),
    );
    await expect(again).rejects.toThrow(/unique/i);
  });

  it('has one row for every slot, done once at most, however the clock jumps', async () => {
    const start = Date.parse('2018-01-18T12:00:00Z');
    const end = new Date('2018-02-01T12:00:00Z');
    const clock = fc.array(fc.integer({ min: start, max: end.getTime() }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(clock, async (looks) => {
        const warehouse = await open();
        await look(warehouse, new Date(start));
        const done: string[] = [];
        for (const at of [...looks, end.getTime()]) {
          const slots = await look(warehouse, new Date(at));
          done.push(...slots.map((slot) => `${slot.job} ${slot.at}`));
        }
        expect(new Set(done).size).toBe(done.length);
        for (const job of jobs) {
          const slots = await stored(warehouse, job);
          expect(slots.map((slot) => slot.slot_at)).toEqual(
            slotsBetween(job, rules.timetable, rules.workingDays, new Date(start), end).map(
              (slot) => slot.at,
            ),
          );
          for (const slot of slots) expect(['done', 'superseded']).toContain(slot.state);
        }
      }),
      { numRuns: atLength({ sample: engine === 'sqlite' ? 4 : 1, full: 50 }) },
    );
  });
});
