import { type IsoDate, longDate } from '../../core/calendar/days.js';
import {
  parseQuarter,
  type Quarter,
  type QuarterKey,
  quarterContaining,
  shiftQuarter,
} from '../../core/calendar/quarter.js';
import { type MeasureDefinition, wordedPolarity } from '../../core/figure/definition.js';
import { decimalsOf, ratio } from '../../core/figure/rounding.js';
import { aYearBefore, restsOnSameFile } from '../../core/figure/figure.js';
import {
  type Basis,
  isAtLeast,
  type Polarity,
  type Unit,
  type Value,
} from '../../core/figure/value.js';
import type { Course, Direction, Exception, Judgement, Rag } from '../../core/figure/judgement.js';
import type { Baseline, Rebase } from '../../core/strategy/types.js';
import { courseOf } from './course.js';
import { exceptionOf, MOST_POINTS, noNewerReturn } from './exception.js';
import { type Aim, rate, ruleWords, targetIn } from './target.js';

/** What a council asks of a series, and the rules' settings. */
export interface JudgeOptions extends Aim {
  readonly definition: MeasureDefinition;
  readonly basis: Basis;
  readonly quarter: Quarter;
  /** Values by quarter key: those that directions, baseline, exception and course may look up. */
  readonly series: ReadonlyMap<string, Value>;
  /** The day by which the target is to be met. */
  readonly targetDate?: IsoDate | null;
  readonly baseline: Baseline | null;
  /** Where the control chart begins again; null, or absent, for nowhere. */
  readonly rebase?: Rebase | null;
  /** A denominator under this is too few to rate. */
  readonly tooFew: number;
  /** By quarter, the as-at date of the published file that a value rests on. */
  readonly asAt: Readonly<Record<QuarterKey, IsoDate>>;
}

/** The number that is published for a value; null where a symbol or a word stands. */
export function published(value: Value | undefined, definition: MeasureDefinition): number | null {
  if (value === undefined || value.symbol !== null || value.word !== null) return null;
  return ratio(value.numerator, value.denominator, definition.unit, {
    annualise: value.basis === 'quarter' ? definition.annualise : 1,
  });
}

/**
 * Judges a quarter's figure: RAG against the target, direction of travel, change from the baseline, exception, course to the target
 * date. Published (rounded) figures are compared, so that a reader can check it with what is printed.
 */
export function judge(options: JudgeOptions): Judgement {
  const current = options.series.get(options.quarter.key);
  const year = aYearBefore(options.quarter, current);
  const target = targetIn(options, options.quarter);
  const baseline = baselineOf(options, current);
  return {
    rag: ragOf(options, current, target),
    rule: ruleOf(options, target),
    target,
    tolerance: options.tolerancePercent == null ? options.tolerance : null,
    minimum: options.minimum ?? null,
    // A year to date grows from quarter to quarter: only the same quarter of another year is like it.
    shortTerm:
      options.basis === 'ytd' || options.basis === 'annual'
        ? null
        : direction(options, current, shiftQuarter(options.quarter, -1)),
    // An assessment stands until the next: its own list says what changed since the one before.
    longTerm:
      options.basis === 'annual' && options.definition.published == null
        ? null
        : direction(options, current, year),
    baseline,
    exception: exceptionHere(options, current),
    course: courseHere(options, current, baseline),
  };
}

function ruleOf(options: JudgeOptions, target: number | null): string {
  const { definition, tooFew, quarter } = options;
  // A framework grades in words or numbers; only numbers can be held against a target.
  if (definition.unit === 'grade' && target === null) return 'the grade is shown as published';
  return ruleWords(options, target, definition.unit, tooFew, quarter);
}

function ragOf(options: JudgeOptions, current: Value | undefined, target: number | null): Rag {
  const { definition, polarity } = options;
  if (current?.word != null) return 'for information';
  const figure = published(current, definition);
  if (current === undefined || figure === null) return 'not available';
  if (isUnrated(definition, current)) return 'not rated';
  if (polarity === 'none') return 'for information';
  if (target === null) return 'no target';
  if (isTooFew(options, current)) return 'too few to rate';
  const rag = rate(figure, target, options);
  return isAtLeast(current) && !isCertain(rag, polarity) ? 'not rated' : rag;
}

/** Of a figure that may be more: red where less is better, and green where more is, whatever it is. */
function isCertain(rag: Rag, polarity: Polarity): boolean {
  return rag === (polarity === 'low' ? 'red' : 'green');
}

/** True where a break after which the measure is shown unrated holds for the value. */
export function isUnrated(definition: MeasureDefinition, value: Value): boolean {
  return (
    value.flags.includes('b') &&
    definition.breaks.some((each) => each.unrated && each.from <= value.quarter)
  );
}

function isTooFew(options: JudgeOptions, value: Value): boolean {
  return (
    options.definition.unit === 'percent' &&
    value.denominator !== null &&
    value.denominator < options.tooFew
  );
}

function direction(
  options: JudgeOptions,
  current: Value | undefined,
  since: Quarter,
): Direction | null {
  const before = options.series.get(since.key);
  if (before === undefined) return null;
  const [now, then] = [
    published(current, options.definition),
    published(before, options.definition),
  ];
  if (current === undefined || now === null || then === null || isBroken(options, current, since)) {
    return { word: 'not comparable', since, change: null };
  }
  if (isAtLeast(current) || isAtLeast(before)) {
    return { word: 'not comparable', since, change: null };
  }
  if (isTooFew(options, current) || isTooFew(options, before)) {
    return { word: 'not comparable', since, change: null };
  }
  if (restsOnSameFile(options.asAt, options.quarter.key, since.key)) {
    return { word: 'not comparable', since, change: null };
  }
  const change = difference(now, then, options.definition.unit);
  const polarity = wordedPolarity(options.definition, options.polarity);
  return { word: wordFor(change, polarity), since, change };
}

function wordFor(change: number, polarity: Polarity): Direction['word'] {
  if (change === 0) return 'same';
  if (polarity === 'none') return change > 0 ? 'up' : 'down';
  return change > 0 === (polarity === 'high') ? 'improved' : 'worse';
}

/** A break after the earlier quarter parts the two; an unrated one parts any two that it touches. */
function isBroken(
  { definition, series, quarter }: JudgeOptions,
  current: Value,
  since: Quarter,
): boolean {
  if (isUnrated(definition, current)) return true;
  for (let each = quarter; each.key > since.key; each = shiftQuarter(each, -1)) {
    if (series.get(each.key)?.flags.includes('b') === true) return true;
  }
  return false;
}

function baselineOf(options: JudgeOptions, current: Value | undefined): Judgement['baseline'] {
  const { baseline, definition } = options;
  if (baseline === null) return null;
  const now = published(current, definition);
  const change = (then: number | null, at: Quarter): number | null =>
    now === null || then === null || current === undefined || !isLike(options, current, at)
      ? null
      : difference(now, then, definition.unit);
  if (baseline.kind === 'number') {
    const { value, at, source } = baseline;
    return { value, at, source, change: change(value, quarterContaining(at)) };
  }
  const quarter = parseQuarter(baseline.quarter);
  const at = options.asAt[quarter.key] ?? quarter.lastDay;
  const value = published(options.series.get(quarter.key), definition);
  return {
    value,
    at,
    source: `the council's own figure at ${longDate(at)}`,
    change: change(value, quarter),
  };
}

/** A figure since 1 April is like those of the same quarter of other years alone; none is like those before a break. */
function isLike(options: JudgeOptions, current: Value, then: Quarter): boolean {
  if (options.basis === 'ytd' && then.number !== options.quarter.number) return false;
  if (restsOnSameFile(options.asAt, options.quarter.key, then.key)) return false;
  const before = options.series.get(then.key);
  if (
    isAtLeast(current) ||
    (options.baseline?.kind === 'quarter' && before !== undefined && isAtLeast(before))
  )
    return false;
  return !isBroken(options, current, then);
}

/** The quarter's figure where it may be judged beyond its rating: there is no break, enough is counted, and it isn't a bound. */
function judgeable(options: JudgeOptions, current: Value | undefined): number | null {
  if (current === undefined || isUnrated(options.definition, current)) return null;
  if (isAtLeast(current)) return null;
  return isTooFew(options, current) ? null : published(current, options.definition);
}

/** Values before the quarter's since the last break, oldest first, at most so many quarters back. */
function sinceBreak(options: JudgeOptions, current: Value, quarters: number): Value[] {
  const earlier: Value[] = [];
  let after = current;
  for (let back = 1; back <= quarters; back += 1) {
    if (after.flags.includes('b')) break;
    const { key } = shiftQuarter(options.quarter, -back);
    const value = options.series.get(key);
    // One file is one point: the quarter after it that rests on it says nothing more.
    if (value === undefined || restsOnSameFile(options.asAt, key, after.quarter)) continue;
    earlier.unshift(value);
    after = value;
  }
  return earlier;
}

function exceptionHere(options: JudgeOptions, current: Value | undefined): Exception | null {
  if (current === undefined || isUnrated(options.definition, current)) return null;
  const { definition, basis, tooFew, quarter } = options;
  if (restsOnSameFile(options.asAt, quarter.key, shiftQuarter(quarter, -1).key)) {
    return noNewerReturn(definition.unit, basis);
  }
  const earlier = sinceBreak(options, current, MOST_POINTS);
  return exceptionOf({
    definition,
    basis,
    current,
    earlier,
    tooFew,
    rebase: options.rebase ?? null,
  });
}

function courseHere(
  options: JudgeOptions,
  current: Value | undefined,
  baseline: Judgement['baseline'],
): Course | null {
  const { definition, quarter, basis, polarity, targetDate } = options;
  if (targetDate == null) return null;
  const now = judgeable(options, current);
  const known = current === undefined ? [] : [...sinceBreak(options, current, 7), current];
  return courseOf({
    quarter,
    basis,
    unit: definition.unit,
    polarity,
    now,
    targetDate,
    target: targetIn(options, quarterContaining(targetDate)),
    baseline:
      baseline === null || baseline.value === null || baseline.change === null
        ? null
        : { value: baseline.value, at: baseline.at },
    recent: known.flatMap((value) => {
      const figure = judgeable(options, value);
      return figure === null ? [] : [{ before: quartersBetween(value.quarter, quarter), figure }];
    }),
  });
}

function quartersBetween(key: string, now: Quarter): number {
  const then = parseQuarter(key);
  return (now.startYear - then.startYear) * 4 + now.number - then.number;
}

/** A difference of two published figures, free of binary dust. */
function difference(now: number, then: number, unit: Unit): number {
  const scale = 10 ** Math.max(decimalsOf[unit], 2);
  return (Math.round(now * scale) - Math.round(then * scale)) / scale;
}
