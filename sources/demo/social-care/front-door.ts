import type { IsoDate } from '../../../pipeline/core/calendar/days.js';
import { addDays, addMonths, daysBetween, workingDayAfter, workingDayBefore } from '../days.js';
import { at, randomFor, type Random } from '../random.js';
import { eventQuarters, later, someWorkingDay } from '../timeline.js';
import { type Child, familySize, type People } from './people.js';
import type { Plan } from './plans.js';

export interface Contact {
  readonly child: Child;
  readonly day: IsoDate;
  readonly source: string;
}

export interface EarlyHelp {
  readonly child: Child;
  readonly start: IsoDate;
  readonly completed: IsoDate;
  readonly organisation: string;
}

export interface Referral {
  readonly child: Child;
  readonly day: IsoDate;
  readonly source: string;
  readonly noFurtherAction: boolean;
  /** The same child's referrals in the twelve months before this one. */
  readonly earlierReferrals: number;
}

export interface Assessment {
  readonly child: Child;
  readonly start: IsoDate;
  readonly authorised: IsoDate;
  readonly ledToSupport: boolean;
}

export interface Enquiry {
  readonly child: Child;
  /** The strategy discussion that started the section 47 enquiry. */
  readonly start: IsoDate;
  /** Initial child protection conference; null where none was held. */
  readonly conference: IsoDate | null;
  readonly ledToPlan: boolean;
}

/** A time as a child in need, from referral to closure. */
export interface Need {
  readonly child: Child;
  readonly start: IsoDate;
  readonly closed: IsoDate | null;
  readonly need: string;
  readonly reason: string;
}

export interface FrontDoor {
  readonly contacts: readonly Contact[];
  readonly earlyHelp: readonly EarlyHelp[];
  readonly referrals: readonly Referral[];
  readonly assessments: readonly Assessment[];
  readonly enquiries: readonly Enquiry[];
  readonly needs: readonly Need[];
}

/** Annex A's list of sources, with its letters. */
const SOURCES = [
  ['q) 6: Police', 27],
  ['e) 2A: Schools', 20],
  ['j) 3D: Health services', 12],
  ['a) 1A: Individual', 9],
  ['s) 8: Other', 8],
  ['n) 5A: Housing', 6],
  ['r) 7: Other legal agency', 5],
  ['f) 2B: Education services', 5],
  ['t) 9: Anonymous', 4],
] as const;

const NEEDS = [
  ['N1 - Abuse or neglect', 62],
  ['N5 - Family dysfunction', 16],
  ["N2 - Child's disability", 9],
  ['N4 - Family in acute stress', 6],
  ['N3 - Parental disability or illness', 3],
  ['N6 - Socially unacceptable behaviour', 2],
  ['N8 - Absent parenting', 2],
] as const;

/** Invented services. */
const ORGANISATIONS = [
  'Early Help Locality North',
  'Early Help Locality South',
  'Family Hub Team 1',
  'Family Hub Team 2',
  'Primary school',
  'Secondary school',
  'Health visiting service',
] as const;

interface Start {
  readonly child: Child;
  readonly day: IsoDate;
  /** The plan that it leads to, if it does. */
  readonly plan: Plan | null;
}

/** Contacts, referrals and what follows them, from a year before the first return on. */
export function frontDoor(people: People, plans: readonly Plan[]): FrontDoor {
  const random = randomFor('front door');
  const starts = allStarts(random, people, plans);
  const referrals = referralsOf(random, starts);
  const assessments: Assessment[] = [];
  const enquiries: Enquiry[] = [];
  const needs: Need[] = [];
  referrals.forEach((referral, index) => {
    const { plan } = at(starts, index);
    if (plan === null) afterReferral(random, referral, { assessments, enquiries, needs });
    else towardsPlan(random, referral, plan, { assessments, enquiries, needs });
  });
  for (const plan of plans) {
    if (!starts.some((start) => start.plan === plan))
      withoutReferral(random, plan, enquiries, needs);
  }
  return {
    contacts: contactsOf(random, people, referrals),
    earlyHelp: earlyHelpOf(random, people),
    referrals,
    assessments,
    enquiries,
    needs,
  };
}

/** Who is referred and when, oldest first, no child twice in a fortnight. */
function allStarts(random: Random, people: People, plans: readonly Plan[]): Start[] {
  const first = at(eventQuarters, 0).firstDay;
  const towards = plans
    .filter(({ start }) => start >= addMonths(first, 2) && random.chance(0.8))
    .map((plan) => ({ child: plan.child, day: workingDayBefore(plan.start, 20), plan }));
  const starts: Start[] = [...towards];
  for (const quarter of eventQuarters) {
    const known = starts.filter(({ day }) => day >= addMonths(quarter.firstDay, -9));
    const already = starts.filter(
      ({ day }) => day >= quarter.firstDay && day <= quarter.lastDay,
    ).length;
    const count = random.between(565, 640);
    for (let left = count - already; left > 0;) {
      const day = someWorkingDay(random, quarter.firstDay, quarter.lastDay);
      if (random.chance(0.38) && known.length > 0) {
        const { child, day: before } = random.pick(known);
        if (before < day && daysBetween(child.birth, day) < 17 * 365)
          starts.push({ child, day, plan: null });
        left -= 1;
        continue;
      }
      const size = familySize(random, left);
      for (let index = 0; index < size; index += 1)
        starts.push({ child: people.newChild(day, 1, 196), day, plan: null });
      left -= size;
    }
  }
  return withoutFortnights(starts);
}

function withoutFortnights(starts: readonly Start[]): Start[] {
  const ordered = [...starts].sort(
    (a, b) =>
      (a.day < b.day ? -1 : a.day > b.day ? 1 : 0) ||
      a.child.id - b.child.id ||
      Number(b.plan !== null) - Number(a.plan !== null),
  );
  const latest = new Map<number, IsoDate>();
  const planned = new Map<number, IsoDate[]>();
  for (const { child, day, plan } of ordered) {
    if (plan !== null) planned.set(child.id, [...(planned.get(child.id) ?? []), day]);
  }
  return ordered.filter(({ child, day, plan }) => {
    const before = latest.get(child.id);
    const tooSoon = before !== undefined && daysBetween(before, day) < 60;
    const ahead =
      plan === null &&
      (planned.get(child.id) ?? []).some((other) => Math.abs(daysBetween(day, other)) < 60);
    if (tooSoon || ahead) return false;
    latest.set(child.id, day);
    return true;
  });
}

function referralsOf(random: Random, starts: readonly Start[]): Referral[] {
  const days = new Map<number, IsoDate[]>();
  return starts.map(({ child, day, plan }) => {
    const before = days.get(child.id) ?? [];
    days.set(child.id, [...before, day]);
    const since = addMonths(day, -12);
    return {
      child,
      day,
      source: random.weighted<string>(SOURCES),
      noFurtherAction: plan === null && random.chance(0.08),
      earlierReferrals: before.filter((other) => other >= since && other < day).length,
    };
  });
}

interface Lists {
  readonly assessments: Assessment[];
  readonly enquiries: Enquiry[];
  readonly needs: Need[];
}

/** Working days that an assessment takes: about 85 in 100 are done in 45. */
function assessmentLength(random: Random): number {
  return random.weighted([
    [random.between(8, 25), 16],
    [random.between(26, 40), 42],
    [random.between(41, 45), 27],
    [random.between(46, 60), 11],
    [random.between(61, 95), 4],
  ]);
}

/** Working days from the strategy discussion to the conference: most within 15. */
function conferenceWait(random: Random): number {
  return random.chance(0.86) ? random.between(8, 15) : random.between(16, 24);
}

function afterReferral(random: Random, referral: Referral, lists: Lists): void {
  const { child, day } = referral;
  if (referral.noFurtherAction || random.chance(0.14)) return;
  const start = workingDayAfter(day, random.between(0, 1));
  const authorised = workingDayAfter(start, assessmentLength(random));
  const supported = random.chance(0.42);
  lists.assessments.push({ child, start, authorised, ledToSupport: supported });
  if (random.chance(0.13)) {
    const asked = workingDayAfter(start, random.between(0, 4));
    const held = random.chance(0.15);
    lists.enquiries.push({
      child,
      start: asked,
      conference: held ? workingDayAfter(asked, conferenceWait(random)) : null,
      ledToPlan: false,
    });
  }
  lists.needs.push({
    child,
    start: day,
    closed: supported ? addDays(authorised, random.between(40, 320)) : authorised,
    need: random.weighted<string>(NEEDS),
    reason: supported ? 'RC8 - Case closed after assessment or support' : 'RC8 - No further action',
  });
}

function towardsPlan(random: Random, referral: Referral, plan: Plan, lists: Lists): void {
  const { child, day } = referral;
  const start = workingDayAfter(day, random.between(0, 1));
  lists.assessments.push({
    child,
    start,
    authorised: workingDayAfter(start, assessmentLength(random)),
    ledToSupport: true,
  });
  lists.enquiries.push(enquiryBefore(random, plan, start));
  lists.needs.push(needBeyond(random, plan, day));
}

/** Children whose plan came while they were already children in need. */
function withoutReferral(random: Random, plan: Plan, enquiries: Enquiry[], needs: Need[]): void {
  enquiries.push(enquiryBefore(random, plan, '1990-01-01'));
  needs.push(needBeyond(random, plan, addDays(plan.start, -random.between(70, 300))));
}

function enquiryBefore(random: Random, plan: Plan, notBefore: IsoDate): Enquiry {
  return {
    child: plan.child,
    start: later(notBefore, workingDayBefore(plan.start, conferenceWait(random))),
    conference: plan.start,
    ledToPlan: true,
  };
}

function needBeyond(random: Random, plan: Plan, start: IsoDate): Need {
  return {
    child: plan.child,
    start,
    closed: plan.end === null ? null : addDays(plan.end, random.between(30, 200)),
    need: 'N1 - Abuse or neglect',
    reason: 'RC8 - Case closed after assessment or support',
  };
}

/** Each referral was a contact first; three contacts in five go no further. */
function contactsOf(random: Random, people: People, referrals: readonly Referral[]): Contact[] {
  const first: Contact[] = referrals.map(({ child, day, source }) => ({
    child,
    day: random.chance(0.7) ? day : workingDayBefore(day, 1),
    source,
  }));
  const others = eventQuarters.flatMap((quarter) =>
    Array.from({ length: random.between(820, 940) }, (): Contact => {
      const day = someWorkingDay(random, quarter.firstDay, quarter.lastDay);
      return {
        child: people.newChild(day, 0, 205),
        day,
        source: random.weighted<string>(SOURCES),
      };
    }),
  );
  return [...first, ...others].sort(byDayThenChild);
}

function byDayThenChild(a: Contact, b: Contact): number {
  return a.day < b.day ? -1 : a.day > b.day ? 1 : a.child.id - b.child.id;
}

/** Early help grows as the family hubs come. */
function earlyHelpOf(random: Random, people: People): EarlyHelp[] {
  return eventQuarters.flatMap((quarter, index) =>
    Array.from({ length: 153 + index * 6 + random.between(-12, 12) }, (): EarlyHelp => {
      const start = someWorkingDay(random, quarter.firstDay, quarter.lastDay);
      return {
        child: people.newChild(start, 1, 200),
        start,
        completed: workingDayAfter(start, random.between(12, 48)),
        organisation: random.pick(ORGANISATIONS),
      };
    }),
  );
}
