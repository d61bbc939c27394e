import { createHash, type Hash } from 'node:crypto';
import type { Knex } from 'knex';
import { inPages } from '../pages.js';
import { describeTables, type Table } from '../tables.js';
import type { Warehouse } from '../types.js';

/** When things happened, here and now: the same content loaded another day is still the same content. */
const INSTANTS: ReadonlySet<string> = new Set([
  'received_at',
  'landed_at',
  'started_at',
  'finished_at',
  'released_at',
  'taken_at',
  'expires_at',
]);

/** Who happens to run, when somebody looked whether it was time, and who got a message of it, is no content. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'delivery_receipt',
  'event',
  // How one engine keeps watch over its rows; the rows themselves are content.
  'fact_digest',
  'outbox',
  'outbox_attempt',
  'pull_attempt',
  'pulled_place',
  'run_lock',
  'schedule_job',
  'schedule_slot',
]);

/**
 * SHA-256 (hex) over what a warehouse holds: every table in the order of names, its rows in the order of their primary keys, by code
 * points. Our own instants are left out, and a return is given by its id instead of its number here, so that two warehouses which
 * were given the same things have the same hash, on either engine and whatever the order of arrival. Memory stays bounded.
 */
export function contentHash(warehouse: Warehouse): Promise<string> {
  return warehouse.read(async (trx) => {
    const tables = (await describeTables(trx, warehouse.engine)).filter(
      (table) => !LEFT_OUT.has(table.name),
    );
    const hash = createHash('sha256');
    const returns = tables.some((table) => table.name === 'received_return')
      ? await returnNumbers(trx)
      : [];
    for (const table of tables) {
      hash.update(`${JSON.stringify([table.name])}\n`);
      await hashTable(trx, table, returns, hash);
    }
    return hash.digest('hex');
  });
}

interface ReturnNumber {
  readonly return_no: number;
  readonly return_id: string;
}

async function returnNumbers(trx: Knex.Transaction): Promise<ReturnNumber[]> {
  return trx<ReturnNumber>('received_return').select('return_no', 'return_id').orderBy('return_id');
}

async function hashTable(
  trx: Knex.Transaction,
  table: Table,
  returns: readonly ReturnNumber[],
  hash: Hash,
): Promise<void> {
  const order = table.key.filter((column) => column !== 'return_no');
  if (table.name === 'received_return' || table.key[0] !== 'return_no') {
    await hashRows(trx, table, orderOf(table, order), undefined, returns, hash);
    return;
  }
  // A fact table is read return by return, along its primary key's index.
  for (const { return_no } of returns) {
    await hashRows(trx, table, order, return_no, returns, hash);
  }
}

/** What orders a table that isn't read return by return: its key, with the return's id for its number. */
function orderOf(table: Table, key: readonly string[]): readonly string[] {
  if (table.name === 'received_return') return ['return_id'];
  return table.key.includes('return_no') ? [...key, 'return_id'] : key;
}

async function hashRows(
  trx: Knex.Transaction,
  table: Table,
  order: readonly string[],
  returnNo: number | undefined,
  returns: readonly ReturnNumber[],
  hash: Hash,
): Promise<void> {
  const ids = new Map(returns.map((row) => [row.return_no, row.return_id]));
  const columns = table.columns
    .map((column) => column.name)
    .filter((name) => !INSTANTS.has(name))
    .sort();
  hash.update(returnNo === undefined ? '' : `${JSON.stringify([ids.get(returnNo)])}\n`);
  for await (const rows of inPages(...queryOf(trx, table, order, returnNo))) {
    for (const row of rows) {
      const values = columns.map((name) => {
        const value = row[name] ?? null;
        return name === 'return_no' ? (ids.get(Number(value)) ?? null) : value;
      });
      hash.update(`${JSON.stringify(values)}\n`);
    }
  }
}

function queryOf(
  trx: Knex.Transaction,
  table: Table,
  order: readonly string[],
  returnNo: number | undefined,
): Parameters<typeof inPages> {
  const byId = order.includes('return_id') && table.name !== 'received_return';
  const query = (): Knex.QueryBuilder => {
    const rows = trx(table.name);
    if (returnNo !== undefined) void rows.where('return_no', returnNo);
    return byId
      ? rows
          .join('received_return', 'received_return.return_no', `${table.name}.return_no`)
          .select(`${table.name}.*`, 'received_return.return_id')
      : rows;
  };
  const ordering = order.map((name) => ({
    name,
    column: byId && name === 'return_id' ? 'received_return.return_id' : `${table.name}.${name}`,
  }));
  return [query, ordering];
}
