import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuarter, shiftQuarter } from '../../../../pipeline/core/calendar/quarter.js';
import type { MeasureDefinition } from '../../../../pipeline/core/figure/definition.js';
import type { Value } from '../../../../pipeline/core/figure/value.js';
import { judge } from '../../../../pipeline/measure/judge/judge.js';
import { exceptionOf } from '../../../../pipeline/measure/judge/exception.js';
import type { Exception } from '../../../../pipeline/core/figure/judgement.js';
import { aDefinition, aValue } from '../builders.js';

const quarter = parseQuarter('2017-18-Q3');
const count = aDefinition({ unit: 'count', denominator: null });
const percent = aDefinition();

type Pair = readonly [number, number];

/** Values of the quarters up to Q3 2017-18, oldest first; null is `[x]`. */
function valuesOf(pairs: readonly (Pair | null)[]): Value[] {
  return pairs.map((pair, index) =>
    aValue({
      quarter: shiftQuarter(quarter, index - pairs.length + 1).key,
      numerator: pair?.[0] ?? null,
      denominator: pair?.[1] ?? null,
      symbol: pair === null ? 'x' : null,
    }),
  );
}

function told(
  pairs: readonly (Pair | null)[],
  definition: MeasureDefinition = percent,
  basis: Value['basis'] = 'quarter',
): Exception | null {
  const values = valuesOf(pairs);
  const current = values.at(-1) ?? aValue();
  return exceptionOf({ definition, basis, current, earlier: values.slice(0, -1), tooFew: 10 });
}

const counts = (...numbers: readonly (number | null)[]): (Pair | null)[] =>
  numbers.map((number) => (number === null ? null : [number, 1]));

/** Mean 11.5, moving ranges 2 1 2 1 2 1 2: limits 11.5 and 2.66 x 11/7 to either side. */
const steady = [10, 12, 11, 13, 12, 10, 11, 13];

describe('an XmR chart of counts', () => {
  it('has its limits 2.66 mean moving ranges from the mean of the eight quarters before', () => {
    expect(told(counts(...steady, 15), count)).toEqual({
      word: 'not exceptional',
      fired: [],
      side: null,
      limits: { chart: 'XmR', points: 8, centre: 11.5, lower: 7.3, upper: 15.7 },
      why: null,
    });
  });

  it('finds a figure outside its limits exceptional, above or below', () => {
    expect(told(counts(...steady, 16), count)).toMatchObject({
      word: 'exceptional',
      fired: ['outside limits'],
      side: 'above',
    });
    expect(told(counts(...steady, 7), count)).toMatchObject({ fired: ['outside limits'] });
    expect(told(counts(...steady, 7), count)?.side).toBe('below');
    expect(told(counts(...steady, 8), count)?.word).toBe('not exceptional');
  });

  it('finds the eighth in a row on one side exceptional, and the seventh not', () => {
    const shifted = counts(5, 5, 12, 12, 12, 12, 12, 12, 12, 12);
    expect(told(shifted, count)).toMatchObject({
      word: 'exceptional',
      fired: ['run of eight'],
      side: 'above',
    });
    expect(told(counts(5, 14, 5, 12, 12, 12, 12, 12, 12, 12), count)?.fired).toEqual([]);
  });

  it('ends a run at a figure on the centre line', () => {
    // The mean of the nine before is 10, where the fifth lies.
    const onCentre = counts(4, 4, 12, 12, 10, 12, 12, 12, 12, 12);
    expect(told(onCentre, count)?.limits?.centre).toBe(10);
    expect(told(onCentre, count)?.fired).toEqual([]);
  });

  it('rests on twelve quarters at most', () => {
    const old = counts(900, ...steady, ...steady.slice(0, 4), 12);
    expect(told(old, count)?.limits).toMatchObject({ points: 12 });
    expect(told(old, count)?.limits?.upper).toBeLessThan(20);
  });

  it('is made of rates and means as they are published, a quarter’s rate annualised', () => {
    const rate = aDefinition({ unit: 'rate_per_10000', annualise: 4 });
    const pairs = steady.map((number): Pair => [number, 40_000]);
    const values = valuesOf([...pairs, [15, 40_000]]).map((value) => ({
      ...value,
      basis: 'quarter' as const,
    }));
    const [current = aValue()] = values.slice(-1);
    const question = { definition: rate, basis: 'quarter' as const, tooFew: 10 };
    const found = exceptionOf({ ...question, current, earlier: values.slice(0, -1) });
    expect(found?.limits?.centre).toBe(11.5);
  });
});

describe('a chart of changes, of what carries over from one quarter’s end to the next', () => {
  /** A slow drift: each quarter 4 to 6 more, 5 on average. */
  const drift = [300, 304, 310, 315, 319, 325, 330, 335];

  it('has its limits 3.267 mean moving ranges from the quarter before', () => {
    expect(told(counts(...drift, 340), count, 'snapshot')).toEqual({
      word: 'not exceptional',
      fired: [],
      side: null,
      limits: { chart: 'mR', points: 8, centre: 335, lower: 318.7, upper: 351.3 },
      why: null,
    });
  });

  it('finds a jump exceptional, to either side', () => {
    expect(told(counts(...drift, 352), count, 'snapshot')).toMatchObject({
      word: 'exceptional',
      fired: ['outside limits'],
      side: 'above',
    });
    expect(told(counts(...drift, 318), count, 'snapshot')?.side).toBe('below');
    expect(told(counts(...drift, 319), count, 'snapshot')?.word).toBe('not exceptional');
  });

  it('leaves a drift that goes on to the direction of travel, however long it lasts', () => {
    for (let length = 9; length <= 13; length += 1) {
      const series = Array.from({ length }, (_, index) => 300 + 5 * index + (index % 2));
      expect(told(counts(...series), count, 'snapshot')?.word).toBe('not exceptional');
      // Of events, which are new each quarter, the same would be said.
      expect(told(counts(...series), count, 'quarter')?.word).toBe('exceptional');
    }
  });

  it('says nothing where the quarter before has no figure', () => {
    expect(told(counts(...drift, null, 400), count, 'snapshot')?.why).toContain(
      'the quarter before has no figure',
    );
  });

  it('is made of the percentage of pupils too, who change their group a school at a time', () => {
    const pairs = steady.map((number): Pair => [800 + number, 1000]);
    const pupils = aDefinition({ counts: 'pupils' });
    expect(told([...pairs, [812, 1000]], pupils, 'snapshot')?.limits?.chart).toBe('mR');
    expect(told([...pairs, [812, 1000]], percent, 'snapshot')?.limits?.chart).toBe('p');
  });
});

describe('a p-chart of proportions', () => {
  const fifth = Array.from({ length: 8 }, (): Pair => [20, 100]);

  it('has its limits three standard deviations from the pooled proportion, by the quarter’s own denominator', () => {
    expect(told([...fifth, [27, 100]])).toMatchObject({
      word: 'not exceptional',
      limits: { chart: 'p', points: 8, centre: 20, lower: 8, upper: 32 },
    });
    expect(told([...fifth, [108, 400]])).toMatchObject({
      word: 'exceptional',
      limits: { lower: 14, upper: 26 },
    });
  });

  it('weighs the quarters by their denominators', () => {
    const uneven: Pair[] = [...fifth.slice(1), [500, 1000]];
    expect(told([...uneven, [40, 100]])?.limits?.centre).toBe(37.6);
  });

  it('passes over quarters out of too few, and says nothing of one that is', () => {
    expect(told([...fifth.slice(1), [5, 9], [27, 100]])?.word).toBe('cannot say');
    expect(told([[5, 9], ...fifth, [27, 100]])?.limits?.points).toBe(8);
    expect(told([...fifth, [2, 9]])?.word).toBe('cannot say');
  });

  it('finds exactly those outside that whole numbers find, whatever the figures', () => {
    const pair = fc
      .tuple(fc.integer({ min: 10, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([denominator, share]): Pair => [Math.round(denominator * share), denominator]);
    fc.assert(
      fc.property(fc.array(pair, { minLength: 8, maxLength: 12 }), pair, (before, now) => {
        const found = told([...before, now]);
        if (found?.limits == null) return;
        const [p, q] = before.reduce(([a, b], [n, d]) => [a + n, b + d], [0, 0]);
        // (n/d - p/q)^2 against 9 (p/q)(1 - p/q)/d, all times (d q)^2.
        const [n, d, sum, all] = [now[0], now[1], p, q].map(BigInt) as [
          bigint,
          bigint,
          bigint,
          bigint,
        ];
        const off = n * all - sum * d;
        const isOutside = off * off > 9n * sum * (all - sum) * d;
        expect(found.fired.includes('outside limits')).toBe(isOutside);
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});

describe('no chart', () => {
  it('is made of fewer than eight earlier quarters with a figure; gaps are passed over', () => {
    const seven = told(counts(null, ...steady.slice(1), 90), count);
    expect(seven).toMatchObject({ word: 'cannot say', limits: null });
    expect(seven?.why).toContain('there are 7');
    expect(told(counts(null, ...steady, null, 90), count)?.word).toBe('exceptional');
  });

  it.each(['ytd', 'rolling12', 'rolling36'] as const)(
    'is made of %s figures, whose quarters share days',
    (basis) => {
      expect(told(counts(...steady, 90), count, basis)?.word).toBe('cannot say');
    },
  );

  it('is made of grades, ranks and years', () => {
    expect(told(counts(...steady, 90), aDefinition({ unit: 'grade' }))).toBeNull();
    expect(told(counts(...steady, 90), aDefinition({ unit: 'rank' }))).toBeNull();
    expect(told(counts(...steady, 90), count, 'annual')).toBeNull();
  });

  it('is made where the quarters before do not differ, or hold next to nothing', () => {
    expect(told(counts(7, 7, 7, 7, 7, 7, 7, 7, 9), count)?.word).toBe('cannot say');
    expect(told(counts(0, 0, 0, 1, 0, 0, 0, 0, 4), count)?.word).toBe('cannot say');
    const all = Array.from({ length: 8 }, (): Pair => [10, 10]);
    expect(told([...all, [8, 10]])?.word).toBe('cannot say');
  });

  it('is made of what lies before a break in the series, or after one that ends comparison', () => {
    const series = (definition: MeasureDefinition, broken: number) => {
      const values = valuesOf(counts(...steady, 90)).map((value, index) => ({
        ...value,
        flags: index === broken ? (['b'] as const) : [],
      }));
      return judge({
        definition,
        basis: 'snapshot',
        quarter,
        series: new Map(values.map((value) => [value.quarter, value])),
        polarity: 'low',
        target: null,
        tolerance: null,
        baseline: null,
        tooFew: 10,
        asAt: {},
      }).exception;
    };
    expect(series(count, 0)?.word).toBe('exceptional');
    expect(series(count, 1)?.why).toContain('there are 7');
    expect(series(count, 8)?.why).toContain('there are 0');
    const ends = { from: '2017-18-Q3', why: 'Another method.', unrated: true };
    expect(series({ ...count, breaks: [ends] }, 8)).toBeNull();
  });
});

describe('whatever the history', () => {
  const history = fc.array(fc.integer({ min: 5, max: 400 }), { minLength: 8, maxLength: 12 });

  it('a figure further from the centre is no less exceptional', () => {
    fc.assert(
      fc.property(history, fc.nat(600), fc.nat(200), (before, now, further) => {
        for (const basis of ['quarter', 'snapshot'] as const) {
          const near = told(counts(...before, now), count, basis);
          if (near?.word !== 'exceptional') continue;
          const away = near.side === 'above' ? now + further : Math.max(0, now - further);
          expect(told(counts(...before, away), count, basis)?.word).toBe('exceptional');
        }
      }),
      { numRuns: 200, seed: 12 },
    );
  });

  it('counting in tens changes no word', () => {
    fc.assert(
      fc.property(history, fc.nat(600), (before, now) => {
        const ten = [...before, now].map((number) => number * 10);
        for (const basis of ['quarter', 'snapshot'] as const) {
          const inTens = told(counts(...ten), count, basis)?.word;
          expect(inTens).toBe(told(counts(...before, now), count, basis)?.word);
        }
      }),
      { numRuns: 200, seed: 13 },
    );
  });
});
