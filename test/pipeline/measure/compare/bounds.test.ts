import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBounds, knownFigures } from '../../../../pipeline/measure/compare/bounds.js';
import { rankOf } from '../../../../pipeline/measure/compare/rank.js';
import { aValue } from '../builders.js';

const alone = { symbol: 'c', total: 66, others: [], isTakenAsSmall: false } as const;

describe('a suppressed count', () => {
  it('is 1 to 5 where its row publishes no complement, and never more than the whole', () => {
    expect(countBounds(alone)).toEqual({ least: 1, most: 5 });
    expect(countBounds({ ...alone, total: 3 })).toEqual({ least: 1, most: 3 });
  });

  it('is the rest where its row publishes all that it isn’t', () => {
    expect(countBounds({ ...alone, total: 498, others: [163, 172, 125, 31] })).toEqual({
      least: 7,
      most: 7,
    });
  });

  it('shares the remainder with the parts hidden beside it', () => {
    // 498 plans: 163, 172 and 125 are printed; the two hidden parts add up to 38.
    const row = { ...alone, total: 498, others: [163, 172, 125, null] };
    expect(countBounds(row)).toEqual({ least: 1, most: 37 });
    expect(countBounds({ ...row, isTakenAsSmall: true })).toEqual({ least: 1, most: 5 });
  });

  it('can be nought where another hidden part may be the small one', () => {
    const few = { ...alone, total: 14, others: [10, null] };
    expect(countBounds(few)).toEqual({ least: 0, most: 4 });
    expect(countBounds({ ...few, isTakenAsSmall: true })).toEqual({ least: 1, most: 4 });
    expect(countBounds({ ...alone, total: 40, others: [null, null] })).toEqual({
      ...{ least: 0, most: 39 },
    });
  });

  it('has no bounds where the symbol says nothing of its size, or the row contradicts itself', () => {
    expect(countBounds({ ...alone, symbol: 'x' })).toBeNull();
    expect(countBounds({ ...alone, symbol: 'u' })).toBeNull();
    expect(countBounds({ ...alone, total: null, others: [3, null] })).toBeNull();
    expect(countBounds({ ...alone, total: 10, others: [10, null] })).toBeNull();
  });

  it('always holds the truth, however many parts DfE hid', () => {
    const parts = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 5 });
    const flags = fc.array(fc.boolean(), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(parts, flags, ([own = 0, ...others], also) => {
        const hidden = others.map((count, index) => (also[index] === true ? null : count));
        const all = [own, ...others.filter((_, index) => hidden[index] === null)];
        // DfE hides because one is 1 to 5; otherwise nothing would be hidden.
        fc.pre(all.some((count) => count >= 1 && count <= 5));
        const total = own + others.reduce((sum, count) => sum + count, 0);
        const found = countBounds({ symbol: 'c', total, others: hidden, isTakenAsSmall: false });
        expect(found?.least).toBeLessThanOrEqual(own);
        expect(found?.most).toBeGreaterThanOrEqual(own);
      }),
    );
  });
});

describe('a rank among suppressed figures', () => {
  const code = (index: number): string => `E0600${String(index).padStart(4, '0')}`;
  const percent = { unit: 'percent', annualise: 1, polarity: 'low' } as const;
  const own = aValue({ areaCode: code(0), numerator: 3, denominator: 100 });
  const hidden = (index: number, least: number, most: number) => {
    const value = aValue({ areaCode: code(index) });
    return {
      areaCode: code(index),
      least: { ...value, numerator: least, denominator: 100 },
      most: { ...value, numerator: most, denominator: 100 },
    };
  };

  it('is the range that it can be, and has a quartile only where all of it lies in one', () => {
    const surelyBetter = hidden(1, 1, 2);
    const perhaps = [hidden(2, 1, 5), hidden(3, 2, 4)];
    const known = knownFigures([own]);
    const figures = [...known.figures, surelyBetter, ...perhaps];
    expect(rankOf(code(0), { figures, lacking: 0 }, percent, 'low', 'DfE')).toMatchObject({
      ...{ position: 2, worst: 4, of: 4, quartile: null, isOfSome: false },
    });
    const sure = { figures: [...known.figures, surelyBetter, hidden(4, 5, 9), hidden(5, 5, 9)] };
    expect(rankOf(code(0), { ...sure, lacking: 2 }, percent, 'low', 'DfE')).toMatchObject({
      ...{ position: 2, worst: 2, of: 4, quartile: 2, isOfSome: true },
    });
  });

  it('counts what truly doesn’t apply neither as a figure nor as a gap', () => {
    const none = aValue({ areaCode: code(1), numerator: null, denominator: null, symbol: 'z' });
    const gap = aValue({ areaCode: code(2), numerator: null, denominator: null, symbol: 'x' });
    expect(knownFigures([own, none, gap, null])).toMatchObject({ lacking: 2 });
    expect(knownFigures([own, none, gap, null]).figures).toHaveLength(1);
  });
});
