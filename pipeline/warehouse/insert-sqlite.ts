import type { Knex } from 'knex';
import type { Constants, Value } from './insert.js';
import { runStatement } from './statements.js';
import { assertWhole, assertWidth, nulCharacter } from './values.js';

/*
 * The quickest way in is one JSON parameter for some thousand rows. SQLite finds a value in an array by stepping over those before
 * it, which for wide tables grows with the square of the width; so a row is an array of groups, each about the square root
 * of the width: [[a, b, c], [d, e, f], [g]].
 */

/** The rows as JSON, each in groups. */
export function encodeJson(columnCount: number, rows: readonly (readonly Value[])[]): Uint8Array {
  const width = groupWidth(columnCount);
  const grouped = rows.map((row) => inGroups(row, columnCount, width, asItIs));
  const json = JSON.stringify(grouped);
  if (json.includes('\\u0000') && rows.some(holdsNul)) throw nulCharacter();
  // JSON.stringify escapes halves of surrogate pairs, which SQLite would store as broken UTF-8.
  if (json.includes('\\ud')) {
    const mended = rows.map((row) => inGroups(row, columnCount, width, wellFormed));
    return new TextEncoder().encode(JSON.stringify(mended));
  }
  return new TextEncoder().encode(json);
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

function inGroups(
  row: readonly Value[],
  columnCount: number,
  width: number,
  mend: (value: Value) => Value,
): Value[][] {
  assertWidth(row, columnCount);
  const groups: Value[][] = [];
  for (let from = 0; from < columnCount; from += width) {
    const group: Value[] = [];
    const to = Math.min(from + width, columnCount);
    for (let index = from; index < to; index += 1) {
      const value = row[index] ?? null;
      if (typeof value === 'number') assertWhole(value);
      group.push(mend(value));
    }
    groups.push(group);
  }
  return groups;
}

function asItIs(value: Value): Value {
  return value;
}

function wellFormed(value: Value): Value {
  return typeof value === 'string' ? Buffer.from(value).toString() : value;
}

function holdsNul(row: readonly Value[]): boolean {
  return row.some((value) => typeof value === 'string' && value.includes('\0'));
}
