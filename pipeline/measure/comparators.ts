import type { Knex } from 'knex';
import { longDate, monthAndYear } from '../calendar/days.js';
import type { Quarter } from '../calendar/quarter.js';
import type { MeasureDefinition } from '../figure/definition.js';
import type { Polarity, Unit, Value } from '../figure/value.js';
import type { Comparator, Standing } from '../../reports/input.js';
import type { Pin } from './pins.js';
import { type PublishedMeasure, readPublishedMeasures } from './published-definitions.js';
import { latestPublished, type PublishedFigure } from './published-figures.js';
import { england } from './roll-up.js';
import { standingOf } from './standing.js';

/** Ten authorities like ours, and the model that says so. */
export interface Neighbours {
  readonly model: string;
  readonly codes: readonly string[];
}

export interface ComparatorFacts {
  readonly neighbours: Neighbours | null;
  /** By published measure: its latest period that had ended by the quarter's end, all areas. */
  readonly published: ReadonlyMap<string, readonly PublishedFigure[]>;
  readonly authority: string;
  readonly region: { readonly code: string; readonly name: string } | null;
}

/** Reads neighbours, and the published figures that measures are compared with, for a quarter from the returns that count. */
export async function readComparatorFacts(
  trx: Knex.Transaction,
  quarter: Quarter,
  pins: readonly Pin[],
  where: Pick<ComparatorFacts, 'authority' | 'region'>,
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
  const named = new Set(definitions.map(({ benchmark }) => benchmark));
  return readPublishedMeasures().filter(({ measure }) => named.has(measure));
}

/** What a figure is compared with. */
export interface Compared {
  readonly comparators: readonly Comparator[];
  readonly standing: Standing | null;
}

/**
 * England, region and the statistical neighbours' median beside a figure, and its place among all authorities: from the same file for
 * national sources, from published tables where the definition names a published measure. Their ranks are of their own year and
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
      standing: isUnrated(definition, current)
        ? null
        : standingOf(facts.authority, peers, definition, polarity, basis),
    };
  }
  const figures =
    definition.benchmark == null ? [] : (facts.published.get(definition.benchmark) ?? []);
  const [first] = figures;
  if (current.breakdown !== 'all' || first === undefined || isPartOfAYear(definition, current))
    return { comparators: [], standing: null };
  const isStock = current.basis === 'snapshot';
  const released = monthAndYear(latest(figures.map((figure) => figure.releasedTo)));
  const basis = `${isStock ? '' : 'year to '}${longDate(first.to)}, DfE release to ${released}`;
  const values = figures.map((figure) => benchmarkValue(figure, definition, current));
  return {
    comparators: compare(
      current,
      new Map(values.map((value) => [value.areaCode, value])),
      facts,
      basis,
    ),
    standing: standingOf(facts.authority, values, definition, polarity, basis),
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

function benchmarkValue(
  figure: PublishedFigure,
  definition: MeasureDefinition,
  like: Value,
): Value {
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
