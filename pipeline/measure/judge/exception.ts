import { controlChart, LEAST_POINTS } from '../../core/figure/control-chart.js';
import type { MeasureDefinition } from '../../core/figure/definition.js';
import { ratio } from '../../core/figure/rounding.js';
import { type Basis, isAtLeast, type Unit, type Value } from '../../core/figure/value.js';
import type { Exception } from '../../core/figure/judgement.js';
import type { Rebase } from '../../core/strategy/types.js';

/** Earlier quarters that a chart looks back over at most (three years). */
export const MOST_POINTS = 12;

export interface ExceptionQuestion {
  readonly definition: MeasureDefinition;
  readonly basis: Basis;
  readonly current: Value;
  /** Earlier values since the last break of the series, oldest first, gaps and all. */
  readonly earlier: readonly Value[];
  /** A percentage over fewer than this is no point of a chart. */
  readonly tooFew: number;
  /** The quarter from which a person lets the chart begin; null for none. */
  readonly rebase?: Rebase | null;
}

/** Fewer than this on average are too few for limits to say anything of. */
const LEAST_MEAN = 1;

/**
 * Whether a quarter's figure is beyond what its own history makes usual, by an XmR chart of single quarters (Making Data Count). Quarters
 * without a figure are passed over.
 *
 * Figures that overlap (12 or 36 months), accumulate (since 1 April) or are a stock on a day carry most of a quarter over into the next:
 * an XmR chart would call every drift a signal. Of these nothing is said; the quarters or flows behind them have a chart of their own.
 */
export function exceptionOf(question: ExceptionQuestion): Exception | null {
  const { definition, basis, current, rebase = null } = question;
  const { unit } = definition;
  if (current.word !== null || unit === 'grade' || unit === 'rank' || basis === 'annual')
    return null;
  const carried = CARRIED_OVER[basis];
  if (carried !== undefined) return unknown(carried);
  if (pointOf(current, question) === null)
    return unknown('there is no exact figure, or too few are counted to judge it');
  const counting = [...question.earlier.slice(-MOST_POINTS), current].filter(
    ({ quarter }) => rebase === null || quarter >= rebase.from,
  );
  const points = counting.flatMap((value) => pointOf(value, question) ?? []);
  if (points.length < LEAST_POINTS)
    return unknown(
      `it takes ${LEAST_POINTS} quarters with a figure, and there are ${points.length}`,
    );
  if (
    unit === 'count' &&
    points.reduce((sum, point) => sum + point, 0) / points.length < LEAST_MEAN
  )
    return unknown('so few are counted that their number says nothing of what is likely');
  const chart = controlChart(points, { least: 0, most: unit === 'percent' ? 100 : Infinity });
  if (chart === null) return unknown('the quarters do not differ, so that they give no limits');
  return {
    word: chart.signals.length > 0 ? 'exceptional' : 'not exceptional',
    fired: chart.signals,
    side: chart.way,
    limits: {
      points: chart.points,
      centre: toOneDecimal(chart.mean),
      lower: toOneDecimal(chart.lower),
      upper: toOneDecimal(chart.upper),
    },
    why: null,
    rebase,
  };
}

/** Bases whose quarters share most of what they count with each other. */
const CARRIED_OVER: Readonly<Partial<Record<Basis, string>>> = {
  snapshot:
    'a number on a day carries over to the next quarter, so limits from its own quarters would mislead',
  ytd: 'a figure since 1 April grows from quarter to quarter; its single quarters are judged',
  rolling12:
    'figures of 12 months overlap from quarter to quarter; their single quarters are judged',
  rolling36:
    'figures of 36 months overlap from quarter to quarter; their single quarters are judged',
};

/** A quarter whose figure rests on the file of the quarter before is no point of a chart; null of what no chart is made of. */
export function noNewerReturn(unit: Unit, basis: Basis): Exception | null {
  if (unit === 'grade' || unit === 'rank' || basis === 'annual') return null;
  return unknown('there is no newer return than the quarter before had');
}

function unknown(why: string): Exception {
  return { word: 'cannot say', fired: [], side: null, limits: null, why, rebase: null };
}

/** The published number, so that a reader can check the chart; null where it is no point. */
function pointOf(value: Value, { definition, tooFew }: ExceptionQuestion): number | null {
  if (value.symbol !== null || value.word !== null || isAtLeast(value)) return null;
  const { numerator, denominator } = value;
  if (definition.unit === 'percent' && (denominator ?? 0) < tooFew) return null;
  const annualise = value.basis === 'quarter' ? definition.annualise : 1;
  return ratio(numerator, denominator, definition.unit, { annualise });
}

function toOneDecimal(figure: number): number {
  return Math.round(figure * 10) / 10;
}
