import type { Knex } from 'knex';
import type { ReturnReading } from '../../sources/contract/reading-ledger.js';
import { warningsAbout, type LoadedRows } from './compare-with-last.js';
import type { PlausibilityWarning } from './plausibility.js';

/** Somebody's word that a return is right, though it is unlike the last one. */
export interface Acceptance {
  readonly reason: string;
  /** "ana on reports-1". */
  readonly by: string;
}

/** The note of a return that was refused for being unlike the last one: only such a return may be accepted anyway. */
const UNLIKE_LAST = 'unlike-last';

/**
 * Compares a return with the last one before it is accepted. Warnings refuse it, unless somebody accepts it anyway: then they and the reason
 * are kept in the ledger, and reported in the data quality sheet of every pack that rests on it.
 * @returns the reading, with what came of it
 */
export async function holdAgainstLast(
  trx: Knex.Transaction,
  loaded: LoadedRows,
  acceptance: Acceptance | undefined,
): Promise<ReturnReading> {
  const { reading, returnNo } = loaded;
  const warnings = await warningsAbout(trx, loaded);
  if (warnings.length === 0) return reading;
  const words = warnings.map((warning) => warning.message).join(' ');
  if (acceptance === undefined) return refusedFor(warnings, words, reading);
  const { reason, by } = acceptance;
  await trx('acceptance').insert({ return_no: returnNo, warnings: words, reason, accepted_by: by });
  const message = `${words} Loaded anyway: ${reason}`;
  return {
    ...reading,
    notes: [...reading.notes, { level: 'warning', topic: 'accepted-anyway', message }],
  };
}

/** True where a refused return may be taken after all on somebody's word: only warnings speak against it. */
export async function wasDoubted(trx: Knex.Transaction, returnNo: number): Promise<boolean> {
  const found = await trx<{ return_no: number; topic: string }>('return_note')
    .where({ return_no: returnNo, topic: UNLIKE_LAST })
    .first();
  return found !== undefined;
}

/** What to do about a return that is unlike the last one. */
export const ASK =
  'Ask its sender whether it is whole and of this quarter; if so, receive it again with --accept-anyway and --reason.';

function refusedFor(
  warnings: readonly PlausibilityWarning[],
  words: string,
  reading: ReturnReading,
): ReturnReading {
  const refused = `${words} ${ASK}`;
  const rules = [...new Set(warnings.map((warning) => warning.rule))];
  const message = `Unlike the last return (${rules.join(', ')}).`;
  const refusals = warnings.map((warning): ReturnReading['notes'][number] => ({
    level: 'refused',
    topic: warning.rule,
    message: warning.message,
  }));
  return {
    ...reading,
    refused,
    notes: [...reading.notes, ...refusals, { level: 'refused', topic: UNLIKE_LAST, message }],
  };
}
