import { longDate } from '../calendar/days.js';
import { parseQuarter, type Quarter, shiftQuarter } from '../calendar/quarter.js';
import type { MeasureDefinition } from '../figure/definition.js';
import { decimalsOf, ratio } from '../figure/rounding.js';
import type { Basis, Polarity, Unit, Value } from '../figure/value.js';
import type { Direction, Judgement, Rag } from '../../reports/input.js';
import type { Baseline } from '../../reports/strategies/types.js';

/** What a council asks of a series, and the rules' settings. */
export interface JudgeOptions {
  readonly definition: MeasureDefinition;
  readonly basis: Basis;
  readonly quarter: Quarter;
  /** Values by quarter key: those that the directions and the baseline may look up. */
  readonly series: ReadonlyMap<string, Value>;
  readonly polarity: Polarity;
  /** In the measure's unit. */
  readonly target: number | null;
  /** Amber reaches this far beyond the target, in the measure's unit. */
  readonly tolerance: number | null;
  readonly baseline: Baseline | null;
  /** A denominator under this is too few to rate. */
  readonly tooFew: number;
}

/** The number that is published for a value; null where a symbol or a word stands. */
export function published(value: Value | undefined, definition: MeasureDefinition): number | null {
  if (value === undefined || value.symbol !== null || value.word !== null) return null;
  return ratio(value.numerator, value.denominator, definition.unit, {
    annualise: definition.annualise,
  });
}

/**
 * Judges a quarter's figure: RAG against the target, direction of travel, change from the baseline. measures.md, "RAG and direction
 * of travel". Published (rounded) figures are compared, so that a reader can check it with what is printed.
 */
export function judge(options: JudgeOptions): Judgement {
  const current = options.series.get(options.quarter.key);
  const year = shiftQuarter(options.quarter, -4);
  return {
    rag: ragOf(options, current),
    rule: ruleOf(options),
    target: options.target,
    tolerance: options.tolerance,
    // A year to date grows from quarter to quarter: only the same quarter of another year is like it.
    shortTerm:
      options.basis === 'ytd' || options.basis === 'annual'
        ? null
        : direction(options, current, shiftQuarter(options.quarter, -1)),
    // An assessment stands until the next: its own list says what changed since the one before.
    longTerm: options.basis === 'annual' ? null : direction(options, current, year),
    baseline: baselineOf(options, current),
  };
}

function ragOf(options: JudgeOptions, current: Value | undefined): Rag {
  const { definition, polarity, target, tolerance } = options;
  if (current?.word != null) return 'for information';
  const figure = published(current, definition);
  if (current === undefined || figure === null) return 'not available';
  if (isUnrated(definition, current)) return 'not rated';
  if (polarity === 'none') return 'for information';
  if (target === null) return 'no target';
  if (isTooFew(options, current)) return 'too few to rate';
  const short = polarity === 'high' ? target - figure : figure - target;
  // A millionth is far below any published digit: it keeps 94.9 - 94.6 from exceeding 0.3 in binary.
  if (short <= 1e-6) return 'green';
  return short <= (tolerance ?? 0) + 1e-6 ? 'amber' : 'red';
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

function ruleOf({ definition, polarity, target, tolerance, tooFew }: JudgeOptions): string {
  if (definition.unit === 'grade') return 'the grade is shown as published';
  if (polarity === 'none') return 'for information: neither more nor less is better in itself';
  const better = polarity === 'high' ? 'more' : 'less';
  if (target === null) return `no target has been set; ${better} is better`;
  const rest = polarity === 'high' ? 'below' : 'above';
  const limit = polarity === 'high' ? target - (tolerance ?? 0) : target + (tolerance ?? 0);
  const amber =
    tolerance === null || tolerance === 0
      ? `red ${rest} it`
      : `amber to ${inUnit(limit, definition.unit)}, red ${rest} that`;
  const few =
    definition.unit === 'percent' ? `; not rated where fewer than ${tooFew} are counted` : '';
  return `green at ${inUnit(target, definition.unit)} or ${better}, ${amber}${few}`;
}

function inUnit(figure: number, unit: Unit): string {
  const text = figure.toLocaleString('en-GB', {
    minimumFractionDigits: decimalsOf[unit],
    maximumFractionDigits: Math.max(decimalsOf[unit], 2),
  });
  if (unit === 'percent') return `${text}%`;
  return unit === 'days' ? `${text} days` : text;
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
  if (isTooFew(options, current) || isTooFew(options, before)) {
    return { word: 'not comparable', since, change: null };
  }
  const change = difference(now, then, options.definition.unit);
  return { word: wordFor(change, options.polarity), since, change };
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
  const change = (then: number | null): number | null =>
    now === null || then === null ? null : difference(now, then, definition.unit);
  if (baseline.kind === 'number') {
    const { value, at, source } = baseline;
    return { value, at, source, change: change(value) };
  }
  const quarter = parseQuarter(baseline.quarter);
  const value = published(options.series.get(quarter.key), definition);
  return {
    value,
    at: quarter.lastDay,
    source: `the council's own figure at ${longDate(quarter.lastDay)}`,
    change: change(value),
  };
}

/** A difference of two published figures, free of binary dust. */
function difference(now: number, then: number, unit: Unit): number {
  const scale = 10 ** Math.max(decimalsOf[unit], 2);
  return (Math.round(now * scale) - Math.round(then * scale)) / scale;
}
