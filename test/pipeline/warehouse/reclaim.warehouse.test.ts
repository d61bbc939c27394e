import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';
import { beyondReach, reclaim } from '../../../pipeline/warehouse/reclaim.js';
import type { Warehouse } from '../../../pipeline/warehouse/types.js';
import { describeOnBoth } from '../../support/warehouses.js';

/** As many as the demo's children are some nine thousand. */
const CHILDREN = Array.from(
  { length: 9312 },
  (_, index) => `c0ffee${String(index).padStart(18, '0')}`,
);

async function fill(warehouse: Warehouse): Promise<void> {
  await warehouse.knex.raw('create table person (person_no integer primary key, child text)');
  await warehouse.write(async (trx) => {
    for (let from = 0; from < CHILDREN.length; from += 500) {
      await trx('person').insert(
        CHILDREN.slice(from, from + 500).map((child, index) => ({
          person_no: from + index,
          child,
        })),
      );
    }
  });
}

/** Those that the database's files still hold. */
async function leftIn(file: string): Promise<string[]> {
  const folder = path.dirname(file);
  const names = (await readdir(folder)).filter((name) => name.startsWith(path.basename(file)));
  const bytes = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'latin1')));
  return CHILDREN.filter((child) => bytes.some((each) => each.includes(child)));
}

/** A promise and what settles it; Node 20 has none of its own. */
function signal(): { readonly promise: Promise<undefined>; resolve(value: undefined): void } {
  let resolve: (value: undefined) => void = () => undefined;
  const promise = new Promise<undefined>((done) => {
    resolve = done;
  });
  return {
    promise,
    resolve: (value) => {
      resolve(value);
    },
  };
}

describeOnBoth('what was deleted', (open, engine, databases) => {
  it('is in no table’s pages once the warehouse is reclaimed', async () => {
    const warehouse = await open();
    await fill(warehouse);
    await warehouse.write((trx) => trx('person').delete());
    await reclaim(warehouse, ['person']);
    expect(beyondReach(warehouse) === null).toBe(engine === 'sqlite');
    if (engine === 'sqlite') {
      expect(await leftIn(warehouse.label)).toEqual([]);
    } else {
      const rows: { bytes: number }[] = await warehouse.knex.raw(
        `select pg_relation_size('person') as bytes`,
      );
      expect(rows[0]?.bytes).toBe(0);
    }
  });

  it('is named while another connection reads, and gone when it has ended', async () => {
    const where = await databases.make();
    const warehouse = await openWarehouse(where, { waitSeconds: 1 });
    const other = await openWarehouse(where);
    try {
      await fill(warehouse);
      const reading = signal();
      const started = signal();
      const reader = other.read(async (trx) => {
        await trx('person').count();
        started.resolve(undefined);
        await reading.promise;
      });
      await started.promise;
      await warehouse.write((trx) => trx('person').delete());
      await expect(reclaim(warehouse, ['person'])).rejects.toMatchObject({
        code: 'locked',
        message: expect.stringContaining('Deleted rows remain in') as string,
      });
      reading.resolve(undefined);
      await reader;
      await reclaim(warehouse, ['person']);
      if (engine === 'sqlite') expect(await leftIn(where)).toEqual([]);
    } finally {
      await Promise.all([warehouse.close(), other.close()]);
    }
  });

  it.runIf(engine === 'postgres')(
    'is named while a write is open in another database of the server, and gone when it has ended',
    async () => {
      const warehouse = await openWarehouse(await databases.make(), { waitSeconds: 1 });
      const elsewhere = await openWarehouse(await databases.make());
      try {
        await fill(warehouse);
        const writing = signal();
        const started = signal();
        const writer = elsewhere.write(async (trx) => {
          await trx.raw('select txid_current()');
          started.resolve(undefined);
          await writing.promise;
        });
        await started.promise;
        await warehouse.write((trx) => trx('person').delete());
        await expect(reclaim(warehouse, ['person'])).rejects.toMatchObject({
          code: 'locked',
          message: expect.stringContaining('Deleted rows remain in person') as string,
        });
        writing.resolve(undefined);
        await writer;
        await reclaim(warehouse, ['person']);
        const rows: { bytes: number }[] = await warehouse.knex.raw(
          `select pg_relation_size('person') as bytes`,
        );
        expect(rows[0]?.bytes).toBe(0);
      } finally {
        await Promise.all([warehouse.close(), elsewhere.close()]);
      }
    },
  );
});
