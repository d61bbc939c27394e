import type { MeasureDefinition } from '../../core/figure/definition.js';
import { ratio } from '../../core/figure/rounding.js';
import type { Basis, Unit, Value } from '../../core/figure/value.js';
import type { ControlLimits, Exception } from '../../core/figure/judgement.js';

/** Earlier quarters that a chart needs at least, and those that it looks back over at most (three years). */
export const LEAST_POINTS = 8;
export const MOST_POINTS = 12;
/** So many quarters in a row on one side of the centre line, the one judged included. */
const RUN = 8;
/** Moving ranges of two, in place of three standard deviations (3 / 1.128). */
const XMR_FACTOR = 2.66;
/** The upper limit of moving ranges of two themselves (D4). */
const MR_FACTOR = 3.267;

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
 * quarters' pooled proportion, by the quarter's own denominator), of a quarter's count, rate or mean by an XmR chart (the mean of the
 * earlier quarters, and 2.66 times their mean moving range). Pupils of one school change their group together, so theirs is no
 * p-chart: that takes each for itself. Exceptional is a figure outside the limits, or the eighth in a row on one side of the centre
 * line. Quarters without a figure are passed over.
 *
 * What is counted at a date carries over: those on a plan at a quarter's end are mostly those of the end before. The mean of its past is
 * then not what is likely, and an XmR chart would call every drift exceptional, quarter after quarter. So of such a count or rate the
 * quarter's change is judged, against the moving ranges of its past (the mR half of the chart): 3.267 times their mean. A drift is told
 * by the direction of travel and the baseline.
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
  const carriesOver = !isProportion && basis === 'snapshot';
  const before = question.earlier.at(-1);
  if (carriesOver && (before === undefined || pointOf(before, question) === null)) {
    return unknown(
      'the quarter before has no figure, or rests on too few, so that there is no change to judge',
    );
  }
  const limits = isProportion
    ? proportionLimits(earlier, now)
    : carriesOver
      ? changeLimits(earlier, definition.unit)
      : individualLimits(earlier, definition.unit);
  if (isTooRare(limits, earlier, now, definition.unit)) {
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

/** A quarter whose figure rests on the file of the quarter before is no point of a chart; null of what no chart is made of. */
export function noNewerReturn(unit: Unit, basis: Basis): Exception | null {
  if (unit === 'grade' || unit === 'rank' || basis === 'annual') return null;
  return unknown('there is no newer return than the quarter before had');
}

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

/** About the quarter before, as far as a change may reach. */
function changeLimits(earlier: readonly Point[], unit: Unit): ControlLimits {
  const reach = MR_FACTOR * meanRange(earlier);
  const last = earlier.at(-1)?.at ?? 0;
  return { chart: 'mR', points: earlier.length, centre: last, ...within(last, reach, unit) };
}

function individualLimits(earlier: readonly Point[], unit: Unit): ControlLimits {
  const mean = meanOf(earlier.map((point) => point.at));
  const reach = XMR_FACTOR * meanRange(earlier);
  return { chart: 'XmR', points: earlier.length, centre: mean, ...within(mean, reach, unit) };
}

/** Nothing lies below nothing, no share above the whole. */
function within(centre: number, reach: number, unit: Unit): Pick<ControlLimits, 'lower' | 'upper'> {
  return {
    lower: Math.max(0, centre - reach),
    upper: Math.min(unit === 'percent' ? 100 : Infinity, centre + reach),
  };
}

function meanRange(points: readonly Point[]): number {
  return meanOf(
    points.slice(1).map((point, index) => Math.abs(point.at - (points[index]?.at ?? 0))),
  );
}

function isTooRare(
  limits: ControlLimits,
  earlier: readonly Point[],
  now: Point,
  unit: Unit,
): boolean {
  if (unit === 'count') return meanOf(earlier.map((point) => point.at)) < LEAST_EXPECTED;
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
  const isRun =
    // The quarter before is no line that quarters could lie on one side of.
    limits.chart !== 'mR' && sides.length === RUN && sides[0] !== null && new Set(sides).size === 1;
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
