import { cpSync, mkdtempSync, rmSync, writeFileSync, appendFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import { migrate, pendingMigrations, schemaVersion } from '../../../pipeline/warehouse/migrate.js';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';
import { describeTables } from '../../../pipeline/warehouse/tables.js';
import { forPostgres } from '../../../pipeline/warehouse/translate.js';
import type { Warehouse } from '../../../pipeline/warehouse/types.js';
import { describeOnBoth } from '../../support/warehouses.js';
import { outputOf, startChild } from './children/child.js';

const shipped = shippedFile('sql', 'migrations');
const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A folder of our migrations and one more, which may hold anything. */
function migrationsAnd(name?: string, sql = ''): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterly-migrations-'));
  made.push(folder);
  cpSync(shipped, folder, { recursive: true });
  if (name !== undefined) writeFileSync(path.join(folder, `${name}.sql`), sql);
  return folder;
}

describeOnBoth('migrations', (open, engine, databases) => {
  const empty = async (): Promise<Warehouse> => openWarehouse(await databases.make('empty'));

  async function numberAfterOurs(): Promise<string> {
    const warehouse = await open();
    return String((await schemaVersion(warehouse)) + 1).padStart(4, '0');
  }

  test('bring a new warehouse to the schema, and running again changes nothing', async () => {
    const warehouse = await empty();
    expect(await schemaVersion(warehouse)).toBe(0);
    const pending = await pendingMigrations(warehouse);
    const { applied } = await migrate(warehouse);
    expect(applied).toEqual(pending);
    expect(applied[0]).toBe('0001-returns');
    expect(await migrate(warehouse)).toEqual({ applied: [] });
    expect(await pendingMigrations(warehouse)).toEqual([]);
    expect(await schemaVersion(warehouse)).toBe(applied.length);
    await warehouse.close();
  });

  test('hold text and whole numbers of 64 bits alone', async () => {
    const warehouse = await open();
    const tables = await warehouse.read((trx) => describeTables(trx, engine));
    const stored = new Set(tables.flatMap((table) => table.columns.map((column) => column.stored)));
    expect([...stored].sort()).toEqual(['integer', 'text']);
    expect(tables.filter((table) => table.key.length === 0)).toEqual([]);
  });

  test('that fail leave nothing of themselves, and name the file', async () => {
    const number = await numberAfterOurs();
    const warehouse = await open();
    const folder = migrationsAnd(
      `${number}-broken`,
      'create table half (a integer) strict;\ncreate table half (a integer) strict;',
    );
    await expect(migrate(warehouse, { folder })).rejects.toThrow(`${number}-broken failed`);
    const tables = await warehouse.read((trx) => describeTables(trx, engine));
    expect(tables.map((table) => table.name)).not.toContain('half');
    expect(await pendingMigrations(warehouse, { folder })).toEqual([`${number}-broken`]);
  });

  test('that have changed since they were applied are refused', async () => {
    const warehouse = await open();
    const folder = migrationsAnd();
    appendFileSync(path.join(folder, '0001-returns.sql'), '-- a word\n');
    await expect(migrate(warehouse, { folder })).rejects.toMatchObject({
      code: 'integrity',
      place: { file: 'sql/migrations/0001-returns.sql' },
    });
  });

  test('that a checkout gave Windows line ends are the same', async () => {
    const warehouse = await open();
    const folder = migrationsAnd();
    const file = path.join(folder, '0001-returns.sql');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'));
    expect(await migrate(warehouse, { folder })).toEqual({ applied: [] });
  });

  test('that only a newer program knows are refused', async () => {
    const number = await numberAfterOurs();
    const warehouse = await open();
    const folder = migrationsAnd(`${number}-newer`, 'create table newer (a integer) strict;');
    expect(await migrate(warehouse, { folder })).toEqual({ applied: [`${number}-newer`] });
    await expect(migrate(warehouse)).rejects.toMatchObject({ code: 'schema' });
    await expect(pendingMigrations(warehouse)).rejects.toMatchObject({ code: 'schema' });
  });

  test('of version 0.1 are refused, with how to receive the returns again', async () => {
    const warehouse = await open();
    await warehouse.write((trx) =>
      trx('schema_migration').where({ number: 1 }).update({ name: '0001-ledger' }),
    );
    await expect(migrate(warehouse)).rejects.toMatchObject({
      code: 'schema',
      message: expect.stringContaining('made by quarterly 0.1') as string,
      fix: expect.stringMatching(/quarterly init.*inbox\/.*quarterly receive/s) as string,
    });
    await expect(pendingMigrations(warehouse)).rejects.toMatchObject({ code: 'schema' });
  });

  test('run by several processes at once are applied once each', async () => {
    const where = await databases.make('empty');
    const outputs = await Promise.all(
      [1, 2, 3].map(() => outputOf(startChild('migrate.ts', where))),
    );
    const warehouse = await openWarehouse(where);
    const total = outputs.reduce((sum, text) => sum + Number(text), 0);
    expect(total).toBe(await schemaVersion(warehouse));
    expect(total).toBeGreaterThan(0);
    await warehouse.close();
  });
});

describe('a migration for PostgreSQL', () => {
  test('has its types and STRICT translated, comments and strings left alone', () => {
    const sql = [
      '-- integer text ) strict;',
      'create table t (',
      '  a integer primary key, /* text */',
      `  b text default 'integer it''s text ) strict;',`,
      '  "text" TEXT,',
      '  context text, pointinteger integer',
      ') strict;',
      'create view v as select cast(a as text) as b from t;',
    ].join('\n');
    expect(forPostgres(sql)).toBe(
      [
        '-- integer text ) strict;',
        'create table t (',
        '  a bigint primary key, /* text */',
        `  b text collate "C" default 'integer it''s text ) strict;',`,
        '  "text" text collate "C",',
        '  context text collate "C", pointinteger bigint',
        ');',
        'create view v as select cast(a as text) as b from t;',
      ].join('\n'),
    );
  });
});
