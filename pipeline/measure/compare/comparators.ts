import type { Knex } from 'knex';
import { type IsoDate, longDate, monthAndYear } from '../../core/calendar/days.js';
import type { Quarter } from '../../core/calendar/quarter.js';
import type { MeasureDefinition } from '../../core/figure/definition.js';
import { decimalsOf, ratio } from '../../core/figure/rounding.js';
import type { Polarity, Unit, Value, ValueSymbol } from '../../core/figure/value.js';
import type { Comparator, PublishedCounts, Rank } from '../../core/figure/figure.js';
import { coverageOf, inForceOn, isAuthority, type KnownAuthority } from '../nation.js';
import type { Pin } from '../pins.js';
import { england } from '../roll-up.js';
import { type BoundedFigure, countBounds, knownFigures, type KnownFigures } from './bounds.js';
import { rankOf, unranked } from './rank.js';

/** Ten authorities like ours, and the model that says so. */
export interface Neighbours {
  readonly model: string;
  readonly codes: readonly string[];
}

/** A published figure of one area: exact, as DfE printed it. */
export interface Benchmark {
  readonly indicator: string;
  readonly areaCode: string;
  readonly year: number;
  readonly scaled: number | null;
  readonly scale: number;
  readonly symbol: ValueSymbol | null;
  /** As-at date of the release that it was taken from: the end of its latest year. */
  readonly releasedTo: string;
}

export interface ComparatorFacts {
  readonly neighbours: Neighbours | null;
  /** By indicator: the latest year not after the quarter's end, all areas. */
  readonly benchmarks: ReadonlyMap<string, readonly Benchmark[]>;
  readonly authority: string;
  readonly region: { readonly code: string; readonly name: string } | null;
  /** All that there are and were: ranks are of a file that covers those in force. */
  readonly authorities: readonly KnownAuthority[];
}

/** Reads neighbours and benchmarks for a quarter from the returns that count. */
export async function readComparatorFacts(
  trx: Knex.Transaction,
  quarter: Quarter,
  pins: readonly Pin[],
  where: Pick<ComparatorFacts, 'authority' | 'region' | 'authorities'>,
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
    benchmarks: await readBenchmarks(
      trx,
      quarter,
      pins.filter((pin) => pin.quarter === quarter.key && pin.source === 'benchmarks'),
    ),
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

interface BenchmarkRow {
  readonly return_no: number;
  readonly area_code: string;
  readonly indicator: string;
  readonly year: number;
  readonly value_scaled: number | null;
  readonly scale: number;
  readonly symbol: string | null;
}

async function readBenchmarks(
  trx: Knex.Transaction,
  quarter: Quarter,
  pins: readonly Pin[],
): Promise<Map<string, Benchmark[]>> {
  const returnNumbers = pins.map((pin) => pin.returnNo);
  const asAt = new Map(pins.map((pin) => [pin.returnNo, pin.asAt]));
  // A year's figures speak for the 31 March of that year.
  const latestYear =
    Number(quarter.lastDay.slice(0, 4)) - (quarter.lastDay.slice(5) < '03-31' ? 1 : 0);
  const rows = await trx('benchmarks__figure')
    .select<BenchmarkRow[]>(
      'return_no',
      'area_code',
      'indicator',
      'year',
      'value_scaled',
      'scale',
      'symbol',
    )
    .whereIn('return_no', returnNumbers)
    .whereBetween('year', [latestYear - 5, latestYear]);
  const position = new Map(returnNumbers.map((number, index) => [number, index]));
  const editionOf = (row: BenchmarkRow): number => position.get(row.return_no) ?? -1;
  const best = new Map<string, BenchmarkRow>();
  for (const row of rows) {
    const key = `${row.indicator} ${row.year} ${row.area_code}`;
    const other = best.get(key);
    if (other === undefined || editionOf(row) >= editionOf(other)) best.set(key, row);
  }
  const newestYear = new Map<string, number>();
  for (const row of best.values()) {
    newestYear.set(row.indicator, Math.max(row.year, newestYear.get(row.indicator) ?? 0));
  }
  const benchmarks = new Map<string, Benchmark[]>();
  for (const row of best.values()) {
    if (row.year !== newestYear.get(row.indicator)) continue;
    const list = benchmarks.get(row.indicator) ?? [];
    list.push({
      indicator: row.indicator,
      areaCode: row.area_code,
      year: row.year,
      scaled: row.value_scaled,
      scale: row.scale,
      symbol: row.symbol as ValueSymbol | null,
      releasedTo: asAt.get(row.return_no) ?? '',
    });
    benchmarks.set(row.indicator, list);
  }
  return benchmarks;
}

/** What a figure is compared with. */
export interface Compared {
  readonly comparators: readonly Comparator[];
  readonly rank: Rank | null;
}

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
  return definition.rollsUp
    ? fromSameFile(definition, current, peers, facts, how)
    : fromBenchmarks(definition, current, facts, how.polarity);
}

function fromSameFile(
  definition: MeasureDefinition,
  current: Value,
  peers: readonly Value[],
  facts: ComparatorFacts,
  { asAt, polarity }: { readonly asAt: IsoDate; readonly polarity: Polarity },
): Compared {
  const day = longDate(asAt);
  const basis: Basis = { basis: `same file, ${day}`, asAt, period: day, isLike: true };
  const values = new Map(peers.map((peer) => [peer.areaCode, peer]));
  const comparators = compare(definition, current, values, facts, basis, () => null);
  if (isUnrated(definition, current)) return { comparators, rank: null };
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
    rank: isPartial ? unranked(definition, polarity, basis.basis, ofEngland.reason ?? '') : rank,
  };
}

function fromBenchmarks(
  definition: MeasureDefinition,
  current: Value,
  facts: ComparatorFacts,
  polarity: Polarity,
): Compared {
  const figures =
    definition.benchmark == null ? [] : (facts.benchmarks.get(definition.benchmark) ?? []);
  const [first] = figures;
  if (current.breakdown !== 'all' || first === undefined) return { comparators: [], rank: null };
  const basis = benchmarkBasis(definition, current, figures, first.year);
  const table = publishedTable(definition, facts, first.year);
  const values = new Map(
    figures.map((figure) => [figure.areaCode, benchmarkValue(figure, definition, current)]),
  );
  const boundsOf = (value: Value): BoundedFigure | null => boundsOfRow(value, definition, table);
  const comparators = compare(definition, current, values, facts, basis, boundsOf).map((each) => ({
    ...each,
    counts: isMedian(each) ? null : table.countsOf(each.value.areaCode),
  }));
  return {
    comparators,
    rank: rankAmongPublished(definition, values, facts, polarity, basis, boundsOf),
  };
}

function benchmarkBasis(
  { bases, unit }: MeasureDefinition,
  current: Value,
  figures: readonly Benchmark[],
  year: number,
): Basis {
  const isStock = bases.includes('snapshot');
  const released = monthAndYear(latest(figures.map((figure) => figure.releasedTo)));
  return {
    basis: `${isStock ? '' : 'year to '}31 March ${year}, DfE release to ${released}`,
    asAt: `${year}-03-31`,
    period: isStock ? `31 March ${year}` : `year to March ${year}`,
    isLike: isStock || isOfAYear(current, unit),
  };
}

/** Twelve months, whichever they are; a quarter's rate is one of a year. */
function isOfAYear({ basis, quarter }: Value, unit: Unit): boolean {
  if (basis === 'rolling12') return true;
  return basis === 'ytd'
    ? quarter.endsWith('Q4')
    : basis === 'quarter' && unit !== 'rate_per_10000';
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
  const reason = coverageOf(listed, inForce, 'benchmarks').reasonFor(england);
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

function compare(
  definition: MeasureDefinition,
  current: Value,
  values: ReadonlyMap<string, Value>,
  facts: ComparatorFacts,
  basis: Basis,
  boundsOf: (value: Value) => BoundedFigure | null,
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
      const small = definition.benchmarkRow?.isTakenAsSmall === true && few > exactCount(known);
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

/** A published figure over what makes it come out again: a percentage of 28.4 is 284 over 10 x 100. */
const WHOLES: Readonly<Record<Unit, number>> = {
  count: 1,
  percent: 100,
  rate_per_10000: 10_000,
  days: 1,
  grade: 1,
  rank: 1,
};

/** The denominator over which a published figure comes out again. A quarter's factor must not multiply what is a year's already. */
function wholeOf(definition: MeasureDefinition, like: Value): number {
  return WHOLES[definition.unit] * (like.basis === 'quarter' ? definition.annualise : 1);
}

function benchmarkValue(figure: Benchmark, definition: MeasureDefinition, like: Value): Value {
  const isNumber = figure.scaled !== null && figure.symbol === null;
  return {
    ...like,
    areaCode: figure.areaCode,
    numerator: isNumber ? figure.scaled : null,
    denominator: isNumber ? figure.scale * wholeOf(definition, like) : null,
    symbol: isNumber ? null : (figure.symbol ?? 'x'),
    reason: isNumber ? null : NOT_PUBLISHED[figure.symbol ?? 'x'],
    flags: [],
    word: null,
    note: null,
  };
}

const NOT_PUBLISHED: Readonly<Record<ValueSymbol, string>> = {
  c: 'The publisher suppressed it.',
  x: 'Not published for this area.',
  z: 'The publisher says that it does not apply.',
  low: 'The publisher says that it rounds to zero and is not zero.',
  u: 'The publisher says that it is not reliable.',
};

/** The counts that a year's rows publish. */
interface PublishedTable {
  /** A count of an area: a number, null where it is hidden; undefined where the table doesn't have it. */
  readonly count: (areaCode: string, indicator: string) => number | null | undefined;
  readonly countsOf: (areaCode: string) => PublishedCounts | null;
}

function publishedTable(
  { benchmarkRow }: MeasureDefinition,
  { benchmarks }: ComparatorFacts,
  year: number,
): PublishedTable {
  const names =
    benchmarkRow == null ? [] : [benchmarkRow.count, benchmarkRow.total, ...benchmarkRow.others];
  const cells = new Map(
    names.flatMap((indicator) =>
      (benchmarks.get(indicator) ?? [])
        .filter((each) => each.year === year)
        .map((each) => [
          `${each.areaCode} ${indicator}`,
          each.symbol !== null || each.scale !== 1 ? null : each.scaled,
        ]),
    ),
  );
  const count: PublishedTable['count'] = (areaCode, indicator) =>
    cells.get(`${areaCode} ${indicator}`);
  return {
    count,
    countsOf: (areaCode) =>
      benchmarkRow == null
        ? null
        : {
            numerator: count(areaCode, benchmarkRow.count) ?? null,
            denominator: count(areaCode, benchmarkRow.total) ?? null,
          },
  };
}

/** Least and most of a published figure that a symbol replaces, by its own row. */
function boundsOfRow(
  value: Value,
  definition: MeasureDefinition,
  table: PublishedTable,
): BoundedFigure | null {
  const { areaCode, symbol } = value;
  const at = (numerator: number, denominator: number): Value => ({
    ...value,
    ...{ numerator, denominator, symbol: null, reason: null },
  });
  // Under a half of the last whole that is printed, and more than nought.
  const whole = wholeOf(definition, value);
  if (symbol === 'low') return { areaCode, least: at(0, whole), most: at(1, 2 * whole) };
  const row = definition.benchmarkRow ?? null;
  const total = row === null ? null : (table.count(areaCode, row.total) ?? null);
  if (symbol !== 'c' || row === null || total === null || total === 0) return null;
  const found = countBounds({
    symbol,
    total,
    others: row.others.map((indicator) => table.count(areaCode, indicator) ?? null),
    isTakenAsSmall: row.isTakenAsSmall,
  });
  return found === null
    ? null
    : { areaCode, least: at(found.least, total), most: at(found.most, total) };
}
