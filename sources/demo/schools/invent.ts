import type { IsoDate } from '../../../pipeline/core/calendar/days.js';
import { addDays, workingDayAfter } from '../days.js';
import { type DemoArea, isSmallest } from '../nation/areas.js';
import { at, randomFor, type Random } from '../random.js';
import { demoAuthority, demoQuarters, lastDay, someWorkingDay } from '../timeline.js';
import { schoolNames } from './names.js';
import { isGoodBy, latestInspection, type Phase, type School } from './school.js';

/** What a quarter's inspections do to an authority's schools of a phase. */
interface Course {
  /** Schools good or outstanding at each quarter's end. */
  readonly good: readonly number[];
  /** Good schools that fall below it in each quarter. */
  readonly declines: readonly number[];
  /** Inspections in each quarter that leave a school where it was. */
  readonly steady: readonly number[];
}

/**
 * The council's two phases. Their last quarter is what its cabinet saw on 15 February 2018: 56 of 59 primaries
 * (94.9%) and 12 of 13 secondaries (92.3%); how they came there is invented.
 */
const COURSES: Readonly<Partial<Record<Phase, Course>>> = {
  Primary: {
    good: [49, 50, 50, 51, 51, 52, 53, 53, 54, 54, 55, 55, 56],
    declines: [0, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0],
    steady: [2, 3, 3, 2, 4, 3, 3, 2, 4, 3, 4, 2, 3],
  },
  Secondary: {
    good: [9, 9, 9, 9, 9, 10, 10, 10, 11, 11, 11, 12, 12],
    declines: [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0],
    steady: [0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1],
  },
};

/** Pupils in good or outstanding schools, per mille, as the same paper has them for the last quarter. */
const PUPILS_IN_GOOD: Readonly<Partial<Record<Phase, number>>> = { Primary: 942, Secondary: 925 };

const COUNCIL_COUNTS: readonly (readonly [Phase, number, number])[] = [
  ['Nursery', 2, 2],
  ['Primary', 59, 49],
  ['Secondary', 13, 9],
  ['Special', 4, 4],
  ['PRU', 1, 1],
];

const TYPES: Readonly<Record<Phase, readonly (readonly [string, number])[]>> = {
  Nursery: [['LA Nursery School', 1]],
  Primary: [
    ['Community School', 52],
    ['Voluntary Aided School', 12],
    ['Voluntary Controlled School', 8],
    ['Academy Converter', 18],
    ['Academy Sponsor Led', 7],
    ['Foundation School', 3],
  ],
  Secondary: [
    ['Academy Converter', 46],
    ['Academy Sponsor Led', 28],
    ['Community School', 16],
    ['Voluntary Aided School', 10],
  ],
  Special: [
    ['Community Special School', 7],
    ['Academy Special Converter', 3],
  ],
  PRU: [['Pupil Referral Unit', 1]],
};

/** First digits of a school's number within its authority, by phase, and pupils at least and at most. */
const KINDS: Readonly<Record<Phase, { number: number; pupils: readonly [number, number] }>> = {
  Nursery: { number: 1090, pupils: [48, 110] },
  PRU: { number: 1190, pupils: [30, 90] },
  Primary: { number: 2900, pupils: [120, 470] },
  Secondary: { number: 4900, pupils: [560, 1180] },
  Special: { number: 7900, pupils: [70, 190] },
};

interface Maker {
  readonly random: Random;
  readonly nameFor: (phase: Phase, type: string) => string;
  nextUrn: number;
  nextInspection: number;
}

/** Every invented school of the nation with its inspections up to 31 December 2017. */
export function inventSchools(areas: readonly DemoArea[]): School[] {
  const random = randomFor('schools');
  const maker: Maker = {
    random,
    nameFor: schoolNames(random),
    nextUrn: 900_001,
    nextInspection: 90_000_001,
  };
  return areas.flatMap((area) =>
    area.threeDigit === demoAuthority.threeDigit
      ? councilSchools(maker, area)
      : others(maker, area),
  );
}

function councilSchools(maker: Maker, area: DemoArea): School[] {
  const schools = COUNCIL_COUNTS.flatMap(([phase, count, good]) => {
    const found = Array.from({ length: count }, (_, index) =>
      graded(maker, area, phase, index, index < good),
    );
    const course = COURSES[phase];
    if (course !== undefined) follow(maker, found, course);
    const share = PUPILS_IN_GOOD[phase];
    if (share !== undefined) fitPupils(maker.random, found, share);
    return found;
  });
  return [
    ...schools,
    newSchool(maker, area, 90, '2016-09-01'),
    newSchool(maker, area, 91, '2017-09-01'),
  ];
}

/** Other authorities, in small: few schools, inspections by chance, better with time. */
function others(maker: Maker, area: DemoArea): School[] {
  const { random } = maker;
  const counts: readonly (readonly [Phase, number, number])[] = [
    ['Nursery', random.chance(0.3) ? 1 : 0, 1],
    ['Primary', random.between(4, 7), 0.86],
    ['Secondary', random.between(2, 3), 0.66],
    ['Special', 1, 0.9],
    ['PRU', random.chance(0.3) ? 1 : 0, 0.8],
  ];
  const all: typeof counts = isSmallest(area) ? [['Primary', 1, 0.9]] : counts;
  return all.flatMap(([phase, count, share]) => {
    const found = Array.from({ length: count }, (_, index) =>
      graded(maker, area, phase, index, random.chance(share)),
    );
    for (const { firstDay, lastDay: last } of demoQuarters) {
      for (const school of found) {
        if (!random.chance(0.055) || !isDue(school, firstDay)) continue;
        const isGood = isGoodBy(school, last) ? random.chance(0.93) : random.chance(0.68);
        inspect(maker, school, firstDay, last, isGood);
      }
    }
    return found;
  });
}

function school(
  maker: Maker,
  area: DemoArea,
  phase: Phase,
  index: number,
  type: string,
  opened: IsoDate | null,
): School {
  const { random } = maker;
  const kind = KINDS[phase];
  const urn = maker.nextUrn;
  maker.nextUrn += 1;
  return {
    area,
    urn,
    laestab: `${area.threeDigit}${kind.number + index}`,
    name: maker.nameFor(phase, type),
    phase,
    type,
    opened,
    formerUrn: type.endsWith('Converter') ? urn + 50_000 : null,
    pupils: random.between(kind.pupils[0], kind.pupils[1]),
    growth: random.between(-4, 6),
    inspections: [],
    shortInspections: [],
  };
}

/** A school with its history up to the first file: one inspection, or one and the one before it. */
function graded(
  maker: Maker,
  area: DemoArea,
  phase: Phase,
  index: number,
  isGood: boolean,
): School {
  const { random } = maker;
  const type = random.weighted<string>(TYPES[phase]);
  const opened = type.includes('Academy') ? `${random.between(2011, 2013)}-09-01` : null;
  const found = school(maker, area, phase, index, type, opened);
  // A sponsored academy is a new school, judged only since it opened; a converter keeps its predecessor's grade.
  const since = type.includes('Sponsor') && opened !== null ? addDays(opened, 200) : '2011-09-05';
  const latest = someWorkingDay(random, since, isGood ? '2014-08-20' : '2014-01-10');
  if (latest > '2013-09-01' && since < '2012-01-01')
    addInspection(
      maker,
      found,
      someWorkingDay(random, '2009-01-12', '2011-07-01'),
      random.chance(0.7),
    );
  addInspection(maker, found, latest, isGood);
  return found;
}

/** A school that no inspector has seen yet. */
function newSchool(maker: Maker, area: DemoArea, index: number, opened: IsoDate): School {
  return {
    ...school(maker, area, 'Primary', index, 'Free School', opened),
    pupils: maker.random.between(58, 90),
    growth: 0,
  };
}

/** So many schools fall, so many rise and so many stay in each quarter that the course is kept. */
function follow(maker: Maker, schools: School[], course: Course): void {
  demoQuarters.forEach(({ firstDay, lastDay: last }, quarter) => {
    const good = schools.filter((each) => isGoodBy(each, last)).length;
    const declines = at(course.declines, quarter);
    const improves = at(course.good, quarter) - good + declines;
    inspectSome(maker, schools, { firstDay, last }, { count: declines, from: true, to: false });
    inspectSome(maker, schools, { firstDay, last }, { count: improves, from: false, to: true });
    for (let left = at(course.steady, quarter); left > 0; left -= 1) {
      const isGood = maker.random.chance(0.94);
      inspectSome(maker, schools, { firstDay, last }, { count: 1, from: isGood, to: isGood });
    }
    shortInspections(maker.random, schools, firstDay, last);
  });
}

function inspectSome(
  maker: Maker,
  schools: readonly School[],
  { firstDay, last }: { firstDay: IsoDate; last: IsoDate },
  { count, from, to }: { count: number; from: boolean; to: boolean },
): void {
  const candidates = schools.filter(
    (each) => isGoodBy(each, last) === from && isDue(each, firstDay),
  );
  // Where none is due that stays as it is, there is no such inspection; a change that the course asks for must happen.
  if (from !== to && candidates.length < count)
    throw new RangeError(`Of ${schools.length} schools too few are due an inspection.`);
  for (const each of maker.random.shuffled(candidates).slice(0, count))
    inspect(maker, each, firstDay, last, to);
}

/** A good school's last inspection lies a year and a half back or more; one below good is seen again within the year. */
function isDue(each: School, day: IsoDate): boolean {
  const inspection = latestInspection(each, lastDay);
  const wait = inspection !== undefined && inspection.overall > 2 ? 250 : 540;
  return inspection !== undefined && inspection.start < addDays(day, -wait);
}

/** An inspection whose report appears in the quarter. */
function inspect(
  maker: Maker,
  each: School,
  firstDay: IsoDate,
  last: IsoDate,
  isGood: boolean,
): void {
  addInspection(
    maker,
    each,
    someWorkingDay(maker.random, addDays(firstDay, -12), addDays(last, -45)),
    isGood,
  );
}

function addInspection(maker: Maker, each: School, start: IsoDate, isGood: boolean): void {
  const { random } = maker;
  const overall = isGood ? (random.chance(0.22) ? 1 : 2) : random.chance(0.16) ? 4 : 3;
  const near = (): number => (overall === 2 && random.chance(0.15) ? 1 : overall);
  each.inspections.push({
    number: maker.nextInspection,
    start,
    end: workingDayAfter(start, 1),
    published: workingDayAfter(start, random.between(18, 26)),
    overall,
    outcomes: overall,
    teaching: overall,
    leadership: near(),
    conduct: near(),
  });
  maker.nextInspection += 1;
}

/** From September 2015 good schools get a short inspection about every third year. */
function shortInspections(
  random: Random,
  schools: readonly School[],
  firstDay: IsoDate,
  last: IsoDate,
): void {
  if (firstDay < '2015-09-01') return;
  for (const each of schools) {
    const inspection = latestInspection(each, last);
    const isDueOne =
      inspection?.overall === 2 &&
      inspection.start < addDays(firstDay, -900) &&
      each.shortInspections.length === 0;
    if (!isDueOne || !random.chance(0.12)) continue;
    const day = someWorkingDay(random, firstDay, addDays(last, -40));
    each.shortInspections.push({ day, published: workingDayAfter(day, random.between(16, 22)) });
  }
}

/** Sizes the schools below good so that the pupils' share comes out as the paper has it, to one decimal. */
function fitPupils(random: Random, schools: readonly School[], perMille: number): void {
  const below = schools.filter((each) => !isGoodBy(each, lastDay));
  const inGood = schools
    .filter((each) => isGoodBy(each, lastDay))
    .reduce((sum, each) => sum + each.pupils, 0);
  let left = Math.round((inGood * (1000 - perMille)) / perMille);
  below.forEach((each, index) => {
    const even = Math.round(left / (below.length - index));
    each.pupils = index === below.length - 1 ? left : even + random.between(-60, 60);
    left -= each.pupils;
  });
}
