import fc from 'fast-check';
import { later } from './days.js';
import { add, addDurations, addOne, lastOf, type Tally } from './tally.js';

/** Four Annex A of one invented authority, of six months each, the last of 31 December 2017: what followed a referral, and who works with whom. */
export interface Followed {
  readonly referrals: readonly Row<{ day: string }>[];
  readonly assessments: readonly Row<{ start: string; authorised: string | null }>[];
  readonly plans: readonly Row<{ start: string; end: string | null }>[];
  readonly care: readonly Row<{ start: string; end: string | null; legalStatus: string }>[];
  readonly needs: readonly Row<{ start: string | null; end: string | null }>[];
}

type Row<Rest> = Rest & {
  readonly list: number;
  readonly child: number;
  readonly worker: string | null;
};

export const LISTS = [
  { from: '2016-01-01', asAt: '2016-06-30' },
  { from: '2016-07-01', asAt: '2016-12-31' },
  { from: '2017-01-01', asAt: '2017-06-30' },
  { from: '2017-07-01', asAt: '2017-12-31' },
] as const;
const LAST = LISTS.length - 1;
const END = '2017-12-31';

const day = fc.oneof(
  fc.constantFrom('2016-10-01', '2016-09-30', '2016-12-31', '2017-01-01', '2016-02-29'),
  fc.constantFrom('2017-02-28', '2017-03-01', '2017-10-01', '2017-12-31', '2016-01-01'),
  fc.integer({ min: 0, max: 730 }).map((days) => later('2016-01-01', days)),
);
const row = {
  list: fc.constantFrom(0, 1, 2, LAST, LAST, LAST),
  child: fc.nat(3),
  worker: fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { nil: null, freq: 12 }),
};
const maybe = <Value>(of: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(of, { nil: null, freq: 3 });
/** So many days after a start, or never. */
const length = maybe(fc.constantFrom(0, 1, 30, 90, 365, 366, 700));
const some = { maxLength: 10 } as const;

export const followed: fc.Arbitrary<Followed> = fc.record({
  referrals: fc.array(fc.record({ ...row, day }), some),
  assessments: fc.array(
    fc.record({ ...row, start: day, length }).map(({ length: days, ...rest }) => ({
      ...rest,
      authorised: days === null ? null : later(rest.start, days),
    })),
    some,
  ),
  plans: fc.array(fc.record({ ...row, start: day, length }).map(ended), some),
  care: fc.array(
    fc
      .record({ ...row, start: day, length, legalStatus: fc.constantFrom('C2', 'C2', 'V4') })
      .map(ended),
    some,
  ),
  needs: fc.array(fc.record({ ...row, start: maybe(day), end: maybe(day) }), some),
});

function ended<Of extends { readonly start: string; readonly length: number | null }>({
  length: days,
  ...rest
}: Of): Omit<Of, 'length'> & { readonly end: string | null } {
  return { ...rest, end: days === null ? null : later(rest.start, days) };
}

/** The figures, from the definitions in words. */
export function reckonNewest(of: Followed): Tally {
  const tally: Tally = new Map();
  aYearLater(of, tally);
  caseload(of, tally);
  durations(of, tally);
  return tally;
}

/** Rows that their own list speaks for, by some day of theirs. */
function covered<Of extends { readonly list: number }>(
  rows: readonly Of[],
  dayOf: (each: Of) => string | null,
): Of[] {
  return rows.filter((each) => {
    const [date, list] = [dayOf(each), LISTS[each.list]];
    return date !== null && list !== undefined && date >= list.from && date <= list.asAt;
  });
}

/** Rows whose start isn't after their list, the newest list's last row of a child and start. */
function newest<Of extends { readonly list: number; readonly child: number; start: string }>(
  rows: readonly Of[],
): Of[] {
  const known = rows.filter((each) => each.start <= (LISTS[each.list]?.asAt ?? ''));
  return lastOf(byList(known), (each) => `${each.child} ${each.start}`);
}

function byList<Of extends { readonly list: number }>(rows: readonly Of[]): Of[] {
  return [...rows].sort((a, b) => a.list - b.list);
}

function aYearLater(of: Followed, tally: Tally): void {
  const referrals = covered(of.referrals, (each) => each.day);
  const assessments = lastOf(
    byList(covered(of.assessments, (each) => each.authorised)),
    (each) => `${each.child} ${each.start}`,
  );
  const care = newest(of.care.filter(({ legalStatus }) => legalStatus !== 'V4'));
  for (const [basis, from] of [
    ['quarter', '2016-10-01'],
    ['rolling12', '2016-01-01'],
  ] as const) {
    for (const child of new Set(referrals.map((each) => each.child))) {
      const own = referrals.filter((each) => each.child === child).map((each) => each.day);
      const [first] = own.filter((each) => each >= from && each <= '2016-12-31').sort();
      if (first === undefined) continue;
      const until = `${Number(first.slice(0, 4)) + 1}${first.slice(4)}`;
      const within = (date: string): boolean => date >= first && date <= until;
      const outcomes = {
        'referred-again': own.some((each) => each > first && each <= until),
        assessed: assessments.some(
          (each) =>
            each.child === child && each.start >= first && (each.authorised ?? '9999') <= until,
        ),
        'on-a-plan': newest(of.plans).some((each) => each.child === child && within(each.start)),
        'looked-after': care.some((each) => each.child === child && within(each.start)),
      };
      for (const [outcome, has] of Object.entries(outcomes))
        add(tally, `referred-a-year-ago ${basis} outcome:${outcome}`, has);
    }
  }
}

/** By the last Annex A only: it says what is open on its day. */
function caseload(of: Followed, tally: Tally): void {
  const isOpen = (start: string | null, end: string | null): boolean =>
    (start ?? '') <= END && (end === null || end > END);
  const open = [
    ...of.assessments.filter((each) => isOpen(each.start, each.authorised)),
    ...of.plans.filter((each) => isOpen(each.start, each.end)),
    ...of.care.filter((each) => isOpen(each.start, each.end)),
    ...of.needs.filter((each) => isOpen(each.start, each.end)),
  ].filter(({ list }) => list === LAST);
  const workers = new Set(open.flatMap(({ worker }) => worker ?? []));
  const children = new Set(open.map(({ child }) => child));
  const allocated = new Set(open.flatMap(({ child, worker }) => (worker === null ? [] : [child])));
  const unknown = children.size - allocated.size;
  // Of few workers, and where more than one child in twenty has none, there is no figure.
  if (workers.size < 5 || unknown * 20 > children.size) return;
  tally.set('caseload snapshot all', {
    ...{ numerator: allocated.size, denominator: workers.size, unknown: 0 },
  });
}

function durations(of: Followed, tally: Tally): void {
  const care = newest(of.care.filter(({ legalStatus }) => legalStatus !== 'V4'));
  const days = care
    .filter(({ end }) => end !== null && end >= '2017-01-01' && end <= END)
    .map(({ start, end }) => (Date.parse(end ?? '') - Date.parse(start)) / 86_400_000);
  addDurations(tally, 'days-looked-after rolling12', days);
}

/** Pre-proceedings of the census to March 2027, of one invented authority. */
export type PreProceedings = readonly {
  readonly child: number;
  readonly start: string | null;
  readonly letter: string | null;
  readonly decision: string | null;
  readonly court: string | null;
}[];

const late = maybe(
  fc.oneof(
    fc.constantFrom('2026-03-31', '2026-04-01', '2027-03-31'),
    fc.integer({ min: 0, max: 400 }).map((days) => later('2026-02-25', days)),
  ),
);
const early = maybe(fc.integer({ min: 0, max: 90 }).map((days) => later('2025-11-20', days)));

export const preProceedings: fc.Arbitrary<PreProceedings> = fc.array(
  fc.record({ child: fc.nat(3), start: early, letter: early, decision: late, court: late }),
  { maxLength: 8 },
);

export function reckonPreProceedings(all: PreProceedings): Tally {
  const tally: Tally = new Map();
  const each = all.map(({ child, start, letter, decision, court }) => ({
    child,
    begun: start ?? letter,
    ended: [decision, court].filter((date) => date !== null).sort()[0] ?? null,
  }));
  const single = lastOf(each, (one) => `${one.child} ${one.begun ?? ''} ${one.ended ?? ''}`);
  const over = single.filter(
    ({ ended: end }) => end !== null && end >= '2026-04-01' && end <= '2027-03-31',
  );
  const days = over.map(({ begun, ended: end }) =>
    begun === null ? null : (Date.parse(end ?? '') - Date.parse(begun)) / 86_400_000,
  );
  addDurations(tally, 'pre-proceedings-days ytd', days);
  for (const { begun, ended: end } of lastOf(
    single.filter((one) => one.begun !== null && (one.ended === null || one.ended > '2027-03-31')),
    (one) => `${one.child} ${one.begun ?? ''}`,
  )) {
    if (begun !== null && (end === null || end > '2027-03-31'))
      addOne(tally, 'pre-proceedings-open snapshot all');
  }
  return tally;
}

/** A looked-after child of the year to March 2018, and the scores that the return's part OC2 gives of it. */
export type Scored = readonly {
  readonly birth: string;
  readonly start: string;
  readonly end: string | null;
  readonly legalStatus: string;
  readonly scores: readonly (number | null)[];
}[];

export const scored: fc.Arbitrary<Scored> = fc.array(
  fc.record({
    birth: fc.constantFrom('2013-04', '2013-03', '2008-07', '2001-04', '2001-03', '2000-04'),
    start: fc.constantFrom('2017-04-01', '2017-04-02', '2016-01-01', '2017-03-31'),
    end: fc.constantFrom(null, null, null, '2018-03-31', '2018-03-30'),
    legalStatus: fc.constantFrom('C2', 'C2', 'C2', 'V3'),
    scores: fc.array(fc.constantFrom(null, 0, 12, 17, 40), { maxLength: 2 }),
  }),
  { minLength: 2, maxLength: 9 },
);

export function reckonScores(children: Scored): Tally {
  const tally: Tally = new Map();
  for (const { birth, start, end, legalStatus, scores } of children) {
    const [year = 0, month = 0] = birth.split('-').map(Number);
    const months = (2018 - year) * 12 + 3 - month;
    const isThere = start <= '2018-03-31' && (end === null || end > '2018-03-31');
    if (!isThere || legalStatus === 'V3' || start > '2017-04-01') continue;
    if (months < 5 * 12 || months >= 17 * 12) continue;
    const known = scores.filter((score) => score !== null);
    if (known.length === 0) continue;
    const key = 'sdq-score-mean snapshot all';
    const figure = tally.get(key) ?? { numerator: 0, denominator: 0, unknown: 0 };
    tally.set(key, {
      numerator: figure.numerator + Math.max(...known),
      denominator: figure.denominator + 1,
      unknown: 0,
    });
  }
  return tally;
}
