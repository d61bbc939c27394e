import {
  addDays,
  dayFromNumber,
  dayNumber,
  type IsoDate,
  lastDayOfMonth,
} from '../../pipeline/core/calendar/days.js';
import { dateInText } from '../contract/as-at.js';

/** First and last day that a figure speaks for; of a position at a date, both are that day. */
export interface Span {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** So many whole months up to the end of a month of the year that the table names. */
export interface YearEnd {
  readonly months: number;
  readonly endMonth: number;
}

/** `unknown`: a kind of year of which only a table's definition says when it ends. Undefined: no period at all. */
export type Placed = Span | 'unknown' | undefined;

/**
 * When a year of each kind ends, by DfE's open data standard. A school year is counted to 31 August, its terms to the months in which
 * they end (check: DfE gives no dates of terms).
 */
const YEARS: Readonly<Record<string, YearEnd>> = {
  'calendar year': { months: 12, endMonth: 12 },
  'financial year': { months: 12, endMonth: 3 },
  'academic year': { months: 12, endMonth: 8 },
  'tax year': { months: 12, endMonth: 3 },
  'autumn term': { months: 4, endMonth: 12 },
  'spring term': { months: 3, endMonth: 3 },
  'summer term': { months: 5, endMonth: 8 },
  'autumn and spring term': { months: 7, endMonth: 3 },
  'part 1 (april to september)': { months: 6, endMonth: 9 },
  'part 2 (october to march)': { months: 6, endMonth: 3 },
};

/** The month after which a kind of year begins, for its quarters. */
const BEGINS_AFTER: Readonly<Record<string, number>> = {
  'calendar year': 12,
  'financial year': 3,
  'academic year': 8,
  'tax year': 3,
};

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/**
 * Places a period of DfE's standard form: `202425` with "Academic year", `2024` with "Calendar year", "March" or "Week 12", a date or a year
 * with "As at 31 March".
 * @param stated what the table's definition says of a kind of year, in lower case
 */
export function placePeriod(
  period: string,
  identifier: string,
  stated: Readonly<Record<string, YearEnd>> = {},
): Placed {
  const kind = identifier.toLowerCase().replace(/\s+/g, ' ').trim();
  const years = yearsIn(period);
  const own = stated[kind];
  if (own !== undefined) return years === undefined ? undefined : endingIn(years, own);
  const date = years === undefined ? dateInText(period) : undefined;
  if (date !== undefined) return { from: date, to: date };
  if (years === undefined) return undefined;
  const year = YEARS[kind];
  if (year !== undefined) return endingIn(years, year);
  if (kind === 'reporting year') return 'unknown';
  return (
    quarterIn(kind, years) ?? monthIn(kind, years) ?? weekIn(kind, years) ?? dayIn(kind, years)
  );
}

/** The calendar year, or the two, that a period spans. */
interface Years {
  readonly first: number;
  readonly last: number;
}

function yearsIn(period: string): Years | undefined {
  const match = /^(\d{4})(?:[-/ ]?(\d{2}|\d{4}))?$/.exec(period.trim());
  const first = Number(match?.[1]);
  if (match === null || first < 1900 || first > 2100) return undefined;
  const end = match[2];
  if (end === undefined) return { first, last: first };
  const last = first + 1;
  return Number(end) === (end.length === 2 ? last % 100 : last) ? { first, last } : undefined;
}

/** Of a year that spans two, a month from its beginning to December is of the first. */
function endingIn({ first, last }: Years, { months, endMonth }: YearEnd): Span {
  const isOfFirst = last > first && months < 12 && endMonth > 8;
  return monthsTo(isOfFirst ? first : last, endMonth, months);
}

function monthsTo(year: number, endMonth: number, months: number): Span {
  const start = new Date(Date.UTC(year, endMonth - months, 1));
  return { from: start.toISOString().slice(0, 10), to: lastDayOfMonth(year, endMonth) };
}

/** "Financial year Q1", "Academic year Q1-Q3". */
function quarterIn(kind: string, { first }: Years): Span | undefined {
  const match =
    /^((?:calendar|financial|academic|tax) year) q([1-4])(?: ?(?:-|to) ?q([1-4]))?$/.exec(kind);
  if (match === null) return undefined;
  const from = Number(match[2]);
  const to = Number(match[3] ?? from);
  if (to < from) return undefined;
  const after = BEGINS_AFTER[match[1] ?? ''] ?? 0;
  const months = (after % 12) + to * 3;
  const end = new Date(Date.UTC(first, months, 0));
  return monthsTo(end.getUTCFullYear(), end.getUTCMonth() + 1, (to - from + 1) * 3);
}

function monthIn(kind: string, { first, last }: Years): Span | undefined {
  const month = MONTHS.indexOf(kind) + 1;
  if (month === 0 || first !== last) return undefined;
  return monthsTo(first, month, 1);
}

/** Weeks from Monday to Sunday; the first of a year holds its first Thursday, as ISO 8601 counts (check: DfE doesn't say). */
function weekIn(kind: string, { first, last }: Years): Span | undefined {
  const week = Number(/^week (\d{1,2})$/.exec(kind)?.[1]);
  if (!(week >= 1 && week <= 53) || first !== last) return undefined;
  const fourth = dayNumber(`${first}-01-04`);
  // Day 0 was a Thursday, and so day 4 a Monday.
  const monday = fourth - ((((fourth - 4) % 7) + 7) % 7) + (week - 1) * 7;
  const from = dayFromNumber(monday);
  return { from, to: addDays(from, 6) };
}

/** "As at 31 March", "31 March": a position in the year named. */
function dayIn(kind: string, { last }: Years): Span | undefined {
  const day = dateInText(`${kind.replace(/^(?:as )?at /, '')} ${last}`);
  return day === undefined ? undefined : { from: day, to: day };
}
