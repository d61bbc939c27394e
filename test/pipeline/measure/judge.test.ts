import { describe, expect, it } from 'vitest';
import { parseQuarter } from '../../../pipeline/calendar/quarter.js';
import type { Value } from '../../../pipeline/figure/value.js';
import { judge, type JudgeOptions } from '../../../pipeline/measure/judge.js';
import type { Judgement } from '../../../reports/input.js';
import { aDefinition, aValue } from './builders.js';

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

  it('gives no change where the quarter has no figure', () => {
    const baseline = { kind: 'quarter', quarter: '2016-17-Q4' } as const;
    expect(judged([{}], { baseline }).baseline).toMatchObject({ value: null, change: null });
  });
});
