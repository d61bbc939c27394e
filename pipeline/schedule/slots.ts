import { bankHolidayYears } from '../core/calendar/bank-holidays.js';
import { addDays, type IsoDate } from '../core/calendar/days.js';
import { type Quarter, quarterContaining, shiftQuarter } from '../core/calendar/quarter.js';
import type { WorkingDays } from '../core/calendar/working-days.js';
import { londonInstant, londonTime } from '../core/calendar/london-time.js';

/**
 * What the schedule does: `pull` takes in the inbox, `run` makes a quarter's pack, `chase` reminds the owners of late returns. In the
 * order in which they are done.
 */
export const jobs = ['pull', 'run', 'chase'] as const;
export type Job = (typeof jobs)[number];

/** A time at which a job is to be done. */
export interface Slot {
  readonly job: Job;
  /** UTC instant, `YYYY-MM-DDTHH:MM:SS.sssZ`. */
  readonly at: string;
  /** Key of the quarter that a run is for; null for every other job. */
  readonly quarter: string | null;
  /** The cut-off of a quarter's run: it no longer waits for returns. */
  readonly isLast: boolean;
}

/** When each job is to be done: times of day in London, working days after the quarter's end. */
export interface Timetable {
  readonly pull: { readonly at: string };
  readonly run: { readonly at: string; readonly firstTry: number; readonly cutOff: number };
  readonly chase: { readonly at: string };
}

/** No two slots of a job lie further apart than this: a quarter and what is left of its tries. */
const LOOK_AHEAD_DAYS = 200;

/** The slots of a job after one instant and up to another, that one included, oldest first. */
export function slotsBetween(
  job: Job,
  timetable: Timetable,
  workingDays: WorkingDays,
  after: Date,
  until: Date,
): Slot[] {
  const from = londonTime(after).day;
  const to = londonTime(until).day;
  const slots = slotsOn(job, timetable, workingDays, from, to);
  const [first, last] = [after.toISOString(), until.toISOString()];
  return slots.filter(({ at }) => at > first && at <= last);
}

/** The next slot of a job; undefined where none is in the years whose bank holidays are known. */
export function nextSlot(
  job: Job,
  timetable: Timetable,
  workingDays: WorkingDays,
  after: Date,
): Slot | undefined {
  const ahead = after.getTime() + LOOK_AHEAD_DAYS * 86_400_000;
  const end = Date.parse(`${bankHolidayYears.last}-12-31T23:59:59Z`);
  return slotsBetween(job, timetable, workingDays, after, new Date(Math.min(ahead, end)))[0];
}

/** The tries for one quarter: every working day from the first try to the cut-off. */
export function runSlots(
  timetable: Timetable['run'],
  quarter: Quarter,
  workingDays: WorkingDays,
): Slot[] {
  const count = timetable.cutOff - timetable.firstTry + 1;
  return Array.from({ length: count }, (_, index) => ({
    job: 'run',
    at: at(workingDays.after(quarter.lastDay, timetable.firstTry + index), timetable.at),
    quarter: quarter.key,
    isLast: index === count - 1,
  }));
}

function slotsOn(
  job: Job,
  timetable: Timetable,
  workingDays: WorkingDays,
  from: IsoDate,
  to: IsoDate,
): Slot[] {
  switch (job) {
    case 'pull':
      return dailySlots(job, timetable.pull.at, daysBetween(from, to));
    case 'run':
      return quartersTriedBetween(from, to).flatMap((quarter) =>
        runSlots(timetable.run, quarter, workingDays),
      );
    case 'chase':
      // Nobody is at work on other days, and a reminder that lies unread over a weekend is one too many on Monday.
      return dailySlots(
        job,
        timetable.chase.at,
        daysBetween(from, to).filter((day) => workingDays.isWorkingDay(day)),
      );
  }
}

function dailySlots(job: Job, time: string, days: readonly IsoDate[]): Slot[] {
  return days.map((day) => ({ job, at: at(day, time), quarter: null, isLast: false }));
}

/** Every day from one to another, both included. */
function daysBetween(from: IsoDate, to: IsoDate): IsoDate[] {
  const days: IsoDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The quarters whose tries may be from one day to another: a quarter's are over before the next one ends. Oldest first. */
function quartersTriedBetween(from: IsoDate, to: IsoDate): Quarter[] {
  const quarters: Quarter[] = [];
  const last = shiftQuarter(quarterContaining(to), -1);
  let quarter = shiftQuarter(quarterContaining(from), -1);
  while (quarter.lastDay <= last.lastDay) {
    quarters.push(quarter);
    quarter = shiftQuarter(quarter, 1);
  }
  return quarters;
}

function at(day: IsoDate, time: string): string {
  return londonInstant(day, time).toISOString();
}
