import { describe, expect, it } from 'vitest';
import { dateInTitle, lastYearOfSpan } from '../../../sources/contract/title-date.js';

describe('The date that a title speaks for', () => {
  it.each([
    ['Most recent inspections as at 31 December 2017, published 18 January 2018', '2017-12-31'],
    ['Published 18 January 2018', undefined],
    ['Provider level as at March 2022', '2022-03-31'],
    ['Provider level \u2013 as at 31 March 2025', '2025-03-31'],
    ['Inspections between 1 September 2015 and 31 August 2016', '2016-08-31'],
    ['1 April 2017 to 30 June 2017', '2017-06-30'],
    ['State-funded schools: outcomes and quality, 31 August 2025', '2025-08-31'],
    ['D2_Most_recent_inspections', undefined],
  ])('%s: %s', (title, day) => {
    expect(dateInTitle(title)).toBe(day);
  });
});

describe('The last year of a span', () => {
  it.each([
    ['b1_children_in_need_2013_to_2025', 2025],
    ['estimates 2012-2024', 2024],
    ['cla_number_and_rate_per_10k_children', undefined],
    ['2023_ofsted_la', undefined],
  ])('%s: %s', (name, year) => {
    expect(lastYearOfSpan(name)).toBe(year);
  });
});
