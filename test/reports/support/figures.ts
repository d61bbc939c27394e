import {
  parseQuarter,
  quartersUpTo,
  shiftQuarter,
} from '../../../pipeline/core/calendar/quarter.js';
import type { MeasureDefinition } from '../../../pipeline/core/figure/definition.js';
import type { Basis, Polarity, Unit, Value } from '../../../pipeline/core/figure/value.js';
import { published } from '../../../reports/pack/cells.js';
import type { Comparator, Figure } from '../../../pipeline/core/figure/figure.js';
import type {
  Course,
  Direction,
  Exception,
  Judgement,
  Rag,
} from '../../../pipeline/core/figure/judgement.js';

export const QUARTER = parseQuarter('2017-18-Q3');
export const AREA = 'E06000004';

export function definition(over: Partial<MeasureDefinition> = {}): MeasureDefinition {
  return {
    measure: 'child-protection-plans',
    version: 1,
    from: null,
    title: 'Children on child protection plans',
    theme: 'safeguarding',
    numerator: 'children with an open plan on the last day of the quarter',
    denominator: null,
    unit: 'count',
    annualise: 1,
    bases: ['snapshot'],
    polarity: 'low',
    needs: { 'annex-a': ['cp_plan'] },
    uses: {},
    counts: 'people',
    breakdowns: [],
    rollsUp: true,
    source: 'DfE, children in need census guide',
    notes: [],
    breaks: [],
    notFrom: [],
    sql: 'select 1',
    file: 'sql/measures/safeguarding/child-protection-plans.sql',
    ...over,
  };
}

export function value(over: Partial<Value> = {}): Value {
  return {
    measure: 'child-protection-plans',
    version: 1,
    basis: 'snapshot',
    areaCode: AREA,
    breakdown: 'all',
    quarter: QUARTER.key,
    numerator: 240,
    denominator: 1,
    symbol: null,
    reason: null,
    flags: [],
    word: null,
    note: null,
    ...over,
  };
}

export interface FigureSketch {
  readonly definition?: Partial<MeasureDefinition>;
  readonly basis?: Basis;
  readonly breakdown?: string;
  readonly polarity?: Polarity;
  readonly polarityBy?: Figure['polarityBy'];
  readonly priority?: string | null;
  /** Numerators (or pairs) of the eight quarters, oldest first; null for `[x]`. */
  readonly series?: readonly (number | readonly [number, number] | null)[];
  /** Laid over the last value. */
  readonly current?: Partial<Value>;
  readonly rag?: Rag;
  readonly target?: number | null;
  readonly tolerance?: number | null;
  readonly minimum?: number | null;
  readonly baseline?: { readonly value: number | null; readonly at: string } | null;
  readonly exception?: Exception | null;
  readonly course?: Course | null;
  readonly comparators?: readonly Comparator[];
  readonly asAt?: Figure['asAt'];
}

/** A figure from a few words, with its directions of travel worked out from the series. */
export function figure(sketch: FigureSketch = {}): Figure {
  const defined = definition(sketch.definition);
  const basis = sketch.basis ?? 'snapshot';
  const breakdown = sketch.breakdown ?? 'all';
  const numbers = sketch.series ?? [320, 315, 310, 307, 290, 270, 255, 240];
  const series = quartersUpTo(QUARTER, 8).map((quarter, index) => {
    const pair = numbers[index] ?? null;
    const [numerator, denominator] =
      pair === null ? [null, null] : typeof pair === 'number' ? [pair, 1] : pair;
    return value({
      measure: defined.measure,
      basis,
      breakdown,
      quarter: quarter.key,
      numerator,
      denominator,
      symbol: pair === null ? 'x' : null,
      reason: pair === null ? 'No return covers this period.' : null,
      ...(index === 7 ? sketch.current : {}),
    });
  });
  const current = series.at(-1) ?? value();
  const polarity = sketch.polarity ?? defined.polarity;
  const seen = { unit: defined.unit, definition: defined };
  const judgement: Judgement = {
    rag: sketch.rag ?? 'no target',
    rule: 'as the test says',
    target: sketch.target ?? null,
    tolerance: sketch.tolerance ?? null,
    minimum: sketch.minimum ?? null,
    shortTerm: direction(series.at(-2), current, seen, polarity, -1),
    longTerm: direction(series.at(-5), current, seen, polarity, -4),
    baseline:
      sketch.baseline === undefined || sketch.baseline === null
        ? null
        : {
            ...sketch.baseline,
            source: 'Cabinet, June 2017',
            change: difference(sketch.baseline.value, published(current, seen)),
          },
    exception: sketch.exception ?? null,
    course: sketch.course ?? null,
  };
  return {
    definition: defined,
    basis,
    breakdown,
    unit: defined.unit,
    polarity,
    polarityBy: sketch.polarityBy ?? 'definition',
    priority: sketch.priority ?? null,
    current,
    series,
    history: [],
    asAt: sketch.asAt ?? {},
    judgement,
    comparators: sketch.comparators ?? [],
    rank: null,
  };
}

function direction(
  before: Value | undefined,
  now: Value,
  figure: { unit: Unit; definition: MeasureDefinition },
  polarity: Polarity,
  offset: number,
): Direction | null {
  const since = shiftQuarter(QUARTER, offset);
  const change = difference(
    before === undefined ? null : published(before, figure),
    published(now, figure),
  );
  if (change === null) return { word: 'not comparable', since, change };
  if (change === 0) return { word: 'same', since, change };
  if (polarity === 'none') return { word: change > 0 ? 'up' : 'down', since, change };
  return { word: change > 0 === (polarity === 'high') ? 'improved' : 'worse', since, change };
}

function difference(before: number | null, now: number | null): number | null {
  return before === null || now === null ? null : Math.round((now - before) * 10) / 10;
}
