import type { RefusalCode } from '../core/return-messages/returns.js';
import type { SourceContract } from '../../sources/contract/types.js';
import { addDays, dayNumber, type IsoDate, longDate } from '../core/calendar/days.js';
import { quarterContaining } from '../core/calendar/quarter.js';
import { counted } from '../core/counted.js';

/** What a return holds, as far as it is compared with the last one. */
export interface Content {
  readonly asAt: IsoDate;
  /** Loaded rows of each table of the contract. */
  readonly rows: Readonly<Record<string, number>>;
  /** Of the dates by which the contract gives a return's quarter: how many, how many are after the as-at date, and the latest that isn't. */
  readonly dates: DateSpan;
}

export interface DateSpan {
  readonly count: number;
  readonly after: number;
  readonly latest: IsoDate | null;
}

/** Something that speaks against a return being what it is sent as. */
export interface PlausibilityWarning {
  readonly rule: RefusalCode;
  /** A whole sentence, with the place. */
  readonly message: string;
}

/** Fewer rows vary too much to show anything. */
const ENOUGH_ROWS = 20;
/** Of one table among several. */
const ENOUGH_TABLE_ROWS = 100;
/** Two dates less far apart may be of one quarter: a return and its correction. */
const QUARTER_APART_DAYS = 60;
/** A return of longer ago is no measure for this one. */
const LAST_WITHIN_DAYS = 400;
/** Of the dates that give the quarter, how many may be after the as-at date: some systems list reviews that are planned. */
const SHARE_AFTER = 0.25;

/**
 * Which of the accepted returns of a source one is compared with: the nearest as-at date up to its own, not over 400 days old, and of that
 * date the last received. A return that grows through its financial year is compared with the same year's, or else that of a year before.
 * @param accepted in the order of receipt
 */
export function lastLike<R extends { readonly asAt: IsoDate }>(
  contract: SourceContract,
  asAt: IsoDate,
  accepted: readonly R[],
): R | undefined {
  const { reach } = contract;
  const near = accepted.filter(
    (each) => each.asAt <= asAt && each.asAt >= addDays(asAt, -LAST_WITHIN_DAYS),
  );
  if (reach.kind !== 'period' || reach.covers !== 'financial year') return nearest(near);
  const yearOf = (day: IsoDate): IsoDate =>
    quarterContaining(addDays(day, -reach.graceDays)).yearStart;
  const ofYear = near.filter((each) => yearOf(each.asAt) === yearOf(asAt));
  const aYearBefore = near.filter(
    (each) => Math.abs(dayNumber(asAt) - 365 - dayNumber(each.asAt)) <= reach.graceDays,
  );
  return nearest(ofYear) ?? nearest(aYearBefore);
}

/**
 * What speaks against a return, compared with the last one: half the rows or fewer, a table without any, dates that were held already or
 * are in a later quarter. Counts under {@link ENOUGH_ROWS} show nothing.
 * @param placeOf where a table was, for the sender
 */
export function plausibilityWarnings(
  now: Content,
  last: Content,
  placeOf: (table: string) => string,
): PlausibilityWarning[] {
  return [...sizeWarnings(now, last, placeOf), ...dateWarnings(now, last)];
}

/** The newest event of a first return may be so many days older than the day it is sent for. */
const NEWEST_WITHIN_DAYS = 92;

/** What speaks against a return that there is none to compare with: its newest event is of an earlier quarter. */
export function firstReturnWarnings({ asAt, dates }: Content): PlausibilityWarning[] {
  if (dates.count < ENOUGH_ROWS || dates.latest === null) return [];
  const days = dayNumber(asAt) - dayNumber(dates.latest);
  if (days <= NEWEST_WITHIN_DAYS) return [];
  const message = `Its newest date is ${longDate(dates.latest)}, ${number(days)} days before ${longDate(asAt)}, for which it is sent: it may be an earlier return.`;
  return [{ rule: 'long-before', message }];
}

/** The text of the return itself gives a date of another quarter. */
export function dateInTextWarning(
  asAt: IsoDate,
  inText: IsoDate | undefined,
): PlausibilityWarning[] {
  if (inText === undefined) return [];
  const apart = Math.abs(dayNumber(asAt) - dayNumber(inText));
  if (apart < QUARTER_APART_DAYS) return [];
  const message = `It is sent as at ${longDate(asAt)}, and its own text says ${longDate(inText)}.`;
  return [{ rule: 'another-date', message }];
}

function sizeWarnings(
  now: Content,
  last: Content,
  placeOf: (table: string) => string,
): PlausibilityWarning[] {
  const total = (content: Content): number =>
    Object.values(content.rows).reduce((sum, count) => sum + count, 0);
  const than = (count: number): string =>
    `the last return, as at ${longDate(last.asAt)}, had ${number(count)}`;
  const empty = Object.entries(last.rows).flatMap(([table, before]): PlausibilityWarning[] =>
    before >= ENOUGH_ROWS && (now.rows[table] ?? 0) === 0
      ? [{ rule: 'empty-table', message: `${placeOf(table)}: no rows; ${than(before)}.` }]
      : [],
  );
  if (isHalf(total(now), total(last), ENOUGH_ROWS)) {
    const message = `It has ${counted(total(now), 'row')}; ${than(total(last))}.`;
    return [...empty, { rule: 'half-size', message }];
  }
  const halves = Object.entries(last.rows).flatMap(([table, before]): PlausibilityWarning[] => {
    const after = now.rows[table] ?? 0;
    return after > 0 && isHalf(after, before, ENOUGH_TABLE_ROWS)
      ? [
          {
            rule: 'half-size',
            message: `${placeOf(table)}: ${counted(after, 'row')}; ${than(before)}.`,
          },
        ]
      : [];
  });
  return [...empty, ...halves];
}

function dateWarnings({ asAt, dates }: Content, last: Content): PlausibilityWarning[] {
  if (dates.count < ENOUGH_ROWS) return [];
  if (dates.after > dates.count * SHARE_AFTER) {
    const message = `${number(dates.after)} of its ${number(dates.count)} dates lie after ${longDate(asAt)}, for which it is sent: it may be a later quarter's.`;
    return [{ rule: 'later-quarter', message }];
  }
  const isHeld =
    dates.latest !== null &&
    dates.latest <= last.asAt &&
    dayNumber(asAt) - dayNumber(last.asAt) >= QUARTER_APART_DAYS;
  if (!isHeld) return [];
  const message = `Its latest date is ${longDate(dates.latest)}: it holds nothing after ${longDate(last.asAt)}, up to which a return is held already. It may be that quarter's.`;
  return [{ rule: 'earlier-quarter', message }];
}

function nearest<R extends { readonly asAt: IsoDate }>(returns: readonly R[]): R | undefined {
  let found: R | undefined;
  for (const each of returns) if (found === undefined || each.asAt >= found.asAt) found = each;
  return found;
}

function isHalf(count: number, before: number, enough: number): boolean {
  return before >= enough && count * 2 <= before;
}

function number(count: number): string {
  return count.toLocaleString('en-GB');
}
