import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../../pipeline/warehouse/migrate.js';
import { describeOnBoth } from '../../support/warehouses.js';

describeOnBoth('a warehouse', (open) => {
  test('is migrated once: running again changes nothing', async () => {
    const warehouse = await open();
    expect(await migrate(warehouse)).toEqual({ applied: [] });
    expect(await schemaVersion(warehouse)).toBeGreaterThan(5);
  });
});
