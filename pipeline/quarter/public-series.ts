import type { Knex } from 'knex';
import { choosePublicBases } from '../../reports/disclosure/public-bases.js';
import { QuarterlyError } from '../core/errors.js';
import type { MeasureDefinition } from '../core/figure/definition.js';
import type { PublicBasis, PublicSeries } from '../core/figure/public-series.js';
import type { Value } from '../core/figure/value.js';
import { insertRows } from '../warehouse/insert.js';
import type { Engine } from '../warehouse/types.js';

/** A series' public bases as the ledger has them, with the release that they began with. */
export interface KeptSeries extends PublicSeries {
  readonly releaseId: string;
}

interface Row {
  readonly measure: string;
  readonly breakdown: string;
  readonly bases: string;
  readonly chosen_by: PublicSeries['chosenBy'];
  readonly why: string;
  readonly release_id: string;
}

/**
 * What an authority's releases up to a moment chose, by measure and breakdown.
 * @param knownAt UTC instant, as ISO text
 */
export async function keptSeries(
  trx: Knex.Transaction,
  areaCode: string,
  knownAt: string,
): Promise<KeptSeries[]> {
  const rows = await trx('public_series as s')
    .join('release as r', 'r.release_id', 's.release_id')
    .where('s.area_code', areaCode)
    .where('r.released_at', '<=', knownAt)
    .orderBy(['s.measure', 's.breakdown'])
    .select<Row[]>(
      ...['s.measure', 's.breakdown', 's.bases', 's.chosen_by', 's.why', 's.release_id'],
    );
  return rows.map((row) => ({
    measure: row.measure,
    breakdown: row.breakdown,
    bases: row.bases === '' ? [] : (row.bases.split(',') as PublicBasis[]),
    chosenBy: row.chosen_by,
    why: row.why,
    releaseId: row.release_id,
  }));
}

/** What the choice for a run rests on. */
export interface SeriesOrder {
  readonly values: readonly Value[];
  readonly definitions: readonly MeasureDefinition[];
  readonly disclosure: {
    readonly threshold: number;
    readonly public_bases: Readonly<Record<string, readonly PublicBasis[]>>;
  };
}

/**
 * The public bases of every series of a run: those that earlier releases chose, and for the rest the council's or the rule's choice.
 * @throws QuarterlyError `configuration` where the council's choice names no measure, a basis that it lacks, or another than a release has.
 */
export function publicSeriesOf(kept: readonly KeptSeries[], order: SeriesOrder): PublicSeries[] {
  const { public_bases: set, threshold } = order.disclosure;
  for (const [measure, bases] of Object.entries(set)) {
    requirePossible(measure, bases, order.definitions);
    requireAsReleased(measure, bases, kept);
  }
  return choosePublicBases({
    values: order.values,
    definitions: order.definitions,
    threshold,
    kept: kept.map(withoutRelease),
    set,
  });
}

/** The bases that a run froze, with those that were released since in their place. */
export function withKept(
  frozen: readonly PublicSeries[],
  kept: readonly KeptSeries[],
): PublicSeries[] {
  const key = ({ measure, breakdown }: PublicSeries): string => `${measure} ${breakdown}`;
  const found = new Map([...frozen, ...kept.map(withoutRelease)].map((each) => [key(each), each]));
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

/** What each series publishes, with the release that it began with; null: none yet. */
export function plannedSeries(
  frozen: readonly PublicSeries[],
  kept: readonly KeptSeries[],
): (PublicSeries & { readonly releaseId: string | null })[] {
  return withKept(frozen, kept).map((each) => ({
    ...each,
    releaseId:
      kept.find((one) => one.measure === each.measure && one.breakdown === each.breakdown)
        ?.releaseId ?? null,
  }));
}

/** Keeps for ever what a release publishes of each series that none before it did, in the caller's transaction. */
export async function keepSeries(
  trx: Knex.Transaction,
  engine: Engine,
  areaCode: string,
  releaseId: string,
  series: readonly PublicSeries[],
): Promise<void> {
  const known = await trx('public_series')
    .where({ area_code: areaCode })
    .select<Pick<Row, 'measure' | 'breakdown'>[]>('measure', 'breakdown');
  const isKnown = (each: PublicSeries): boolean =>
    known.some((row) => row.measure === each.measure && row.breakdown === each.breakdown);
  await insertRows(
    trx,
    engine,
    'public_series',
    ['measure', 'breakdown', 'bases', 'chosen_by', 'why'],
    series
      .filter((each) => !isKnown(each))
      .map((each) => [each.measure, each.breakdown, each.bases.join(','), each.chosenBy, each.why]),
    { area_code: areaCode, release_id: releaseId },
  );
}

function withoutRelease({ measure, breakdown, bases, chosenBy, why }: KeptSeries): PublicSeries {
  return { measure, breakdown, bases, chosenBy, why };
}

function requirePossible(
  measure: string,
  bases: readonly PublicBasis[],
  definitions: readonly MeasureDefinition[],
): void {
  const definition = definitions.find((each) => each.measure === measure);
  const possible =
    definition?.bases.flatMap((basis): PublicBasis[] =>
      basis === 'ytd' ? [basis, 'financial-year'] : [basis],
    ) ?? [];
  const wrong = bases.filter((basis) => !possible.includes(basis));
  if (definition !== undefined && wrong.length === 0) return;
  throw new QuarterlyError(
    'configuration',
    definition === undefined
      ? `quarterly.yaml, disclosure.public_bases: "${measure}" isn’t the name of a measure.`
      : `quarterly.yaml, disclosure.public_bases: ${measure} has no basis ${wrong.join(', ')}.`,
    {
      fix:
        definition === undefined
          ? 'Write the measure’s id as `quarterly measures` lists it.'
          : `Choose from ${possible.join(', ')}.`,
    },
  );
}

function requireAsReleased(
  measure: string,
  bases: readonly PublicBasis[],
  kept: readonly KeptSeries[],
): void {
  const sorted = (of: readonly PublicBasis[]): string => [...of].sort().join(', ');
  const other = kept.find(
    (each) => each.measure === measure && sorted(each.bases) !== sorted(bases),
  );
  if (other === undefined) return;
  throw new QuarterlyError(
    'configuration',
    `quarterly.yaml, disclosure.public_bases: ${measure} is published as ${sorted(other.bases) || 'nothing'} since ${other.releaseId}, and that can't change.`,
    {
      fix: `Write ${measure}: [${sorted(other.bases)}], or leave it out. Another basis would show the differences of two, and with them single children.`,
    },
  );
}
