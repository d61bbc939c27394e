import type { Knex } from 'knex';
import { QuarterlyError } from '../core/errors.js';
import { type Value, VALUE_FLAGS } from '../core/figure/value.js';
import { type LedgerRun, listRuns } from './ledger.js';
import { currentOf, listReleases, type Release } from './release-ledger.js';
import { keyOf } from './revisions.js';

interface Row {
  readonly measure: string;
  readonly version: number;
  readonly basis: Value['basis'];
  readonly area_code: string;
  readonly breakdown: string;
  readonly quarter: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly symbol: Value['symbol'];
  readonly word: string | null;
  /** Their letters, without anything between them. */
  readonly flags: string;
}

/** What a run found, as it was frozen; reasons and notes left away. */
export type FrozenValue = Omit<Value, 'reason' | 'note'>;

/** The frozen values of a run, sorted by key. */
export async function readValues(trx: Knex.Transaction, runId: string): Promise<FrozenValue[]> {
  const key = ['measure', 'version', 'basis', 'area_code', 'breakdown', 'quarter'] as const;
  const rows: Row[] = await trx('run_value')
    .where({ run_id: runId })
    .orderBy([...key])
    .select(...key, 'numerator', 'denominator', 'symbol', 'word', 'flags');
  return rows.map(({ area_code, flags, ...row }) => ({
    ...row,
    areaCode: area_code,
    flags: VALUE_FLAGS.filter((flag) => flags.includes(flag)),
  }));
}

/** A value as readers were given it, and by which release. */
export interface PublishedValue extends FrozenValue {
  readonly releaseId: string;
  readonly runId: string;
}

/**
 * The values that readers had been given up to a moment, by key: of several quarters' releases the latest that holds it, none after the
 * quarter.
 * @param knownAt UTC instant, as ISO text
 */
export async function publishedValues(
  trx: Knex.Transaction,
  areaCode: string,
  quarter: string,
  knownAt: string,
): Promise<Map<string, PublishedValue>> {
  const all = await listReleases(trx, areaCode);
  const releases = all.filter((release) => release.releasedAt <= knownAt);
  const quarters = [...new Set(releases.map((release) => release.quarter))]
    .filter((each) => each <= quarter)
    .sort();
  const published = new Map<string, PublishedValue>();
  for (const each of quarters) {
    const current = currentOf(releases.filter((release) => release.quarter === each));
    if (current === undefined) continue;
    const { releaseId, runId } = current;
    for (const value of await readValues(trx, runId))
      published.set(keyOf(value), { ...value, releaseId, runId });
  }
  return published;
}

/** A finished run by its id, or by the id of a release of it. */
export interface NamedRun {
  readonly run: LedgerRun;
  /** The release by which it was named. */
  readonly release: Release | null;
}

/** @throws QuarterlyError `usage` where there is no such run or release, or it didn't finish. */
export async function findRun(
  trx: Knex.Transaction,
  areaCode: string,
  id: string,
): Promise<NamedRun> {
  const runs = await listRuns(trx, areaCode);
  const release = (await listReleases(trx, areaCode)).find((each) => each.releaseId === id) ?? null;
  const run = runs.find((each) => each.runId === (release?.runId ?? id));
  if (run?.status === 'finished') return { run, release };
  const finished = runs.filter((each) => each.status === 'finished').map((each) => each.runId);
  throw new QuarterlyError(
    'usage',
    run === undefined ? `There is no run "${id}".` : `The run ${id} didn't finish.`,
    {
      fix:
        finished.length === 0
          ? 'Make one first: quarterly run --quarter 2017-18-Q3.'
          : `The finished runs are ${finished.slice(-6).join(', ')}.`,
    },
  );
}
