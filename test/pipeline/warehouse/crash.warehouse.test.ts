import { once } from 'node:events';
import { expect, test } from 'vitest';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';
import { describeOnBoth } from '../../support/warehouses.js';
import { firstWord, startChild } from './children/child.js';

describeOnBoth('a program killed in its transaction', (_open, _engine, databases) => {
  test('leaves nothing of it, and the next one writes', async () => {
    const where = await databases.make();
    const child = startChild('stay-in-transaction.ts', where);
    await firstWord(child);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const warehouse = await openWarehouse(where);
    await warehouse.write((trx) => trx('workspace_fact').insert({ name: 'after', value: '1' }));
    expect(await warehouse.read((trx) => trx('workspace_fact').pluck('name'))).toEqual(['after']);
    await warehouse.close();
  });
});
