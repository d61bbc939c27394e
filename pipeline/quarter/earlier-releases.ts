import type { Knex } from 'knex';
import { isControlled } from '../../reports/disclosure/rule.js';
import type { EarlierRelease, PackInput } from '../../reports/input.js';
import type { MeasureDefinition } from '../core/figure/definition.js';
import type { ValueKey } from '../core/figure/value.js';
import { insertRows } from '../warehouse/insert.js';
import type { Engine } from '../warehouse/types.js';
import { readValues } from './read-values.js';
import { listReleases, type Release } from './release-ledger.js';
import { keyOf } from './revisions.js';

/**
 * The releases that the public has next to a quarter's pack: all that were made up to a moment, oldest first. Windows reach over the
 * ends of financial years, so a release of any year may give a number of another away.
 * @param knownAt UTC instant, as ISO text
 */
export async function releasesBefore(
  trx: Knex.Transaction,
  areaCode: string,
  order: { readonly knownAt: string },
): Promise<Release[]> {
  return (await listReleases(trx, areaCode))
    .filter((release) => release.state === 'released')
    .filter((release) => release.releasedAt <= order.knownAt)
    .sort((a, b) => (a.releasedAt < b.releasedAt ? -1 : a.releasedAt > b.releasedAt ? 1 : 0));
}

/** Ids of the releases that a run's pack must reckon with; of a run that isn't there yet, all. */
export function otherReleases(releases: readonly Release[], runId: string | null): string[] {
  return releases.filter((release) => release.runId !== runId).map((release) => release.releaseId);
}

/** Ids of the releases that a pack was drawn beside. */
export function releasesBeside(input: Pick<PackInput, 'disclosure'>): string[] {
  return input.disclosure.earlier.map((each) => each.release);
}

export function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.join(' ') === other.join(' ');
}

/** What those releases hold on children, and which of it they hide. */
export async function earlierReleases(
  trx: Knex.Transaction,
  releases: readonly Release[],
  runId: string | null,
  definitions: readonly MeasureDefinition[],
): Promise<EarlierRelease[]> {
  const onChildren = new Set(definitions.filter(isControlled).map((each) => each.measure));
  const found: EarlierRelease[] = [];
  for (const release of releases.filter((each) => each.runId !== runId)) {
    const hidden = await readHidden(trx, release.releaseId);
    const values = await readValues(trx, release.runId);
    found.push({
      release: release.releaseId,
      values: values.flatMap(({ symbol, word, numerator, denominator, ...key }) =>
        onChildren.has(key.measure) &&
        symbol === null &&
        word === null &&
        numerator !== null &&
        denominator !== null
          ? [{ ...key, numerator, denominator, isHidden: hidden.has(keyOf(key)) }]
          : [],
      ),
    });
  }
  return found;
}

/** Keeps what a release's public editions hide, in the caller's transaction. */
export async function keepHidden(
  trx: Knex.Transaction,
  engine: Engine,
  releaseId: string,
  hidden: readonly ValueKey[],
): Promise<void> {
  await insertRows(
    trx,
    engine,
    'release_hidden',
    ['measure', 'version', 'basis', 'area_code', 'breakdown', 'quarter'],
    hidden.map((key) => [
      key.measure,
      key.version,
      key.basis,
      key.areaCode,
      key.breakdown,
      key.quarter,
    ]),
    { release_id: releaseId },
  );
}

interface HiddenRow extends Omit<ValueKey, 'areaCode'> {
  readonly area_code: string;
}

/** What a release's public editions hide, by key. */
export async function readHidden(trx: Knex.Transaction, releaseId: string): Promise<Set<string>> {
  const rows = await trx('release_hidden')
    .where({ release_id: releaseId })
    .select<HiddenRow[]>('measure', 'version', 'basis', 'area_code', 'breakdown', 'quarter');
  return new Set(rows.map(({ area_code, ...key }) => keyOf({ ...key, areaCode: area_code })));
}
