import { afterAll, expect, test } from 'vitest';
import { contentHash } from '../../../pipeline/warehouse/verify/content-hash.js';
import { copyWarehouse } from '../../../pipeline/warehouse/copy.js';
import { insertRows } from '../../../pipeline/warehouse/insert.js';
import type { Warehouse } from '../../../pipeline/warehouse/types.js';
import { isFullLength } from '../../support/length.js';
import {
  describeOnBoth,
  engines,
  postgresDatabases,
  sqliteDatabases,
} from '../../support/warehouses.js';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';

const EPISODES = 12_345;
const others = { sqlite: sqliteDatabases(), postgres: postgresDatabases() };
const opened: Warehouse[] = [];
afterAll(async () => {
  await Promise.all(opened.map((warehouse) => warehouse.close()));
  await others.sqlite.drop();
  await others.postgres.drop();
});

/** A return of more rows than one page, texts that engines quote each in their own way, and a run that rests on it. */
async function fill(warehouse: Warehouse): Promise<void> {
  await warehouse.write(async (trx) => {
    await trx('workspace_fact').insert({ name: 'a "name"', value: 'tab\tline\nback\\slash é' });
    await trx('landed_file').insert({
      sha256: 'a'.repeat(64),
      byte_count: 2 ** 40,
      is_encrypted: 1,
      landed_at: '2018-01-22T09:00:00.000Z',
    });
    await trx('received_return').insert({
      return_no: 7,
      return_id: 'ssda903-7',
      source: 'ssda903',
      as_at: '2017-12-31',
      received_at: '2018-01-22T09:00:00.000Z',
      status: 'accepted',
      layout: null,
      contract_hash: 'none',
    });
    await insertRows(
      trx,
      warehouse.engine,
      'ssda903__episode',
      ['return_no', 'row_no', 'area_code', 'child', 'start_date', 'new_episode_reason'],
      Array.from({ length: EPISODES }, (_, row) => [
        7,
        row + 2,
        'E06000004',
        `child ${row % 999}`,
        '2017-01-01',
        'S',
      ]),
    );
  });
}

describeOnBoth('a copy of a warehouse', (open, engine) => {
  // From one engine to the other is what operators do; the long tier tries both ways onto the same one too.
  test.each(isFullLength ? engines : engines.filter((other) => other !== engine))(
    'holds the same on %s',
    async (onto) => {
      const from = await open();
      await fill(from);
      const to = await openWarehouse(await others[onto].make('empty'));
      opened.push(to);
      const copy = await copyWarehouse(from, to);
      expect(copy.rowCount).toBeGreaterThan(EPISODES);
      expect(copy.contentHash).toBe(await contentHash(from));
      expect(copy.contentHash).toBe(await contentHash(to));
      const row: unknown = await to.read((trx) =>
        trx('landed_file').first('byte_count', 'landed_at'),
      );
      expect(row).toEqual({ byte_count: 2 ** 40, landed_at: '2018-01-22T09:00:00.000Z' });
      // It is a warehouse like any other: its lock is its own, and free.
      expect(await to.read((trx) => trx('run_lock').select('lock_no', 'holder'))).toEqual([
        { lock_no: 1, holder: null },
      ]);
    },
  );

  test('is made into an empty one alone', async () => {
    const from = await open();
    await fill(from);
    const to = await open();
    await fill(to);
    const before = await contentHash(to);
    await expect(copyWarehouse(from, to)).rejects.toMatchObject({ code: 'usage' });
    expect(await contentHash(to)).toBe(before);
    expect(engine).toBe(from.engine);
  });
});
