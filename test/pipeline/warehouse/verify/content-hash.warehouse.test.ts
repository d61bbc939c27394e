import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentHash } from '../../../../pipeline/warehouse/verify/content-hash.js';
import { insertRows } from '../../../../pipeline/warehouse/insert.js';
import type { Value } from '../../../../pipeline/warehouse/rows.js';
import { openWarehouse } from '../../../../pipeline/warehouse/open.js';
import type { Engine, Warehouse } from '../../../../pipeline/warehouse/types.js';
import { type Databases, postgresDatabases, sqliteDatabases } from '../../../support/warehouses.js';

/** Two returns, with rows enough for more than one page and text that collations order differently. */
const children = ['a', 'B', 'é', '😀', '\uffee', 'ä', `it's`];
const contacts = (of: string): Value[][] =>
  Array.from({ length: 6000 }, (_, index) => [
    index + 2,
    'E06000004',
    `${children[index % children.length] ?? ''} of ${of}`,
    '2017-10-04',
    index % 3 === 0 ? null : 'N1',
  ]);

interface Variation {
  /** The return received first has number 1. */
  readonly order: readonly string[];
  readonly receivedAt: string;
  readonly reversed: boolean;
}

const usual: Variation = { order: ['one', 'two'], receivedAt: '2018-01-09', reversed: false };

async function fill(warehouse: Warehouse, variation: Variation): Promise<void> {
  await warehouse.write(async (trx) => {
    for (const [index, id] of variation.order.entries()) {
      const return_no = index + 1;
      await trx('received_return').insert({
        return_no,
        return_id: id,
        source: 'annex-a',
        as_at: '2017-12-31',
        received_at: variation.receivedAt,
        status: 'accepted',
        contract_hash: 'c',
      });
      const rows = contacts(id);
      if (variation.reversed) rows.reverse();
      await insertRows(
        trx,
        warehouse.engine,
        'annex_a__contact',
        ['row_no', 'area_code', 'child', 'contact_date', 'contact_source'],
        rows,
        { return_no },
      );
    }
    await trx('run').insert({
      run_id: 'r01',
      quarter: '2017-18-Q3',
      area_code: 'E06000004',
      known_at: '2018-01-10',
      started_at: variation.receivedAt,
      status: 'finished',
      inputs_hash: 'i',
      definitions_hash: 'd',
      configuration_hash: 'c',
      code_hash: 'c',
    });
    for (const [index] of variation.order.entries()) {
      await trx('run_pin').insert({
        run_id: 'r01',
        quarter: '2017-18-Q3',
        source: 'annex-a',
        return_no: index + 1,
        is_current: 1,
        covers_from: '2017-07-01',
        covers_to: '2017-12-31',
      });
    }
  });
}

describe('the content hash', () => {
  let databases: Record<Engine, Databases>;
  const opened: Warehouse[] = [];
  beforeAll(() => {
    databases = { sqlite: sqliteDatabases(), postgres: postgresDatabases() };
  });
  afterAll(async () => {
    await Promise.all(opened.map((warehouse) => warehouse.close()));
    await Promise.all([databases.sqlite.drop(), databases.postgres.drop()]);
  });

  async function filled(engine: Engine, variation: Partial<Variation> = {}): Promise<Warehouse> {
    const warehouse = await openWarehouse(await databases[engine].make());
    opened.push(warehouse);
    await fill(warehouse, { ...usual, ...variation });
    return warehouse;
  }

  test('is the same for the same content on either engine', async () => {
    const sqlite = await contentHash(await filled('sqlite'));
    expect(sqlite).toMatch(/^[0-9a-f]{64}$/);
    expect(await contentHash(await filled('postgres'))).toBe(sqlite);
  });

  test('heeds neither the order of rows and returns, nor numbers given here, nor when', async () => {
    const base = await contentHash(await filled('sqlite'));
    expect(await contentHash(await filled('sqlite', { reversed: true }))).toBe(base);
    expect(await contentHash(await filled('sqlite', { order: ['two', 'one'] }))).toBe(base);
    expect(await contentHash(await filled('sqlite', { receivedAt: '2018-02-01' }))).toBe(base);
    expect(await contentHash(await filled('postgres', { order: ['two', 'one'] }))).toBe(base);
  });

  test('changes with any value, on any page of rows', async () => {
    const warehouse = await filled('sqlite');
    const hashes = [await contentHash(warehouse)];
    for (const row_no of [2, 5002, 6001]) {
      await warehouse.write((trx) =>
        trx('annex_a__contact').where({ return_no: 2, row_no }).update({ contact_source: 'N2' }),
      );
      hashes.push(await contentHash(warehouse));
    }
    await warehouse.write((trx) =>
      trx('run_pin').where({ return_no: 2 }).update({ is_current: 0 }),
    );
    hashes.push(await contentHash(warehouse));
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
