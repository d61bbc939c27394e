import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { backupSqlite, checkIntegrity } from '../../../pipeline/warehouse/backup.js';
import { contentHash } from '../../../pipeline/warehouse/verify/content-hash.js';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';
import { describeOnBoth } from '../../support/warehouses.js';

const folder = mkdtempSync(path.join(tmpdir(), 'quarterly-backup-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describeOnBoth('a warehouse’s storage', (open, engine) => {
  test('is found sound where it is', async () => {
    expect(await checkIntegrity(await open())).toEqual([]);
  });

  test('is reported to hold orphans where it does', async () => {
    const warehouse = await open();
    const off =
      engine === 'postgres'
        ? 'set session_replication_role = replica'
        : 'pragma foreign_keys = off';
    // One connection, so that the setting is the writer's too.
    await warehouse.knex.raw(off);
    const note = { return_no: 99, level: 'info', topic: 't', message: 'm' };
    await warehouse.knex('return_note').insert([
      { ...note, note_no: 1 },
      { ...note, note_no: 2 },
    ]);
    expect(await checkIntegrity(warehouse)).toEqual([
      "2 rows of return_note refer to what received_return doesn't hold.",
    ]);
  });

  test(
    engine === 'sqlite'
      ? 'is copied whole while a transaction is open elsewhere'
      : 'is not copied by us: that is its administrator’s tool',
    async () => {
      const warehouse = await open();
      await warehouse.write((trx) => trx('workspace_fact').insert({ name: 'a', value: '1' }));
      const copy = path.join(folder, `${engine}.sqlite`);
      if (engine === 'postgres') {
        await expect(backupSqlite(warehouse, copy)).rejects.toMatchObject({ code: 'usage' });
        return;
      }
      const other = await openWarehouse(warehouse.label);
      writeFileSync(copy, 'an older backup');
      await other.write(async (trx) => {
        await trx('workspace_fact').insert({ name: 'not yet', value: '1' });
        await backupSqlite(warehouse, copy);
      });
      await other.close();
      expect(readdirSync(folder)).toEqual(['sqlite.sqlite']);
      const restored = await openWarehouse(copy);
      expect(await restored.knex('workspace_fact').pluck('name')).toEqual(['a']);
      await warehouse.write((trx) => trx('workspace_fact').where({ name: 'not yet' }).del());
      expect(await contentHash(restored)).toBe(await contentHash(warehouse));
      await restored.close();
    },
  );

  test.runIf(engine === 'sqlite')('is told to be damaged where a page is', async () => {
    const warehouse = await open();
    const rows = Array.from({ length: 300 }, (_, index) => ({ name: `n${index}`, value: 'v' }));
    await warehouse.write((trx) => trx('workspace_fact').insert(rows));
    const copy = path.join(folder, 'damaged.sqlite');
    await backupSqlite(warehouse, copy);
    const bytes = readFileSync(copy);
    const at = bytes.lastIndexOf('n150');
    bytes.fill(0xff, at - 20, at + 20);
    writeFileSync(copy, bytes);
    const damaged = await openWarehouse(copy);
    expect(await checkIntegrity(damaged)).not.toEqual([]);
    await damaged.close();
    rmSync(copy);
  });
});
