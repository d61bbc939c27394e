import type { Knex } from 'knex';
import type { Engine } from '../../warehouse/types.js';

/** A return of fewer bytes than this enters its rows into indexes as they come. */
const WORTH_REBUILDING_BYTES = 8 * 1024 * 1024;
/** Bytes a row takes in the files we know, roughly. */
const BYTES_A_ROW = 80;

/** A Parquet file's tables take about so many times its bytes as text. */
const PARQUET_UNPACKS = 25;

/** How many bytes of text a return's files come to. */
export function textBytes(
  files: readonly { readonly name: string; readonly byteCount: number }[],
): number {
  return files.reduce(
    (sum, { name, byteCount }) =>
      sum + byteCount * (name.toLowerCase().endsWith('.parquet') ? PARQUET_UNPACKS : 1),
    0,
  );
}

/** Rows are only appended, and the pages kept for them would never be looked at again; a sort takes as much for each of its threads. */
const BULK_CACHE_KIB = 8 * 1024;
/** Next to the driver's own: sorting is most of what a new index takes. */
const SORTING_THREADS = 2;

/**
 * Makes room for a large return: SQLite enters a million rows into an index in random order at the price of the rest of the load,
 * and sorts them into a new one for a tenth of it. So where a table holds less than what comes, its indexes are dropped within
 * the transaction; the answer makes them again. A load that fails takes the drop back with it.
 */
export async function setIndexesAside(
  trx: Knex.Transaction,
  engine: Engine,
  tables: readonly string[],
  byteCount: number,
): Promise<() => Promise<void>> {
  const made: string[] = [];
  if (engine === 'sqlite' && byteCount >= WORTH_REBUILDING_BYTES) {
    const coming = Math.floor(byteCount / BYTES_A_ROW);
    for (const table of tables) {
      if (await holdsMoreThan(trx, table, coming)) continue;
      const indexes: { name: string; sql: string }[] = await trx('sqlite_schema')
        .where({ type: 'index', tbl_name: table })
        .whereNotNull('sql')
        .select('name', 'sql');
      for (const { name, sql } of indexes) {
        await trx.raw(`drop index "${name}"`);
        made.push(sql);
      }
    }
  }
  if (made.length === 0) return () => Promise.resolve();
  const [kept]: { cache_size: number }[] = await trx.raw('pragma cache_size');
  await trx.raw(`pragma cache_size = -${BULK_CACHE_KIB}`);
  return async () => {
    await trx.raw(`pragma threads = ${SORTING_THREADS}`);
    for (const sql of made) await trx.raw(sql);
    await trx.raw('pragma threads = 0');
    if (kept !== undefined) await trx.raw(`pragma cache_size = ${kept.cache_size}`);
  };
}

async function holdsMoreThan(
  trx: Knex.Transaction,
  table: string,
  count: number,
): Promise<boolean> {
  const rows: unknown[] = await trx(table).select(trx.raw('1')).limit(1).offset(count);
  return rows.length > 0;
}
