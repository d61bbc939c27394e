import { bankHolidays, bankHolidayYears, weekday, weekdayOfNumber } from './bank-holidays.js';
import { addDays, dayNumber, type IsoDate } from './days.js';

/** Working days of England and Wales: not Saturdays, Sundays or bank holidays. */
export interface WorkingDays {
  isWorkingDay(day: IsoDate): boolean;
  /** How many working days lie from the first known day to this one, this one included: the difference of two is their distance. */
  numberOf(day: IsoDate): number;
  /** The day that lies `count` working days after a day: the day after is the first that may count. */
  after(day: IsoDate, count: number): IsoDate;
  /** Working days from one day to another; the start is day 0, so the same day is 0. */
  between(from: IsoDate, to: IsoDate): number;
}

/**
 * Working-day arithmetic over the years whose bank holidays are known; asking beyond them throws.
 * @param extra further days off that the configuration names (`calendar.extra_bank_holidays`).
 */
export function workingDays(extra: readonly IsoDate[] = []): WorkingDays {
  const closed = new Set<IsoDate>(extra);
  for (const year of knownYears()) for (const day of bankHolidays(year)) closed.add(day);
  const origin = dayNumber(`${bankHolidayYears.first}-01-01`);
  // Thousands of days, which few ask about.
  let numbers: Int32Array | undefined;

  const isWorkingDay = (day: IsoDate): boolean => {
    known(day);
    return isOpen(day, closed);
  };
  const numberOf = (day: IsoDate): number => {
    known(day);
    numbers ??= cumulative(closed);
    return numbers[dayNumber(day) - origin] ?? 0;
  };
  return {
    isWorkingDay,
    numberOf,
    between: (from, to) => numberOf(to) - numberOf(from),
    after: (day, count) => {
      let at = day;
      for (let left = count; left > 0;) {
        at = addDays(at, 1);
        if (isWorkingDay(at)) left -= 1;
      }
      return at;
    },
  };
}

function knownYears(): number[] {
  const count = bankHolidayYears.last - bankHolidayYears.first + 1;
  return Array.from({ length: count }, (_, index) => bankHolidayYears.first + index);
}

/** Throws where the bank holidays of the day's year aren't known. */
function known(day: IsoDate): void {
  const year = Number(day.slice(0, 4));
  if (year < bankHolidayYears.first || year > bankHolidayYears.last) bankHolidays(year);
}

function isOpen(day: IsoDate, closed: ReadonlySet<IsoDate>): boolean {
  return !isWeekend(weekday(day)) && !closed.has(day);
}

function cumulative(closed: ReadonlySet<IsoDate>): Int32Array {
  const first = dayNumber(`${bankHolidayYears.first}-01-01`);
  const length = dayNumber(`${bankHolidayYears.last}-12-31`) - first + 1;
  const off = new Set([...closed].map(dayNumber));
  const numbers = new Int32Array(length);
  let count = 0;
  for (let index = 0; index < length; index += 1) {
    const day = first + index;
    if (!isWeekend(weekdayOfNumber(day)) && !off.has(day)) count += 1;
    numbers[index] = count;
  }
  return numbers;
}

/** 0 is Sunday, 6 Saturday. */
function isWeekend(weekday: number): boolean {
  return weekday === 0 || weekday === 6;
}
