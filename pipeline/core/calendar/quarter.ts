import { QuarterlyError } from '../errors.js';
import { type IsoDate, lastDayOfMonth } from './days.js';

/** A quarter's key: the financial year (1 April to 31 March) and the quarter in it, `2017-18-Q3`. */
export type QuarterKey = string;

export interface Quarter {
  readonly key: QuarterKey;
  /** The calendar year in which the financial year begins. */
  readonly startYear: number;
  /** 1 (Apr to Jun) to 4 (Jan to Mar). */
  readonly number: 1 | 2 | 3 | 4;
  readonly firstDay: IsoDate;
  readonly lastDay: IsoDate;
  /** 1 April of the financial year. */
  readonly yearStart: IsoDate;
  /** "Q3 2017-18 (Oct to Dec 2017)". */
  readonly label: string;
  /** "Oct to Dec 2017". */
  readonly months: string;
  /** "2017-18". */
  readonly financialYear: string;
}

const MONTHS = ['Apr to Jun', 'Jul to Sep', 'Oct to Dec', 'Jan to Mar'] as const;

/** Reads a key such as `2017-18-Q3`. Throws a `usage` error for anything else. */
export function parseQuarter(key: string): Quarter {
  const match = /^(\d{4})-(\d{2})-Q([1-4])$/.exec(key);
  const startYear = Number(match?.[1]);
  if (match === null || (startYear + 1) % 100 !== Number(match[2])) {
    throw new QuarterlyError('usage', `"${key}" is not a quarter.`, {
      fix: 'Write the financial year and the quarter, such as 2017-18-Q3 for October to December 2017.',
    });
  }
  return quarterOf(startYear, Number(match[3]) as Quarter['number']);
}

export function quarterOf(startYear: number, number: Quarter['number']): Quarter {
  const firstMonth = ((number * 3) % 12) + 1;
  const calendarYear = number === 4 ? startYear + 1 : startYear;
  const financialYear = `${startYear}-${String((startYear + 1) % 100).padStart(2, '0')}`;
  const months = `${MONTHS[number - 1] ?? ''} ${calendarYear}`;
  return {
    key: `${financialYear}-Q${number}`,
    startYear,
    number,
    firstDay: `${calendarYear}-${String(firstMonth).padStart(2, '0')}-01`,
    lastDay: lastDayOfMonth(calendarYear, firstMonth + 2),
    yearStart: `${startYear}-04-01`,
    label: `Q${number} ${financialYear} (${months})`,
    months,
    financialYear,
  };
}

/** The quarter that holds a day. */
export function quarterContaining(day: IsoDate): Quarter {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return month < 4
    ? quarterOf(year - 1, 4)
    : quarterOf(year, (Math.floor((month - 4) / 3) + 1) as Quarter['number']);
}

/** The quarter `offset` quarters later (earlier, if negative). */
export function shiftQuarter(quarter: Quarter, offset: number): Quarter {
  const index = quarter.startYear * 4 + (quarter.number - 1) + offset;
  return quarterOf(Math.floor(index / 4), ((index % 4) + 1) as Quarter['number']);
}

/** The `count` quarters that end with this one, oldest first. */
export function quartersUpTo(quarter: Quarter, count: number): Quarter[] {
  return Array.from({ length: count }, (_, index) => shiftQuarter(quarter, index - count + 1));
}
