import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuarter } from '../../../../pipeline/core/calendar/quarter.js';
import type { Value } from '../../../../pipeline/core/figure/value.js';
import { judge, type JudgeOptions } from '../../../../pipeline/measure/judge/judge.js';
import { checkAim } from '../../../../pipeline/measure/judge/target.js';
import type { Judgement } from '../../../../pipeline/core/figure/judgement.js';
import { aDefinition, aValue } from '../builders.js';

function judged(values: readonly Partial<Value>[], options: Partial<JudgeOptions> = {}): Judgement {
  const series = new Map(values.map((value) => [value.quarter ?? '2017-18-Q3', aValue(value)]));
  return judge({
    definition: aDefinition(),
    basis: 'snapshot',
    quarter: parseQuarter('2017-18-Q3'),
    series,
    polarity: 'high',
    target: 95,
    tolerance: 3,
    baseline: null,
    tooFew: 10,
    asAt: {},
    ...options,
  });
}

const of1000 = (numerator: number, quarter = '2017-18-Q3') => ({
  numerator,
  denominator: 1000,
  quarter,
});

describe('RAG', () => {
  it.each([
    [950, 'green'],
    [951, 'green'],
    [949, 'amber'],
    [920, 'amber'],
    [919, 'red'],
  ])(
    'of %i in 1,000, more being better, target 95%%, tolerance 3 points, is %s',
    (numerator, rag) => {
      expect(judged([of1000(numerator)]).rag).toBe(rag);
    },
  );

  it.each([
    [200, 'green'],
    [201, 'amber'],
    [230, 'amber'],
    [231, 'red'],
  ])(
    'of %i in 1,000, less being better, target 20%%, tolerance 3 points, is %s',
    (numerator, rag) => {
      expect(judged([of1000(numerator)], { polarity: 'low', target: 20 }).rag).toBe(rag);
    },
  );

  it.each([
    ['low', 20, 231, 'red'],
    ['low', 20, 230, 'not rated'],
    ['low', 20, 150, 'not rated'],
    ['high', 20, 210, 'green'],
    ['high', 20, 190, 'not rated'],
  ] as const)(
    'of what is at least so much, %s being better, target %i%%, %i in 1,000 is %s',
    (polarity, target, numerator, rag) => {
      const found = judged(
        [
          { ...of1000(numerator), flags: ['m'] },
          of1000(100, '2017-18-Q2'),
          of1000(100, '2016-17-Q3'),
        ],
        {
          ...{ polarity, target, targetDate: '2020-03-31' },
          baseline: { kind: 'number', value: 30, at: '2017-03-31', source: 'Cabinet' },
        },
      );
      expect(found.rag).toBe(rag);
      expect(found.shortTerm?.word).toBe('not comparable');
      expect(found.longTerm?.word).toBe('not comparable');
      expect(found.baseline?.change).toBeNull();
      expect(found.course?.word).toBe('cannot say');
    },
  );

  it('compares what is published, so that 94.95% meets a target of 95.0%', () => {
    expect(judged([{ numerator: 9495, denominator: 10_000 }]).rag).toBe('green');
  });

  it('is not thrown by binary fractions at the edge of the tolerance', () => {
    expect(judged([of1000(946)], { target: 94.9, tolerance: 0.3 }).rag).toBe('amber');
  });

  it('has no amber without a tolerance', () => {
    expect(judged([of1000(949)], { tolerance: null }).rag).toBe('red');
  });

  it.each<[string, Partial<Value>, Partial<JudgeOptions>, string]>([
    ['without a value', { numerator: null, denominator: null, symbol: 'x' }, {}, 'not available'],
    ['without polarity', {}, { polarity: 'none' }, 'for information'],
    ['without a target', {}, { target: null }, 'no target'],
    ['over fewer than ten', { numerator: 9, denominator: 9 }, {}, 'too few to rate'],
    ['of a word', { numerator: null, denominator: null, word: 'Good' }, {}, 'for information'],
  ])('%s is said in words', (_case, value, options, rag) => {
    expect(judged([value], options).rag).toBe(rag);
  });

  it('over ten is rated, and a count of five too', () => {
    expect(judged([{ numerator: 10, denominator: 10 }]).rag).toBe('green');
    expect(
      judged([{ numerator: 5, denominator: 1 }], {
        definition: aDefinition({ unit: 'count' }),
        polarity: 'low',
        target: 6,
      }).rag,
    ).toBe('green');
  });

  it('prints its rule', () => {
    expect(judged([{}]).rule).toBe(
      'green at 95.0% or more, amber to 92.0%, red below that; not rated where fewer than 10 are counted',
    );
    expect(
      judged([{}], {
        definition: aDefinition({ unit: 'count' }),
        polarity: 'low',
        target: 1250,
        tolerance: 20,
      }).rule,
    ).toBe('green at 1,250 or less, amber to 1,270, red above that');
  });
});

describe('a minimum expectation', () => {
  const floor = { target: 95, tolerance: 10, minimum: 90 };

  it('is red beyond it whatever the tolerance, and changes nothing above it', () => {
    expect(judged([of1000(900)], floor).rag).toBe('amber');
    expect(judged([of1000(899)], floor).rag).toBe('red');
    expect(judged([of1000(950)], floor).rag).toBe('green');
  });

  it('is the most that is accepted where less is better', () => {
    const ceiling = { polarity: 'low' as const, target: 20, tolerance: 10, minimum: 25 };
    expect(judged([of1000(250)], ceiling).rag).toBe('amber');
    expect(judged([of1000(251)], ceiling).rag).toBe('red');
    expect(judged([{}], ceiling).rule).toBe(
      'green at 20.0% or less, amber to 30.0%, red above that, red in any case above the minimum expectation of 25.0%; not rated where fewer than 10 are counted',
    );
  });

  it('that is better than a target is refused', () => {
    const promise = { measure: 'm', basis: 'snapshot', breakdown: 'all', polarity: null } as const;
    const rest = { targetDate: null, tolerance: null, tolerancePercent: null, baseline: null };
    const check = (
      target: number | null,
      profile: Record<string, number> | null,
      minimum: number,
    ) => {
      checkAim({ ...promise, ...rest, target, profile, minimum }, aDefinition());
    };
    expect(() => {
      check(80, null, 81);
    }).toThrow(/lies above its target/);
    expect(() => {
      check(null, { Q1: 20, Q2: 40 }, 30);
    }).toThrow(/minimum for m \(30.0%\) lies above its target/);
    expect(() => {
      check(80, null, 80);
    }).not.toThrow();
  });
});

describe('a tolerance that is a share of the target', () => {
  it('reaches as far as that share of it', () => {
    const share = { target: 80, tolerance: null, tolerancePercent: 10 };
    expect(judged([of1000(720)], share).rag).toBe('amber');
    expect(judged([of1000(719)], share).rag).toBe('red');
    expect(judged([{}], share)).toMatchObject({
      tolerance: null,
      rule: 'green at 80.0% or more, amber to 72.0% (10% of the target beyond it), red below that; not rated where fewer than 10 are counted',
    });
  });

  it('rates as the same distance in the unit does, whatever the figures', () => {
    const tenth = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(
        tenth,
        tenth,
        fc.integer({ min: 0, max: 50 }),
        fc.boolean(),
        (n, t, share, isHigh) => {
          const polarity = isHigh ? ('high' as const) : ('low' as const);
          const aim = { polarity, target: t / 10 };
          const absolute = { tolerance: (t * share) / 1000, tolerancePercent: null };
          const relative = { tolerance: null, tolerancePercent: share };
          expect(judged([of1000(n)], { ...aim, ...relative }).rag).toBe(
            judged([of1000(n)], { ...aim, ...absolute }).rag,
          );
        },
      ),
      { numRuns: 300, seed: 31 },
    );
  });
});

describe('a rating', () => {
  const places = { green: 0, amber: 1, red: 2 } as const;

  it('never gets better as the figure gets worse, whatever the aim', () => {
    const level = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(
        level,
        level,
        level,
        level,
        fc.nat(300),
        fc.boolean(),
        (n, m, t, floor, tolerance, isHigh) => {
          const [low, high] = [Math.min(n, m), Math.max(n, m)];
          const [better, worse] = isHigh ? [high, low] : [low, high];
          const minimum = (isHigh ? Math.min(t, floor) : Math.max(t, floor)) / 10;
          const polarity = isHigh ? ('high' as const) : ('low' as const);
          const aim = { polarity, target: t / 10, tolerance: tolerance / 10, minimum };
          const place = (of: number): number =>
            places[judged([of1000(of)], aim).rag as keyof typeof places];
          expect(place(worse)).toBeGreaterThanOrEqual(place(better));
        },
      ),
      { numRuns: 300, seed: 32 },
    );
  });
});

describe('a target by quarter', () => {
  const profile = { Q1: 20, Q2: 45, Q3: 70, '2017-18-Q3': 75, Q4: 90 };
  const aim = { target: null, profile, tolerance: 5, basis: 'ytd' as const };

  it('holds for its quarter in every year, and one of a single year goes before it', () => {
    expect(judged([of1000(750)], aim)).toMatchObject({ target: 75, rag: 'green' });
    const before = { ...aim, quarter: parseQuarter('2016-17-Q3') };
    expect(judged([of1000(700, '2016-17-Q3')], before)).toMatchObject({ target: 70, rag: 'green' });
  });

  it('is printed with the others', () => {
    expect(judged([{}], aim).rule).toBe(
      'green at 75.0% or more in Oct to Dec 2017, amber to 70.0%, red below that; not rated where fewer than 10 are counted; targets by quarter: 75.0% in Oct to Dec 2017, 20.0% in Apr to Jun, 45.0% in Jul to Sep, 70.0% in Oct to Dec, 90.0% in Jan to Mar',
    );
  });

  it('sets none for a quarter that it leaves out', () => {
    const judgement = judged([of1000(950)], { ...aim, profile: { Q4: 90 } });
    expect(judgement).toMatchObject({ target: null, rag: 'no target' });
    expect(judgement.rule).toBe('no target has been set for Oct to Dec 2017; more is better');
  });

  it('gives the course the target of the day by which it is to be met', () => {
    const { course } = judged([of1000(750)], { ...aim, targetDate: '2018-12-31' });
    expect(course).toMatchObject({ target: 70, targetDate: '2018-12-31' });
  });
});

describe('direction of travel', () => {
  it('compares with the quarter before and with the same quarter a year before', () => {
    const { shortTerm, longTerm } = judged([
      of1000(950),
      of1000(940, '2017-18-Q2'),
      of1000(960, '2016-17-Q3'),
    ]);
    expect(shortTerm).toMatchObject({ word: 'improved', change: 1 });
    expect(longTerm).toMatchObject({ word: 'worse', change: -1 });
    expect(longTerm?.since.key).toBe('2016-17-Q3');
  });

  it('is the same where the published figures are', () => {
    const values = [
      { numerator: 9501, denominator: 10_000 },
      { numerator: 9499, denominator: 10_000, quarter: '2017-18-Q2' },
    ];
    expect(judged(values).shortTerm).toMatchObject({ word: 'same', change: 0 });
  });

  it('is up or down where neither is better, and turned where less is better', () => {
    const values = [of1000(950), of1000(940, '2017-18-Q2')];
    expect(judged(values, { polarity: 'none' }).shortTerm?.word).toBe('up');
    expect(judged(values, { polarity: 'low' }).shortTerm?.word).toBe('worse');
  });

  it('of a year to date is taken only with the same quarter a year before', () => {
    const values = [of1000(950), of1000(940, '2017-18-Q2'), of1000(940, '2016-17-Q3')];
    const { shortTerm, longTerm } = judged(values, { basis: 'ytd' });
    expect(shortTerm).toBeNull();
    expect(longTerm?.word).toBe('improved');
  });

  it('is not told across a break in the series, but is told after it', () => {
    const values = [
      of1000(950),
      { ...of1000(940, '2017-18-Q2'), flags: ['b' as const] },
      of1000(930, '2016-17-Q3'),
    ];
    const { shortTerm, longTerm } = judged(values);
    expect(shortTerm?.word).toBe('improved');
    expect(longTerm).toMatchObject({ word: 'not comparable', change: null });
  });

  it('is not told where either figure is missing, or too small', () => {
    const missing = {
      quarter: '2017-18-Q2',
      numerator: null,
      denominator: null,
      symbol: 'x' as const,
    };
    expect(judged([of1000(950), missing]).shortTerm?.word).toBe('not comparable');
    const small = { quarter: '2017-18-Q2', numerator: 3, denominator: 9 };
    expect(judged([of1000(950), small]).shortTerm?.word).toBe('not comparable');
  });
});

describe('a frozen series', () => {
  const definition = aDefinition({
    breaks: [{ from: '2017-18-Q2', why: 'Frozen.', unrated: true }],
  });

  it('is shown without rating and direction', () => {
    const values = [
      { ...of1000(950), flags: ['b' as const] },
      { ...of1000(940, '2017-18-Q2'), flags: ['b' as const] },
    ];
    const judgement = judged(values, { definition });
    expect(judgement.rag).toBe('not rated');
    expect(judgement.shortTerm?.word).toBe('not comparable');
  });
});

describe('a baseline', () => {
  const count = aDefinition({ unit: 'count', denominator: null });

  it('looks a quarter up in the council’s own figures', () => {
    const values = [
      { numerator: 240, denominator: 1 },
      { numerator: 307, denominator: 1, quarter: '2016-17-Q4' },
    ];
    const baseline = { kind: 'quarter', quarter: '2016-17-Q4' } as const;
    expect(judged(values, { definition: count, baseline, target: null }).baseline).toMatchObject({
      value: 307,
      at: '2017-03-31',
      change: -67,
    });
  });

  it('takes a dated number with its source', () => {
    const baseline = { kind: 'number', value: 308, at: '2017-03-31', source: 'DfE' } as const;
    expect(
      judged([{ numerator: 240, denominator: 1 }], { definition: count, baseline }).baseline,
    ).toEqual({
      value: 308,
      at: '2017-03-31',
      source: 'DfE',
      change: -68,
    });
  });

  it('of a figure since 1 April is compared only with the same quarter of another year', () => {
    const values = [of1000(950), of1000(900, '2016-17-Q3'), of1000(910, '2016-17-Q4')];
    const since = (quarter: string) =>
      judged(values, { basis: 'ytd', baseline: { kind: 'quarter', quarter } }).baseline;
    expect(since('2016-17-Q3')).toMatchObject({ value: 90, change: 5 });
    expect(since('2016-17-Q4')).toMatchObject({ value: 91, change: null });
    const told = { kind: 'number', value: 90, at: '2017-03-31', source: 'Cabinet' } as const;
    expect(judged(values, { basis: 'ytd', baseline: told }).baseline?.change).toBeNull();
    expect(judged(values, { baseline: told }).baseline?.change).toBe(5);
  });

  it('from before a break in the series is not compared', () => {
    const values = [
      of1000(950),
      { ...of1000(940, '2017-18-Q1'), flags: ['b' as const] },
      of1000(930, '2016-17-Q4'),
    ];
    const baseline = { kind: 'quarter', quarter: '2016-17-Q4' } as const;
    expect(judged(values, { baseline }).baseline).toMatchObject({ value: 93, change: null });
  });

  it('gives no change where the quarter has no figure', () => {
    const baseline = { kind: 'quarter', quarter: '2016-17-Q4' } as const;
    expect(judged([{}], { baseline }).baseline).toMatchObject({ value: null, change: null });
  });
});
