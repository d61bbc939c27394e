import fc from 'fast-check';
import { later, monthsOld } from './days.js';
import { add, addOne, type Tally } from './tally.js';

/** A child's true history; the yearly returns are drawn from it, and the figures reckoned from it as a whole. */
export interface ChildHistory {
  readonly birth: string;
  readonly episodes: readonly Episode[];
}

export interface Episode {
  readonly start: string;
  readonly end: string | null;
  readonly reason: string;
  readonly legalStatus: string;
  readonly placement: string;
  readonly urn: string | null;
  readonly postcode: string | null;
  readonly provider: string | null;
}

/** A return of the looked-after children: the year up to its as-at date. */
export const returnsOf903 = [
  { from: '2015-04-01', asAt: '2016-03-31' },
  { from: '2016-04-01', asAt: '2017-03-31' },
  { from: '2017-04-01', asAt: '2017-12-31' },
] as const;

const END = '2017-12-31';

const stay = fc.record({
  days: fc.constantFrom(0, 1, 5, 30, 90, 183, 365, 548, 730, 731),
  gap: fc.constantFrom(0, 0, 0, 0, 0, 1, 40),
  reason: fc.constantFrom('L', 'P', 'P', 'P', 'T', 'B', 'U'),
  legalStatus: fc.constantFrom('C1', 'C2', 'C2', 'E1', 'V2', 'V4'),
  placement: fc.constantFrom('U4', 'U4', 'U6', 'K2', 'A5', 'T1', 'R1'),
  urn: fc.constantFrom(null, 'SC1', 'SC1', 'SC2'),
  postcode: fc.constantFrom(null, 'x', 'x', 'y'),
  provider: fc.constantFrom('PR1', 'PR1', 'PR4'),
});

/** What happened to a child: stays one after another, each from the day the last ended or after a gap. */
export const childHistory: fc.Arbitrary<ChildHistory> = fc
  .record({
    // Sixteen and eighteen in the month of the date, and beside it.
    birth: fc.constantFrom('1999-12', '2000-01', '2001-12', '2002-01', '2008-05', '2013-10'),
    first: fc.oneof(
      fc.constantFrom('2015-06-30', '2015-07-01', '2015-12-31', '2016-01-01', '2016-12-31'),
      fc.integer({ min: 0, max: 1400 }).map((days) => later('2014-01-01', days)),
    ),
    stays: fc.array(stay, { minLength: 1, maxLength: 7 }),
    isOpen: fc.boolean(),
  })
  .map(({ birth, first, stays, isOpen }) => ({ birth, episodes: follow(first, stays, isOpen) }));

type Stay = typeof stay extends fc.Arbitrary<infer Value> ? Value : never;

function follow(first: string, stays: readonly Stay[], isOpen: boolean): Episode[] {
  const episodes: Episode[] = [];
  let start = first;
  for (const [index, each] of stays.entries()) {
    const end = later(start, each.days);
    const isNew = index === 0 || (stays[index - 1]?.gap ?? 0) > 0;
    const isLast = index === stays.length - 1;
    episodes.push({
      start,
      end: isLast && isOpen ? null : end,
      reason: isNew ? 'S' : each.reason,
      legalStatus: each.legalStatus,
      placement: each.placement,
      urn: each.urn,
      postcode: each.postcode,
      provider: each.provider,
    });
    // A stay under a day leaves its day to the next one, as a return's key of child and day wants it.
    start = later(end, each.days === 0 ? Math.max(1, each.gap) : each.gap);
  }
  return episodes;
}

/** The episodes that a return lists: those of its year, as they stood at its as-at date. */
export function listedIn(
  history: ChildHistory,
  { from, asAt }: (typeof returnsOf903)[number],
): Episode[] {
  return history.episodes
    .filter((each) => each.start <= asAt && (each.end === null || each.end >= from))
    .map((each) => (each.end !== null && each.end > asAt ? { ...each, end: null } : each));
}

/** The figures of children, from the definitions in words. */
export function reckonLookedAfter(children: readonly ChildHistory[]): Tally {
  const tally: Tally = new Map();
  for (const child of children) {
    const episodes = child.episodes
      .filter((each) => !['V3', 'V4'].includes(each.legalStatus))
      .filter((each) => each.end !== each.start);
    const months = monthsOld(child.birth, END);
    const open = episodes.find((each) => isOpenOn(each, END));
    if (open === undefined || months >= 18 * 12) continue;
    addOne(tally, 'children-looked-after snapshot all');
    const many = placementsInYear(episodes) >= 3;
    add(tally, 'three-or-more-placements snapshot all', many);
    if (months >= 16 * 12) continue;
    const care = periodOfCare(episodes, open);
    if ((care[0]?.start ?? END) > '2015-06-30') continue;
    add(tally, 'long-term-placement-stability snapshot all', settledSince(care) <= '2015-12-31');
  }
  return tally;
}

function isOpenOn(each: Episode, day: string): boolean {
  return each.start <= day && (each.end === null || each.end > day);
}

/** The episodes back from the open one that follow on each other without a gap. */
function periodOfCare(episodes: readonly Episode[], open: Episode): Episode[] {
  const care: Episode[] = [open];
  for (let index = episodes.indexOf(open) - 1; index >= 0; index -= 1) {
    const [before, first] = [episodes[index], care[0]];
    if (before === undefined || first === undefined) break;
    if (first.reason === 'S' || before.end !== first.start) break;
    care.unshift(before);
  }
  return care;
}

const isTemporary = (each: Episode): boolean => /^T[0-4]$/.test(each.placement);

/** The episodes that begin a placement: S, P and B do, but no temporary one nor the return from it. */
function beginnings(episodes: readonly Episode[]): Episode[] {
  return episodes.filter((each, index) => {
    if (isTemporary(each) || !['S', 'P', 'B'].includes(each.reason)) return false;
    const before = episodes[index - 1];
    if (each.reason !== 'P' || before === undefined || !isTemporary(before)) return true;
    const own = episodes.slice(0, index).findLast((other) => !isTemporary(other));
    return own === undefined || !isSameCarer(own, each);
  });
}

/** Homes and residential settings go by their URN, other placements by address and provider, and by the URN where it differs. */
function isSameCarer(one: Episode, other: Episode): boolean {
  if (one.placement !== other.placement) return false;
  const isHome = ['K', 'R', 'S'].includes(one.placement.charAt(0));
  if (isHome && (one.urn !== null || other.urn !== null)) return one.urn === other.urn;
  if (one.urn !== null && other.urn !== null && one.urn !== other.urn) return false;
  return one.postcode === other.postcode && one.provider === other.provider;
}

function placementsInYear(episodes: readonly Episode[]): number {
  const yearBefore = '2016-12-31';
  const begun = beginnings(episodes).filter(
    (each) => each.start > yearBefore && each.start <= END,
  ).length;
  return begun + (episodes.some((each) => isOpenOn(each, yearBefore)) ? 1 : 0);
}

/** The day since which the child has been in the placement, one before an adoptive placement added. */
function settledSince(care: readonly Episode[]): string {
  const begun = beginnings(care).filter((each) => each.start <= END);
  const now = care.findLast((each) => each.start <= END);
  const isAdoptive = now !== undefined && /^A[3-6]$/.test(now.placement);
  const placement = begun.at(isAdoptive && begun.length > 1 ? -2 : -1);
  return placement?.start ?? care[0]?.start ?? END;
}
