import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import { QuarterlyError } from '../core/errors.js';
import { moveTo } from '../core/files/move.js';
import { syncFolder } from '../core/files/sync-folder.js';
import type { Warehouse } from './types.js';

export { checkIntegrity } from './verify/integrity.js';

/**
 * Writes a whole copy of a SQLite warehouse, as it is at one moment, while others may go on reading and writing. The file appears
 * under its name only once it is whole and on the disk; one that is there is replaced. Throws `usage` for PostgreSQL.
 */
export async function backupSqlite(warehouse: Warehouse, toPath: string): Promise<void> {
  if (warehouse.engine !== 'sqlite') {
    throw new QuarterlyError('usage', `${warehouse.label} is on PostgreSQL.`, {
      fix: 'Copy it row by row into a SQLite file: `quarterly backup` does.',
    });
  }
  const partial = `${toPath}.partial`;
  await rm(partial, { force: true });
  try {
    await warehouse.knex.raw('vacuum into ?', [partial]);
    await flush(partial);
    await moveTo(partial, toPath);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(toPath));
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
