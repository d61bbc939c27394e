import { describe, expect, it } from 'vitest';
import { workingDays } from '../../../pipeline/core/calendar/working-days.js';
import { yearAhead, yearRows } from '../../../pipeline/schedule/year.js';

const run = { at: '06:00', firstTry: 15, cutOff: 30 };
const ahead = (today: string, dues: readonly number[] = [10, 12, 15]) =>
  yearAhead(today, { run }, workingDays([]), dues);

describe('the year ahead', () => {
  it('begins with the quarter whose pack can still be run', () => {
    expect(ahead('2018-02-12').map(({ quarter }) => quarter)).toEqual([
      '2017-18-Q3',
      '2017-18-Q4',
      '2018-19-Q1',
      '2018-19-Q2',
    ]);
    expect(ahead('2018-02-13')[0]?.quarter).toBe('2017-18-Q4');
  });

  it('gives the days on which returns are due and packs are made, past bank holidays', () => {
    expect(yearRows(ahead('2018-01-20'))[0]).toEqual([
      '2017-18-Q3',
      '15 to 22 January 2018',
      '22 January to 12 February 2018',
    ]);
  });

  it('says nothing of due days where no return has one, and one day once', () => {
    expect(yearRows(ahead('2018-01-20', []))[0]?.[1]).toBe('');
    expect(yearRows(ahead('2018-01-20', [10]))[0]?.[1]).toBe('15 January 2018');
  });
});
