import { describe, expect, it } from 'vitest';
import { bankHolidays } from '../../../../pipeline/core/calendar/bank-holidays.js';
import { workingDays } from '../../../../pipeline/core/calendar/working-days.js';

describe('bank holidays of England and Wales', () => {
  // As published on gov.uk/bank-holidays.
  it.each([
    [2006, '01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26'],
    [2010, '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28'],
    [2011, '01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27'],
    [2012, '01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26'],
    [2015, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
    [2017, '01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26'],
    [2018, '01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26'],
    [2020, '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28'],
    [2021, '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28'],
    [2022, '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27'],
    [2023, '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26'],
    [2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
  ])('are in %i as they were proclaimed', (year, days) => {
    expect(bankHolidays(year).map((day) => day.slice(5))).toEqual(days.split(' '));
  });

  it('are refused for a year of which nobody knows the proclamations', () => {
    expect(() => bankHolidays(2041)).toThrow('The bank holidays of 2041 are not known.');
    expect(() => bankHolidays(2004)).toThrow('not known');
  });
});

describe('working days', () => {
  const days = workingDays();

  it('count the start as day 0', () => {
    expect(days.between('2017-12-21', '2017-12-21')).toBe(0);
    expect(days.between('2017-12-21', '2017-12-22')).toBe(1);
  });

  it('leave out weekends, Christmas and New Year', () => {
    expect(days.between('2017-12-22', '2018-01-02')).toBe(4);
    expect(days.isWorkingDay('2017-12-26')).toBe(false);
    expect(days.isWorkingDay('2017-12-27')).toBe(true);
  });

  it('give the end of call-in of the two papers: the sixth after the meeting', () => {
    expect(days.after('2006-11-02', 6)).toBe('2006-11-10');
    expect(days.after('2018-02-15', 6)).toBe('2018-02-23');
  });

  it('leave out the days off that the configuration adds', () => {
    const local = workingDays(['2018-02-16']);
    expect(local.after('2018-02-15', 6)).toBe('2018-02-26');
    expect(local.between('2018-02-15', '2018-02-19')).toBe(1);
  });

  it('refuse a day outside the known years', () => {
    expect(() => days.between('2004-12-31', '2005-01-10')).toThrow('not known');
    expect(() => days.after('2040-12-31', 1)).toThrow('not known');
  });
});
