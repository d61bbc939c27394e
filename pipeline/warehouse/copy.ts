import type { Knex } from 'knex';
import { QuarterlyError } from '../core/errors.js';
import { contentHash } from './verify/content-hash.js';
import { sealAsTheyStand } from './verify/fact-digests.js';
import { insertRows } from './insert.js';
import { migrate, tablesAsMade } from './migrate.js';
import { inPages } from './pages.js';
import { describeTables, type Table } from './tables.js';
import type { Warehouse } from './types.js';

/** What belongs to a warehouse in its place and not to what it holds. */
const LEFT_OUT: ReadonlySet<string> = new Set(['fact_digest', 'run_lock', 'schema_migration']);

/** What was copied. */
export interface WarehouseCopy {
  readonly tableCount: number;
  readonly rowCount: number;
  /** Of both, found equal. */
  readonly contentHash: string;
}

/**
 * Copies all that a warehouse holds into an empty one, on either engine: in one transaction there, from one state here; then holds both
 * against each other, row by row. Memory stays bounded.
 * @param to brought to this program's schema here.
 * @throws QuarterlyError `usage` where `to` isn't empty; `integrity` where the copy differs.
 */
export async function copyWarehouse(from: Warehouse, to: Warehouse): Promise<WarehouseCopy> {
  await migrate(to);
  const order = await tablesAsMade();
  const counts = await from.read(async (source) => {
    const tables = await describeTables(source, from.engine);
    const wanted = tables
      .filter((table) => !LEFT_OUT.has(table.name))
      .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
    return to.write(async (target) => {
      await refuseFilled(target, to);
      // What migrations themselves put in; a table that others refer to goes after them.
      for (const table of [...wanted].reverse()) await target(table.name).delete();
      const rows: number[] = [];
      for (const table of wanted) rows.push(await copyTable(source, target, to, table));
      await sealAsTheyStand(target, to.engine, wanted);
      return rows;
    });
  });
  const [here, there] = [await contentHash(from), await contentHash(to)];
  if (here !== there) {
    throw new QuarterlyError('integrity', `The copy in ${to.label} differs from ${from.label}.`, {
      fix: 'Something wrote meanwhile, or a disk is failing: look at `quarterly doctor`, empty the new one, and copy again while nothing runs.',
    });
  }
  return {
    tableCount: counts.length,
    rowCount: counts.reduce((sum, count) => sum + count, 0),
    contentHash: there,
  };
}

async function refuseFilled(target: Knex.Transaction, to: Warehouse): Promise<void> {
  for (const table of ['received_return', 'run', 'workspace_fact']) {
    const row: unknown = await target(table).first(target.raw('1'));
    if (row === undefined) continue;
    throw new QuarterlyError('usage', `${to.label} isn't empty.`, {
      fix: 'A warehouse can only be copied into an empty one: name another.',
    });
  }
}

async function copyTable(
  source: Knex.Transaction,
  target: Knex.Transaction,
  to: Warehouse,
  { name, columns, key }: Table,
): Promise<number> {
  const names = columns.map((column) => column.name);
  const order = key.map((column) => ({ column, name: column }));
  let count = 0;
  for await (const rows of inPages(() => source(name), order)) {
    await insertRows(
      target,
      to.engine,
      name,
      names,
      rows.map((row) => names.map((column) => row[column] ?? null)),
    );
    count += rows.length;
  }
  return count;
}
