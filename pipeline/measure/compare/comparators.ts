import type { Knex } from 'knex';
import { longDate, monthAndYear } from '../../core/calendar/days.js';
import type { Quarter } from '../../core/calendar/quarter.js';
import type { MeasureDefinition } from '../../core/figure/definition.js';
import type { Polarity, Unit, Value, ValueSymbol } from '../../core/figure/value.js';
import type { Comparator, Rank } from '../../core/figure/figure.js';
import type { Pin } from '../pins.js';
import { england } from '../roll-up.js';
import { rankOf } from './rank.js';

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
}

/** Reads neighbours and benchmarks for a quarter from the returns that count. */
export async function readComparatorFacts(
  trx: Knex.Transaction,
  quarter: Quarter,
  pins: readonly Pin[],
  where: Pick<ComparatorFacts, 'authority' | 'region'>,
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
  { asAt, polarity }: { readonly asAt: string | null; readonly polarity: Polarity },
): Compared {
  if (definition.rollsUp) {
    const basis = asAt === null ? 'same file' : `same file, ${longDate(asAt)}`;
    const values = new Map(peers.map((peer) => [peer.areaCode, peer]));
    return {
      comparators: compare(current, values, facts, basis),
      rank: isUnrated(definition, current)
        ? null
        : rankOf(facts.authority, peers, definition, polarity, basis),
    };
  }
  const figures =
    definition.benchmark == null ? [] : (facts.benchmarks.get(definition.benchmark) ?? []);
  if (current.breakdown !== 'all' || figures.length === 0 || isPartOfAYear(definition, current))
    return { comparators: [], rank: null };
  const year = figures[0]?.year ?? 0;
  const isStock = current.basis === 'snapshot';
  const released = monthAndYear(latest(figures.map((figure) => figure.releasedTo)));
  const basis = `${isStock ? '' : 'year to '}31 March ${year}, DfE release to ${released}`;
  const values = figures.map((figure) => benchmarkValue(figure, definition, current));
  return {
    comparators: compare(
      current,
      new Map(values.map((value) => [value.areaCode, value])),
      facts,
      basis,
    ),
    rank: rankOf(facts.authority, values, definition, polarity, basis),
  };
}

/** A rate of the days since 1 April stands beside a year's at the end of March alone. */
function isPartOfAYear({ unit }: MeasureDefinition, { basis, quarter }: Value): boolean {
  return unit === 'rate_per_10000' && basis === 'ytd' && !quarter.endsWith('Q4');
}

/** What isn't rated since a break isn't ranked either: how many schools still carry a grade differs from place to place. */
function isUnrated({ breaks }: MeasureDefinition, { flags, quarter }: Value): boolean {
  return flags.includes('b') && breaks.some((each) => each.unrated && quarter >= each.from);
}

function latest(days: readonly string[]): string {
  return [...days].sort().at(-1) ?? '';
}

function compare(
  current: Value,
  values: ReadonlyMap<string, Value>,
  facts: ComparatorFacts,
  basis: string,
): Comparator[] {
  const found: Comparator[] = [];
  const ofEngland = values.get(england);
  if (ofEngland !== undefined) found.push({ name: 'England', value: ofEngland, basis });
  const ofRegion = facts.region === null ? undefined : values.get(facts.region.code);
  if (facts.region !== null && ofRegion !== undefined) {
    found.push({ name: facts.region.name, value: ofRegion, basis });
  }
  if (facts.neighbours !== null) {
    const { codes, model } = facts.neighbours;
    const theirs = codes.flatMap((code) => values.get(code) ?? []).filter(hasFigure);
    const median = medianOf(theirs, current);
    if (median !== undefined) {
      found.push({
        name: 'Statistical neighbours (median)',
        value: median,
        basis: `${basis}; ${theirs.length} of ${codes.length} neighbours, ${model} model`,
      });
    }
  }
  return found;
}

function hasFigure(value: Value): value is Value & { numerator: number; denominator: number } {
  return value.numerator !== null && value.denominator !== null && value.denominator > 0;
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

/** A published figure over what makes it come out again: a percentage of 28.4 is 284 over 10 x 100. */
const WHOLES: Readonly<Record<Unit, number>> = {
  count: 1,
  percent: 100,
  rate_per_10000: 10_000,
  days: 1,
  grade: 1,
  rank: 1,
};

function benchmarkValue(figure: Benchmark, definition: MeasureDefinition, like: Value): Value {
  const isNumber = figure.scaled !== null && figure.symbol === null;
  return {
    ...like,
    areaCode: figure.areaCode,
    numerator: isNumber ? figure.scaled : null,
    // The published figure is a year's already: a quarter's factor must not multiply it again.
    denominator: isNumber
      ? figure.scale *
        WHOLES[definition.unit] *
        (like.basis === 'quarter' ? definition.annualise : 1)
      : null,
    symbol: isNumber ? null : (figure.symbol ?? 'x'),
    reason: isNumber ? null : 'Not published for this area.',
    flags: [],
    word: null,
    note: null,
  };
}
