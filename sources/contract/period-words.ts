import { lastDayOfMonth, longDate, monthAndYear } from '../../pipeline/core/calendar/days.js';
import { type Quarter, quarterContaining } from '../../pipeline/core/calendar/quarter.js';
import type { Period } from './period.js';

/**
 * A period in words that `periodInText` reads as the same period: "Q3 2017-18", "October 2017", "2017-18", "Q3 YTD 2017-18",
 * "As at 31 December 2017", "April 2017 to October 2017".
 * @param period of whole months, or one day
 */
export function periodText({ from, to }: Period): string {
  if (from === to) return `As at ${longDate(to)}`;
  const quarter = quarterContaining(to);
  const isToQuarterEnd = quarter.lastDay === to;
  if (isToQuarterEnd && quarter.firstDay === from)
    return `Q${quarter.number} ${quarter.financialYear}`;
  if (isToQuarterEnd && quarter.yearStart === from)
    return quarter.number === 4
      ? quarter.financialYear
      : `Q${quarter.number} YTD ${quarter.financialYear}`;
  return from.slice(0, 7) === to.slice(0, 7)
    ? monthAndYear(to)
    : `${monthAndYear(from)} to ${monthAndYear(to)}`;
}

/**
 * The periods of a quarter for which a figure is due that was sent for another: its last day for a position, each month for a month, the
 * time since 1 April for a year to date, the whole year in its fourth quarter only, else the quarter.
 */
export function periodsDue(sent: Period, quarter: Quarter): Period[] {
  const { firstDay, lastDay, yearStart } = quarter;
  if (sent.from === sent.to) return [{ from: lastDay, to: lastDay }];
  if (sent.from.slice(0, 7) === sent.to.slice(0, 7)) return monthsOf(quarter);
  const own = quarterContaining(sent.to);
  if (own.lastDay === sent.to && own.yearStart === sent.from && own.number !== 1) {
    const isYear = own.number === 4;
    return isYear && quarter.number !== 4 ? [] : [{ from: yearStart, to: lastDay }];
  }
  return [{ from: firstDay, to: lastDay }];
}

function monthsOf({ firstDay }: Quarter): Period[] {
  const [year = 0, first = 1] = firstDay.split('-').map(Number);
  return [first, first + 1, first + 2].map((month) => ({
    from: `${year}-${String(month).padStart(2, '0')}-01`,
    to: lastDayOfMonth(year, month),
  }));
}
