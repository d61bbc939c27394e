import {
  addDays,
  addMonths,
  dayNumber,
  type IsoDate,
  lastDayOfMonth,
} from '../core/calendar/days.js';
import {
  type Quarter,
  quarterContaining,
  type QuarterKey,
  shiftQuarter,
} from '../core/calendar/quarter.js';
import type { Reach } from '../../sources/contract/types.js';
import { byText } from './by-text.js';

/** A return that was received and accepted. */
export interface AcceptedReturn {
  readonly returnNo: number;
  readonly source: string;
  readonly asAt: IsoDate;
  /** UTC instant, as ISO text of one length, so that text order is time order. */
  readonly receivedAt: string;
  readonly layout: string | null;
  /** Tables that were sent, with rows or without; undefined where the ledger doesn't say. */
  readonly tables?: readonly string[] | undefined;
}

/** A return that counts for a quarter, and the days for which it speaks there, first and last. */
export interface Pin {
  readonly quarter: QuarterKey;
  readonly source: string;
  readonly returnNo: number;
  /** The one that stands for the quarter itself; of a reference source every one that counts. */
  readonly isCurrent: boolean;
  readonly coversFrom: IsoDate;
  readonly coversTo: IsoDate;
  readonly asAt: IsoDate;
  readonly layout: string | null;
  /** 1 the oldest edition of those that count for the quarter and source; a newer one prevails where both speak. */
  readonly recency: number;
  /** Tables that the return holds, with rows or without; undefined where the ledger doesn't say. */
  readonly tables?: readonly string[] | undefined;
}

/** Before any day that a return could speak for. */
export const beginning: IsoDate = '1900-01-01';

/** History is taken from returns that speak for days in the five years before a quarter's end. */
const HISTORY_MONTHS = 60;

/**
 * Which returns count for each quarter, as known at a moment.
 * @param reachOf how a source's returns speak; sources that it doesn't know are left out.
 * @param knownAt UTC instant: returns received later don't exist yet.
 * @returns sorted by quarter, source and edition.
 */
export function choosePins(
  returns: readonly AcceptedReturn[],
  reachOf: (source: string) => Reach | undefined,
  quarters: readonly Quarter[],
  knownAt: string,
): Pin[] {
  const known = returns.filter((each) => each.receivedAt <= knownAt);
  const sources = [...new Set(known.map((each) => each.source))].sort();
  return [...quarters]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .flatMap((quarter) =>
      sources.flatMap((source) => {
        const reach = reachOf(source);
        const own = known.filter((each) => each.source === source);
        return reach === undefined ? [] : pinsOf(own, reach, quarter);
      }),
    );
}

function pinsOf(returns: readonly AcceptedReturn[], reach: Reach, quarter: Quarter): Pin[] {
  switch (reach.kind) {
    case 'snapshot':
      return snapshotPins(returns, reach.maxAgeDays, quarter);
    case 'period':
      return periodPins(returns, reach, quarter);
    case 'reference':
      return referencePins(returns, quarter);
  }
}

/**
 * The newest return, and beside it the newest that holds quite other tables: a register's extract and its links may be sent apart. No
 * table is ever read from two.
 */
function snapshotPins(
  returns: readonly AcceptedReturn[],
  maxAgeDays: number,
  quarter: Quarter,
): Pin[] {
  const oldest = addDays(quarter.lastDay, -maxAgeDays);
  const newestFirst = returns
    .filter((each) => each.asAt <= quarter.lastDay && each.asAt >= oldest)
    .sort((a, b) => byAsAtThenReceipt(b, a));
  const chosen: AcceptedReturn[] = [];
  for (const each of newestFirst) {
    if (chosen.every((other) => areApart(each, other))) chosen.push(each);
  }
  return chosen
    .reverse()
    .map((each, index) => pin(quarter, each, true, each.asAt, each.asAt, index + 1));
}

/** True where two returns are known to hold no table in common. */
function areApart(one: AcceptedReturn, other: AcceptedReturn): boolean {
  const { tables } = one;
  if (tables === undefined || other.tables === undefined) return false;
  return !other.tables.some((table) => tables.includes(table));
}

/** Facts by year: measures choose by the facts' own years, so every edition counts, oldest first. */
function referencePins(returns: readonly AcceptedReturn[], quarter: Quarter): Pin[] {
  return [...returns]
    .sort(byAsAtThenReceipt)
    .map((each, index) => pin(quarter, each, true, beginning, quarter.lastDay, index + 1));
}

type PeriodReach = Extract<Reach, { kind: 'period' }>;

/** A return of a period source with the day it stands for and the first day it covers. */
interface Rank {
  readonly of: AcceptedReturn;
  readonly standsFor: IsoDate;
  readonly coversFrom: IsoDate;
}

function periodPins(
  returns: readonly AcceptedReturn[],
  reach: PeriodReach,
  quarter: Quarter,
): Pin[] {
  const newestFirst = returns
    .map((each) => standing(each, reach))
    .filter((each) => each.standsFor <= quarter.lastDay)
    .sort((a, b) => byText(b.standsFor, a.standsFor) || byReceipt(b.of, a.of));
  const current = newestFirst[0];
  if (current?.standsFor !== quarter.lastDay) return [];
  const horizon = addMonths(quarter.lastDay, -HISTORY_MONTHS);
  const spoken: { of: AcceptedReturn; from: IsoDate; to: IsoDate }[] = [];
  let before = addDays(quarter.lastDay, 1);
  for (const each of newestFirst) {
    const to = least(each.of.asAt, addDays(before, -1));
    if (each.coversFrom > to || to < horizon) continue;
    spoken.push({ of: each.of, from: each.coversFrom, to });
    before = each.coversFrom;
  }
  return spoken
    .map((each, index) =>
      pin(quarter, each.of, index === 0, each.from, each.to, spoken.length - index),
    )
    .reverse();
}

/**
 * A return stands for the quarter end that lies up to `graceDays` before its as-at date (so that one of 5 January can fix
 * one of 31 December), else for its own as-at date, where it only lends history.
 */
function standing(each: AcceptedReturn, reach: PeriodReach): Rank {
  const lastEnd =
    quarterContaining(each.asAt).lastDay === each.asAt
      ? each.asAt
      : shiftQuarter(quarterContaining(each.asAt), -1).lastDay;
  const late = dayNumber(each.asAt) - dayNumber(lastEnd);
  const standsFor = late <= reach.graceDays ? lastEnd : each.asAt;
  return { of: each, standsFor, coversFrom: coversFrom(each.asAt, standsFor, reach.covers) };
}

function coversFrom(asAt: IsoDate, standsFor: IsoDate, covers: PeriodReach['covers']): IsoDate {
  if (covers === 'all') return beginning;
  if (covers === 'financial year') return quarterContaining(standsFor).yearStart;
  return addDays(monthsBefore(asAt, covers === 'six years' ? 72 : 6), 1);
}

/** The same day some months before; from a month's last day to a month's last day. */
function monthsBefore(day: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const before = addMonths(day, -months);
  if (lastDayOfMonth(year, month) !== day) return before;
  const [yearBefore = 0, monthBefore = 1] = before.split('-').map(Number);
  return lastDayOfMonth(yearBefore, monthBefore);
}

function pin(
  quarter: Quarter,
  each: AcceptedReturn,
  isCurrent: boolean,
  coversFrom: IsoDate,
  coversTo: IsoDate,
  recency: number,
): Pin {
  return {
    quarter: quarter.key,
    source: each.source,
    returnNo: each.returnNo,
    isCurrent,
    coversFrom,
    coversTo,
    asAt: each.asAt,
    layout: each.layout,
    recency,
    ...(each.tables === undefined ? {} : { tables: each.tables }),
  };
}

function byAsAtThenReceipt(a: AcceptedReturn, b: AcceptedReturn): number {
  return byText(a.asAt, b.asAt) || byReceipt(a, b);
}

/** Of two received in the same instant, the one numbered later is the later. */
function byReceipt(a: AcceptedReturn, b: AcceptedReturn): number {
  return byText(a.receivedAt, b.receivedAt) || a.returnNo - b.returnNo;
}

function least(a: IsoDate, b: IsoDate): IsoDate {
  return a < b ? a : b;
}
