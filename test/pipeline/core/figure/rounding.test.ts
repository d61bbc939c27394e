import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratio } from '../../../../pipeline/core/figure/rounding.js';

describe('a published figure', () => {
  it('is rounded half away from zero, exactly', () => {
    expect(ratio(1, 16, 'percent')).toBe(6.3); // 6.25
    expect(ratio(-1, 16, 'percent')).toBe(-6.3);
    expect(ratio(2675, 1000, 'count', { decimals: 2 })).toBe(2.68);
    expect(ratio(5, 2, 'count')).toBe(3);
    expect(ratio(56, 59, 'percent')).toBe(94.9);
    expect(ratio(12, 13, 'percent')).toBe(92.3);
  });

  it('is a rate per 10,000, and a quarter’s rate counts four times', () => {
    expect(ratio(240, 43_000, 'rate_per_10000')).toBe(55.8);
    expect(ratio(60, 43_000, 'rate_per_10000', { annualise: 4 })).toBe(55.8);
  });

  it('is nothing over nothing', () => {
    expect(ratio(0, 0, 'percent')).toBeNull();
    expect(ratio(null, 3, 'percent')).toBeNull();
  });

  it('never strays from the exact quotient by more than half its last place', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 1e9 }), (a, b) => {
        const published = ratio(a, b, 'percent') ?? Number.NaN;
        const tenths = BigInt(Math.round(published * 10));
        const twiceError = 2n * (tenths * BigInt(b) - BigInt(a) * 1000n);
        expect(twiceError <= BigInt(b) && twiceError > -BigInt(b)).toBe(true);
      }),
    );
  });
});
