import type { Reach } from '../../sources/contract/types.js';
import { dayNumber, type IsoDate } from '../core/calendar/days.js';
import type { Quarter } from '../core/calendar/quarter.js';

/** True where a return of a date, if it is accepted, can count for the quarter itself. */
export function isDatedFor(asAt: IsoDate, quarter: Quarter, reach: Reach | undefined): boolean {
  const age = dayNumber(quarter.lastDay) - dayNumber(asAt);
  switch (reach?.kind) {
    case 'period':
      return age <= 0 && -age <= reach.graceDays;
    case 'snapshot':
      return age >= 0 && age <= reach.maxAgeDays;
    default:
      return true;
  }
}
