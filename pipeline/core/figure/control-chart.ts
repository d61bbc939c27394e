/**
 * Control charts by Making Data Count (NHS England): an XmR chart of single quarters, judged by the whole chart and not by the quarter
 * before. Judging and drawing both start from {@link controlChart}.
 */

/** Quarters that a chart takes at least. */
export const LEAST_POINTS = 12;
/** Quarters in a row on one side of the mean, or each beyond the last, that are more than chance. */
const RUN = 7;
/** Three standard deviations of moving ranges of two (3 / 1.128). */
const LIMIT_FACTOR = 2.66;
/** The upper limit of moving ranges of two themselves (D4): a range beyond it isn't usual variation. */
const RANGE_FACTOR = 3.267;
/** Binary dust must not put a figure that is at a limit outside it. */
const DUST = 1e-9;

/** Why the latest point is more than chance, the graver first. */
export type Signal = 'outside limits' | 'run of seven' | 'two of three' | 'trend of seven';

export interface ControlChart {
  readonly points: number;
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
  /** Signals of the latest point; none where its variation is usual. */
  readonly signals: readonly Signal[];
  /** The way that the graver signal points; null without one. */
  readonly way: 'above' | 'below' | null;
}

/** What no figure of a unit goes beyond: a share is within 0 and 100. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/**
 * The chart of some quarters, oldest first, the latest judged with them. The mean is of all points; the limits are 2.66 mean moving ranges
 * from it, ranges that are themselves beyond their limit left out once.
 * @returns null where there are fewer than {@link LEAST_POINTS}, or the points don't differ
 */
export function controlChart(points: readonly number[], bounds: Bounds): ControlChart | null {
  if (points.length < LEAST_POINTS) return null;
  const mean = meanOf(points);
  const reach = LIMIT_FACTOR * usualRange(points);
  if (reach <= DUST) return null;
  const [lower, upper] = [mean - reach, mean + reach];
  const signals = signalsOf(points, { mean, lower, upper });
  const latest = points.at(-1) ?? mean;
  return {
    points: points.length,
    mean,
    lower: Math.max(bounds.least, lower),
    upper: Math.min(bounds.most, upper),
    signals,
    way: signals.length === 0 ? null : wayOf(signals, points, latest, mean),
  };
}

function usualRange(points: readonly number[]): number {
  const ranges = points.slice(1).map((point, index) => Math.abs(point - (points[index] ?? 0)));
  const mean = meanOf(ranges);
  const usual = ranges.filter((range) => range <= RANGE_FACTOR * mean + DUST);
  // Where the quarters differ only by one jump, that is all there is to go by.
  return meanOf(usual) > DUST ? meanOf(usual) : mean;
}

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

type Side = 'above' | 'below' | null;

function sideOf(point: number, level: number): Side {
  if (Math.abs(point - level) <= DUST) return null;
  return point > level ? 'above' : 'below';
}

function signalsOf(
  points: readonly number[],
  { mean, lower, upper }: { readonly mean: number; readonly lower: number; readonly upper: number },
): Signal[] {
  const latest = points.at(-1) ?? mean;
  const isOutside = latest > upper + DUST || latest < lower - DUST;
  const sides = points.slice(-RUN).map((point) => sideOf(point, mean));
  const isRun = sides.every((side) => side !== null && side === sides[0]);
  const steps = points
    .slice(-RUN)
    .map((point, index, run) => sideOf(point, run[index - 1] ?? point));
  const isTrend = steps.slice(1).every((step) => step !== null && step === steps[1]);
  return [
    ...(isOutside ? (['outside limits'] as const) : []),
    ...(isRun ? (['run of seven'] as const) : []),
    ...(isTwoOfThree(points, mean, upper - mean) ? (['two of three'] as const) : []),
    ...(isTrend ? (['trend of seven'] as const) : []),
  ];
}

/** Two of the last three beyond two thirds of the way to the same limit, the latest one of the two. */
function isTwoOfThree(points: readonly number[], mean: number, reach: number): boolean {
  const far = (point: number): Side => {
    const distance = Math.abs(point - mean);
    return distance > (2 / 3) * reach + DUST ? sideOf(point, mean) : null;
  };
  const last = points.slice(-3).map(far);
  const latest = last.at(-1) ?? null;
  return latest !== null && last.filter((side) => side === latest).length >= 2;
}

/** A trend says which way it goes; any other signal, the side where the latest point is. */
function wayOf(
  signals: readonly Signal[],
  points: readonly number[],
  latest: number,
  mean: number,
): Side {
  return signals[0] === 'trend of seven'
    ? sideOf(latest, points.at(-2) ?? latest)
    : sideOf(latest, mean);
}

/** Whether a target will be met by what is usual: limits beyond it say so of every quarter. */
export type Assurance = 'met reliably' | 'hit or miss' | 'missed reliably';

/** @returns null without a polarity */
export function assuranceOf(
  { lower, upper }: Pick<ControlChart, 'lower' | 'upper'>,
  target: number,
  polarity: 'high' | 'low' | 'none',
): Assurance | null {
  if (polarity === 'none') return null;
  const isHigh = polarity === 'high';
  if (isHigh ? lower >= target : upper <= target) return 'met reliably';
  if (isHigh ? upper < target : lower > target) return 'missed reliably';
  return 'hit or miss';
}
