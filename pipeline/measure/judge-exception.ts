import type { MeasureDefinition } from '../figure/definition.js';
import { ratio } from '../figure/rounding.js';
import type { Basis, Unit, Value } from '../figure/value.js';
import type { ControlLimits, Exception } from '../../reports/input.js';

/** Earlier quarters that a chart needs at least, and those that it looks back over at most (three years). */
export const LEAST_POINTS = 8;
export const MOST_POINTS = 12;
/** So many quarters in a row on one side of the centre line, the one judged included. */
const RUN = 8;
/** Moving ranges of two, in place of three standard deviations (3 / 1.128). */
const XMR_FACTOR = 2.66;

export interface ExceptionQuestion {
  readonly definition: MeasureDefinition;
  readonly basis: Basis;
  readonly current: Value;
  /** Earlier values since the last break of the series, oldest first, gaps and all. */
  readonly earlier: readonly Value[];
  /** A percentage over fewer than this is no point of a chart. */
  readonly tooFew: number;
}

/** A quarter's figure as a chart has it, and for proportions what it is out of. */
interface Point {
  readonly at: number;
  readonly denominator: number;
  readonly numerator: number;
}

/** Fewer than this expected in a quarter, of what is counted or of the rest, are too few for limits to tell of. */
const LEAST_EXPECTED = 1;

/**
 * Holds a figure against what its own history makes likely: of a proportion by a p-chart (three standard deviations of the earlier
 * quarters' pooled proportion, by the quarter's own denominator), of a count, rate or mean by an XmR chart (the mean of the earlier
 * quarters, and 2.66 times their mean moving range). Pupils of one school change their group together, so theirs is an XmR chart too:
 * a p-chart takes each for itself. Exceptional is a figure outside the limits, or the eighth in a row on one side of the centre
 * line. Quarters without a figure are passed over.
 */
export function exceptionOf(question: ExceptionQuestion): Exception | null {
  const { definition, basis, current } = question;
  if (current.word !== null || definition.unit === 'grade' || definition.unit === 'rank')
    return null;
  if (basis === 'annual') return null;
  const overlap = OVERLAPS[basis];
  if (overlap !== undefined) return unknown(overlap);
  const now = pointOf(current, question);
  if (now === null) return unknown('there is no figure to judge, or it rests on too few');
  const earlier = question.earlier
    .flatMap((value) => pointOf(value, question) ?? [])
    .slice(-MOST_POINTS);
  if (earlier.length < LEAST_POINTS) {
    return unknown(
      `it takes ${LEAST_POINTS} earlier quarters with a figure, and there are ${earlier.length}`,
    );
  }
  const isProportion = definition.unit === 'percent' && definition.counts !== 'pupils';
  const limits = isProportion
    ? proportionLimits(earlier, now)
    : individualLimits(earlier, definition.unit);
  if (isTooRare(limits, now, definition.unit)) {
    return unknown('so few are counted that their number says nothing of what is likely');
  }
  if (limits.upper === limits.lower) {
    return unknown('the earlier quarters do not differ, so that they give no limits');
  }
  return told(limits, now, [...earlier, now]);
}

/** Bases whose quarters share days with each other: only every fourth (or twelfth) point would be a new one. */
const OVERLAPS: Readonly<Partial<Record<Basis, string>>> = {
  ytd: 'a figure since 1 April is comparable only with the same quarter of other years, and there are not eight of those',
  rolling12:
    'figures of 12 months overlap from quarter to quarter, and there are not eight that do not',
  rolling36:
    'figures of 36 months overlap from quarter to quarter, and there are not eight that do not',
};

function unknown(why: string): Exception {
  return { word: 'cannot say', fired: [], side: null, limits: null, why };
}

function pointOf(value: Value, { definition, tooFew }: ExceptionQuestion): Point | null {
  if (value.symbol !== null || value.word !== null) return null;
  const { numerator, denominator } = value;
  if (numerator === null || denominator === null || denominator === 0) return null;
  if (definition.unit === 'percent') {
    return denominator < tooFew
      ? null
      : { at: (100 * numerator) / denominator, numerator, denominator };
  }
  const annualise = value.basis === 'quarter' ? definition.annualise : 1;
  const at = ratio(numerator, denominator, definition.unit, { annualise });
  return at === null ? null : { at, numerator, denominator };
}

function proportionLimits(earlier: readonly Point[], now: Point): ControlLimits {
  const sum = (of: (point: Point) => number): number =>
    earlier.reduce((all, point) => all + of(point), 0);
  const pooled = sum((point) => point.numerator) / sum((point) => point.denominator);
  const reach = 3 * Math.sqrt((pooled * (1 - pooled)) / now.denominator);
  return {
    chart: 'p',
    points: earlier.length,
    centre: 100 * pooled,
    lower: 100 * Math.max(0, pooled - reach),
    upper: 100 * Math.min(1, pooled + reach),
  };
}

function individualLimits(earlier: readonly Point[], unit: Unit): ControlLimits {
  const figures = earlier.map((point) => point.at);
  const mean = meanOf(figures);
  const ranges = figures.slice(1).map((figure, index) => Math.abs(figure - (figures[index] ?? 0)));
  const reach = XMR_FACTOR * meanOf(ranges);
  return {
    chart: 'XmR',
    points: earlier.length,
    centre: mean,
    // Nothing lies below nothing, no share above the whole.
    lower: Math.max(0, mean - reach),
    upper: Math.min(unit === 'percent' ? 100 : Infinity, mean + reach),
  };
}

function isTooRare(limits: ControlLimits, now: Point, unit: Unit): boolean {
  if (unit === 'count') return limits.centre < LEAST_EXPECTED;
  if (limits.chart !== 'p') return false;
  const share = limits.centre / 100;
  return Math.min(share, 1 - share) * now.denominator < LEAST_EXPECTED;
}

function meanOf(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
}

/** Binary dust must not put a figure that lies on a limit outside it. */
const DUST = 1e-9;

function told(limits: ControlLimits, now: Point, all: readonly Point[]): Exception {
  const isOutside = now.at > limits.upper + DUST || now.at < limits.lower - DUST;
  const sides = all.slice(-RUN).map((point) => sideOf(point.at, limits.centre));
  const isRun = sides.length === RUN && sides[0] !== null && new Set(sides).size === 1;
  const fired: Exception['fired'] = [
    ...(isOutside ? (['outside limits'] as const) : []),
    ...(isRun ? (['run of eight'] as const) : []),
  ];
  const isExceptional = fired.length > 0;
  return {
    word: isExceptional ? 'exceptional' : 'not exceptional',
    fired,
    side: isExceptional ? sideOf(now.at, limits.centre) : null,
    limits: {
      ...limits,
      centre: toOneDecimal(limits.centre),
      lower: toOneDecimal(limits.lower),
      upper: toOneDecimal(limits.upper),
    },
    why: null,
  };
}

function sideOf(figure: number, centre: number): 'above' | 'below' | null {
  if (Math.abs(figure - centre) <= DUST) return null;
  return figure > centre ? 'above' : 'below';
}

function toOneDecimal(figure: number): number {
  return Math.round(figure * 10) / 10;
}
