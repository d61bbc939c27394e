import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import { parseQuarter, type Quarter, quartersUpTo } from '../../pipeline/core/calendar/quarter.js';
import { addDays, daysBetween, isWorkingDay } from './days.js';
import type { Random } from './random.js';

/** The demo's council: Stockton-on-Tees. Its children, schools and homes here are invented. */
export const demoAuthority = {
  code: 'E06000004',
  threeDigit: '808',
  name: 'Stockton-on-Tees',
} as const;

/** The quarter that the demo reports. */
export const demoQuarter = '2017-18-Q3';

/** The quarters that have returns, oldest first: 2014-15-Q3 to 2017-18-Q3. A chart's limits ask for twelve points. */
export const demoQuarters: readonly Quarter[] = quartersUpTo(parseQuarter(demoQuarter), 13);

/** The last day that no return speaks for: what was open then is where the invented history begins. */
export const dayBefore: IsoDate = '2014-09-30';

/** Events begin a year before the first return, so that it has a past to count. */
export const eventQuarters: readonly Quarter[] = quartersUpTo(parseQuarter(demoQuarter), 17);

/** Nothing is known after this day. */
export const lastDay: IsoDate = '2017-12-31';

/** A working day from one day to another; where the span holds none, its last day. */
export function someWorkingDay(random: Random, from: IsoDate, to: IsoDate): IsoDate {
  const span = Math.max(0, daysBetween(from, to));
  const start = random.between(0, span);
  for (let offset = start; offset <= span; offset += 1) {
    const day = addDays(from, offset);
    if (isWorkingDay(day)) return day;
  }
  for (let offset = start; offset >= 0; offset -= 1) {
    const day = addDays(from, offset);
    if (isWorkingDay(day)) return day;
  }
  return to;
}

/** dd/mm/yyyy, as the returns in CSV write dates. */
export function ukDay(day: IsoDate | null): string | null {
  return day === null ? null : `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** The day where it is known by the date; else null. */
export function knownAt(day: IsoDate | null, asAt: IsoDate): IsoDate | null {
  return day !== null && day <= asAt ? day : null;
}

export function earlier(a: IsoDate, b: IsoDate): IsoDate {
  return a < b ? a : b;
}

export function later(a: IsoDate, b: IsoDate): IsoDate {
  return a > b ? a : b;
}
