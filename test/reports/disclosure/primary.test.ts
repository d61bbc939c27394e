import { describe, expect, it } from 'vitest';
import type { Value } from '../../../pipeline/core/figure/value.js';
import { definition, value } from '../support/figures.js';
import { shown, suppressed, total } from './support.js';

const percent = (numerator: number, denominator: number): Value =>
  value({ measure: 'long-plans', numerator, denominator });
const mean = (numerator: number, denominator: number): Value =>
  value({ measure: 'waiting', numerator, denominator });
const seen = (of: Value, threshold = 5) =>
  shown(suppressed([of], { rule: { threshold } }).values)[0];

describe('what is too small to be shown', () => {
  it.each([
    [0, 0],
    [1, '[c]'],
    [5, '[c]'],
    [6, 6],
  ])('a count of %j children is shown as %j', (count, expected) => {
    expect(seen(total(count))).toBe(expected);
  });

  it.each([
    [0, 10, 0],
    [0, 9, '[c]'],
    [5, 40, '[c]'],
    [6, 40, 6],
    [35, 40, '[c]'],
    [34, 40, 34],
    [40, 40, 40],
    [7, 9, '[c]'],
  ])('a percentage of %j in %j children is shown as %j', (n, d, expected) => {
    expect(seen(percent(n, d))).toBe(expected);
  });

  it.each([
    [300, 5, '[c]'],
    [300, 6, 300],
  ])('a mean of %j days over %j children is shown as %j', (n, d, expected) => {
    expect(seen(mean(n, d))).toBe(expected);
  });

  it('the threshold is the council’s own', () => {
    expect(seen(total(9), 10)).toBe('[c]');
    expect(seen(total(9), 8)).toBe(9);
  });

  it('a rate is as small as its count', () => {
    expect(seen(value({ measure: 'plans-rate', numerator: 3, denominator: 43152 }))).toBe('[c]');
  });

  it('schools aren’t people', () => {
    expect(seen(value({ measure: 'schools', numerator: 2 }))).toBe(2);
  });

  it('other symbols and words stay as they are', () => {
    const missing = value({ measure: 'plans', numerator: null, denominator: null, symbol: 'x' });
    expect(suppressed([missing]).values).toEqual([missing]);
  });

  it('a remark on how many children are unknown stays with the officers, also of a value that isn’t there', () => {
    const unsure = definition({ measure: 'unsure', unknown: 'young people not asked' });
    const note = 'unknown and left out: 7 young people not asked';
    const missing = { numerator: null, denominator: null, symbol: 'x' as const };
    for (const over of [{}, missing]) {
      const { values } = suppressed([value({ measure: 'unsure', note, ...over })], {
        definitions: [unsure],
      });
      expect(values[0]?.note).toBeNull();
    }
  });

  it('a remark that the measure’s own SQL writes stays with the officers', () => {
    const factors = definition({ measure: 'factors', sql: `select 'of a code: ' || 3 as note` });
    const { values } = suppressed([value({ measure: 'factors', note: 'of a code: 3' })], {
      definitions: [factors],
    });
    expect(values[0]?.note).toBeNull();
  });

  it('a hidden value keeps neither number nor note, and gives one reason for all', () => {
    const { values } = suppressed([total(3, { note: '3 of 4 with a review', flags: ['p', 'r'] })]);
    expect(values[0]).toMatchObject({
      numerator: null,
      denominator: null,
      symbol: 'c',
      note: null,
      flags: ['p'],
      reason: 'Suppressed, so that no child can be recognised.',
    });
  });
});
