import type { Knex } from 'knex';
import type { Constants, Value } from './insert.js';
import { runStatement } from './statements.js';
import { JsonBytes } from './json-bytes.js';
import { assertWhole, assertWidth } from './values.js';

/*
 * The quickest way in is one JSON parameter for some thousand rows. SQLite finds a value in an array by stepping over those before
 * it, which for wide tables grows with the square of the width; so a row is an array of groups, each about the square root
 * of the width: [[a, b, c], [d, e, f], [g]].
 */

const [OPEN, CLOSE, COMMA] = [91, 93, 44];
/** A first guess, enough for most tables. */
const BYTES_A_VALUE = 14;

/** The rows as JSON, each in groups. Written byte by byte: several times as fast as building a text to encode. */
export function encodeJson(columnCount: number, rows: readonly (readonly Value[])[]): Uint8Array {
  const width = groupWidth(columnCount);
  const out = new JsonBytes(rows.length * columnCount * BYTES_A_VALUE);
  out.byte(OPEN);
  for (const [index, row] of rows.entries()) {
    assertWidth(row, columnCount);
    if (index > 0) out.byte(COMMA);
    out.byte(OPEN);
    out.byte(OPEN);
    for (let column = 0; column < columnCount; column += 1) {
      if (column > 0) {
        const isNext = column % width === 0;
        if (isNext) out.byte(CLOSE);
        out.byte(COMMA);
        if (isNext) out.byte(OPEN);
      }
      out.value(row[column] ?? null);
    }
    out.byte(CLOSE);
    out.byte(CLOSE);
  }
  out.byte(CLOSE);
  return out.bytes();
}

export async function insertJson(
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
    select ${values.join(', ')} from jsonb_each(cast(?1 as text))`;
  const json = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  await runStatement(trx, sql, [json]);
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
