import type { IsoDate } from '../../../pipeline/core/calendar/days.js';
import { addDays, addMonths, daysBetween, workingDayAfter } from '../days.js';
import { at, randomFor, type Random } from '../random.js';
import { dayBefore, demoQuarters, earlier, lastDay, later, someWorkingDay } from '../timeline.js';
import { birthday, type Child, familySize, type People } from './people.js';

/** One child's child protection plan. */
export interface Plan {
  readonly child: Child;
  /** Brothers and sisters on plans together. */
  readonly family: number;
  /** The day of the initial conference. */
  readonly start: IsoDate;
  readonly end: IsoDate | null;
  readonly category: string;
  readonly latestCategory: string;
  /** Plans that the child had before this one, however long ago. */
  readonly earlierPlans: number;
  /** Review conferences, oldest first. */
  readonly reviews: readonly IsoDate[];
  /** Days from one statutory visit to the next. */
  readonly visitEvery: number;
}

/**
 * Plans started in each quarter, and open at its end. 307 at March 2017 and 240 at December 2017 are what
 * the council's cabinet saw on 15 February 2018; the yearly starts, March 2015 and March 2016 follow DfE's tables (D1).
 */
const COURSE: readonly { readonly started: number; readonly openAtEnd: number }[] = [
  { started: 88, openAtEnd: 349 },
  { started: 90, openAtEnd: 355 },
  { started: 78, openAtEnd: 338 },
  { started: 80, openAtEnd: 319 },
  { started: 74, openAtEnd: 297 },
  { started: 77, openAtEnd: 284 },
  { started: 90, openAtEnd: 291 },
  { started: 86, openAtEnd: 298 },
  { started: 84, openAtEnd: 303 },
  { started: 92, openAtEnd: 307 },
  { started: 78, openAtEnd: 284 },
  { started: 76, openAtEnd: 262 },
  { started: 71, openAtEnd: 240 },
];

const OPEN_BEFORE = 342;

/** A plan is looked at in earnest for the first time at its first review: hardly one ends before. */
const SHORTEST_DAYS = 75;

interface Draft extends Omit<Plan, 'end' | 'reviews'> {
  end: IsoDate | null;
}

/** Every plan that was open on or after 30 September 2014, in the order of their start. */
export function childProtectionPlans(people: People): Plan[] {
  const random = randomFor('child protection plans');
  const drafts = plansOpenBefore(random, people);
  demoQuarters.forEach((quarter, index) => {
    const { started, openAtEnd } = at(COURSE, index);
    const open = drafts.filter((plan) => plan.end === null).length;
    for (let left = started; left > 0;) {
      const day = someWorkingDay(random, quarter.firstDay, quarter.lastDay);
      const family = startFamily(random, people, drafts, day, left);
      drafts.push(...family);
      left -= family.length;
    }
    endPlans(random, drafts, open + started - openAtEnd, quarter.firstDay, quarter.lastDay);
  });
  return drafts
    .map((draft) => ({ ...draft, reviews: reviewsOf(random, draft) }))
    .sort((a, b) => compare(a.start, b.start) || a.child.id - b.child.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function plansOpenBefore(random: Random, people: People): Draft[] {
  const drafts: Draft[] = [];
  while (drafts.length < OPEN_BEFORE) {
    const age = random.weighted<readonly [number, number]>([
      [[0, 90], 25],
      [[91, 182], 23],
      [[183, 364], 32],
      [[365, 720], 18],
      [[740, 900], 2],
    ]);
    const day = addDays(dayBefore, -random.between(age[0], age[1]));
    const start = someWorkingDay(random, addDays(day, -3), day);
    drafts.push(...startFamily(random, people, drafts, start, OPEN_BEFORE - drafts.length));
  }
  return drafts;
}

/** A family's plans begin together; one in five is of children who had a plan before. */
function startFamily(
  random: Random,
  people: People,
  plans: readonly Draft[],
  day: IsoDate,
  atMost: number,
): Draft[] {
  const again = random.chance(0.2);
  const returning = again && random.chance(0.35) ? familyThatReturns(random, plans, day) : [];
  const category = random.weighted([
    ['Neglect', 46],
    ['Emotional abuse', 37],
    ['Physical abuse', 9],
    ['Sexual abuse', 4],
    ['Multiple', 4],
  ] as const);
  const common = {
    family: (plans.at(-1)?.family ?? 0) + 1,
    start: day,
    end: null,
    category,
    latestCategory: random.chance(0.06) ? 'Neglect' : category,
    visitEvery: random.between(7, 14),
  };
  if (returning.length > 0) {
    return returning.slice(0, atMost).map(({ child, earlierPlans }) => ({
      ...common,
      child,
      earlierPlans: earlierPlans + 1,
    }));
  }
  // A few plans are made before the child is born.
  const youngest = random.chance(0.05) ? -2 : 1;
  return Array.from({ length: familySize(random, atMost) }, (_, index) => ({
    ...common,
    child: index === 0 ? people.newChild(day, youngest, 120) : people.newChild(day, 3, 174),
    earlierPlans: again
      ? random.weighted([
          [1, 84],
          [2, 13],
          [3, 3],
        ] as const)
      : 0,
  }));
}

/** The plans of a family whose plans have all ended a while ago, and whose children are all under 16. */
function familyThatReturns(random: Random, plans: readonly Draft[], day: IsoDate): Draft[] {
  const families = new Map<number, Draft[]>();
  const onPlanSince = new Map<number, IsoDate>();
  for (const plan of plans) {
    families.set(plan.family, [...(families.get(plan.family) ?? []), plan]);
    const known = onPlanSince.get(plan.child.id);
    const until = plan.end ?? lastDay;
    onPlanSince.set(plan.child.id, known === undefined ? until : later(known, until));
  }
  const candidates = [...families.values()].filter((family) =>
    family.every(
      ({ child }) =>
        addDays(onPlanSince.get(child.id) ?? lastDay, 60) < day && birthday(child, 16) > day,
    ),
  );
  return candidates.length === 0 ? [] : random.pick(candidates);
}

/** Ends so many plans in the quarter: families together, the older plans sooner. */
function endPlans(
  random: Random,
  plans: Draft[],
  count: number,
  first: IsoDate,
  last: IsoDate,
): void {
  for (let left = count; left > 0;) {
    const candidates = plans.filter(
      (plan) => plan.end === null && daysBetween(plan.start, last) >= SHORTEST_DAYS,
    );
    const chosen = random.weighted(
      candidates.map((plan) => [plan, endWeight(plan, last)] as const),
    );
    const day = someWorkingDay(random, later(first, addDays(chosen.start, SHORTEST_DAYS)), last);
    const family = candidates.filter((plan) => plan.family === chosen.family).slice(0, left);
    for (const plan of family) plan.end = day;
    left -= family.length;
  }
}

/** How much sooner than others a plan ends: reviews at three and nine months, and the eighteenth birthday, end most. */
function endWeight(plan: Draft, last: IsoDate): number {
  if (birthday(plan.child, 18) <= addMonths(last, 3)) return 5_000;
  const age = daysBetween(plan.start, last);
  if (age < 150) return 2;
  if (age < 300) return 6;
  if (age < 480) return 9;
  return age < 700 ? 18 : 26;
}

/** The first review within three months, the next within six, a few of them late. */
function reviewsOf(random: Random, plan: Draft): IsoDate[] {
  const reviews: IsoDate[] = [];
  const until = earlier(plan.end ?? lastDay, lastDay);
  let due = addDays(plan.start, random.chance(0.03) ? 96 : random.between(70, 89));
  while (due <= until) {
    reviews.push(workingDayAfter(addDays(due, -1), 1));
    due = addDays(due, random.chance(0.04) ? 192 : random.between(140, 181));
  }
  return reviews.filter((review) => review <= until);
}
