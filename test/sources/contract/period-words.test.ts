import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, lastDayOfMonth } from '../../../pipeline/core/calendar/days.js';
import { parseQuarter } from '../../../pipeline/core/calendar/quarter.js';
import { periodInText } from '../../../sources/contract/period.js';
import { periodsDue, periodText } from '../../../sources/contract/period-words.js';

const monthStart = fc
  .record({ year: fc.integer({ min: 2000, max: 2060 }), month: fc.integer({ min: 1, max: 12 }) })
  .map(({ year, month }) => `${year}-${String(month).padStart(2, '0')}-01`);
const lastOf = (day: string): string =>
  lastDayOfMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)));

describe('a period in words', () => {
  it.each([
    ['2017-10-01', '2017-12-31', 'Q3 2017-18'],
    ['2017-04-01', '2017-12-31', 'Q3 YTD 2017-18'],
    ['2017-04-01', '2018-03-31', '2017-18'],
    ['2017-10-01', '2017-10-31', 'October 2017'],
    ['2017-12-31', '2017-12-31', 'As at 31 December 2017'],
    ['2017-10-01', '2018-01-31', 'October 2017 to January 2018'],
  ])('from %s to %s is %s', (from, to, words) => {
    expect(periodText({ from, to })).toBe(words);
  });

  it('is read as the same period, whatever its months', () => {
    fc.assert(
      fc.property(monthStart, fc.integer({ min: 1, max: 30 }), (from, months) => {
        const period = { from, to: lastOf(addMonths(from, months - 1)) };
        expect(periodInText(periodText(period))).toEqual(period);
      }),
    );
  });

  it('is read as the same day, whatever the day', () => {
    fc.assert(
      fc.property(monthStart, fc.integer({ min: 1, max: 28 }), (month, date) => {
        const day = `${month.slice(0, 8)}${String(date).padStart(2, '0')}`;
        expect(periodInText(periodText({ from: day, to: day }))).toEqual({ from: day, to: day });
      }),
    );
  });
});

describe('the periods of a quarter that are due', () => {
  const due = (from: string, to: string, quarter: string) =>
    periodsDue({ from, to }, parseQuarter(quarter)).map(periodText);

  it.each([
    ['a quarter', '2017-10-01', '2017-12-31', ['Q4 2017-18']],
    ['a year to date', '2017-04-01', '2017-12-31', ['2017-18']],
    ['a position', '2017-12-31', '2017-12-31', ['As at 31 March 2018']],
    ['a month', '2017-12-01', '2017-12-31', ['January 2018', 'February 2018', 'March 2018']],
    ['a year', '2016-04-01', '2017-03-31', ['2017-18']],
  ])('are for %s of the same kind', (_, from, to, periods) => {
    expect(due(from, to, '2017-18-Q4')).toEqual(periods);
  });

  it('hold no part of a year where a year was sent', () => {
    expect(due('2017-04-01', '2018-03-31', '2018-19-Q1')).toEqual([]);
  });
});
