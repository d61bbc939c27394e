import { type IsoDate, longDate } from '../core/calendar/days.js';
import { londonTime } from '../core/calendar/london-time.js';
import type { Quarter } from '../core/calendar/quarter.js';
import { QuarterlyError } from '../core/errors.js';

/**
 * The day to which a quarter that isn't over is reported; null for one that is.
 * @param isAsked the caller knows that it isn't over (`--to-date`).
 * @throws QuarterlyError `usage` where a quarter isn't over and nobody asked for a part of it.
 */
export function partOfQuarter(quarter: Quarter, now: Date, isAsked: boolean): IsoDate | null {
  const today = londonTime(now).day;
  if (today > quarter.lastDay) return null;
  if (isAsked) return today;
  throw new QuarterlyError(
    'usage',
    `${quarter.label} isn't over: it ends on ${longDate(quarter.lastDay)}, and today is ${longDate(today)}.`,
    {
      fix: 'Wait for its end, or add --to-date: every sheet then says that it covers a part of the quarter.',
      facts: { quarter: quarter.key, today },
    },
  );
}
