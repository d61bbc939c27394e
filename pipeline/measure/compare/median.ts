import type { MeasureDefinition } from '../../core/figure/definition.js';
import { decimalsOf, ratio } from '../../core/figure/rounding.js';
import type { Unit, Value, ValueSymbol } from '../../core/figure/value.js';
import type { KnownFigures } from './bounds.js';

/** No median is given where more than a tenth of the authorities lack a figure. */
const MOST_LACKING = 0.1;

/**
 * The neighbours' median, where what is suppressed leaves its printed decimals certain; else `[c]`. `[x]` where more than a tenth have no
 * figure that could be bounded; undefined where none has.
 */
export function neighboursMedian(
  definition: MeasureDefinition,
  { figures, lacking }: KnownFigures,
  like: Value,
): Value | undefined {
  const least = medianOf(
    figures.map((each) => each.least),
    like,
  );
  const most = medianOf(
    figures.map((each) => each.most),
    like,
  );
  if (least === undefined || most === undefined) return undefined;
  const all = figures.length + lacking;
  const none = (symbol: ValueSymbol, reason: string): Value => ({
    ...least,
    ...{ numerator: null, denominator: null, symbol, reason },
  });
  if (lacking > all * MOST_LACKING) {
    return none('x', `${figures.length} of ${all} neighbours have a published figure.`);
  }
  const [from, to] = [least, most].map((value) =>
    ratio(value.numerator, value.denominator, definition.unit, {
      annualise: value.basis === 'quarter' ? definition.annualise : 1,
    }),
  );
  if (from === to) return least;
  const hidden = figures.filter((each) => each.least !== each.most).length;
  return none(
    'c',
    `It can be from ${printed(from, definition.unit)} to ${printed(to, definition.unit)}: the figures of ${hidden} neighbours are suppressed.`,
  );
}

function printed(figure: number | null | undefined, unit: Unit): string {
  return `${(figure ?? 0).toFixed(decimalsOf[unit])}${unit === 'percent' ? '%' : ''}`;
}

/** The middle of the ratios; of an even number the mean of the middle two, exactly. `areaCode` is "neighbours". */
export function medianOf(values: readonly Value[], like: Value): Value | undefined {
  const sorted = values
    .filter(hasFigure)
    .sort((a, b) =>
      Number(
        BigInt(a.numerator) * BigInt(b.denominator) - BigInt(b.numerator) * BigInt(a.denominator),
      ),
    );
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) return undefined;
  const isOne = upper === lower;
  return {
    ...like,
    areaCode: 'neighbours',
    published: null,
    numerator: isOne
      ? upper.numerator
      : upper.numerator * lower.denominator + lower.numerator * upper.denominator,
    denominator: isOne ? upper.denominator : 2 * upper.denominator * lower.denominator,
    symbol: null,
    reason: null,
    flags: [],
    word: null,
    note: null,
  };
}

function hasFigure(value: Value): value is Value & { numerator: number; denominator: number } {
  return value.numerator !== null && value.denominator !== null && value.denominator > 0;
}
