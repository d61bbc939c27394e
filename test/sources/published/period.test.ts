import { describe, expect, it } from 'vitest';
import { placeLaitYears } from '../../../sources/published/lait/period.js';
import { placePeriod } from '../../../sources/published/period.js';

describe('A period of the standard form', () => {
  it.each([
    ['2024', 'Calendar year', '2024-01-01', '2024-12-31'],
    ['202425', 'Academic year', '2024-09-01', '2025-08-31'],
    ['202425', 'Financial year', '2024-04-01', '2025-03-31'],
    ['2024/25', 'Tax year', '2024-04-01', '2025-03-31'],
    ['199900', 'Academic year', '1999-09-01', '2000-08-31'],
    ['202425', 'Autumn term', '2024-09-01', '2024-12-31'],
    ['202425', 'Spring term', '2025-01-01', '2025-03-31'],
    ['202425', 'Summer term', '2025-04-01', '2025-08-31'],
    ['202425', 'Autumn and spring term', '2024-09-01', '2025-03-31'],
    ['202425', 'Part 1 (April to September)', '2024-04-01', '2024-09-30'],
    ['202425', 'Part 2 (October to March)', '2024-10-01', '2025-03-31'],
    ['202425', 'Financial year Q1', '2024-04-01', '2024-06-30'],
    ['202425', 'Financial year Q4', '2025-01-01', '2025-03-31'],
    ['202425', 'Academic year Q2', '2024-12-01', '2025-02-28'],
    ['2024', 'Calendar year Q3', '2024-07-01', '2024-09-30'],
    ['202425', 'Financial year Q1-Q3', '2024-04-01', '2024-12-31'],
    ['2024', 'February', '2024-02-01', '2024-02-29'],
    ['2025', 'Week 1', '2024-12-30', '2025-01-05'],
    ['2024', 'Week 12', '2024-03-18', '2024-03-24'],
    ['2024', 'As at 31 March', '2024-03-31', '2024-03-31'],
    ['31 December 2017', 'As at', '2017-12-31', '2017-12-31'],
  ])('%s, "%s", is from %s to %s', (period, identifier, from, to) => {
    expect(placePeriod(period, identifier)).toEqual({ from, to });
  });

  it('that is a reporting year ends when its table says', () => {
    const social = { 'reporting year': { months: 12, endMonth: 3 } };
    const workforce = { 'reporting year': { months: 12, endMonth: 9 } };
    const neet = { 'calendar year': { months: 3, endMonth: 2 } };
    expect(placePeriod('2025', 'Reporting year')).toBe('unknown');
    expect(placePeriod('2025', 'Reporting year', social)).toEqual({
      from: '2024-04-01',
      to: '2025-03-31',
    });
    expect(placePeriod('2025', 'Reporting year', workforce)).toEqual({
      from: '2024-10-01',
      to: '2025-09-30',
    });
    expect(placePeriod('2025', 'Calendar year', neet)).toEqual({
      from: '2024-12-01',
      to: '2025-02-28',
    });
  });

  it.each([
    ['202426', 'Academic year'],
    ['2024', 'Winter term'],
    ['2024', 'Week 54'],
    ['', 'Calendar year'],
    ['Total', 'Calendar year'],
  ])('%s, "%s", is none', (period, identifier) => {
    expect(placePeriod(period, identifier)).toBeUndefined();
  });
});

describe("LAIT's years", () => {
  it.each([
    ['2025', 'Financial Year', '2024-04-01', '2025-03-31'],
    ['2025 (Rev)', 'Academic Year', '2024-09-01', '2025-08-31'],
    ['2024-25 (OT)', 'Financial Year', '2024-04-01', '2025-03-31'],
    ['2022/23', 'Academic Year', '2022-09-01', '2023-08-31'],
    ['2020-22', 'Calendar Year', '2020-01-01', '2022-12-31'],
    ['2014/15-16/17', 'Financial Year', '2014-04-01', '2017-03-31'],
    ['2024', 'Calendar Year', '2024-01-01', '2024-12-31'],
    ['2025', 'Annual (end of Sept)', '2024-10-01', '2025-09-30'],
    ['2025', 'Annual - January', '2025-01-01', '2025-01-31'],
    ['2025', 'Annual', '2024-04-01', '2025-03-31'],
  ])('%s, "%s", is from %s to %s', (years, kind, from, to) => {
    expect(placeLaitYears(years, kind)).toEqual({ from, to });
  });

  it('end nobody knows when without the dictionary, and 0 is none', () => {
    expect(placeLaitYears('2025', undefined)).toBe('unknown');
    expect(placeLaitYears('0', 'Academic Year')).toBeUndefined();
  });
});
