import { dayFromNumber, dayNumber, type IsoDate } from '../../pipeline/core/calendar/days.js';
import { workingDays } from '../../pipeline/core/calendar/working-days.js';

/**
 * The calendar as tables, from 1990 to 2024: inventing a council asks for a few million dates, and parsing each again
 * would take most of the time. The dates are the calendar's own.
 */
const FIRST = dayNumber('1990-01-01');
const LAST = dayNumber('2024-12-31');
const BANK_HOLIDAYS_FROM = dayNumber('2005-01-01');

const calendar = workingDays();
const isoDays: IsoDate[] = [];
const numbers = new Map<IsoDate, number>();
/** The working days in order, and for each day how many of them are not after it. */
const open: IsoDate[] = [];
const openUpTo: number[] = [];

for (let number = FIRST; number <= LAST; number += 1) {
  const day = dayFromNumber(number);
  isoDays.push(day);
  numbers.set(day, number);
  if (number >= BANK_HOLIDAYS_FROM && calendar.isWorkingDay(day)) open.push(day);
  openUpTo.push(open.length);
}

/** The day as a number of days since 1970-01-01. */
export function numberOf(day: IsoDate): number {
  return numbers.get(day) ?? dayNumber(day);
}

export function addDays(day: IsoDate, count: number): IsoDate {
  const number = numberOf(day) + count;
  return isoDays[number - FIRST] ?? dayFromNumber(number);
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** The same day of the month so many months on, or the month's last day where it has none. */
export function addMonths(day: IsoDate, count: number): IsoDate {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  const year = Math.floor(months / 12);
  const month = months - year * 12;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = (MONTH_LENGTHS[month] ?? 31) + (month === 1 && isLeap ? 1 : 0);
  const date = Number(day.slice(8)) > length ? String(length) : day.slice(8);
  return `${year}-${month < 9 ? '0' : ''}${month + 1}-${date}`;
}

/** Days from one day to another. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return numberOf(to) - numberOf(from);
}

function openBefore(day: IsoDate): number {
  return openUpTo[numberOf(day) - FIRST] ?? 0;
}

/** The working day that lies `count` (1 or more) working days after. */
export function workingDayAfter(day: IsoDate, count: number): IsoDate {
  return count === 0 ? day : nthOpen(openBefore(day) + count - 1);
}

/** The working day that lies `count` (1 or more) working days before. */
export function workingDayBefore(day: IsoDate, count: number): IsoDate {
  const before = openBefore(day) - (isWorkingDay(day) ? 1 : 0);
  return count === 0 ? day : nthOpen(before - count);
}

export function isWorkingDay(day: IsoDate): boolean {
  return open[openBefore(day) - 1] === day;
}

function nthOpen(place: number): IsoDate {
  const day = open[place];
  if (day === undefined) throw new RangeError('The invented dates lie outside 2005 to 2024.');
  return day;
}
