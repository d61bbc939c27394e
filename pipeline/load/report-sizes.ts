import type { Knex } from 'knex';
import type { Engine } from '../warehouse/types.js';

/** Fewer rows change no plan. */
const WORTH_TELLING = 10_000;

/**
 * PostgreSQL plans by what it last knew of a table's size, and looks again when it finds the time. A run that follows a load at
 * once would take the table for as small as it was.
 * @param rows how many each table has just been given
 */
export async function reportSizes(
  trx: Knex.Transaction,
  engine: Engine,
  rows: ReadonlyMap<string, number>,
): Promise<void> {
  if (engine !== 'postgres') return;
  for (const [table, count] of rows) {
    if (count >= WORTH_TELLING) await trx.raw('analyze ??', [table]);
  }
}
