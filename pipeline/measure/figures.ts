import type { IsoDate } from '../core/calendar/days.js';
import {
  parseQuarter,
  type Quarter,
  type QuarterKey,
  quartersUpTo,
} from '../core/calendar/quarter.js';
import { QuarterlyError } from '../core/errors.js';
import type { MeasureDefinition } from '../core/figure/definition.js';
import type { Basis, Polarity, Value } from '../core/figure/value.js';
import { aYearBefore, type Figure, type Rank } from '../core/figure/figure.js';
import type { Rebase, Strategy, StrategyMeasure } from '../core/strategy/types.js';
import type { ComparatorFacts } from './compare/comparator-facts.js';
import { comparatorsOf } from './compare/comparators.js';
import { unranked } from './compare/rank.js';
import { againstLastYear } from './compare/significance-of.js';
import { byKey } from './compute.js';
import { holdsFor } from './definitions.js';
import { judge } from './judge/judge.js';
import { MOST_POINTS } from './judge/exception.js';
import { checkAim } from './judge/target.js';
import type { Pin } from './pins.js';
import { byText } from './by-text.js';
import type { SourceFacts } from './source-facts.js';
import { reachable } from './which-return.js';

export interface FigureOptions {
  readonly quarter: Quarter;
  readonly authority: string;
  readonly definitions: readonly MeasureDefinition[];
  readonly strategies: readonly Strategy[];
  readonly values: readonly Value[];
  readonly pins: readonly Pin[];
  readonly comparators: ComparatorFacts;
  readonly tooFew: number;
  readonly sources: ReadonlyMap<string, SourceFacts>;
  /** How many quarters a series shows. */
  readonly seriesLength: number;
}

/** A promise of a strategy about a measure, or none: the measure is then reported beside it. */
interface Wanted {
  readonly definition: MeasureDefinition;
  readonly basis: Basis;
  readonly breakdown: string;
  readonly priority: string | null;
  readonly promise: StrategyMeasure | null;
}

/** Every series of the authority, judged: one for each priority that names it, one for each that none names. Sorted by key. */
export function buildFigures(options: FigureOptions): Figure[] {
  const values = new Map(options.values.map((value) => [keyOf(value), value]));
  const peers = peersOf(options);
  return wanted(options)
    .map((want) => toFigure(want, values, peers, options))
    .sort((a, b) => byKey(a.current, b.current) || byText(a.priority ?? '', b.priority ?? ''));
}

/** The quarter's values of all areas, by series. */
function peersOf(options: FigureOptions): Map<string, Value[]> {
  const peers = new Map<string, Value[]>();
  for (const value of options.values) {
    if (value.quarter !== options.quarter.key) continue;
    const key = `${value.measure} ${value.basis} ${value.breakdown}`;
    const list = peers.get(key);
    if (list === undefined) peers.set(key, [value]);
    else list.push(value);
  }
  return peers;
}

function wanted(options: FigureOptions): Wanted[] {
  const promised = options.strategies.flatMap((strategy) =>
    strategy.priorities.flatMap((priority) =>
      priority.measures.map((promise) => ({
        definition: definitionOf(promise, options),
        basis: promise.basis,
        breakdown: promise.breakdown,
        priority: `${strategy.id}/${priority.id}`,
        promise,
      })),
    ),
  );
  const named = new Set(promised.map(seriesKey));
  const beside = new Map<string, Wanted>();
  for (const value of options.values) {
    if (value.areaCode !== options.authority || value.quarter !== options.quarter.key) continue;
    const definition = holding(value.measure, options);
    if (definition === undefined || hasNotBegun(definition, options)) continue;
    const want = {
      definition,
      basis: value.basis,
      breakdown: value.breakdown,
      priority: null,
      promise: null,
    };
    if (!named.has(seriesKey(want))) beside.set(seriesKey(want), want);
  }
  return [...promised, ...beside.values()];
}

function hasNotBegun(definition: MeasureDefinition, options: FigureOptions): boolean {
  return definition.begins != null && options.quarter.key < definition.begins;
}

/** The version of a measure that holds for the quarter. */
function holding(measure: string, options: FigureOptions): MeasureDefinition | undefined {
  return options.definitions.find(
    (each) => each.measure === measure && holdsFor(each, options.definitions, options.quarter.key),
  );
}

function definitionOf(promise: StrategyMeasure, options: FigureOptions): MeasureDefinition {
  const definition = holding(promise.measure, options);
  if (definition === undefined) {
    throw new QuarterlyError(
      'configuration',
      `The strategy names a measure that doesn't exist: ${promise.measure}.`,
      {
        fix: `Name one of: ${[...new Set(options.definitions.map((each) => each.measure))].join(', ')}.`,
      },
    );
  }
  if (!definition.bases.includes(promise.basis)) {
    throw new QuarterlyError(
      'configuration',
      `The strategy asks for ${promise.measure} on the basis ${promise.basis}, which it isn't measured on.`,
      {
        fix: `Its bases are: ${definition.bases.join(', ')}.`,
      },
    );
  }
  checkAim(promise, definition);
  return definition;
}

function toFigure(
  want: Wanted,
  values: ReadonlyMap<string, Value>,
  peers: ReadonlyMap<string, readonly Value[]>,
  options: FigureOptions,
): Figure {
  const { definition, basis, breakdown, promise } = want;
  const at = (quarter: string): Value =>
    values.get(`${definition.measure} ${basis} ${options.authority} ${breakdown} ${quarter}`) ??
    gap(want, quarter, values, options);
  const length = Math.max(options.seriesLength, MOST_POINTS + 1);
  const all = quartersUpTo(options.quarter, length).map((quarter) => at(quarter.key));
  const known = new Map(all.map((value) => [value.quarter, value]));
  if (promise?.baseline?.kind === 'quarter') {
    known.set(promise.baseline.quarter, at(promise.baseline.quarter));
  }
  const current = at(options.quarter.key);
  const asAt = fileDates(definition, known.values(), options);
  const polarity = promise?.polarity ?? definition.polarity;
  const compared = comparatorsOf(
    definition,
    current,
    peers.get(seriesKey(want)) ?? [],
    options.comparators,
    {
      asAt: asAt[options.quarter.key] ?? options.quarter.lastDay,
      polarity,
      isFunnelWanted: promise?.funnel === true,
    },
  );
  const lastYear = againstLastYear(
    definition,
    current,
    known.get(aYearBefore(options.quarter, current).key),
    compared.significance,
  );
  return {
    definition,
    basis,
    breakdown,
    unit: definition.unit,
    polarity,
    polarityBy: promise?.polarity == null ? 'definition' : 'council',
    priority: want.priority,
    current,
    series: all.slice(-options.seriesLength),
    history: all.slice(0, -options.seriesLength),
    asAt,
    judgement: judge({
      asAt,
      definition,
      basis,
      quarter: options.quarter,
      series: known,
      polarity,
      target: promise?.target ?? null,
      profile: promise?.profile ?? null,
      targetDate: promise?.targetDate ?? null,
      tolerance: promise?.tolerance ?? null,
      tolerancePercent: promise?.tolerancePercent ?? null,
      minimum: promise?.minimum ?? null,
      baseline: promise?.baseline ?? null,
      rebase: rebaseOf(want, options),
      tooFew: options.tooFew,
    }),
    ...compared,
    rank: rankOfEnough(compared.rank, definition, current, polarity, options),
    significance: [...compared.significance, ...(lastYear === null ? [] : [lastYear])],
  };
}

/** A percentage of too few to rate isn't ranked either: one good school out of one doesn't make a council first. */
function rankOfEnough(
  rank: Rank | null,
  definition: MeasureDefinition,
  { published, denominator }: Value,
  polarity: Polarity,
  { tooFew }: FigureOptions,
): Rank | null {
  const isTooFew =
    definition.unit === 'percent' &&
    published == null &&
    denominator !== null &&
    denominator < tooFew;
  return rank === null || rank.reason !== null || !isTooFew || !definition.rollsUp
    ? rank
    : unranked(definition, polarity, rank.basis, `fewer than ${tooFew} are counted`);
}

/** The chart is of single quarters, on whatever basis a strategy promises something. */
function rebaseOf({ definition, breakdown }: Wanted, { strategies }: FigureOptions): Rebase | null {
  const promises = strategies.flatMap((strategy) =>
    strategy.priorities.flatMap((priority) => priority.measures),
  );
  const found = promises.find(
    (each) =>
      each.measure === definition.measure && each.breakdown === breakdown && each.rebase != null,
  );
  return found?.rebase ?? null;
}

/** A quarter in which the breakdown occurred nowhere: nothing there, or not available for the reason that its whole isn't. */
function gap(
  want: Wanted,
  quarter: string,
  values: ReadonlyMap<string, Value>,
  options: FigureOptions,
): Value {
  const { definition, basis, breakdown } = want;
  const key = {
    measure: definition.measure,
    version: definition.version,
    basis,
    areaCode: options.authority,
    breakdown,
    quarter,
  };
  const rest = { flags: [], word: null, note: null };
  const whole = values.get(`${definition.measure} ${basis} ${options.authority} all ${quarter}`);
  if (definition.asListed === true) {
    const at = parseQuarter(quarter);
    const answer = reachable(definition, basis, at, options.pins, options.sources);
    const reason = answer.can
      ? 'The returns of the quarter do not give this figure.'
      : answer.reason;
    return { ...key, ...rest, numerator: null, denominator: null, symbol: 'x', reason };
  }
  if (whole?.symbol === 'x') {
    return {
      ...key,
      ...rest,
      numerator: null,
      denominator: null,
      symbol: 'x',
      reason: whole.reason,
    };
  }
  if (whole !== undefined && definition.unit === 'count') {
    return { ...key, ...rest, numerator: 0, denominator: 1, symbol: null, reason: null };
  }
  return {
    ...key,
    ...rest,
    numerator: null,
    denominator: null,
    symbol: 'z',
    reason: 'There is nothing of this kind in the returns of the quarter.',
  };
}

/**
 * By quarter, the as-at date of the published file that a measure is computed from, or the last day of the period that its publisher's
 * figure is of; none of a council's own returns.
 */
function fileDates(
  definition: MeasureDefinition,
  series: Iterable<Value>,
  { pins, sources }: FigureOptions,
): Readonly<Record<QuarterKey, IsoDate>> {
  if (definition.published != null) {
    return Object.fromEntries(
      [...series].flatMap(({ quarter, published }) =>
        published == null ? [] : [[quarter, published.to]],
      ),
    );
  }
  const [source = ''] = Object.keys(definition.needs);
  if (sources.get(source)?.reach.kind !== 'snapshot') return {};
  return Object.fromEntries(
    pins
      .filter((pin) => pin.source === source && pin.isCurrent)
      .map((pin) => [pin.quarter, pin.asAt]),
  );
}

function keyOf(value: Value): string {
  return `${value.measure} ${value.basis} ${value.areaCode} ${value.breakdown} ${value.quarter}`;
}

function seriesKey(want: Pick<Wanted, 'definition' | 'basis' | 'breakdown'>): string {
  return `${want.definition.measure} ${want.basis} ${want.breakdown}`;
}
