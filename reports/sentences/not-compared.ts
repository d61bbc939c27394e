import {
  parseQuarter,
  type QuarterKey,
  shiftQuarter,
} from '../../pipeline/core/calendar/quarter.js';
import type { Direction } from '../../pipeline/core/figure/judgement.js';
import { aYearBefore, type Figure, restsOnSameFile } from '../../pipeline/core/figure/figure.js';
import { isAtLeast, type Value } from '../../pipeline/core/figure/value.js';
import { published } from '../pack/cells.js';

/** What stands, wherever a figure is compared, in place of a direction of travel. */
export const NOT_COMPARED = 'Not compared';

/** Why a bound is compared with nothing: it may be more. */
export const AT_LEAST = 'only the least that it can be is known';

/** How far back a figure is compared. */
export type Step = 'quarter' | 'year';

const QUARTERS: Readonly<Record<Step, number>> = { quarter: -1, year: -4 };

/**
 * Why a figure isn't compared with a quarter or a year before, in a few words: "counted since 1 April". It rests on what the figure
 * itself shows, so that a public edition tells no more by it; null where it is compared.
 */
export function whyNotCompared(figure: Figure, step: Step): string | null {
  const { basis, current, series } = figure;
  if (isCompared(directionOf(figure, step))) return null;
  const isPublished = figure.definition.published != null;
  if (basis === 'annual' && !(isPublished && step === 'year')) return 'one figure a year';
  if (basis === 'ytd' && step === 'quarter') return 'counted since 1 April';
  const now = parseQuarter(current.quarter);
  const before = isPublished
    ? aYearBefore(now, current).key
    : shiftQuarter(now, QUARTERS[step]).key;
  const then = series.find(({ quarter }) => quarter === before);
  if (isAtLeast(current) || (then !== undefined && isAtLeast(then))) return AT_LEAST;
  if (current.symbol === 'c' || then?.symbol === 'c') return 'suppressed';
  if (restsOnSameFile(figure.asAt, current.quarter, before)) return 'no newer return';
  if (published(current, figure) === null)
    return isPublished ? 'no published figure' : 'no figure this quarter';
  if (then === undefined || published(then, figure) === null) return `no figure a ${step} before`;
  return hasBreakAfter(figure, before) ? 'break in the series' : 'too few';
}

/** A break parts the quarters before it from its own and later ones. */
export function hasBreakAfter({ series, judgement, current }: Figure, quarter: string): boolean {
  return (
    (judgement.rag === 'not rated' && !isAtLeast(current)) ||
    [...series, current].some((each) => each.quarter > quarter && each.flags.includes('b'))
  );
}

/** True where the quarter has a return of its own to speak by: not the one that the quarter before rested on. */
export function hasNewReturn(figure: Figure): boolean {
  return hasOwnPoint(figure, figure.current.quarter);
}

/** The same of any quarter of the series: a chart draws one point a return, and one of each period that a publisher gives. */
export function hasOwnPoint({ asAt, history, series }: Figure, quarter: QuarterKey): boolean {
  const before = shiftQuarter(parseQuarter(quarter), -1).key;
  if (restsOnSameFile(asAt, quarter, before)) return false;
  if (isBoundIn(series, quarter)) return false;
  const all = [...history, ...series];
  const period = all.find((value) => value.quarter === quarter)?.published?.to;
  return (
    period === undefined || all.find((value) => value.quarter === before)?.published?.to !== period
  );
}

/** True where only the least that the quarter's figure can be is known: no chart draws it. */
export function isBoundIn(series: readonly Value[], quarter: QuarterKey): boolean {
  const value = series.find((each) => each.quarter === quarter);
  return value !== undefined && isAtLeast(value);
}

function directionOf({ judgement }: Figure, step: Step): Direction | null {
  return step === 'quarter' ? judgement.shortTerm : judgement.longTerm;
}

function isCompared(direction: Direction | null): boolean {
  return direction !== null && direction.change !== null;
}

/** Why some figures of a table aren't compared with last year, each reason once: "Not compared: break in the series; too few."; none where all are. */
export function notComparedWords(figures: readonly Figure[]): string[] {
  const reasons = new Set(figures.flatMap((figure) => whyNotCompared(figure, 'year') ?? []));
  return reasons.size === 0 ? [] : [`${NOT_COMPARED}: ${[...reasons].join('; ')}.`];
}
