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

/** Mean 10, moving ranges of 2. */
const steady = [9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 9, 11];

describe('an exception', () => {
  it('is told from single quarters, the latest among them', () => {
    expect(told(counts(...steady, 10), count)).toEqual({
      word: 'not exceptional',
      fired: [],
      side: null,
      limits: { points: 13, centre: 10, lower: 4.9, upper: 15.1 },
      why: null,
      rebase: null,
    });
    expect(told(counts(...steady, 30), count)).toMatchObject({
      word: 'exceptional',
      fired: ['outside limits'],
      side: 'above',
    });
  });

  it('rests on thirteen quarters at most', () => {
    expect(told(counts(900, ...steady, 12), count)?.limits).toMatchObject({ points: 13 });
    expect(told(counts(900, ...steady, 12), count)?.limits?.upper).toBeLessThan(20);
  });

  it('is made of rates and percentages as they are published, a quarter’s rate annualised', () => {
    const rate = aDefinition({ unit: 'rate_per_10000', annualise: 4 });
    const values = valuesOf(steady.map((number): Pair => [number, 40_000])).map((value) => ({
      ...value,
      basis: 'quarter' as const,
    }));
    const [current = aValue()] = values.slice(-1);
    const question = { definition: rate, basis: 'quarter' as const, tooFew: 10 };
    const found = exceptionOf({ ...question, current, earlier: values.slice(0, -1) });
    expect(found?.limits?.centre).toBe(10);
  });

  it('passes over quarters out of too few, and says nothing of one that is', () => {
    const pairs = steady.map((number): Pair => [number, 100]);
    expect(told([...pairs, [5, 9], [10, 100]])?.limits?.points).toBe(12);
    expect(told([...pairs, [5, 9]])?.word).toBe('cannot say');
  });

  it('begins again where a person says so, with the reason', () => {
    const values = valuesOf(counts(...steady, 30));
    const [current = aValue()] = values.slice(-1);
    const question = { definition: count, basis: 'quarter' as const, tooFew: 10, current };
    const rebase = { from: shiftQuarter(quarter, -11).key, why: 'A new front door.' };
    const found = exceptionOf({ ...question, earlier: values.slice(0, -1), rebase });
    expect(found).toMatchObject({ limits: { points: 12 }, rebase });
    const late = { ...rebase, from: shiftQuarter(quarter, -3).key };
    expect(exceptionOf({ ...question, earlier: values.slice(0, -1), rebase: late })?.why).toContain(
      'there are 4',
    );
  });
});

describe('no chart', () => {
  it('is made of fewer than twelve quarters with a figure; gaps are passed over', () => {
    const few = told(
      counts(...steady.slice(1).map((each, at) => (at === 3 ? null : each)), 90),
      count,
    );
    expect(few).toMatchObject({ word: 'cannot say', limits: null });
    expect(few?.why).toContain('there are 11');
    expect(told(counts(...steady, null, 90), count)?.word).toBe('exceptional');
  });

  it.each(['snapshot', 'ytd', 'rolling12', 'rolling36'] as const)(
    'is made of %s figures, which carry over from quarter to quarter',
    (basis) => {
      expect(told(counts(...steady, 90), count, basis)?.word).toBe('cannot say');
    },
  );

  it('is made of grades, ranks and years', () => {
    expect(told(counts(...steady, 90), aDefinition({ unit: 'grade' }))).toBeNull();
    expect(told(counts(...steady, 90), aDefinition({ unit: 'rank' }))).toBeNull();
    expect(told(counts(...steady, 90), count, 'annual')).toBeNull();
  });

  it('is made where the quarters do not differ, or hold next to nothing', () => {
    expect(told(counts(...steady.map(() => 7), 7), count)?.word).toBe('cannot say');
    expect(told(counts(...steady.map(() => 0), 4), count)?.word).toBe('cannot say');
  });

  it('is made of what lies before a break in the series, or after one that ends comparison', () => {
    const series = (definition: MeasureDefinition, broken: number) => {
      const values = valuesOf(counts(...steady, 90)).map((value, index) => ({
        ...value,
        flags: index === broken ? (['b'] as const) : [],
      }));
      return judge({
        definition,
        basis: 'quarter',
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
    expect(series(count, 2)?.why).toContain('there are 11');
    expect(series(count, 12)?.why).toContain('there are 1');
    const ends = { from: '2017-18-Q3', why: 'Another method.', unrated: true };
    expect(series({ ...count, breaks: [ends] }, 12)).toBeNull();
  });
});
