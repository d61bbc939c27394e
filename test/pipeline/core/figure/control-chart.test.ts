import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assuranceOf, controlChart } from '../../../../pipeline/core/figure/control-chart.js';

const counts = { least: 0, most: Infinity };
const shares = { least: 0, most: 100 };

/** Mean 10, moving ranges of 2 throughout: limits 10 and 5.32 to either side. */
const steady = [9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 9, 11];

const signals = (...points: readonly number[]): readonly string[] =>
  controlChart(points, counts)?.signals ?? ['no chart'];

describe('a control chart', () => {
  it('has its limits 2.66 mean moving ranges from the mean of all its quarters', () => {
    const chart = controlChart(steady, counts);
    expect(chart?.mean).toBe(10);
    expect(chart?.lower).toBeCloseTo(4.68, 10);
    expect(chart?.upper).toBeCloseTo(15.32, 10);
    expect(chart).toMatchObject({ points: 12, signals: [], way: null });
  });

  it('takes twelve quarters, and quarters that differ', () => {
    expect(controlChart(steady.slice(1), counts)).toBeNull();
    expect(
      controlChart(
        steady.map(() => 7),
        counts,
      ),
    ).toBeNull();
  });

  it('leaves a moving range out that is beyond the limit of ranges', () => {
    const chart = controlChart([...steady, 40], counts);
    // Of 11 ranges of 2 and one of 29 the mean is 4.25; 29 is beyond 3.267 times it.
    expect((chart?.upper ?? 0) - (chart?.mean ?? 0)).toBeCloseTo(5.32, 10);
  });

  it('is within what the unit can be', () => {
    expect(controlChart([1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3], counts)?.lower).toBe(0);
    expect(controlChart([99, 97, 99, 97, 99, 97, 99, 97, 99, 97, 99, 97], shares)?.upper).toBe(100);
  });

  it('signals a figure outside the limits, to either side', () => {
    expect(controlChart([...steady, 30], counts)).toMatchObject({
      signals: ['outside limits'],
      way: 'above',
    });
    expect(controlChart([...steady, 1], counts)).toMatchObject({
      signals: ['outside limits'],
      way: 'below',
    });
  });

  it('signals the seventh in a row on one side of the mean, and not the sixth', () => {
    const low = [9, 8, 9, 8, 9, 8];
    expect(signals(...low, 12, 11, 12, 11, 12, 11, 12)).toContain('run of seven');
    expect(signals(...low, 8, 11, 12, 11, 12, 11, 12)).not.toContain('run of seven');
  });

  it('signals the seventh in a row beyond the one before, by the way that it goes', () => {
    const fall = [20, 26, 20, 26, 20, 26, 25, 24, 23, 22, 21, 20];
    expect(controlChart(fall, counts)).toMatchObject({ signals: ['trend of seven'], way: 'below' });
    expect(signals(...fall.slice(0, -2), 22, 20)).not.toContain('trend of seven');
  });

  it('signals two of the last three near one limit, where the latest is one of the two', () => {
    expect(signals(...steady.slice(2), 17, 10, 17)).toContain('two of three');
    expect(signals(...steady.slice(2), 17, 17, 10)).not.toContain('two of three');
    expect(signals(...steady.slice(2), 3, 10, 17)).not.toContain('two of three');
  });

  it('calls few figures exceptional that differ by chance only', () => {
    const point = fc.integer({ min: 80, max: 120 });
    let all = 0;
    let found = 0;
    fc.assert(
      fc.property(fc.array(point, { minLength: 13, maxLength: 13 }), (points) => {
        all += 1;
        if (signals(...points).length > 0) found += 1;
      }),
      { numRuns: 1000, seed: 17 },
    );
    expect(found / all).toBeLessThan(0.08);
  });

  it('says the same of figures counted in tens, and of their mirror image', () => {
    const points = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 12, maxLength: 13 });
    fc.assert(
      fc.property(points, (own) => {
        expect(signals(...own.map((point) => 10 * point))).toEqual(signals(...own));
        expect(signals(...own.map((point) => 1000 - point))).toEqual(signals(...own));
      }),
      { numRuns: 200, seed: 18 },
    );
  });
});

describe('assurance', () => {
  const limits = { lower: 70, upper: 90 };

  it.each([
    [65, 'high', 'met reliably'],
    [70, 'high', 'met reliably'],
    [80, 'high', 'hit or miss'],
    [95, 'high', 'missed reliably'],
    [95, 'low', 'met reliably'],
    [80, 'low', 'hit or miss'],
    [65, 'low', 'missed reliably'],
    [80, 'none', null],
  ] as const)('of a target of %i where %s is better is “%s”', (target, polarity, words) => {
    expect(assuranceOf(limits, target, polarity)).toBe(words);
  });
});
