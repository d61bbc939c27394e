import fc from 'fast-check';
import { daysWithBothEnds, later, monthsOld, workingDaysAfter } from './days.js';
import { add, addDurations, addKnown, addOne, lastOf, type Tally } from './tally.js';

/** The lists of one invented authority for Q3 2017-18: June's Annex A speaks for January to June 2017, December's for the rest. */
export interface AnnexA {
  readonly plans: readonly Plan[];
  readonly referrals: readonly Referral[];
  readonly assessments: readonly Assessment[];
  readonly conferences: readonly Conference[];
  readonly earlyHelp: readonly EarlyHelp[];
}

interface Listed {
  readonly list: 'june' | 'december';
  readonly child: number;
}

interface Plan extends Listed {
  readonly start: string;
  readonly end: string | null;
  readonly previous: number | null;
  readonly birth: string | null;
  readonly category: string | null;
  readonly sex: string | null;
  readonly review: string | null;
}

interface Referral extends Listed {
  readonly day: string;
  readonly earlier: number | null;
}

interface Assessment extends Listed {
  readonly start: string;
  readonly authorised: string | null;
}

interface Conference extends Listed {
  readonly start: string | null;
  readonly held: string | null;
}

interface EarlyHelp extends Listed {
  readonly start: string;
}

const END = '2017-12-31';
const YEAR_START = '2017-04-01';
const WINDOWS = { quarter: '2017-10-01', ytd: YEAR_START, rolling12: '2017-01-01' } as const;

/** Days on which a rule turns, and those beside them. */
const turning = ['2017-12-31', '2017-10-01', '2017-07-01', '2017-04-01', '2017-01-01'];
const day = fc.oneof(
  fc.constantFrom(...turning, ...turning.map((each) => later(each, -1)), '2018-01-01'),
  // 729, 730 and 731 days to the quarter's end; 91 and 183 days before it.
  fc.constantFrom('2016-01-03', '2016-01-02', '2016-01-01'),
  fc.constantFrom(
    '2017-10-02',
    '2017-10-01',
    '2017-09-30',
    '2017-07-02',
    '2017-07-01',
    '2017-06-30',
  ),
  fc.integer({ min: 0, max: 730 }).map((days) => later('2016-01-04', days)),
);
const listed = { list: fc.constantFrom('june' as const, 'december' as const), child: fc.nat(2) };
const few = { maxLength: 6 } as const;
const maybe = <Value>(of: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(of, { nil: null, freq: 3 });

/** A day some working days' worth after another: about where 15 and 45 lie. */
const span = fc.constantFrom(0, 1, 20, 21, 22, 23, 62, 63, 64, 65, 66, 67, 68, 69, 70, 90, -3);

export const annexA: fc.Arbitrary<AnnexA> = fc.record({
  plans: fc.array(
    fc
      .record({
        ...listed,
        start: day,
        end: maybe(day),
        previous: maybe(fc.nat(2)),
        birth: maybe(
          fc.constantFrom(
            '2018-02',
            '2017-12',
            '2017-01',
            '2016-12',
            '2012-12',
            '2002-01',
            '2001-12',
          ),
        ),
        category: maybe(fc.constantFrom('neglect', 'emotional')),
        sex: maybe(fc.constantFrom('male', 'female')),
        review: maybe(day),
      })
      .map((plan) => (plan.end !== null && plan.end < plan.start ? { ...plan, end: null } : plan)),
    few,
  ),
  referrals: fc.array(fc.record({ ...listed, day, earlier: maybe(fc.nat(1)) }), few),
  assessments: fc.array(
    fc.record({ ...listed, start: day, days: maybe(span) }).map(({ days, ...rest }) => ({
      ...rest,
      authorised: days === null ? null : later(rest.start, days),
    })),
    few,
  ),
  conferences: fc.array(
    fc
      .record({ ...listed, start: maybe(day), other: day, days: maybe(span) })
      .map(({ days, other, ...rest }) => ({
        ...rest,
        held: days === null ? null : later(rest.start ?? other, days),
      })),
    few,
  ),
  earlyHelp: fc.array(fc.record({ ...listed, start: day }), few),
});

/** Every figure of the authority, from the definitions in words. */
export function reckonAnnexA(of: AnnexA, isTrusted: boolean): Tally {
  const tally: Tally = new Map();
  openPlans(of.plans, tally);
  startedAndEndedPlans(of.plans, tally);
  referrals(of.referrals, tally, isTrusted);
  assessmentDays(of, tally);
  assessments(of, tally);
  conferences(of.conferences, tally);
  earlyHelp(of.earlyHelp, tally);
  return tally;
}

/** Each day belongs to the newest list that covers it. */
function speaksFor(row: Listed, date: string | null): date is string {
  if (date === null) return false;
  return row.list === 'june'
    ? date >= '2017-01-01' && date <= '2017-06-30'
    : date >= '2017-07-01' && date <= END;
}

function openPlans(plans: readonly Plan[], tally: Tally): void {
  const open = plans
    .filter((plan) => plan.list === 'december')
    .filter((plan) => plan.start <= END && (plan.end === null || plan.end > END));
  for (const child of new Set(open.map((plan) => plan.child))) {
    const own = open.filter((plan) => plan.child === child);
    const latest = own.reduce((best, plan) => (plan.start >= best.start ? plan : best));
    addOne(tally, 'child-protection-plans snapshot all');
    addOne(tally, `child-protection-plans snapshot category:${latest.category ?? 'unknown'}`);
    addOne(tally, `child-protection-plans snapshot sex:${latest.sex ?? 'unknown'}`);
    addOne(tally, `child-protection-plans snapshot age:${ageBand(latest.birth)}`);
    const long = own.some((plan) => daysWithBothEnds(plan.start, END) >= 730);
    add(tally, 'plans-two-years snapshot all', long);
  }
  for (const plan of lastOf(open, keyOf)) {
    const days = daysWithBothEnds(plan.start, END) - 1;
    if (days < 91) continue;
    // On or before the start it is the conference that began the plan.
    const review = plan.review !== null && plan.review > plan.start ? plan.review : null;
    const since = review === null ? days : daysWithBothEnds(review, END) - 1;
    add(tally, 'plan-reviews-overdue snapshot all', since > (review === null ? 91 : 183));
  }
}

function ageBand(birth: string | null): string {
  if (birth === null) return 'unknown';
  const months = monthsOld(birth, END);
  if (months < 0) return 'unborn';
  const years = Math.floor(months / 12);
  if (years < 1) return 'under-1';
  if (years < 5) return '1-to-4';
  if (years < 10) return '5-to-9';
  return years < 16 ? '10-to-15' : '16-and-over';
}

function keyOf(row: { readonly child: number; readonly start: string | null }): string {
  return `${row.child} ${row.start ?? ''}`;
}

/** June's rows before December's: of equal keys the newest counts. */
function oldestFirst<Row extends Listed>(rows: readonly Row[]): Row[] {
  return [
    ...rows.filter((row) => row.list === 'june'),
    ...rows.filter((row) => row.list === 'december'),
  ];
}

function startedAndEndedPlans(plans: readonly Plan[], tally: Tally): void {
  for (const basis of ['quarter', 'ytd', 'rolling12'] as const) {
    const isIn = (plan: Plan, date: string | null): boolean =>
      speaksFor(plan, date) && date >= WINDOWS[basis];
    const started = oldestFirst(plans).filter((plan) => isIn(plan, plan.start));
    for (const plan of lastOf(started, keyOf)) {
      const isSeen = plans.some(
        (each) =>
          each.child === plan.child &&
          each.start < plan.start &&
          each.start <= (each.list === 'june' ? '2017-06-30' : END),
      );
      const counter = plan.previous === null ? null : plan.previous > 0;
      addKnown(tally, `repeat-plans ${basis} all`, isSeen ? true : counter);
    }
    if (basis === 'quarter') continue;
    const ended = oldestFirst(plans).filter((plan) => isIn(plan, plan.end));
    if (basis === 'rolling12') {
      const days = lastOf(ended, keyOf).map(({ start, end }) => daysWithBothEnds(start, end ?? ''));
      addDurations(tally, 'child-protection-plan-days rolling12', days);
    }
    for (const plan of lastOf(ended, keyOf)) {
      const long = daysWithBothEnds(plan.start, plan.end ?? '') >= 730;
      add(tally, `plans-ended-two-years ${basis} all`, long);
    }
  }
}

/** What the dates and the counter say of a referral's having an earlier one in the year before. */
interface Dated {
  readonly row: Referral;
  readonly isSeen: boolean;
  /** The returns hold the whole year before: they begin on 1 July 2016. */
  readonly isHeld: boolean;
  readonly counter: boolean | null;
}

function aYearBefore(day: string): string {
  return `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
}

function datedReferrals(rows: readonly Referral[]): Dated[] {
  const received = lastOf(
    rows.filter((row) => speaksFor(row, row.day)),
    (row) => `${row.child} ${row.day}`,
  );
  const before = (row: Referral): Referral[] =>
    received.filter(
      (each) => each.child === row.child && each.day < row.day && each.day >= aYearBefore(row.day),
    );
  return received.map((row) => {
    const ofChild = received.filter((each) => each.child === row.child && each.list === row.list);
    const latest = ofChild.reduce((best, each) => (each.day > best.day ? each : best), row);
    const isOfChild =
      ofChild.length > 1 &&
      row.earlier !== null &&
      ofChild.every((each) => each.earlier === row.earlier);
    const count = isOfChild ? row.earlier - before(latest).length : row.earlier;
    return {
      row,
      isSeen: before(row).length > 0,
      isHeld: aYearBefore(row.day) >= '2016-07-01',
      counter: count === null ? null : count > 0,
    };
  });
}

/** The council's counter is believed where it hardly contradicts the dates; here all worlds are one council's. */
export function isCounterTrusted(all: readonly AnnexA[]): boolean {
  const compared = all
    .flatMap((one) => datedReferrals(one.referrals))
    .filter((each) => each.counter !== null && !each.isSeen);
  const decided = compared.filter((each) => each.isHeld);
  const says = (some: readonly Dated[]): number => some.filter((each) => each.counter).length;
  if (says(decided) * 20 > decided.length) return false;
  return compared.length < 5 || says(compared) * 2 <= compared.length;
}

/** A counter that says no more than the dates where these decide, and keeps its word before them. */
export function honestCounter(row: Referral): Referral {
  return { ...row, earlier: aYearBefore(row.day) >= '2016-07-01' ? 0 : row.earlier };
}

function referrals(rows: readonly Referral[], tally: Tally, isTrusted: boolean): void {
  for (const { row, isSeen, isHeld, counter } of datedReferrals(rows)) {
    for (const basis of ['ytd', 'rolling12'] as const) {
      if (row.day < WINDOWS[basis]) continue;
      // The returns hold all of 2017: what neither dates nor counter show is a first referral.
      const says = isSeen || (isHeld ? false : ((isTrusted ? counter : null) ?? false));
      addKnown(tally, `re-referrals ${basis} all`, says);
    }
  }

  for (const basis of ['quarter', 'ytd', 'rolling12'] as const) {
    const received = rows.filter((row) => speaksFor(row, row.day) && row.day >= WINDOWS[basis]);
    lastOf(received, (each) => `${each.child} ${each.day}`).forEach(() => {
      addOne(tally, `referrals ${basis} all`);
    });
  }
}

/** On which bases re-referrals are only at least so many: what neither dates nor counter say of one may be another. */
export function boundedReReferrals({ referrals: rows }: AnnexA, isTrusted: boolean): string[] {
  const tally: Tally = new Map();
  referrals(rows, tally, isTrusted);
  return (['rolling12', 'ytd'] as const).filter((basis) => {
    const figure = tally.get(`re-referrals ${basis} all`);
    const isAssumed = datedReferrals(rows).some(
      ({ row, isSeen, isHeld, counter }) =>
        row.day >= WINDOWS[basis] && !isSeen && !isHeld && (!isTrusted || counter === null),
    );
    return isAssumed && figure !== undefined && figure.numerator < figure.denominator;
  });
}

function assessments(of: AnnexA, tally: Tally): void {
  for (const basis of ['quarter', 'ytd'] as const) {
    const authorised = (rows: readonly Assessment[]): Assessment[] =>
      rows.filter((row) => speaksFor(row, row.authorised) && row.authorised >= WINDOWS[basis]);
    const each = lastOf(authorised(oldestFirst(of.assessments)), keyOf);
    for (const row of each) {
      add(tally, `assessments-in-45-days ${basis} all`, isInTime(row.start, row, 45));
    }
    // Which assessment came before is told by the list itself, so each list's rows are made single first.
    const single = lastOf(oldestFirst(of.assessments), (row) => `${row.list} ${keyOf(row)}`);
    for (const row of lastOf(authorised(single), keyOf)) {
      const from = referralOf(row, single, of.referrals) ?? row.start;
      add(tally, `assessments-in-45-days-from-referral ${basis} all`, isInTime(from, row, 45));
    }
  }
}

/** Those dated as authorised before their start have no length. */
function assessmentDays(of: AnnexA, tally: Tally): void {
  for (const basis of ['quarter', 'rolling12'] as const) {
    const authorised = oldestFirst(of.assessments).filter(
      (row) => speaksFor(row, row.authorised) && row.authorised >= WINDOWS[basis],
    );
    const days = lastOf(authorised, keyOf).map(({ start, authorised: end }) =>
      end === null || start > end ? null : workingDaysAfter(start, end),
    );
    addDurations(tally, `assessment-working-days ${basis}`, days);
  }
}

function isInTime(from: string, { start, authorised }: Assessment, limit: number): boolean {
  return authorised !== null && start <= authorised && workingDaysAfter(from, authorised) <= limit;
}

function referralOf(
  row: Assessment,
  all: readonly Assessment[],
  received: readonly Referral[],
): string | undefined {
  const before = all
    .filter((each) => each.child === row.child && each.list === row.list)
    .map((each) => each.start)
    .filter((start) => start < row.start)
    .sort()
    .at(-1);
  return received
    .filter((each) => each.child === row.child && each.day <= row.start)
    .map((each) => each.day)
    .filter((date) => before === undefined || date > before)
    .sort()
    .at(-1);
}

function conferences(rows: readonly Conference[], tally: Tally): void {
  for (const basis of ['quarter', 'ytd'] as const) {
    const held = oldestFirst(rows).filter(
      (row) => speaksFor(row, row.held) && row.held >= WINDOWS[basis],
    );
    for (const row of lastOf(held, (each) => `${keyOf(each)} ${each.held ?? ''}`)) {
      const { start } = row;
      const inTime =
        start !== null &&
        start <= (row.held ?? '') &&
        workingDaysAfter(start, row.held ?? '') <= 15;
      add(tally, `conferences-in-15-days ${basis} all`, inTime);
    }
  }
}

function earlyHelp(rows: readonly EarlyHelp[], tally: Tally): void {
  for (const basis of ['quarter', 'ytd'] as const) {
    const started = rows.filter((row) => speaksFor(row, row.start) && row.start >= WINDOWS[basis]);
    lastOf(started, keyOf).forEach(() => {
      addOne(tally, `early-help-assessments ${basis} all`);
    });
  }
}
