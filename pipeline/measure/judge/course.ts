import { dayNumber, type IsoDate } from '../../core/calendar/days.js';
import { type Quarter, quarterContaining } from '../../core/calendar/quarter.js';
import { decimalsOf } from '../../core/figure/rounding.js';
import type { Basis, Polarity, Unit } from '../../core/figure/value.js';
import type { Course } from '../../core/figure/judgement.js';
import { isWorse } from './target.js';

/** Quarters that a trend is laid through, and those of them that need a figure. */
const TREND_QUARTERS = 8;
const LEAST_FOR_TREND = 6;

export interface CourseQuestion {
  readonly quarter: Quarter;
  readonly basis: Basis;
  readonly unit: Unit;
  readonly polarity: Polarity;
  /** The published figure; null where there is none to judge. */
  readonly now: number | null;
  readonly targetDate: IsoDate;
  /** The target in force at that date. */
  readonly target: number | null;
  /** Null too where the figure can't be compared with it. */
  readonly baseline: { readonly value: number; readonly at: IsoDate } | null;
  /** Published figures since the last break, by quarters before this one (0 is this one). */
  readonly recent: readonly { readonly before: number; readonly figure: number }[];
}

/**
 * Whether a target will be met by its date, by two readings: where a straight line from the baseline to the target stands today, and
 * where the least-squares trend of the last eight quarters will stand at the date. Both must agree; where one can't be made the
 * other decides.
 */
export function courseOf(question: CourseQuestion): Course | null {
  const { polarity, now, target, targetDate, quarter, unit } = question;
  if (polarity === 'none') return null;
  const none = { targetDate, target, needed: null, projected: null };
  const cannot = (why: string): Course => ({ ...none, word: 'cannot say', why });
  if (target === null) return cannot('no target has been set for that day');
  if (now === null) return cannot('there is no exact figure, or too few are counted to judge it');
  const meets = (figure: number, level: number): boolean => !isWorse(figure, level, polarity);
  if (targetDate <= quarter.lastDay) {
    return { ...none, word: meets(now, target) ? 'on course' : 'not on course', why: null };
  }
  if (unit === 'percent' && polarity === 'high' && target === 100) {
    return cannot('no straight line leads into 100%');
  }
  if (question.baseline !== null && meets(question.baseline.value, target)) {
    return cannot('the baseline met the target already');
  }
  const needed = neededNow(question, target);
  const projected = projection(question);
  const readings = [
    ...(needed === null ? [] : [meets(now, needed)]),
    ...(projected === null ? [] : [meets(projected, target)]),
  ];
  const found = { ...none, needed, projected };
  if (readings.length === 0) return cannot(whyNone(question));
  if (new Set(readings).size > 1) {
    const why = 'the straight line from the baseline and the trend disagree';
    return { ...found, word: 'cannot say', why };
  }
  return { ...found, word: readings[0] === true ? 'on course' : 'not on course', why: null };
}

/** A figure since 1 April is like those of the same quarter alone: a line may join such, and no other, ends. */
function isLike(question: CourseQuestion, day: IsoDate): boolean {
  return question.basis !== 'ytd' || quarterContaining(day).number === question.quarter.number;
}

function neededNow(question: CourseQuestion, target: number): number | null {
  const { baseline, targetDate, quarter, unit } = question;
  if (baseline === null || baseline.at >= quarter.lastDay) return null;
  if (!isLike(question, baseline.at) || !isLike(question, targetDate)) return null;
  const [from, today, to] = [baseline.at, quarter.lastDay, targetDate].map(dayNumber);
  const share = ((today ?? 0) - (from ?? 0)) / ((to ?? 0) - (from ?? 0));
  return inDecimals(baseline.value + (target - baseline.value) * share, unit);
}

/** The least-squares line through the last eight quarters, at the target date's quarter. */
function projection(question: CourseQuestion): number | null {
  const { basis, quarter, targetDate, unit, recent } = question;
  if (basis === 'ytd' || basis === 'annual') return null;
  const points = recent.filter(({ before }) => before < TREND_QUARTERS);
  if (points.length < LEAST_FOR_TREND) return null;
  const mean = (of: (point: (typeof points)[number]) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => -point.before), mean((point) => point.figure)];
  const spread = mean((point) => (-point.before - x) * (-point.before - x));
  const slope = mean((point) => (-point.before - x) * (point.figure - y)) / spread;
  const end = quarterContaining(targetDate);
  const ahead = (end.startYear - quarter.startYear) * 4 + end.number - quarter.number;
  const most = unit === 'percent' ? 100 : Infinity;
  return inDecimals(Math.min(most, Math.max(0, y + slope * (ahead - x))), unit);
}

function whyNone({ basis }: CourseQuestion): string {
  if (basis === 'ytd') {
    return 'a figure since 1 April is comparable only with the same quarter of other years';
  }
  return `there is no baseline to start from, and fewer than ${LEAST_FOR_TREND} of the last eight quarters have a comparable figure`;
}

function inDecimals(figure: number, unit: Unit): number {
  const scale = 10 ** decimalsOf[unit];
  return Math.round(figure * scale) / scale;
}
