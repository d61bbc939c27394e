import type { IsoDate } from '../../../pipeline/core/calendar/days.js';
import { addDays, daysBetween } from '../days.js';
import type { Random } from '../random.js';
import { lastDay } from '../timeline.js';
import type { AdoptionPath } from './adoption-path.js';
import type { Child } from './people.js';
import type { Episode } from './placements.js';

interface Period {
  readonly child: Child;
  readonly start: IsoDate;
  readonly end: IsoDate | null;
  readonly endReason: string | null;
  readonly isAsylumSeeking: boolean;
  readonly adoption: AdoptionPath | null;
}

interface Place {
  readonly placement: string;
  readonly provider: string;
  readonly postcode: string;
  readonly urn: string | null;
}

/** What changes on a day: the placement, the legal status, or both. */
interface Change {
  readonly day: IsoDate;
  readonly legalStatus?: string;
  readonly place?: Place;
  readonly isSameCarer?: boolean;
  /** In hospital, with the placement kept; and back from there. */
  readonly isAway?: boolean;
  readonly isBack?: boolean;
}

/** Invented homes, numbered as in the demo's list of providers. */
const HOME_URNS = ['SC900001', 'SC900002', 'SC900003', 'SC900004', 'SC900005', 'SC900006'] as const;

/** Postcodes end in 9ZZ, which no real one does. */
const DISTRICTS = ['TS15', 'TS16', 'TS17', 'TS18', 'TS19', 'TS20', 'TS22', 'TS23'] as const;
const FURTHER = ['TS3', 'TS5', 'TS10', 'TS25', 'DL1', 'DL14', 'SR8', 'YO12', 'NE8'] as const;

const MOVE_REASONS = [
  ['CARPL', 52],
  ['CREQB', 18],
  ['CHILD', 9],
  ['LAREQ', 7],
  ['CREQO', 7],
  ['OTHER', 4],
  ['ALLEG', 2],
  ['STAND', 1],
] as const;

/** A period of care cut into episodes, each beginning on the day that the one before ends. */
export function chainEpisodes(random: Random, period: Period): Episode[] {
  const until = period.end ?? lastDay;
  const changes = mergeSameDay([
    ...legalChanges(random, period),
    ...moves(random, period),
    ...adoptionMove(random, period),
  ]).filter(({ day }) => day > period.start && day < until);
  const homePostcode = `${random.pick(DISTRICTS)} 9ZZ`;
  const need = period.isAsylumSeeking ? 'N8' : random.weighted(NEEDS);

  let place = placeFor(random, period.child, period.start);
  let kept = place;
  let legalStatus = firstLegalStatus(random, period);
  let reason = 'S';
  let start = period.start;
  const episodes: Episode[] = [];
  const close = (end: IsoDate | null, endReason: string | null, changeReason: string | null) => {
    episodes.push({
      start,
      newEpisodeReason: reason,
      legalStatus,
      need,
      placement: place.placement,
      provider: place.provider,
      end,
      endReason,
      changeReason,
      homePostcode,
      placementPostcode: place.postcode,
      urn: place.urn,
    });
  };
  for (const change of changes) {
    close(
      change.day,
      'X1',
      change.place === undefined ? null : random.weighted<string>(MOVE_REASONS),
    );
    reason = newEpisodeReason(change);
    start = change.day;
    if (place.placement !== IN_HOSPITAL) kept = place;
    place = change.place ?? (change.isAway === true ? { ...kept, placement: IN_HOSPITAL } : kept);
    legalStatus = change.legalStatus ?? legalStatus;
  }
  close(period.end, period.endReason, null);
  return episodes;
}

function newEpisodeReason(change: Change): string {
  const isAbsence = change.isAway === true || change.isBack === true;
  if (change.place === undefined && !isAbsence) return 'L';
  if (change.isSameCarer === true) return change.legalStatus === undefined ? 'T' : 'U';
  return change.legalStatus === undefined ? 'P' : 'B';
}

function mergeSameDay(changes: readonly Change[]): Change[] {
  const byDay = new Map<IsoDate, Change>();
  for (const change of changes) byDay.set(change.day, { ...byDay.get(change.day), ...change });
  return [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Temporary periods in hospital: the placement is kept for the child. */
const IN_HOSPITAL = 'T1';

const NEEDS = [
  ['N1', 72],
  ['N5', 13],
  ['N4', 6],
  ['N2', 4],
  ['N3', 3],
  ['N6', 2],
] as const;

function firstLegalStatus(random: Random, period: Period): string {
  if (period.isAsylumSeeking) return 'V2';
  return random.weighted([
    ['C1', 46],
    ['V2', 40],
    ['L1', 6],
    ['C2', 8],
  ] as const);
}

/** Interim orders become full ones; a placement order comes on the way to adoption. */
function legalChanges(random: Random, period: Period): Change[] {
  const order = addDays(period.start, random.between(150, 260));
  if (period.adoption !== null) {
    return [{ day: period.adoption.placementOrder, legalStatus: 'E1' }];
  }
  return !period.isAsylumSeeking && random.chance(0.62) ? [{ day: order, legalStatus: 'C2' }] : [];
}

/** Moves between placements: more in the first months; one child in seven moves time and again. */
function moves(random: Random, period: Period): Change[] {
  const isUnsettled = random.chance(0.13);
  const until = period.adoption?.placed ?? period.end ?? lastDay;
  const changes: Change[] = [];
  let day = addDays(period.start, nextMove(random, isUnsettled, true));
  while (day < until) {
    if (random.chance(0.06)) {
      const back = addDays(day, random.between(3, 20));
      changes.push({ day, isAway: true }, { day: back, isBack: true });
      day = back;
    } else {
      changes.push({ day, place: placeFor(random, period.child, day) });
    }
    day = addDays(day, nextMove(random, isUnsettled, false));
  }
  return changes;
}

function nextMove(random: Random, isUnsettled: boolean, isFirst: boolean): number {
  if (isUnsettled) return random.between(40, 190);
  return isFirst && random.chance(0.35) ? random.between(20, 150) : random.between(300, 2_600);
}

/** Living with the adopters: still the same carers where those were foster carers before. */
function adoptionMove(random: Random, period: Period): Change[] {
  if (period.adoption === null) return [];
  const { placed, byFosterCarers } = period.adoption;
  return [
    {
      day: placed,
      place: {
        placement: byFosterCarers ? 'A5' : 'A6',
        provider: 'PR1',
        postcode: `${random.pick(FURTHER)} 9ZZ`,
        urn: null,
      },
      ...(byFosterCarers ? { isSameCarer: true } : {}),
    },
  ];
}

function placeFor(random: Random, child: Child, day: IsoDate): Place {
  const years = daysBetween(child.birth, day) / 365;
  const placement = random.weighted<string>([
    ['U6', 34],
    ['U1', 10],
    ['U3', 12],
    ['U4', years > 5 ? 20 : 2],
    ['P1', 9],
    ['K2', years > 10 ? 20 : years > 7 ? 4 : 0],
    ['H5', years >= 16 ? 14 : 0],
    ['P2', years >= 17 ? 5 : 0],
  ]);
  const isNear = random.chance(placement === 'K2' ? 0.6 : 0.72);
  return {
    placement,
    provider: providerOf(random, placement),
    postcode: `${isNear ? random.pick(DISTRICTS) : random.pick(FURTHER)} 9ZZ`,
    urn:
      placement === 'K2'
        ? isNear
          ? random.pick(HOME_URNS)
          : `SC90${random.between(1_000, 1_060)}`
        : null,
  };
}

function providerOf(random: Random, placement: string): string {
  if (placement === 'P1') return 'PR0';
  if (placement === 'U1' || placement === 'U3') return 'PR1';
  return random.weighted([
    ['PR1', 55],
    ['PR4', 38],
    ['PR5', 7],
  ] as const);
}
