import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import { from as copyFrom } from 'pg-copy-streams';
import { postgresConnection } from './connection.js';
import type { Constants, Value } from './insert.js';
import { assertValues } from './values.js';

/** The text format of COPY, without the constants. */
export function encodeForCopy(
  columnCount: number,
  rows: readonly (readonly Value[])[],
): Uint8Array {
  return Buffer.from(
    assertValues(columnCount, rows)
      .map((row) => `${row.map(escaped).join('\t')}\n`)
      .join(''),
  );
}

const SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

function escaped(value: Value): string {
  if (value === null) return '\\N';
  if (typeof value === 'number') return String(value);
  return value.replace(SPECIAL, (character) => ESCAPES[character] ?? character);
}

/** COPY on the transaction’s own connection; constants are put behind each row. */
export async function copyInto(
  trx: Knex.Transaction,
  table: string,
  columns: readonly string[],
  bytes: Uint8Array,
  constants: Constants,
): Promise<void> {
  const connection = await postgresConnection(trx);
  const names = [...columns, ...Object.keys(constants)].map((name) => `"${name}"`);
  const stream = connection.query(copyFrom(`copy "${table}" (${names.join(', ')}) from stdin`));
  await pipeline(Readable.from(withConstants(bytes, Object.values(constants))), stream);
}

const PIECE_BYTES = 64 * 1024;
const NEWLINE = 10;

// A newline ends a row and stands nowhere else: within values it is written \n.
function* withConstants(bytes: Uint8Array, constants: readonly Value[]): Generator<Buffer> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tail = constants.map((value) => `\t${escaped(value)}`).join('');
  if (tail === '') {
    for (let from = 0; from < buffer.length; from += PIECE_BYTES) {
      yield buffer.subarray(from, from + PIECE_BYTES);
    }
    return;
  }
  for (let from = 0; from < buffer.length;) {
    const found = buffer.indexOf(NEWLINE, Math.min(from + PIECE_BYTES, buffer.length - 1));
    const to = found === -1 ? buffer.length : found + 1;
    yield Buffer.from(buffer.toString('utf8', from, to).replaceAll('\n', `${tail}\n`));
    from = to;
  }
}
