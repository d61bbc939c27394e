import type { Knex } from 'knex';
import { readBasis, readRunReturns } from './basis.js';
import { diffRuns, type RunDiff, type RunSide } from './diff.js';
import { readFrozen } from './frozen.js';
import { findRun, readValues } from './read-values.js';

/** Compares two finished runs, each named by its own id or a release's, from what they froze. */
export async function readDiff(
  trx: Knex.Transaction,
  areaCode: string,
  before: string,
  after: string,
): Promise<RunDiff> {
  const [a, b] = [await findRun(trx, areaCode, before), await findRun(trx, areaCode, after)];
  return diffRuns(await readSide(trx, a.run.runId), await readSide(trx, b.run.runId));
}

/** A finished run, as it was frozen. */
export async function readSide(trx: Knex.Transaction, runId: string): Promise<RunSide> {
  const input = await readFrozen(trx, runId);
  return {
    runId,
    values: await readValues(trx, runId),
    returns: await readRunReturns(trx, runId),
    basis: await readBasis(trx, runId),
    definitions: input?.definitions ?? [],
  };
}
