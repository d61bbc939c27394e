import { describe, expect, it } from 'vitest';
import { dateInText, yearInText } from '../../../sources/contract/as-at.js';
import {
  cleanHeading,
  headingIndex,
  headingKey,
  nearestHeading,
} from '../../../sources/contract/headings.js';

describe('headings', () => {
  it('are the same in any capitals, spaces, line breaks, quotes and dashes', () => {
    const spellings = [
      'Child’s  16–19 "plan"',
      "CHILD'S 16 - 19 “Plan”",
      ' child\u2018s\n16-19\u00a0"plan" ',
    ];
    expect(new Set(spellings.map(headingKey)).size).toBe(1);
    expect(headingKey('Plan start')).not.toBe(headingKey('Plan end'));
  });

  it.each([
    ['time_period', 'Time period'],
    ['Safeguarding is effective?', 'Safeguarding is effective'],
    ['Overall effectiveness', 'Overall effectiveness [note 2]'],
    ['Places', 'Places: *'],
  ])('%s is the same as %s', (one, other) => {
    expect(headingKey(one)).toBe(headingKey(other));
  });

  it('are shown cleaned, with their capitals', () => {
    expect(cleanHeading(' Date\u00a0of \r\n Birth ')).toBe('Date of Birth');
    expect(cleanHeading(null)).toBe('');
    expect(cleanHeading(2017)).toBe('2017');
  });

  it('are, when repeated, at their first place', () => {
    expect([...headingIndex(['SNP', null, 'LA', 'snp'])]).toEqual([
      ['snp', 0],
      ['la', 2],
    ]);
  });

  it('have a nearest one only where it is near', () => {
    const found = ['Date of Brith', 'Plan start date', 'Worker'];
    expect(nearestHeading('Date of birth', found)).toBe('Date of Brith');
    expect(nearestHeading('Plan start', found)).toBe('Plan start date');
    expect(nearestHeading('Postcode', found)).toBeUndefined();
  });
});

describe('a date in a text', () => {
  it.each([
    ['State-funded_schools_inspections_and_outcomes_as_at_31_August_2025.csv', '2025-08-31'],
    ['as_at_31_Aug_2024', '2024-08-31'],
    ['2017-12-31.xlsx', '2017-12-31'],
    ['edubasealldata20220420.csv', '2022-04-20'],
    ['Annex A 31 December 2017', '2017-12-31'],
    ['as at 31/12/2017', '2017-12-31'],
    ['the 1st of May 2018', '2018-05-01'],
    ['provider at March 2025', '2025-03-31'],
    ['Feb 2016', '2016-02-29'],
    ['Management information - schools - 31 Aug 16', '2016-08-31'],
    ['2017-02-29', undefined],
    ['episodes.csv', undefined],
    ['Maybe 12', undefined],
    ['', undefined],
  ])('%s tells %s', (text, expected) => {
    expect(dateInText(text)).toBe(expected);
  });

  it('gives only a year of its own', () => {
    expect(yearInText('2017-episodes.csv')).toBe(2017);
    expect(yearInText('return 120170')).toBeUndefined();
  });
});
