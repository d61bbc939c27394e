import { bankHolidayYears } from '../core/calendar/bank-holidays.js';
import { type IsoDate, longDate } from '../core/calendar/days.js';
import { type Quarter, quarterContaining, shiftQuarter } from '../core/calendar/quarter.js';
import type { WorkingDays } from '../core/calendar/working-days.js';
import type { Timetable } from './slots.js';

/** When a quarter's returns are due and its pack is run. */
export interface QuarterDates {
  readonly quarter: string;
  readonly label: string;
  readonly ends: IsoDate;
  /** The first and the last day on which a return is due; null where none has a due day. */
  readonly firstDue: IsoDate | null;
  readonly lastDue: IsoDate | null;
  readonly firstTry: IsoDate;
  readonly cutOff: IsoDate;
}

const QUARTERS = 4;

/**
 * The dates of a year: of the quarter before today's, unless its last run is over, and of those after it; as far as bank holidays are
 * known.
 * @param dues working days after a quarter's end by which returns are due
 */
export function yearAhead(
  today: IsoDate,
  { run }: Pick<Timetable, 'run'>,
  workingDays: WorkingDays,
  dues: readonly number[],
): readonly QuarterDates[] {
  const last = shiftQuarter(quarterContaining(today), -1);
  const cutOff = (quarter: Quarter): IsoDate => workingDays.after(quarter.lastDay, run.cutOff);
  const first = today <= cutOff(last) ? last : shiftQuarter(last, 1);
  return Array.from({ length: QUARTERS }, (_, index) => shiftQuarter(first, index))
    .filter(({ lastDay }) => Number(lastDay.slice(0, 4)) < bankHolidayYears.last)
    .map((quarter) => {
      const days = dues.map((due) => workingDays.after(quarter.lastDay, due)).sort();
      return {
        quarter: quarter.key,
        label: quarter.label,
        ends: quarter.lastDay,
        firstDue: days[0] ?? null,
        lastDue: days.at(-1) ?? null,
        firstTry: workingDays.after(quarter.lastDay, run.firstTry),
        cutOff: cutOff(quarter),
      };
    });
}

/** A year's dates as rows of a table: the quarter, when its returns are due, and when its pack is tried and at last made. */
export function yearRows(dates: readonly QuarterDates[]): readonly (readonly string[])[] {
  return dates.map(({ quarter, firstDue, lastDue, firstTry, cutOff }) => [
    quarter,
    firstDue === null || lastDue === null ? '' : span(firstDue, lastDue),
    span(firstTry, cutOff),
  ]);
}

/** "15 to 22 January 2018", "22 January to 12 February 2018", "22 January 2018". */
function span(from: IsoDate, to: IsoDate): string {
  const [end, day, month, year] = [longDate(to), ...longDate(from).split(' ')];
  if (from === to) return end;
  if (from.slice(0, 7) === to.slice(0, 7)) return `${day ?? ''} to ${end}`;
  if (from.slice(0, 4) === to.slice(0, 4)) return `${day ?? ''} ${month ?? ''} to ${end}`;
  return `${day ?? ''} ${month ?? ''} ${year ?? ''} to ${end}`;
}
