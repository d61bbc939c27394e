import { addDays, type IsoDate, longDate } from '../core/calendar/days.js';
import type { WorkingDays } from '../core/calendar/working-days.js';
import type { Release, ReleaseKind } from './release-ledger.js';
import { counted } from '../core/counted.js';

/** How far a pack is from the meeting that takes it. */
export interface CabinetCountdown {
  readonly quarter: string;
  readonly meeting: IsoDate;
  /** The last day on which the pack may go out. */
  readonly outBy: IsoDate;
  /** Working days from today to that day; negative once it has passed. */
  readonly workingDaysLeft: number;
  /** What readers have: null where nothing has been released. */
  readonly released: { readonly releaseId: string; readonly kind: ReleaseKind } | null;
}

/**
 * How far a quarter's pack is from going out in time for the meeting that takes it.
 * @param papers working days before the meeting by which it must be out; the day before the meeting is the first
 * @param today in London
 * @param released what readers have
 */
export function countdown(
  quarter: string,
  meeting: IsoDate,
  papers: number,
  workingDays: WorkingDays,
  today: IsoDate,
  released: Pick<Release, 'releaseId' | 'kind'> | undefined,
): CabinetCountdown {
  const outBy = workingDayBefore(meeting, papers, workingDays);
  return {
    quarter,
    meeting,
    outBy,
    workingDaysLeft: workingDays.between(today, outBy),
    released:
      released === undefined ? null : { releaseId: released.releaseId, kind: released.kind },
  };
}

/** The countdown as a sentence: "Cabinet takes 2017-18-Q3 on 15 February 2018: the pack must be out by …". */
export function countdownWords(cabinet: CabinetCountdown): string {
  const { quarter, meeting, outBy, workingDaysLeft: left, released } = cabinet;
  const head = `Cabinet takes ${quarter} on ${longDate(meeting)}`;
  if (released !== null && released.kind !== 'provisional')
    return `${head}: ${released.releaseId} is out.`;
  const out =
    released === null ? 'nothing is out yet' : `only ${released.releaseId} is out (provisional)`;
  const by = `the pack must be out by ${longDate(outBy)}`;
  if (left < 0) return `${head}: ${by}, ${counted(-left, 'working day')} ago, and ${out}.`;
  return left === 0
    ? `${head}: ${by}, today, and ${out}.`
    : `${head}: ${by}, in ${counted(left, 'working day')}; ${out}.`;
}

function workingDayBefore(day: IsoDate, count: number, workingDays: WorkingDays): IsoDate {
  let at = day;
  for (let left = count; left > 0;) {
    at = addDays(at, -1);
    if (workingDays.isWorkingDay(at)) left -= 1;
  }
  return at;
}
