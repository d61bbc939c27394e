import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaleOver } from '../../../reports/pack/chart-scale.js';

describe('the axis of numbers', () => {
  it('has round steps', () => {
    expect(scaleOver([240, 320], { isBar: false, decimals: 0 }).ticks).toEqual([
      240, 260, 280, 300, 320,
    ]);
    expect(scaleOver([89.8, 94.9, 92], { isBar: false, decimals: 1, most: 100 }).ticks).toEqual([
      88, 90, 92, 94, 96,
    ]);
  });

  it('begins at zero for bars, whatever their values', () => {
    expect(scaleOver([90, 95], { isBar: true, decimals: 1 }).from).toBe(0);
  });

  it('ends a percentage at 100', () => {
    expect(scaleOver([40, 99.9], { isBar: false, decimals: 1, most: 100 }).to).toBe(100);
  });

  it('holds any values between its ends, with a handful of steps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 9 }),
        fc.boolean(),
        fc.constantFrom(0, 1),
        (values, isBar, decimals) => {
          const { from, to, ticks } = scaleOver(values, { isBar, decimals });
          expect(from).toBeLessThanOrEqual(Math.min(...values) + 1e-6);
          expect(to).toBeGreaterThanOrEqual(Math.max(...values) - 1e-6);
          expect(to).toBeGreaterThan(from);
          expect(ticks.length).toBeGreaterThanOrEqual(2);
          expect(ticks.length).toBeLessThanOrEqual(7);
        },
      ),
    );
  });
});
