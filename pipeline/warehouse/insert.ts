import type { Knex } from 'knex';
import { CopyRows, copyInto } from './engines/postgres/insert.js';
import { insertJsonb, JsonbRows } from './engines/sqlite/insert.js';
import type { Constants, EncodedRows, RowEncoder, Value } from './rows.js';
import type { Engine } from './types.js';

/** Values in one piece: more makes the engines no quicker and takes memory. */
const PIECE_VALUES = 20_000;

/** How many rows to encode at once. */
export function pieceRows(columnCount: number): number {
  return Math.max(1, Math.floor(PIECE_VALUES / columnCount));
}

/**
 * @param expectedRows a guess.
 * @param memory of encoded rows that are done with, to be written over: new memory for each piece keeps the garbage collector busy.
 */
export function rowEncoder(
  engine: Engine,
  columnCount: number,
  expectedRows: number,
  memory?: ArrayBuffer,
): RowEncoder {
  return engine === 'postgres'
    ? new CopyRows(columnCount)
    : new JsonbRows(columnCount, expectedRows, memory);
}

/**
 * Encodes rows that are at hand, each of `columnCount` values.
 * @param memory as for `rowEncoder`.
 */
export function encodeRows(
  engine: Engine,
  columnCount: number,
  rows: readonly (readonly Value[])[],
  memory?: ArrayBuffer,
): EncodedRows {
  const encoder = rowEncoder(engine, columnCount, rows.length, memory);
  for (const row of rows) encoder.add(row);
  return encoder.encoded();
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
  else await insertJsonb(trx, table, columns, encoded.bytes, constants);
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
  const step = pieceRows(columns.length);
  for (let from = 0; from < rows.length; from += step) {
    const encoded = encodeRows(engine, columns.length, rows.slice(from, from + step));
    await insertEncoded(trx, engine, table, columns, encoded, constants);
  }
}
