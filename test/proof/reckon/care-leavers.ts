import fc from 'fast-check';
import { later } from './days.js';
import { add, addKnown, addSome, type Tally } from './tally.js';

/** A young person whom the return of December 2017 lists, with what care the returns since April 2013 tell. */
export interface YoungPerson {
  readonly birth: string;
  readonly inTouch: string;
  readonly activity: string | null;
  readonly accommodation: string | null;
  readonly stays: readonly Stay[];
}

export interface Stay {
  readonly start: string;
  readonly end: string | null;
  readonly legalStatus: string;
  readonly endReason: string | null;
}

/** The returns follow on each other without a gap, from April 2013 to the quarter's end. */
export const returnsSince2013 = [
  { from: '2013-04-01', asAt: '2014-03-31' },
  { from: '2014-04-01', asAt: '2015-03-31' },
  { from: '2015-04-01', asAt: '2016-03-31' },
  { from: '2016-04-01', asAt: '2017-03-31' },
  { from: '2017-04-01', asAt: '2017-12-31' },
] as const;

const END = '2017-12-31';
const BEGINS = '2013-04-01';

const stays: fc.Arbitrary<Stay[]> = fc
  .array(
    fc.record({
      wait: fc.constantFrom(1, 30, 300, 600),
      days: fc.constantFrom(1, 45, 46, 89, 90, 91, 92, 400, 900),
      legalStatus: fc.constantFrom('C2', 'C2', 'C1', 'V2', 'V4'),
      endReason: fc.constantFrom('E8', 'E8', 'E8', 'E8', 'E3'),
    }),
    { maxLength: 3 },
  )
  .map((all) => {
    let day = '2013-03-01';
    return all.flatMap(({ wait, days, legalStatus, endReason }) => {
      const start = later(day, wait);
      day = later(start, days);
      if (start > END) return [];
      const isOpen = day > END;
      return [
        // A reason without an end: the return has it sometimes, and it ended nothing.
        { start, end: isOpen ? null : day, legalStatus, endReason },
      ];
    });
  });

export const youngPerson: fc.Arbitrary<YoungPerson> = fc.record({
  // On both sides of the year's first and last month, of 17, 19 and 22, and of 14 in the month when the returns begin.
  birth: fc.constantFrom(
    ...['2000-12', '2001-01', '2000-04', '2000-03', '1999-04', '1999-03', '1999-05', '1998-12'],
    ...['1996-07', '1995-12', '1996-01', '2000-08', '1999-10'],
  ),
  inTouch: fc.constantFrom('YES', 'YES', 'NO', 'REFU', 'DIED', 'RHOM'),
  activity: fc.constantFrom('F1', 'P2', 'F4', 'G4', 'G5', '0', null),
  accommodation: fc.constantFrom('B1', 'U1', 'V2', 'G1', 'R2', 'H2', 'Z1', '0', null),
  stays,
});

/** The figures of care leavers, from the definition in words. */
export function reckonCareLeavers(people: readonly YoungPerson[]): Tally {
  const tally: Tally = new Map();
  for (const person of people) {
    const age = ageReached(person.birth);
    if (age === null || age < 17 || age > 21) continue;
    if (['DIED', 'RHOM'].includes(person.inTouch)) continue;
    const care = person.stays.filter((each) => !['V3', 'V4'].includes(each.legalStatus));
    const last = care.filter(({ end }) => end === null || end >= BEGINS).at(-1);
    if (last?.endReason === 'E3' && last.end !== null && last.end <= END) continue;
    const band = `age:${age <= 18 ? '17-to-18' : '19-to-21'}`;
    const isOwed = !isRuledOut(person.birth, care);
    for (const breakdown of ['all', band]) {
      addSome(tally, `care-leavers ytd ${breakdown}`, isOwed ? 1 : 0);
      if (!isOwed) continue;
      const key = (measure: string): string => `care-leavers-${measure} ytd ${breakdown}`;
      add(tally, key('in-touch'), person.inTouch === 'YES');
      // Of one who isn't in touch nothing is known, which the return says by a blank too.
      const blank = ['NO', 'REFU', 'NREQ'].includes(person.inTouch) ? false : null;
      const { activity, accommodation } = person;
      addKnown(
        tally,
        key('in-education-employment-or-training'),
        activity === null ? blank : ['F', 'P'].includes(activity.charAt(0)),
      );
      addKnown(
        tally,
        key('in-higher-education'),
        activity === null ? blank : ['F1', 'P1'].includes(activity),
      );
      addKnown(
        tally,
        key('staying-put'),
        accommodation === null ? blank : accommodation.startsWith('Z'),
      );
      if (/^[GHR]/.test(accommodation ?? '')) continue;
      addKnown(
        tally,
        key('in-suitable-accommodation'),
        accommodation === null ? blank : accommodation.endsWith('1'),
      );
    }
  }
  return tally;
}

/** The age that a birthday between April and December 2017 brought; null without one. */
function ageReached(birth: string): number | null {
  const [year = 0, month = 0] = birth.split('-').map(Number);
  return month >= 4 ? 2017 - year : null;
}

/** The returns hold every day since 14, and show fewer than 91 days of care since then, or none after 16. */
function isRuledOut(birth: string, care: readonly Stay[]): boolean {
  const [year = '', month = ''] = birth.split('-');
  const fourteen = `${Number(year) + 14}-${month}-01`;
  const sixteen = `${Number(year) + 16}-${month}-01`;
  if (fourteen < BEGINS) return false;
  const told = care.filter((each) => each.end === null || each.end >= BEGINS);
  let days = 0;
  for (const { start, end } of told) {
    for (let day = start; day < (end ?? END); day = later(day, 1)) if (day >= fourteen) days += 1;
  }
  const isAfterSixteen = told.some(
    (each) => (each.end ?? END) >= sixteen && (each.end ?? END) > fourteen,
  );
  return days < 91 || !isAfterSixteen;
}
