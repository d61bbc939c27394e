import type { MeasureDefinition } from '../../core/figure/definition.js';
import { FACTORS } from '../../core/figure/rounding.js';
import type { Value } from '../../core/figure/value.js';
import { type BoundedFigure, countBounds } from './bounds.js';
import type { PublishedFigure, PublishedRow } from './published-figures.js';
import { NOT_PUBLISHED } from './published-values.js';

/** The denominator over which a published figure comes out again. A quarter's factor must not multiply what is a year's already. */
function wholeOf(definition: MeasureDefinition, like: Value): number {
  return Number(FACTORS[definition.unit]) * (like.basis === 'quarter' ? definition.annualise : 1);
}

export function benchmarkValue(
  figure: PublishedFigure,
  definition: MeasureDefinition,
  like: Value,
): Value {
  const isNumber = figure.scaled !== null && figure.symbol === null;
  const over = figure.children ?? figure.scale * wholeOf(definition, like);
  return {
    ...like,
    areaCode: figure.areaCode,
    published: null,
    numerator: isNumber ? figure.scaled : null,
    denominator: isNumber ? over : null,
    symbol: isNumber ? null : (figure.symbol ?? 'x'),
    reason: isNumber ? null : NOT_PUBLISHED[figure.symbol ?? 'x'],
    flags: [],
    word: null,
    note: null,
  };
}

/** Least and most of a published figure that a symbol replaces, by its own row. */
export function boundsOfRow(
  value: Value,
  definition: MeasureDefinition,
  row: PublishedRow | null,
): BoundedFigure | null {
  const { areaCode, symbol } = value;
  const at = (numerator: number, denominator: number): Value => ({
    ...value,
    ...{ numerator, denominator, symbol: null, reason: null },
  });
  // Under a half of the last whole that is printed, and more than nought.
  const whole = wholeOf(definition, value);
  if (symbol === 'low') return { areaCode, least: at(0, whole), most: at(1, 2 * whole) };
  const total = row?.denominator ?? null;
  if (symbol !== 'c' || row === null || total === null || total === 0) return null;
  const found = countBounds({
    symbol,
    total,
    others: row.others,
    isTakenAsSmall: row.isTakenAsSmall,
  });
  return found === null
    ? null
    : { areaCode, least: at(found.least, total), most: at(found.most, total) };
}
