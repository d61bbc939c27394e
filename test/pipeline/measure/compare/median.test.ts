import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratio } from '../../../../pipeline/core/figure/rounding.js';
import { medianOf } from '../../../../pipeline/measure/compare/median.js';
import { aValue } from '../builders.js';

const like = aValue();
const of = (...parts: (readonly [number, number])[]) =>
  parts.map(([numerator, denominator]) => aValue({ numerator, denominator }));

describe('the median of neighbours', () => {
  it('is the middle one of an odd number, by ratio and not by size', () => {
    expect(medianOf(of([900, 1000], [1, 2], [8, 10]), like)).toMatchObject({
      numerator: 8,
      denominator: 10,
    });
  });

  it('is the exact mean of the middle two of an even number', () => {
    expect(medianOf(of([1, 3], [1, 2]), like)).toMatchObject({ numerator: 5, denominator: 12 });
  });

  it('leaves out those without a figure, and is none where all are', () => {
    const missing = aValue({ numerator: null, denominator: null, symbol: 'c' });
    expect(medianOf([missing, ...of([1, 4])], like)).toMatchObject({
      numerator: 1,
      denominator: 4,
    });
    expect(medianOf([missing], like)).toBeUndefined();
  });

  it('has as many neighbours below as above, in any order', () => {
    const part = fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 1000 }));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 10 }), (parts) => {
        const median = medianOf(of(...parts), like);
        const [top, bottom] = [median?.numerator ?? NaN, median?.denominator ?? NaN];
        const below = parts.filter(([a, b]) => a * bottom < top * b).length;
        const above = parts.filter(([a, b]) => a * bottom > top * b).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(parts.length / 2);
        expect(ratio(top, bottom, 'percent')).toBe(
          ratio(...mediansParts(medianOf(of(...[...parts].reverse()), like)), 'percent'),
        );
      }),
    );
  });
});

function mediansParts(value: ReturnType<typeof medianOf>): [number | null, number | null] {
  return [value?.numerator ?? null, value?.denominator ?? null];
}
