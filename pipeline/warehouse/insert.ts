import type { Knex } from 'knex';
import { copyInto, encodeForCopy } from './insert-postgres.js';
import { encodeJson, insertJson } from './insert-sqlite.js';
import type { Engine } from './types.js';

/** What a column of ours holds. Numbers are whole. */
export type Value = string | number | null;

/** Rows ready for an engine: passes between threads at no more than a copy. */
export interface EncodedRows {
  readonly rowCount: number;
  readonly columnCount: number;
  /** JSON for SQLite, COPY's text for PostgreSQL; UTF-8. */
  readonly bytes: Uint8Array;
}

/** Columns that hold the same in every row, such as return_no. */
export type Constants = Readonly<Record<string, Value>>;

/** Rows in one piece: some thousands keep the memory small and the engines busy. */
const PIECE_ROWS = 5000;

/**
 * Turns rows, each of `columnCount` values, into what {@link insertEncoded} takes; pure, so that a worker thread can do it. Throws for
 * what isn't a whole number within ±(2^53 − 1), and for text with a NUL character, which PostgreSQL can't hold. Half of a
 * surrogate pair becomes U+FFFD on both engines.
 */
export function encodeRows(
  engine: Engine,
  columnCount: number,
  rows: readonly (readonly Value[])[],
): EncodedRows {
  const bytes =
    engine === 'postgres' ? encodeForCopy(columnCount, rows) : encodeJson(columnCount, rows);
  return { rowCount: rows.length, columnCount, bytes };
}

/** Inserts encoded rows into a table in one statement, away from the event loop. `columns` are in the rows' order. */
export async function insertEncoded(
  trx: Knex.Transaction,
  engine: Engine,
  table: string,
  columns: readonly string[],
  encoded: EncodedRows,
  constants: Constants = {},
): Promise<void> {
  if (columns.length !== encoded.columnCount) {
    throw new Error(`${table}: ${columns.length} columns for rows of ${encoded.columnCount}`);
  }
  if (encoded.rowCount === 0) return;
  if (engine === 'postgres') await copyInto(trx, table, columns, encoded.bytes, constants);
  else await insertJson(trx, table, columns, encoded.bytes, constants);
}

/** Inserts rows that are at hand, any number of them. */
export async function insertRows(
  trx: Knex.Transaction,
  engine: Engine,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Value[])[],
  constants: Constants = {},
): Promise<void> {
  for (let from = 0; from < rows.length; from += PIECE_ROWS) {
    const piece = rows.slice(from, from + PIECE_ROWS);
    const encoded = encodeRows(engine, columns.length, piece);
    await insertEncoded(trx, engine, table, columns, encoded, constants);
  }
}
