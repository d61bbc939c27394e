import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import { postgresConnection } from '../../connection.js';
import type { Constants, EncodedRows, RowEncoder, Value } from '../../rows.js';
import { assertWhole, assertWidth, nulCharacter } from '../../values.js';

/** Rows in the text format of COPY; each ends with a newline. */
export class CopyRows implements RowEncoder {
  readonly #lines: string[] = [];

  constructor(private readonly columnCount: number) {}

  get count(): number {
    return this.#lines.length;
  }

  add(row: readonly Value[]): void {
    assertWidth(row, this.columnCount);
    let line = '';
    for (let index = 0; index < this.columnCount; index += 1)
      line += (index === 0 ? '' : '\t') + escaped(row[index] ?? null);
    this.#lines.push(line);
  }

  backTo(count: number): void {
    this.#lines.length = count;
  }

  encoded(): EncodedRows {
    const text = this.#lines.map((line) => `${line}\n`).join('');
    if (text.includes('\0')) throw nulCharacter();
    const bytes = new TextEncoder().encode(text);
    return { rowCount: this.count, columnCount: this.columnCount, bytes };
  }
}

/** COPY on the transaction's own connection. */
export async function copyInto(
  trx: Knex.Transaction,
  table: string,
  columns: readonly string[],
  bytes: Uint8Array,
  constants: Constants,
): Promise<void> {
  const { from: copyFrom } = await import('pg-copy-streams');
  const connection = await postgresConnection(trx);
  const names = [...columns, ...Object.keys(constants)].map((name) => `"${name}"`);
  const stream = connection.query(copyFrom(`copy "${table}" (${names.join(', ')}) from stdin`));
  await pipeline(Readable.from(withConstants(bytes, Object.values(constants))), stream);
}

const SPECIAL = /[\\\t\n\r]/;
const EACH_SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

function escaped(value: Value): string {
  if (value === null) return '\\N';
  if (typeof value === 'number') {
    assertWhole(value);
    return String(value);
  }
  if (!SPECIAL.test(value)) return value;
  return value.replace(EACH_SPECIAL, (character) => ESCAPES[character] ?? character);
}

const PIECE_BYTES = 64 * 1024;
const NEWLINE = 10;

/** The rows in pieces that the server takes quickest, the constants behind each row. */
function* withConstants(bytes: Uint8Array, constants: readonly Value[]): Generator<Buffer> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tail = constants.map((value) => `\t${escaped(value)}`).join('');
  let from = 0;
  while (from < buffer.length) {
    // A newline ends a row and is nowhere else: within a value it is written \n.
    const end = buffer.indexOf(NEWLINE, Math.min(from + PIECE_BYTES, buffer.length - 1)) + 1;
    const rows = buffer.subarray(from, end);
    yield tail === '' ? rows : Buffer.from(rows.toString().replaceAll('\n', () => `${tail}\n`));
    from = end;
  }
}
