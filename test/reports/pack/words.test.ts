import { describe, expect, it } from 'vitest';
import { parseQuarter } from '../../../pipeline/core/calendar/quarter.js';
import {
  breakdownWords,
  changeWords,
  numberWords,
  periodWords,
  periodWordsAt,
  shownWords,
  targetWords,
} from '../../../reports/pack/words.js';
import { shownCell } from '../../../reports/pack/shown-cell.js';
import { figure } from '../support/figures.js';

describe('words', () => {
  it.each([
    ['snapshot', 'at 31 December 2017'],
    ['quarter', 'in October to December 2017'],
    ['ytd', 'in April to December 2017'],
    ['rolling12', 'in the 12 months to December 2017'],
    ['rolling36', 'in the three years to December 2017'],
    ['annual', 'in 2017-18'],
  ] as const)('say when a %s figure is of', (basis, words) => {
    expect(periodWords(basis, parseQuarter('2017-18-Q3'))).toBe(words);
  });

  it('say a whole year by its end, and a day that ends no quarter in full', () => {
    expect(periodWords('ytd', parseQuarter('2017-18-Q4'))).toBe('in the year to March 2018');
    expect(periodWordsAt('snapshot', '2017-03-31')).toBe('at 31 March 2017');
    expect(periodWordsAt('snapshot', '2017-08-31')).toBe('at 31 August 2017');
  });

  it('say numbers in their unit', () => {
    expect(numberWords(1240, 'count')).toBe('1,240');
    expect(numberWords(94, 'percent')).toBe('94.0%');
    expect(numberWords(1, 'days')).toBe('1 day');
    expect(targetWords(92, 'percent')).toBe('92%');
    expect(targetWords(2.5, 'percent')).toBe('2.5%');
    expect(changeWords(-1, 'percent')).toBe('1.0 percentage point');
    expect(changeWords(-1.4, 'percent')).toBe('1.4 percentage points');
  });

  it('say a published number with its publisher’s decimals, and what is only at least so much', () => {
    const { definition } = figure({});
    const of = { unit: 'percent' as const, definition };
    const printed = { period: '', when: '', to: '2017-03-31', numerator: null, denominator: null };
    const value = { ...figure({}).current, numerator: 86, denominator: 100 };
    expect(shownWords({ ...value, published: { ...printed, decimals: 0 } }, of)).toBe('86%');
    expect(
      shownWords(
        { ...value, numerator: 865, denominator: 1000, published: { ...printed, decimals: 0 } },
        of,
      ),
    ).toBe('86.5%');
    expect(shownWords(value, of)).toBe('86.0%');
    expect(shownWords({ ...value, flags: ['m'] }, of)).toBe('at least 86.0%');
    expect(shownCell({ ...value, flags: ['m'] }, of)).toMatchObject({ text: 'At least 86.0%' });
  });

  it('say a breakdown by its values', () => {
    expect(breakdownWords('all')).toBeNull();
    expect(breakdownWords('phase:alternative-provision,sex:female')).toBe(
      'alternative provision, female',
    );
    expect(breakdownWords('framework:apa,outcome:staying-safe')).toBe('APA, staying safe');
    expect(breakdownWords('need:n3,sex:male')).toBe('parent’s disability or illness, male');
    expect(breakdownWords('category:sexual')).toBe('sexual abuse');
  });
});
