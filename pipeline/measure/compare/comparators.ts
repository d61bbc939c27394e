import { isRate } from '../../core/figure/units.js';
import type { Knex } from 'knex';
import { type IsoDate, longDate, monthAndYear } from '../../core/calendar/days.js';
import type { Quarter } from '../../core/calendar/quarter.js';
import { benchmarkFor, type MeasureDefinition } from '../../core/figure/definition.js';
import { decimalsOf, FACTORS, ratio } from '../../core/figure/rounding.js';
import type { Significance } from '../../core/figure/significance.js';
import {
  countsBehind,
  type Polarity,
  type Unit,
  type Value,
  type ValueSymbol,
} from '../../core/figure/value.js';
import type { Comparator, PublishedCounts, Rank } from '../../core/figure/figure.js';
import { coverageOf, inForceOn, isAuthority, type KnownAuthority } from '../nation.js';
import type { Pin } from '../pins.js';
import { england } from '../roll-up.js';
import { type BoundedFigure, countBounds, knownFigures, type KnownFigures } from './bounds.js';
import { type PublishedMeasure, readPublishedMeasures } from './published-definitions.js';
import {
  isEnded,
  latestPublished,
  type LatestPublished,
  type PublishedFigure,
  type PublishedRow,
} from './published-figures.js';
import { NOT_PUBLISHED } from './published-values.js';
import { againstOthers } from './significance-of.js';
import { publishedPeriod, publisherOf, tablesWords } from './published-words.js';
import { rankOf, unranked } from './rank.js';

/** Ten authorities like ours, and the model that says so. */
export interface Neighbours {
  readonly model: string;
  readonly codes: readonly string[];
}

export interface ComparatorFacts {
  readonly neighbours: Neighbours | null;
  /** By published measure: its latest period that had ended by the quarter's end, all areas. */
  readonly published: LatestPublished;
  readonly authority: string;
  readonly region: { readonly code: string; readonly name: string } | null;
  /** All that there are and were: ranks are of a file that covers those in force. */
  readonly authorities: readonly KnownAuthority[];
}

/** Reads neighbours, and the published figures that measures are compared with, for a quarter from the returns that count. */
export async function readComparatorFacts(
  trx: Knex.Transaction,
  quarter: Quarter,
  pins: readonly Pin[],
  where: Pick<ComparatorFacts, 'authority' | 'region' | 'authorities'>,
  definitions: readonly MeasureDefinition[],
): Promise<ComparatorFacts> {
  const numbers = (source: string): number[] =>
    pins
      .filter((pin) => pin.quarter === quarter.key && pin.source === source)
      .map((pin) => pin.returnNo);
  return {
    ...where,
    neighbours: await readNeighbours(
      trx,
      quarter,
      numbers('statistical-neighbours'),
      where.authority,
    ),
    published: await latestPublished(trx, quarter, pins, comparedWith(definitions)),
  };
}

/** The newest model not later than the quarter; where all are later, the oldest, since it is the nearest in time. */
async function readNeighbours(
  trx: Knex.Transaction,
  quarter: Quarter,
  returnNumbers: readonly number[],
  authority: string,
): Promise<Neighbours | null> {
  const rows = await trx('statistical_neighbours__neighbour')
    .select<{ model: string; neighbour_rank: number; neighbour_code: string; return_no: number }[]>(
      'model',
      'neighbour_rank',
      'neighbour_code',
      'return_no',
    )
    .whereIn('return_no', [...returnNumbers])
    .where({ area_code: authority });
  const models = [...new Set(rows.map((row) => row.model))].sort();
  const model =
    models.findLast((each) => each.slice(0, 4) <= quarter.lastDay.slice(0, 4)) ?? models[0];
  if (model === undefined) return null;
  const ofModel = rows.filter((row) => row.model === model);
  const newest = returnNumbers.findLast((number) =>
    ofModel.some((row) => row.return_no === number),
  );
  const codes = ofModel
    .filter((row) => row.return_no === newest)
    .sort((a, b) => a.neighbour_rank - b.neighbour_rank)
    .map((row) => row.neighbour_code);
  return { model, codes: [...new Set(codes)] };
}

/** The published measures that some measure names as the same thing. */
function comparedWith(definitions: readonly MeasureDefinition[]): readonly PublishedMeasure[] {
  const named = new Set(
    definitions.flatMap(({ benchmark, partBenchmarks = {} }) => [
      benchmark,
      ...Object.values(partBenchmarks),
    ]),
  );
  return readPublishedMeasures().filter(({ measure }) => named.has(measure));
}

/** What a figure is compared with. */
export interface Compared {
  readonly comparators: readonly Comparator[];
  readonly rank: Rank | null;
  /** Why there is no figure of England, in a sentence; null where there is one. */
  readonly uncompared: string | null;
  /** Whether it differs from England and the region by more than chance. */
  readonly significance: readonly Significance[];
}

type Found = Omit<Compared, 'uncompared'>;

/** When and by whom the figures were made that a figure is compared with. */
type Basis = Pick<Comparator, 'basis' | 'asAt' | 'period' | 'isLike'>;

/**
 * England, region and the statistical neighbours' median beside a figure, and its place among all authorities: from the same file for
 * national sources, from published benchmarks where the definition names an indicator. A benchmark's ranks are of its own year and
 * of what was published for the authority too, so that like stands beside like.
 * @param peers the quarter's values of the same measure, basis and breakdown, of all areas.
 */
export function comparatorsOf(
  definition: MeasureDefinition,
  current: Value,
  peers: readonly Value[],
  facts: ComparatorFacts,
  how: { readonly asAt: IsoDate; readonly polarity: Polarity },
): Compared {
  const compared = definition.rollsUp
    ? fromSameFile(definition, current, peers, facts, how)
    : fromBenchmarks(definition, current, facts, how.polarity);
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
  return (
    measure?.awaits ??
    `No published figure has been received: receive ${measure === undefined ? benchmark : tablesWords(measure)}.`
  );
}

function fromSameFile(
  definition: MeasureDefinition,
  current: Value,
  peers: readonly Value[],
  facts: ComparatorFacts,
  { asAt, polarity }: { readonly asAt: IsoDate; readonly polarity: Polarity },
): Found {
  const day = longDate(asAt);
  const basis: Basis = { basis: `same file, ${day}`, asAt, period: day, isLike: true };
  const values = new Map(peers.map((peer) => [peer.areaCode, peer]));
  const comparators = compare(definition, current, values, facts, basis, {
    boundsOf: () => null,
    isTakenAsSmall: false,
  });
  if (isUnrated(definition, current)) return { comparators, rank: null, significance: [] };
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
  return {
    comparators,
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
  polarity: Polarity,
): Found {
  const figures = facts.published.get(benchmarkFor(definition, current.breakdown) ?? '') ?? [];
  const [first] = figures;
  const hasEnded = definition.published != null && isEnded(definition.published, first?.to ?? '');
  if (first === undefined || hasEnded) return { comparators: [], rank: null, significance: [] };
  const basis = benchmarkBasis(definition, current, figures, first);
  // A number of three or nine months says nothing next to one of twelve.
  if (definition.unit === 'count' && !basis.isLike)
    return { comparators: [], rank: null, significance: [] };
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
    counts: isMedian(each) ? null : countsOf(rows.get(each.value.areaCode) ?? null),
  }));
  const authorities = figures.filter(({ areaCode }) => isAuthority(areaCode));
  return {
    comparators,
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
  { bases, unit, published }: MeasureDefinition,
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
    isLike: published != null || isStock || isOfAYear(current, unit),
  };
}

/** Twelve months, whichever they are; a quarter's rate is one of a year. */
function isOfAYear({ basis, quarter }: Value, unit: Unit): boolean {
  if (basis === 'rolling12') return true;
  return basis === 'ytd'
    ? quarter.endsWith('Q4')
    : basis === 'quarter' && unit !== 'count' && !isRate(unit);
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

/** No median is told where more than a tenth of the authorities lack a figure. */
const MOST_LACKING = 0.1;

/**
 * The neighbours' median, where what is suppressed leaves its printed decimals certain; else `[c]`. `[x]` where more than a tenth have no
 * figure that could be bounded; undefined where none has.
 */
function neighboursMedian(
  definition: MeasureDefinition,
  { figures, lacking }: KnownFigures,
  like: Value,
): Value | undefined {
  const least = medianOf(
    figures.map((each) => each.least),
    like,
  );
  const most = medianOf(
    figures.map((each) => each.most),
    like,
  );
  if (least === undefined || most === undefined) return undefined;
  const all = figures.length + lacking;
  const none = (symbol: ValueSymbol, reason: string): Value => ({
    ...least,
    ...{ numerator: null, denominator: null, symbol, reason },
  });
  if (lacking > all * MOST_LACKING) {
    return none('x', `${figures.length} of ${all} neighbours have a published figure.`);
  }
  const [from, to] = [least, most].map((value) =>
    ratio(value.numerator, value.denominator, definition.unit, {
      annualise: value.basis === 'quarter' ? definition.annualise : 1,
    }),
  );
  if (from === to) return least;
  const hidden = figures.filter((each) => each.least !== each.most).length;
  return none(
    'c',
    `It can be from ${printed(from, definition.unit)} to ${printed(to, definition.unit)}: the figures of ${hidden} neighbours are suppressed.`,
  );
}

function printed(figure: number | null | undefined, unit: Unit): string {
  return `${(figure ?? 0).toFixed(decimalsOf[unit])}${unit === 'percent' ? '%' : ''}`;
}

/** The middle of the ratios; of an even number the mean of the middle two, exactly. `areaCode` is "neighbours". */
export function medianOf(values: readonly Value[], like: Value): Value | undefined {
  const sorted = values
    .filter(hasFigure)
    .sort((a, b) =>
      Number(
        BigInt(a.numerator) * BigInt(b.denominator) - BigInt(b.numerator) * BigInt(a.denominator),
      ),
    );
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) return undefined;
  const isOne = upper === lower;
  return {
    ...like,
    areaCode: 'neighbours',
    published: null,
    numerator: isOne
      ? upper.numerator
      : upper.numerator * lower.denominator + lower.numerator * upper.denominator,
    denominator: isOne ? upper.denominator : 2 * upper.denominator * lower.denominator,
    symbol: null,
    reason: null,
    flags: [],
    word: null,
    note: null,
  };
}

function hasFigure(value: Value): value is Value & { numerator: number; denominator: number } {
  return value.numerator !== null && value.denominator !== null && value.denominator > 0;
}

/** The denominator over which a published figure comes out again. A quarter's factor must not multiply what is a year's already. */
function wholeOf(definition: MeasureDefinition, like: Value): number {
  return Number(FACTORS[definition.unit]) * (like.basis === 'quarter' ? definition.annualise : 1);
}

function benchmarkValue(
  figure: PublishedFigure,
  definition: MeasureDefinition,
  like: Value,
): Value {
  const isNumber = figure.scaled !== null && figure.symbol === null;
  const over = figure.children ?? figure.scale * wholeOf(definition, like);
  return {
    ...like,
    areaCode: figure.areaCode,
    published: null,
    numerator: isNumber ? figure.scaled : null,
    denominator: isNumber ? over : null,
    symbol: isNumber ? null : (figure.symbol ?? 'x'),
    reason: isNumber ? null : NOT_PUBLISHED[figure.symbol ?? 'x'],
    flags: [],
    word: null,
    note: null,
  };
}

/** Least and most of a published figure that a symbol replaces, by its own row. */
function boundsOfRow(
  value: Value,
  definition: MeasureDefinition,
  row: PublishedRow | null,
): BoundedFigure | null {
  const { areaCode, symbol } = value;
  const at = (numerator: number, denominator: number): Value => ({
    ...value,
    ...{ numerator, denominator, symbol: null, reason: null },
  });
  // Under a half of the last whole that is printed, and more than nought.
  const whole = wholeOf(definition, value);
  if (symbol === 'low') return { areaCode, least: at(0, whole), most: at(1, 2 * whole) };
  const total = row?.denominator ?? null;
  if (symbol !== 'c' || row === null || total === null || total === 0) return null;
  const found = countBounds({
    symbol,
    total,
    others: row.others,
    isTakenAsSmall: row.isTakenAsSmall,
  });
  return found === null
    ? null
    : { areaCode, least: at(found.least, total), most: at(found.most, total) };
}
