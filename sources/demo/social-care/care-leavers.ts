import type { IsoDate } from '../../../pipeline/core/calendar/days.js';
import { addDays, addMonths } from '../days.js';
import { at, randomFor } from '../random.js';
import { dayBefore } from '../timeline.js';
import type { Care } from './care.js';
import { birthday, type Child, type People } from './people.js';

/** What is known of a care leaver from one birthday to the next. */
export interface LeaverYear {
  readonly inTouch: string;
  readonly activity: string;
  readonly accommodation: string;
  readonly isSuitable: boolean;
}

export interface CareLeaver {
  readonly child: Child;
  /** The day on which care ended. */
  readonly left: IsoDate;
  /** Ages 16 to 20, in order. */
  readonly years: readonly LeaverYear[];
}

const EARLIER_LEAVERS = 84;

/** Young people who left care at 16 or over after 13 weeks of it or more, and those who had left before the first return. */
export function careLeavers(people: People, periods: readonly Care[]): CareLeaver[] {
  const random = randomFor('care leavers');
  const before = Array.from({ length: EARLIER_LEAVERS }, () => {
    const child = people.newChild(dayBefore, 217, 250);
    return { child, left: addMonths(birthday(child, 18), -random.between(0, 14)) };
  });
  const since = periods.flatMap(({ child, start, end, isRespite }) =>
    end !== null && !isRespite && end >= birthday(child, 16) && addDays(start, 91) <= end
      ? [{ child, left: end }]
      : [],
  );
  return [...before, ...since].map((leaver) => ({ ...leaver, years: yearsOf(leaver.child) }));
}

/** The leaver's age in years on a day, and what is known for it; undefined once 21 or before 16. */
export function leaverYear(leaver: CareLeaver, day: IsoDate): LeaverYear | undefined {
  for (let age = 20; age >= 16; age -= 1) {
    if (birthday(leaver.child, age) <= day)
      return birthday(leaver.child, 21) <= day ? undefined : at(leaver.years, age - 16);
  }
  return undefined;
}

function yearsOf(child: Child): LeaverYear[] {
  const random = randomFor(`leaver ${child.id}`);
  return [16, 17, 18, 19, 20].map((age): LeaverYear => {
    const inTouch = random.weighted([
      ['YES', 91],
      ['NO', 4],
      ['REFU', age > 18 ? 3 : 1],
      ['NREQ', age > 19 ? 2 : 0],
    ] as const);
    if (inTouch !== 'YES') return { inTouch, activity: '0', accommodation: '0', isSuitable: false };
    const activity = random.weighted<string>([
      ['F1', age > 18 ? 7 : 1],
      ['F2', age < 19 ? 38 : 18],
      ['F3', age < 19 ? 16 : 24],
      ['P2', 4],
      ['P3', 5],
      ['G4', 7],
      ['G5', age < 19 ? 24 : 30],
      ['G6', 6],
    ]);
    const accommodation = random.weighted<string>([
      ['B1', 14],
      ['Z1', age < 20 ? 18 : 9],
      ['U1', age > 18 ? 36 : 12],
      ['T1', 11],
      ['V1', 7],
      ['D1', 4],
      ['E1', 6],
      ['C1', 3],
      ['Y2', 2],
      ['S2', 1],
      ['X2', 2],
    ]);
    return { inTouch, activity, accommodation, isSuitable: accommodation.endsWith('1') };
  });
}
