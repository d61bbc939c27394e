import type { IsoDate } from '../../pipeline/core/calendar/days.js';

/** The first and the last of a return's dates. */
export interface DaysWithin {
  readonly first: IsoDate;
  readonly last: IsoDate;
}

/** Takes note of the dates of a return while it is read. */
export interface DayRange {
  see(day: IsoDate): void;
  /** undefined before the first date. */
  found(): DaysWithin | undefined;
}

export function dayRange(): DayRange {
  let range: { first: IsoDate; last: IsoDate } | undefined;
  return {
    see(day) {
      if (range === undefined) range = { first: day, last: day };
      else if (day < range.first) range.first = day;
      else if (day > range.last) range.last = day;
    },
    found: () => range,
  };
}
