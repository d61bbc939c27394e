import { describe, expect, it } from 'vitest';
import { parseQuarter, quartersUpTo } from '../../../pipeline/core/calendar/quarter.js';
import {
  dateInName,
  dateInTitle,
  PERIOD_HEADING,
  periodInText,
} from '../../../sources/contract/period.js';

describe('a period as officers write it', () => {
  it.each([
    ['Q3 2017-18', '2017-10-01', '2017-12-31'],
    ['2017-18-Q3', '2017-10-01', '2017-12-31'],
    ['2017/18 Q4', '2018-01-01', '2018-03-31'],
    ['Quarter 1 2017/18', '2017-04-01', '2017-06-30'],
    ['Qtr 2, 17/18', '2017-07-01', '2017-09-30'],
    ['Q3 2017-18 (Oct to Dec 2017)', '2017-10-01', '2017-12-31'],
    ['Q3 (Oct - Dec 2017)', '2017-10-01', '2017-12-31'],
    ['Oct-Dec 2017', '2017-10-01', '2017-12-31'],
    ['October to December 2017', '2017-10-01', '2017-12-31'],
    ['Oct 2017 \u2013 Jan 2018', '2017-10-01', '2018-01-31'],
    ['Nov-Jan 2018', '2017-11-01', '2018-01-31'],
    ['October 2017', '2017-10-01', '2017-10-31'],
    ['Oct-17', '2017-10-01', '2017-10-31'],
    ["Sept '17", '2017-09-01', '2017-09-30'],
    ['2017-10', '2017-10-01', '2017-10-31'],
    ['10/2017', '2017-10-01', '2017-10-31'],
    ['2017 October', '2017-10-01', '2017-10-31'],
    ['2017-18 January', '2018-01-01', '2018-01-31'],
    ['Feb 2016', '2016-02-01', '2016-02-29'],
    ['2017/18', '2017-04-01', '2018-03-31'],
    ['2017-2018', '2017-04-01', '2018-03-31'],
    ['FY 2017-18', '2017-04-01', '2018-03-31'],
    ['2011-12', '2011-04-01', '2012-03-31'],
    ['Q3 YTD 2017-18', '2017-04-01', '2017-12-31'],
    ['Apr-Dec 2017', '2017-04-01', '2017-12-31'],
    ['31/12/2017', '2017-12-31', '2017-12-31'],
    ['31 December 2017', '2017-12-31', '2017-12-31'],
    ['2017-12-31', '2017-12-31', '2017-12-31'],
    ['2011-12-31', '2011-12-31', '2011-12-31'],
    ['As at 31/12/2017', '2017-12-31', '2017-12-31'],
    ['At 31 December 2017', '2017-12-31', '2017-12-31'],
    ['Quarter ending 31/12/2017', '2017-10-01', '2017-12-31'],
    ['3 months to December 2017', '2017-10-01', '2017-12-31'],
    ['Month ended 28 February 2018', '2018-02-01', '2018-02-28'],
    ['Year to 31/03/2018', '2017-04-01', '2018-03-31'],
  ])('reads %s', (text, from, to) => {
    expect(periodInText(text)).toEqual({ from, to });
  });

  it('reads the key and the label of every quarter', () => {
    for (const quarter of quartersUpTo(parseQuarter('2030-31-Q4'), 120)) {
      const span = { from: quarter.firstDay, to: quarter.lastDay };
      expect(periodInText(quarter.key)).toEqual(span);
      expect(periodInText(quarter.label)).toEqual(span);
      expect(periodInText(quarter.months)).toEqual(span);
      expect(dateInName(`return_${quarter.key}.xlsx`)).toBe(quarter.lastDay);
    }
  });

  it('takes the first of a month, which a workbook makes of "Oct-17", for the month', () => {
    expect(periodInText('2017-10-01')).toEqual({ from: '2017-10-01', to: '2017-10-31' });
  });

  it.each(['Q3', 'October', 'Jan'])('needs the year of the title for %s', (text) => {
    expect(periodInText(text)).toBeUndefined();
    expect(periodInText(text, 2017)?.from).toMatch(/^201[78]-/);
  });

  it.each([
    'Q3 2017',
    '2017',
    'Q5 2017-18',
    '2017-19',
    '13/2017',
    'Total',
    'Target',
    '30/02/2017',
    'Quarter ending 15/12/2017',
  ])('does not guess at %s', (text) => {
    expect(periodInText(text)).toBeUndefined();
  });

  it('finds the headings of a wide table by their look', () => {
    const headings = [
      'Q3',
      'Q3 2017-18',
      'Oct-17',
      '2017-10-01',
      '2017/18',
      '31/12/2017',
      'March',
      'As at 31/12/2017',
      'Quarter ending Dec 2017',
    ];
    expect(headings.filter((heading) => !PERIOD_HEADING.test(heading))).toEqual([]);
    const others = ['Indicator', 'Target', 'Mayor', 'Marketing', 'Notes', 'Decision', 'Total'];
    expect(others.filter((heading) => PERIOD_HEADING.test(heading))).toEqual([]);
  });
});

describe('the as-at date of a name', () => {
  it.each([
    ['2017-12-31', '2017-12-31'],
    ['2017-12-31.xlsx', '2017-12-31'],
    ['Annex A 31 December 2017.xlsx', '2017-12-31'],
    ['Annex_A_31_Dec_2017.xlsx', '2017-12-31'],
    ['Annex A December 2017.xlsx', '2017-12-31'],
    ['2017-18-Q3', '2017-12-31'],
    ['Indicators_Q4_2017-18.xlsx', '2018-03-31'],
  ])('reads %s', (name, asAt) => {
    expect(dateInName(name)).toBe(asAt);
  });

  it.each(['Annex_A.xlsx', 'Annex_A_2024_Jan.xlsx', 'Q3.xlsx', 'final v2.xlsx'])(
    'says nothing of %s',
    (name) => {
      expect(dateInName(name)).toBeUndefined();
    },
  );
});

describe('the as-at date of a title', () => {
  it.each([
    ['Local indicators return: Q3 2017-18', '2017-12-31'],
    ['Position at 31 December 2017', '2017-12-31'],
    ['Period Q2 2017-18', '2017-09-30'],
  ])('reads %s', (title, asAt) => {
    expect(dateInTitle(title)).toBe(asAt);
  });

  it.each([
    ['a heading that is a quarter alone', 'Q1 2017-18'],
    ['two quarters', 'Indicators Q1 2017-18 to Q3 2017-18'],
    ['the day on which somebody filled it in', 'Indicators return completed 12 January 2018'],
  ])('does not take %s', (_why, title) => {
    expect(dateInTitle(title)).toBeUndefined();
  });
});
