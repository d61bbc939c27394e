import type { Knex } from 'knex';
import type { Constants, Value } from './insert.js';
import { runStatement } from './statements.js';
import { ARRAY_HEADER, JsonbBytes } from './jsonb-bytes.js';
import { assertWhole, assertWidth } from './values.js';

/*
 * The quickest way in is one parameter of JSON in SQLite's binary form (a fifth quicker than as text) for some thousand rows. SQLite finds a value in an array by stepping over those before
 * it, which for wide tables grows with the square of the width; so a row is an array of groups, each about the square root
 * of the width: [[a, b, c], [d, e, f], [g]].
 */

/** A first guess, enough for most tables. */
const BYTES_A_VALUE = 12;

/** The rows as JSONB, each in groups. Written byte by byte: several times as fast as building a text to encode. */
export function encodeJsonb(columnCount: number, rows: readonly (readonly Value[])[]): Uint8Array {
  const width = groupWidth(columnCount);
  const out = new JsonbBytes(rows.length * columnCount * BYTES_A_VALUE);
  const all = out.open();
  for (const row of rows) {
    assertWidth(row, columnCount);
    const whole = out.open();
    for (let from = 0; from < columnCount; from += width) {
      const group = out.open();
      const to = Math.min(from + width, columnCount);
      for (let column = from; column < to; column += 1) out.value(row[column] ?? null);
      out.close(group);
    }
    out.close(whole);
  }
  out.close(all);
  return out.bytes();
}

/** Of encoded rows the rows alone: put behind those of another piece, they are as if encoded together. */
export function rowsWithin(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(ARRAY_HEADER);
}

export async function insertJsonb(
  trx: Knex.Transaction,
  table: string,
  columns: readonly string[],
  bytes: Uint8Array,
  constants: Constants,
): Promise<void> {
  const width = groupWidth(columns.length);
  const names = [...Object.keys(constants), ...columns].map((name) => `"${name}"`);
  const values = [
    // As literals: a binding in each row's values costs more.
    ...Object.values(constants).map(literal),
    ...columns.map((_, index) => `value ->> '$[${Math.floor(index / width)}][${index % width}]'`),
  ];
  const sql = `insert into "${table}" (${names.join(', ')})
    select ${values.join(', ')} from jsonb_each(?1)`;
  const jsonb = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  await runStatement(trx, sql, [jsonb]);
}

function literal(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  assertWhole(value);
  return String(value);
}

function groupWidth(columnCount: number): number {
  return Math.max(1, Math.round(Math.sqrt(columnCount)));
}
