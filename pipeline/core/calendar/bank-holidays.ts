import { QuarterlyError } from '../errors.js';
import { addDays, dayFromNumber, dayNumber, type IsoDate, lastDayOfMonth } from './days.js';

/** The years whose bank holidays are known here. */
export const bankHolidayYears = { first: 2005, last: 2040 } as const;

/**
 * Days that the standing rules don't give: holidays moved by proclamation, and days given once.
 * Source: gov.uk/bank-holidays and the proclamations under the Banking and Financial Dealings Act 1971.
 */
const EXCEPTIONS: Readonly<
  Record<number, { readonly away?: readonly IsoDate[]; readonly given: readonly IsoDate[] }>
> = {
  2011: { given: ['2011-04-29'] }, // royal wedding
  2012: { away: ['2012-05-28'], given: ['2012-06-04', '2012-06-05'] }, // Diamond Jubilee
  2020: { away: ['2020-05-04'], given: ['2020-05-08'] }, // 75 years since VE day
  2022: { away: ['2022-05-30'], given: ['2022-06-02', '2022-06-03', '2022-09-19'] }, // Platinum Jubilee, state funeral
  2023: { given: ['2023-05-08'] }, // coronation
};

/**
 * The bank holidays of England and Wales in a year, in date order: those that are set by rule, with the substitute day
 * where one falls on a weekend, and the dated exceptions.
 * @throws `configuration` outside 2005 to 2040, where what was proclaimed isn't known.
 */
export function bankHolidays(year: number): IsoDate[] {
  if (year < bankHolidayYears.first || year > bankHolidayYears.last) {
    throw new QuarterlyError('configuration', `The bank holidays of ${year} are not known.`, {
      fix: `Ask for a quarter whose dates are in ${bankHolidayYears.first} to ${bankHolidayYears.last}.`,
      facts: { year },
    });
  }
  const easter = easterSunday(year);
  const standing = [
    substituted(`${year}-01-01`),
    addDays(easter, -2),
    addDays(easter, 1),
    firstMonday(year, 5),
    lastMonday(year, 5),
    lastMonday(year, 8),
    ...christmas(year),
  ];
  const { away = [], given = [] } = EXCEPTIONS[year] ?? {};
  return [...standing.filter((day) => !away.includes(day)), ...given].sort();
}

/** 0 is Sunday, 6 Saturday. */
export function weekday(day: IsoDate): number {
  return weekdayOfNumber(dayNumber(day));
}

/** The same of a day's number: 1 January 1970, day 0, was a Thursday. */
export function weekdayOfNumber(number: number): number {
  return (((number + 4) % 7) + 7) % 7;
}

function substituted(day: IsoDate): IsoDate {
  const name = weekday(day);
  return name === 6 ? addDays(day, 2) : name === 0 ? addDays(day, 1) : day;
}

/** Christmas Day and Boxing Day; where either is on a weekend, the next days that are neither give way. */
function christmas(year: number): [IsoDate, IsoDate] {
  const name = weekday(`${year}-12-25`);
  if (name === 6) return [`${year}-12-27`, `${year}-12-28`];
  if (name === 0) return [`${year}-12-26`, `${year}-12-27`];
  return [`${year}-12-25`, substituted(`${year}-12-26`)];
}

function firstMonday(year: number, month: number): IsoDate {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  return addDays(first, (8 - weekday(first)) % 7);
}

function lastMonday(year: number, month: number): IsoDate {
  const last = lastDayOfMonth(year, month);
  return addDays(last, -((weekday(last) + 6) % 7));
}

/** Easter Sunday in the Gregorian calendar (the computus of Meeus, Jones and Butcher). */
function easterSunday(year: number): IsoDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekdayShift =
    (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekdayShift) / 451);
  const position = epact + weekdayShift - 7 * late + 114;
  const month = Math.floor(position / 31);
  return dayFromNumber(dayNumber(`${year}-${String(month).padStart(2, '0')}-01`) + (position % 31));
}
