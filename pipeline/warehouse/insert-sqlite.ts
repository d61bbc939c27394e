import type { Knex } from 'knex';
import { sqliteConnection } from './connection.js';
import type { Constants, Value } from './insert.js';
import { assertValues } from './values.js';

/** The rows as one JSON array of arrays. */
export function encodeJson(columnCount: number, rows: readonly (readonly Value[])[]): Uint8Array {
  const cells = assertValues(columnCount, rows);
  return Buffer.from(JSON.stringify(cells));
}

export async function insertJson(
  trx: Knex.Transaction,
  table: string,
  columns: readonly string[],
  bytes: Uint8Array,
  constants: Constants,
): Promise<void> {
  const connection = await sqliteConnection(trx);
  const names = [...Object.keys(constants), ...columns].map((name) => `"${name}"`);
  const values = [
    ...Object.keys(constants).map((_, index) => `?${index + 2}`),
    ...columns.map((_, index) => `value ->> ${index}`),
  ];
  const sql = `insert into "${table}" (${names.join(', ')}) select ${values.join(', ')} from jsonb_each(?1)`;
  await new Promise<void>((resolve, reject) => {
    connection.run(sql, [Buffer.from(bytes).toString(), ...Object.values(constants)], (error) => {
      if (error === null) resolve();
      else reject(error);
    });
  });
}
