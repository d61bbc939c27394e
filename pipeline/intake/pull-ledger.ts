import type { Knex } from 'knex';

/** How a pull of one source ended. */
export type PullState =
  /** At least one return was taken in. */
  | 'received'
  /** What came broke its contract. */
  | 'refused'
  /** Something is there and can't be taken yet, such as a file without a date. */
  | 'left'
  /** All that is there was taken in before. */
  | 'nothing new'
  | 'nothing there'
  /** The place couldn't be reached, or didn't give what it should. */
  | 'failed';

/** One try at a source. */
export interface PullAttempt {
  readonly source: string;
  /** UTC instant. */
  readonly triedAt: string;
  readonly state: PullState;
  /** What came, or why nothing did, in a sentence. */
  readonly why: string;
}

/** What a place bore when it was last taken in, and the contract under which it was read. */
export interface PulledPlace {
  readonly source: string;
  readonly place: string;
  readonly mark: string;
  readonly contractHash: string;
  readonly takenAt: string;
}

interface AttemptRow {
  readonly attempt_no: number;
  readonly source: string;
  readonly tried_at: string;
  readonly state: PullState;
  readonly why: string;
}

export async function enterAttempt(trx: Knex.Transaction, attempt: PullAttempt): Promise<void> {
  const last = await trx<AttemptRow>('pull_attempt')
    .max<{ last: number | null }>('attempt_no as last')
    .first();
  await trx('pull_attempt').insert({
    attempt_no: (last?.last ?? 0) + 1,
    source: attempt.source,
    tried_at: attempt.triedAt,
    state: attempt.state,
    why: attempt.why,
  });
}

/** Each source's last try, by source. */
export async function lastAttempts(trx: Knex.Transaction): Promise<PullAttempt[]> {
  const rows = await trx<AttemptRow>('pull_attempt')
    .whereIn('attempt_no', trx('pull_attempt').max('attempt_no').groupBy('source'))
    .orderBy('source');
  return rows.map((row) => ({
    source: row.source,
    triedAt: row.tried_at,
    state: row.state,
    why: row.why,
  }));
}

/** Places that were taken in under a contract as it is now, with the marks that they bore. */
export async function knownPlaces(
  trx: Knex.Transaction,
  source: string,
  contractHash: string,
): Promise<Map<string, string>> {
  const rows = await trx<{ source: string; place: string; mark: string; contract_hash: string }>(
    'pulled_place',
  ).where({ source, contract_hash: contractHash });
  return new Map(rows.map((row) => [row.place, row.mark]));
}

export async function enterPlace(trx: Knex.Transaction, place: PulledPlace): Promise<void> {
  await trx('pulled_place')
    .insert({
      source: place.source,
      place: place.place,
      mark: place.mark,
      contract_hash: place.contractHash,
      taken_at: place.takenAt,
    })
    .onConflict(['source', 'place'])
    .merge();
}
