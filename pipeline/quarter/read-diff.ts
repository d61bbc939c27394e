import type { Knex } from 'knex';
import type { PackInput } from '../../reports/input.js';
import { readBasis, readRunReturns } from './basis.js';
import { diffRuns, type RunDiff, type RunSide } from './diff.js';
import { readFrozen } from './frozen.js';
import { packChanges, type PackChange } from './pack-changes.js';
import { findRun, type NamedRun, readValues } from './read-values.js';

/** Compares two finished runs, each named by its own id or a release's, from what they froze. */
export async function readDiff(
  trx: Knex.Transaction,
  areaCode: string,
  before: string,
  after: string,
): Promise<RunDiff & { readonly pack: readonly PackChange[] }> {
  const [a, b] = [await findRun(trx, areaCode, before), await findRun(trx, areaCode, after)];
  const [one, other] = [await readFrozen(trx, a.run.runId), await readFrozen(trx, b.run.runId)];
  const status = (named: NamedRun, input: PackInput): PackInput => ({
    ...input,
    status: named.release?.kind ?? input.status,
  });
  return {
    ...diffRuns(await readSide(trx, a.run.runId), await readSide(trx, b.run.runId)),
    pack:
      one === undefined || other === undefined ? [] : packChanges(status(a, one), status(b, other)),
  };
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
