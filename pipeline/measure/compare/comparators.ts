import { type IsoDate, longDate, monthAndYear, monthsOf } from '../../core/calendar/days.js';
import { parseQuarter } from '../../core/calendar/quarter.js';
import type { Comparator, PublishedCounts, Rank } from '../../core/figure/figure.js';
import type { Funnel } from '../../core/figure/funnel.js';
import { benchmarkFor, type MeasureDefinition } from '../../core/figure/definition.js';
import type { Significance } from '../../core/figure/significance.js';
import { countsBehind, type Polarity, type Value } from '../../core/figure/value.js';
import { coverageOf, inForceOn, isAuthority } from '../nation.js';
import { england } from '../roll-up.js';
import { windowOf } from '../windows.js';
import { benchmarkValue, boundsOfRow } from './benchmark-value.js';
import { type BoundedFigure, knownFigures, type KnownFigures } from './bounds.js';
import type { ComparatorFacts } from './comparator-facts.js';
import { funnelOf } from './funnel-of.js';
import { neighboursMedian } from './median.js';
import { readPublishedMeasures } from './published-definitions.js';
import { isEnded, type PublishedFigure, type PublishedRow } from './published-figures.js';
import { publishedPeriod, publisherOf, whyNotPublished } from './published-words.js';
import { printedDecimals } from './published-values.js';
import { rankOf, unranked } from './rank.js';
import { againstOthers } from './significance-of.js';

/** What a figure is compared with. */
export interface Compared {
  readonly comparators: readonly Comparator[];
  readonly rank: Rank | null;
  /** Why there is no figure of England, in a sentence; null where there is one. */
  readonly uncompared: string | null;
  /** Whether it differs from England and the region by more than chance. */
  readonly significance: readonly Significance[];
  /** Only where it is asked for. */
  readonly funnel?: Funnel;
}

type Found = Omit<Compared, 'uncompared'>;

/** England's 51,080 says nothing of a council's 240: it is the rate, a measure of its own, that is next to England's. */
const ONLY_ITS_RATE = 'A number grows with the area, so that only its rate is compared.';

/** How a figure is compared. */
interface Comparing {
  readonly asAt: IsoDate;
  readonly polarity: Polarity;
  /** The strategy asks for a funnel plot of it. */
  readonly isFunnelWanted?: boolean;
}

/** When and by whom the figures were made that a figure is compared with. */
type Basis = Pick<Comparator, 'basis' | 'asAt' | 'period' | 'isLike'>;

/**
 * England, region and the statistical neighbours' median next to a figure, and its place among all authorities: from the same file for
 * national sources, from published benchmarks where the definition names an indicator. A benchmark's ranks are of its own year and
 * of what was published for the authority too, so that like is compared with like.
 * @param peers the quarter's values of the same measure, basis and breakdown, of all areas.
 */
export function comparatorsOf(
  definition: MeasureDefinition,
  current: Value,
  peers: readonly Value[],
  facts: ComparatorFacts,
  how: Comparing,
): Compared {
  if (definition.unit === 'count')
    return {
      comparators: [],
      rank: null,
      significance: [],
      uncompared: definition.notCompared ?? ONLY_ITS_RATE,
      ...(how.isFunnelWanted === true ? { funnel: { points: null, why: ONLY_ITS_RATE } } : {}),
    };
  const compared = definition.rollsUp
    ? fromSameFile(definition, current, peers, facts, how)
    : fromBenchmarks(definition, current, facts, how);
  const ofEngland = compared.comparators.find(({ name }) => name === 'England');
  const hasEngland = ofEngland !== undefined && ofEngland.value.symbol === null;
  return {
    ...compared,
    uncompared: hasEngland
      ? null
      : (ofEngland?.value.reason ?? whyUncompared(definition, current.breakdown, facts)),
  };
}

/** Why there is nothing that a figure could be compared with. */
function whyUncompared(
  definition: MeasureDefinition,
  breakdown: string,
  facts: ComparatorFacts,
): string {
  if (definition.notCompared != null) return definition.notCompared;
  if (definition.rollsUp) return 'The file of the quarter gives no figure of England.';
  const benchmark = benchmarkFor(definition, breakdown);
  if (benchmark === undefined) {
    return breakdown !== 'all' && definition.benchmark != null
      ? 'For England only the total is published.'
      : 'No published figure of England is the same thing.';
  }
  if (facts.published.has(benchmark)) return 'The publisher gives no figure of England.';
  const measure = readPublishedMeasures().find((each) => each.measure === benchmark);
  if (measure === undefined) return `No published figure has been received. Receive ${benchmark}.`;
  return measure.awaits ?? whyNotPublished(measure, facts.received, facts.quarterEnd);
}

function fromSameFile(
  definition: MeasureDefinition,
  current: Value,
  peers: readonly Value[],
  facts: ComparatorFacts,
  { asAt, polarity, isFunnelWanted }: Comparing,
): Found {
  const day = longDate(asAt);
  const basis: Basis = { basis: `same file, ${day}`, asAt, period: day, isLike: true };
  const values = new Map(peers.map((peer) => [peer.areaCode, peer]));
  const comparators = compare(definition, current, values, facts, basis, {
    boundsOf: () => null,
    isTakenAsSmall: false,
  });
  if (isUnrated(definition, current)) {
    const unrated = { comparators, rank: null, significance: [] };
    const why = 'It is not compared with others since its break.';
    return isFunnelWanted === true ? { ...unrated, funnel: { points: null, why } } : unrated;
  }
  const ofEngland = values.get(england);
  const listed = peers.filter(({ areaCode }) => isAuthority(areaCode));
  const inForce = inForceOn(facts.authorities, asAt);
  const [source = ''] = Object.keys(definition.needs);
  const { reasonFor } = coverageOf(
    listed.filter(({ symbol }) => symbol !== 'x').map(({ areaCode }) => areaCode),
    inForce,
    source,
  );
  const absent = [...inForce.keys()].filter(
    (code) => !values.has(code) && reasonFor(code) !== null,
  );
  const known = knownFigures([...listed, ...absent.map(() => null)]);
  const rank = rankOf(facts.authority, known, definition, polarity, basis.basis);
  const isPartial = rank !== null && ofEngland?.symbol === 'x';
  const funnel = (): Funnel =>
    funnelOf(definition, [...listed, ...(ofEngland === undefined ? [] : [ofEngland])], basis);
  return {
    comparators,
    ...(isFunnelWanted === true ? { funnel: funnel() } : {}),
    significance: againstOthers(
      definition,
      current,
      comparators
        .filter((each) => !isMedian(each) && each.value.symbol === null)
        .map(({ name, value }) => ({ name, counts: countsBehind(value) })),
      listed.filter(({ symbol }) => symbol === null).map(countsBehind),
    ),
    rank: isPartial ? unranked(definition, polarity, basis.basis, ofEngland.reason ?? '') : rank,
  };
}

function fromBenchmarks(
  definition: MeasureDefinition,
  current: Value,
  facts: ComparatorFacts,
  { polarity, isFunnelWanted }: Comparing,
): Found {
  const figures = facts.published.get(benchmarkFor(definition, current.breakdown) ?? '') ?? [];
  const [first] = figures;
  const hasEnded = definition.published != null && isEnded(definition.published, first?.to ?? '');
  if (first === undefined || hasEnded) {
    const none = { comparators: [], rank: null, significance: [] };
    return isFunnelWanted === true
      ? { ...none, funnel: { points: null, why: 'No figures of all authorities are published.' } }
      : none;
  }
  const basis = benchmarkBasis(definition, current, figures, first);
  const rows = new Map(figures.map(({ areaCode, counts }) => [areaCode, counts]));
  const values = new Map(
    figures.map((figure) => [figure.areaCode, benchmarkValue(figure, definition, current)]),
  );
  const boundsOf = (value: Value): BoundedFigure | null =>
    boundsOfRow(value, definition, rows.get(value.areaCode) ?? null);
  const isTakenAsSmall = first.counts?.isTakenAsSmall === true;
  const comparators = compare(definition, current, values, facts, basis, {
    boundsOf,
    isTakenAsSmall,
  }).map((each) => ({
    ...each,
    ...printedDecimals(definition, figures),
    counts: isMedian(each) ? null : countsOf(rows.get(each.value.areaCode) ?? null),
  }));
  const authorities = figures.filter(({ areaCode }) => isAuthority(areaCode));
  return {
    comparators,
    ...(isFunnelWanted === true
      ? {
          funnel: funnelOf(
            definition,
            figures.map(({ areaCode, symbol, counts }) => ({
              ...{ areaCode, symbol },
              ...(counts ?? { numerator: null, denominator: null }),
            })),
            basis,
          ),
        }
      : {}),
    significance: basis.isLike
      ? againstOthers(
          definition,
          current,
          comparators.flatMap(({ name, counts }) => (counts === null ? [] : [{ name, counts }])),
          authorities.flatMap(({ counts }) => counts ?? []),
        )
      : [],
    rank: rankAmongPublished(definition, values, facts, polarity, basis, boundsOf),
  };
}

function countsOf(row: PublishedRow | null): PublishedCounts | null {
  return row === null ? null : { numerator: row.numerator, denominator: row.denominator };
}

function benchmarkBasis(
  { bases, published }: MeasureDefinition,
  current: Value,
  figures: readonly PublishedFigure[],
  first: PublishedFigure,
): Basis {
  const isStock = published == null ? bases.includes('snapshot') : published.speaksFor === 'date';
  const released = monthAndYear(latest(figures.map((figure) => figure.releasedTo)));
  const period = publishedPeriod(first, isStock ? 'date' : 'period');
  return {
    basis: `${period.startsWith('year to') ? `year to ${longDate(first.to)}` : period}, ${publisherOf(first.table)} release to ${released}`,
    asAt: first.to,
    period,
    isLike: published != null || isStock || isAsLong(current, first),
  };
}

/** Both count as many months: a quarter's share says nothing of whether a year's is higher. */
function isAsLong({ basis, quarter }: Value, published: PublishedFigure): boolean {
  return monthsOf(windowOf(basis, parseQuarter(quarter))) === monthsOf(published);
}

function rankAmongPublished(
  definition: MeasureDefinition,
  values: ReadonlyMap<string, Value>,
  facts: ComparatorFacts,
  polarity: Polarity,
  { basis, asAt }: Basis,
  boundsOf: (value: Value) => BoundedFigure | null,
): Rank | null {
  const inForce = inForceOn(facts.authorities, asAt);
  const listed = [...values.keys()].filter(isAuthority);
  const all = new Set([...inForce.keys(), ...listed]);
  const known = knownFigures(
    [...all].map((code) => values.get(code) ?? null),
    boundsOf,
  );
  const rank = rankOf(facts.authority, known, definition, polarity, basis);
  const reason = coverageOf(listed, inForce, 'published').reasonFor(england);
  return rank === null || reason === null ? rank : unranked(definition, polarity, basis, reason);
}

/** What isn't rated since a break isn't ranked either: how many schools still carry a grade differs from place to place. */
function isUnrated({ breaks }: MeasureDefinition, { flags, quarter }: Value): boolean {
  return flags.includes('b') && breaks.some((each) => each.unrated && quarter >= each.from);
}

function latest(days: readonly string[]): string {
  return [...days].sort().at(-1) ?? '';
}

const MEDIAN = 'Statistical neighbours (median)';

function isMedian({ name }: Comparator): boolean {
  return name === MEDIAN;
}

/** How a suppressed figure is bounded. */
interface Bounding {
  readonly boundsOf: (value: Value) => BoundedFigure | null;
  readonly isTakenAsSmall: boolean;
}

function compare(
  definition: MeasureDefinition,
  current: Value,
  values: ReadonlyMap<string, Value>,
  facts: ComparatorFacts,
  basis: Basis,
  { boundsOf, isTakenAsSmall }: Bounding,
): Comparator[] {
  const found: Comparator[] = [];
  const ofEngland = values.get(england);
  if (ofEngland !== undefined) found.push({ name: 'England', value: ofEngland, ...basis });
  const ofRegion = facts.region === null ? undefined : values.get(facts.region.code);
  if (facts.region !== null && ofRegion !== undefined) {
    found.push({ name: facts.region.name, value: ofRegion, ...basis });
  }
  if (facts.neighbours !== null) {
    const { codes, model } = facts.neighbours;
    const known = knownFigures(
      codes.map((code) => values.get(code) ?? null),
      boundsOf,
    );
    const median = neighboursMedian(definition, known, current);
    if (median !== undefined) {
      const few = known.figures.length;
      const small = isTakenAsSmall && few > exactCount(known);
      found.push({
        name: MEDIAN,
        value: median,
        ...basis,
        basis: `${basis.basis}; ${few} of ${codes.length} neighbours, ${model} model${small ? '; of suppressed parts this one is taken as 1 to 5' : ''}`,
      });
    }
  }
  return found;
}

function exactCount({ figures }: KnownFigures): number {
  return figures.filter(({ least, most }) => least === most).length;
}
