import { expect, test } from 'vitest';
import { breakLock, lockHolder, takeLock, withLock } from '../../../pipeline/workspace/lock.js';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';
import { describeOnBoth } from '../../support/warehouses.js';

/** A clock that stops until it is set. */
function clock(start = '2018-01-09T09:00:00.000Z') {
  let time = Date.parse(start);
  return {
    now: () => new Date(time),
    pass: (seconds: number) => {
      time += seconds * 1000;
    },
  };
}

const ana = { holder: 'ana on reports-1', purpose: 'run 2017-18-Q3', leaseSeconds: 60 };
const ben = { holder: 'ben on reports-2', purpose: 'receive', leaseSeconds: 60 };

describeOnBoth('the run lock', (open, _engine, databases) => {
  test('goes to one of eight who ask at once', async () => {
    const where = await databases.make();
    const { now } = clock();
    const warehouses = await Promise.all(Array.from({ length: 8 }, () => openWarehouse(where)));
    const results = await Promise.allSettled(
      warehouses.map((warehouse, index) =>
        takeLock(warehouse, { ...ana, holder: `taker ${index}`, now }),
      ),
    );
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(7);
    for (const { reason } of refused) {
      expect(reason).toMatchObject({ name: 'QuarterlyError', code: 'locked' });
    }
    await Promise.all(warehouses.map((warehouse) => warehouse.close()));
  });

  test('says who holds it, since when, what for, and how to end it', async () => {
    const warehouse = await open();
    const { now } = clock();
    await takeLock(warehouse, { ...ana, now });
    await expect(takeLock(warehouse, { ...ben, now })).rejects.toMatchObject({
      code: 'locked',
      message:
        'The workspace is in use: ana on reports-1 has held it since 2018-01-09T09:00:00.000Z (run 2017-18-Q3).',
      fix: expect.stringContaining('quarterly unlock') as string,
    });
    expect(await lockHolder(warehouse)).toEqual({
      holder: 'ana on reports-1',
      purpose: 'run 2017-18-Q3',
      takenAt: '2018-01-09T09:00:00.000Z',
      expiresAt: '2018-01-09T09:01:00.000Z',
    });
  });

  test('is free again once released', async () => {
    const warehouse = await open();
    const { now } = clock();
    const first = await takeLock(warehouse, { ...ana, now });
    await first.release();
    expect(await lockHolder(warehouse)).toBeUndefined();
    const second = await takeLock(warehouse, { ...ben, now });
    expect(second.fence).toBeGreaterThan(first.fence);
  });

  test('is held past its lease by one who renews it, and is free at its end otherwise', async () => {
    const warehouse = await open();
    const { now, pass } = clock();
    const lock = await takeLock(warehouse, { ...ana, now });
    pass(59);
    await lock.renew();
    pass(59);
    await expect(takeLock(warehouse, { ...ben, now })).rejects.toMatchObject({ code: 'locked' });
    pass(1);
    await takeLock(warehouse, { ...ben, now });
    expect(await lockHolder(warehouse)).toMatchObject({ holder: 'ben on reports-2' });
  });

  test('once lost lets its former holder write nothing more, nor renew, nor release', async () => {
    const warehouse = await open();
    const { now, pass } = clock();
    const stalled = await takeLock(warehouse, { ...ana, now });
    pass(61);
    await takeLock(warehouse, { ...ben, now });
    const late = warehouse.write(
      (trx) => trx('workspace_fact').insert({ name: 'late', value: '1' }),
      stalled,
    );
    await expect(late).rejects.toMatchObject({ code: 'locked' });
    await expect(stalled.renew()).rejects.toMatchObject({ code: 'locked' });
    await stalled.release();
    expect(await lockHolder(warehouse)).toMatchObject({ holder: 'ben on reports-2' });
    expect(await warehouse.read((trx) => trx('workspace_fact').pluck('name'))).toEqual([]);
  });

  test('is renewed by what its holder writes, however long that takes', async () => {
    const warehouse = await open();
    const { now, pass } = clock();
    const lock = await takeLock(warehouse, { ...ana, now });
    await warehouse.write(async (trx) => {
      await trx('workspace_fact').insert({ name: 'slow', value: '1' });
      pass(300);
    }, lock);
    expect(await lockHolder(warehouse)).toMatchObject({ expiresAt: '2018-01-09T09:06:00.000Z' });
  });

  test('can be broken, and its holder then writes nothing more', async () => {
    const warehouse = await open();
    const { now } = clock();
    const lock = await takeLock(warehouse, { ...ana, now });
    expect(await breakLock(warehouse)).toMatchObject({ holder: 'ana on reports-1' });
    expect(await breakLock(warehouse)).toBeUndefined();
    await expect(warehouse.write(() => Promise.resolve(), lock)).rejects.toMatchObject({
      code: 'locked',
      message: expect.stringContaining('nobody holds it now') as string,
    });
  });

  test('is held while a body works, and freed when it fails', async () => {
    const warehouse = await open();
    const { now } = clock();
    const failing = withLock(warehouse, { ...ana, now }, async (lock) => {
      await warehouse.write((trx) => trx('workspace_fact').insert({ name: 'a', value: '1' }), lock);
      expect(await lockHolder(warehouse)).toMatchObject({ holder: 'ana on reports-1' });
      throw new Error('in the middle');
    });
    await expect(failing).rejects.toThrow('in the middle');
    expect(await lockHolder(warehouse)).toBeUndefined();
  });

  test('is kept alive while a body works, and stops the body when it is lost', async () => {
    const where = await databases.make();
    const [own, other] = await Promise.all([openWarehouse(where), openWarehouse(where)]);
    const now = (): Date => new Date();
    const order = { ...ana, now, leaseSeconds: 0.3 };
    await withLock(own, order, async (_lock, signal) => {
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect(signal.aborted).toBe(false);
      await expect(takeLock(other, { ...ben, now })).rejects.toMatchObject({ code: 'locked' });
      await breakLock(other);
      await expect.poll(() => signal.aborted).toBe(true);
      expect(signal.reason).toMatchObject({ code: 'locked' });
    });
    await Promise.all([own.close(), other.close()]);
  });
});
