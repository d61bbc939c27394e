import type { Knex } from 'knex';

/**
 * The landed files, by sha256, that the store must hold: those of every return that hasn't expired, in their order.
 * @param without returns that are about to expire.
 */
export async function keptHashes(
  trx: Knex.Transaction,
  without: readonly number[] = [],
): Promise<string[]> {
  const rows = await trx('received_file')
    .distinct<{ sha256: string }[]>('sha256')
    .whereNotIn('return_no', trx('return_expiry').select('return_no'))
    .whereNotIn('return_no', [...without])
    .orderBy('sha256');
  return rows.map((row) => row.sha256);
}
