import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';
import { sqliteDatabases } from '../../support/warehouses.js';
import { unevenWorkspaces } from './cases.js';
import { scepticalWorkspaces } from './more-cases.js';
import { packText } from './uneven.js';

const workspaces = [...(await unevenWorkspaces()), ...(await scepticalWorkspaces())];

describe('a pack of uneven returns says what its data bear, and nothing else', () => {
  const databases = sqliteDatabases();
  afterAll(() => databases.drop());

  it('is tried on more than twenty workspaces', () => {
    expect(workspaces.length).toBeGreaterThan(20);
  });

  it.each(workspaces)('$name', async (workspace) => {
    const warehouse = await openWarehouse(await databases.make());
    try {
      const text = await packText(warehouse, workspace);
      const folder = process.env['TRUTH_TEXTS'];
      if (folder !== undefined) writeFileSync(path.join(folder, `${workspace.name}.txt`), text);
      expect(workspace.must.filter((words) => !text.includes(words))).toEqual([]);
      expect(workspace.mustNot.filter((words) => text.includes(words))).toEqual([]);
    } finally {
      await warehouse.close();
    }
  });
});
