import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';
import { withoutPassword } from '../../../pipeline/warehouse/engines/postgres/open.js';
import type { Warehouse } from '../../../pipeline/warehouse/types.js';
import { describeOnBoth, sqliteDatabases } from '../../support/warehouses.js';
import { askForPostgres } from '../../support/ask-for-postgres.js';

async function factNames(warehouse: Warehouse): Promise<string[]> {
  return warehouse.read((trx) =>
    trx<{ name: string }>('workspace_fact').orderBy('name').pluck('name'),
  );
}

describeOnBoth('a warehouse', (open, engine, databases) => {
  test('writes whole transactions or nothing', async () => {
    const warehouse = await open();
    await warehouse.write((trx) => trx('workspace_fact').insert({ name: 'kept', value: '1' }));
    const failing = warehouse.write(async (trx) => {
      await trx('workspace_fact').insert({ name: 'lost', value: '1' });
      throw new Error('in the middle');
    });
    await expect(failing).rejects.toThrow('in the middle');
    expect(await factNames(warehouse)).toEqual(['kept']);
  });

  test('reads one state of the data, whatever others write meanwhile', async () => {
    const where = await databases.make();
    const [reader, writer] = await Promise.all([openWarehouse(where), openWarehouse(where)]);
    const seen = await reader.read(async (trx) => {
      const before = await trx('workspace_fact').pluck('name');
      await writer.write((other) => other('workspace_fact').insert({ name: 'new', value: '1' }));
      return [before, await trx('workspace_fact').pluck('name')];
    });
    expect(seen).toEqual([[], []]);
    expect(await factNames(reader)).toEqual(['new']);
    await Promise.all([reader.close(), writer.close()]);
  });

  test('gives numbers in turn to writers at once, so that none clash', async () => {
    const where = await databases.make();
    const writers = await Promise.all([1, 2, 3].map(() => openWarehouse(where)));
    await Promise.all(
      [...writers, ...writers].map((warehouse) =>
        warehouse.write(async (trx) => {
          const rows: { next: number }[] = await trx.raw(
            'select count(*) + 1 as next from workspace_fact',
          );
          const next = String(rows[0]?.next);
          await trx('workspace_fact').insert({ name: next, value: next });
        }),
      ),
    );
    expect(await factNames(writers[0] as Warehouse)).toEqual(['1', '2', '3', '4', '5', '6']);
    await Promise.all(writers.map((warehouse) => warehouse.close()));
  });

  test('gives up with "locked" when another writer holds on', async () => {
    const where = await databases.make();
    const holder = await openWarehouse(where);
    const hasty = await openWarehouse(where, { waitSeconds: 0.2 });
    await holder.write(async () => {
      await expect(hasty.write(() => Promise.resolve())).rejects.toMatchObject({ code: 'locked' });
    });
    await hasty.write(() => Promise.resolve());
    await Promise.all([holder.close(), hasty.close()]);
  });

  test('keeps temporary tables within a transaction', async () => {
    const warehouse = await open();
    const make = async (trx: Parameters<Parameters<Warehouse['write']>[0]>[0]): Promise<number> => {
      await trx.raw('create temporary table scope (quarter text)');
      await trx.raw(`insert into scope values ('2017-18-Q3')`);
      const rows: { count: number }[] = await trx.raw('select count(*) as count from scope');
      return rows[0]?.count ?? 0;
    };
    expect(await warehouse.write(make)).toBe(1);
    expect(await warehouse.write(make)).toBe(1);
    expect(await warehouse.read(make)).toBe(1);
    expect(await warehouse.read(make)).toBe(1);
  });

  test('undoes what is written in a read', async () => {
    const warehouse = await open();
    await warehouse.read((trx) => trx('workspace_fact').insert({ name: 'stray', value: '1' }));
    expect(await factNames(warehouse)).toEqual([]);
  });

  test('refuses a transaction within a transaction, which would wait for ever', async () => {
    const warehouse = await open();
    const nested = warehouse.write(() => warehouse.read(() => Promise.resolve()));
    await expect(nested).rejects.toThrow('pass its trx down');
  });

  test('reports a statement that fails its text, never what was bound to it', async () => {
    const { knex } = await open();
    const failed: unknown = await knex('received_return')
      .where({ no_such_column: 'Canary Child' })
      .then(
        () => null,
        (error: unknown) => error,
      );
    expect(String(failed)).toContain('no_such_column');
    expect(String(failed)).not.toContain('Canary');
  });

  test('holds references', async () => {
    const warehouse = await open();
    const orphan = warehouse.write((trx) =>
      trx('return_note').insert({
        return_no: 99,
        note_no: 1,
        level: 'info',
        topic: 't',
        message: 'm',
      }),
    );
    await expect(orphan).rejects.toThrow(/foreign key/i);
  });

  test('gives sums and counts as exact numbers, and refuses any other', async () => {
    const warehouse = await open();
    const one = (sql: string): Promise<unknown> => warehouse.read((trx) => trx.raw(sql));
    const most = Number.MAX_SAFE_INTEGER;
    const wide = engine === 'postgres' ? 'bigint' : 'integer';
    expect(
      await one(`select count(*) as n, sum(cast(${most} as ${wide})) as s from run_lock`),
    ).toEqual([{ n: 1, s: most }]);
    await expect(one(`select cast(${most} as ${wide}) + 1 as n`)).rejects.toThrow('exact');
    await expect(one('select 0.5 as n')).rejects.toThrow('exact');
  });

  test('compares text by code points', async () => {
    const warehouse = await open();
    const names = ['a', 'B', 'é', 'Z', '~', '\uffee', '😀'];
    await warehouse.write((trx) =>
      trx('workspace_fact').insert(names.map((name) => ({ name, value: '' }))),
    );
    expect(await factNames(warehouse)).toEqual(['B', 'Z', 'a', '~', 'é', '\uffee', '😀']);
  });

  test('says what to do where it holds no tables of ours', async () => {
    const warehouse = await openWarehouse(await databases.make('empty'));
    await expect(warehouse.write(() => Promise.resolve())).rejects.toMatchObject({
      code: 'schema',
    });
    await warehouse.close();
  });
});

describe('a warehouse in SQLite', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterly-open-'));
  const databases = sqliteDatabases();
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await databases.drop();
  });

  test('is safe against a crash and against orphans', async () => {
    const warehouse = await openWarehouse(path.join(folder, 'new.sqlite'));
    const pragma = async (name: string): Promise<unknown> => {
      const rows: Record<string, unknown>[] = await warehouse.knex.raw(`pragma ${name}`);
      return Object.values(rows[0] ?? {})[0];
    };
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(2);
    expect(await pragma('foreign_keys')).toBe(1);
    expect(await pragma('busy_timeout')).toBeGreaterThan(0);
    await warehouse.close();
  });

  test('opened only to read can’t be written, but takes temporary tables', async () => {
    const file = await databases.make();
    const warehouse = await openWarehouse(file, { readOnly: true });
    await expect(warehouse.write(() => Promise.resolve())).rejects.toThrow(/readonly/);
    const rows = await warehouse.read(async (trx) => {
      await trx.raw('create temporary table scope as select 1 as one');
      return trx('scope');
    });
    expect(rows).toEqual([{ one: 1 }]);
    await warehouse.close();
  });

  test('that isn’t there is reported, not made, when only read', async () => {
    const missing = path.join(folder, 'missing.sqlite');
    await expect(openWarehouse(missing, { readOnly: true })).rejects.toMatchObject({
      code: 'configuration',
      place: { file: missing },
    });
    const nowhere = path.join(folder, 'no', 'such', 'folder.sqlite');
    await expect(openWarehouse(nowhere)).rejects.toMatchObject({ code: 'configuration' });
    await expect(openWarehouse(':memory:')).rejects.toMatchObject({ code: 'configuration' });
  });

  test('that is no database is reported', async () => {
    const file = path.join(folder, 'text.sqlite');
    writeFileSync(file, 'not a database, but long enough to be looked at as one'.repeat(100));
    await expect(openWarehouse(file)).rejects.toMatchObject({ code: 'integrity' });
  });
});

describe('a warehouse in PostgreSQL', () => {
  test('has a session of known settings, whatever the server’s are', async () => {
    const warehouse = await openWarehouse((await askForPostgres()).url, {
      applicationName: 'under test',
    });
    const setting = async (name: string): Promise<unknown> => {
      const rows: Record<string, unknown>[] = await warehouse.knex.raw(`show ${name}`);
      return Object.values(rows[0] ?? {})[0];
    };
    expect(await setting('timezone')).toBe('UTC');
    expect(await setting('datestyle')).toBe('ISO, YMD');
    expect(await setting('standard_conforming_strings')).toBe('on');
    expect(await setting('lock_timeout')).toBe('1min');
    expect(await setting('application_name')).toBe('under test');
    await warehouse.close();
  });

  test('never shows a password', async () => {
    const url = 'postgres://ana:s3cret@127.0.0.1:1/facts?sslmode=disable&password=s3cret';
    const shown = withoutPassword(url);
    expect(shown).toContain('ana@127.0.0.1:1/facts');
    expect(shown).not.toContain('s3cret');
    const error: unknown = await openWarehouse(url).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'machine' });
    expect(String(error)).not.toContain('s3cret');
    expect(withoutPassword('postgres://ana:p@ss/w:rd@host/facts')).not.toMatch(/p@ss|w:rd/);
  });
});
