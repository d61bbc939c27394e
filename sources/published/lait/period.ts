import { lastDayOfMonth } from '../../../pipeline/core/calendar/days.js';
import type { Span, YearEnd } from '../period.js';

/**
 * The dictionary's kinds of year. "Annual" is said of five measures of children's social care, which count at 31 March; "Annual - January" of
 * the school census.
 */
const KINDS: Readonly<Record<string, YearEnd>> = {
  'calendar year': { months: 12, endMonth: 12 },
  'financial year': { months: 12, endMonth: 3 },
  'academic year': { months: 12, endMonth: 8 },
  'annual (end of sept)': { months: 12, endMonth: 9 },
  'annual - january': { months: 1, endMonth: 1 },
  annual: { months: 12, endMonth: 3 },
};

/** Revised, provisional, final, out-turn: what LAIT writes behind a year. */
const REMARK = / *\((?:rev|prov|final|ot)\)$/i;

/**
 * Places one of LAIT's years: `2025`, `2025 (Rev)`, `2024-25`, `2024/25`, `2020-22` (three years together), `2014/15-16/17` (likewise).
 * @param kind the dictionary's kind of year; without it nobody knows when a year ends: `unknown`
 * @returns undefined for what is no year at all, such as `0`
 */
export function placeLaitYears(
  years: string,
  kind: string | undefined,
): Span | 'unknown' | undefined {
  const span = yearsIn(years.replace(REMARK, '').trim());
  if (span === undefined) return undefined;
  const end = KINDS[kind?.toLowerCase() ?? ''];
  if (end === undefined) return 'unknown';
  // In calendar years "2023-24" is two of them.
  const count = span.count + (span.isSplit && end.endMonth === 12 ? 1 : 0);
  const months = end.months + 12 * (count - 1);
  const from = new Date(Date.UTC(span.last, end.endMonth - months, 1)).toISOString().slice(0, 10);
  return { from, to: lastDayOfMonth(span.last, end.endMonth) };
}

interface Years {
  /** The calendar year in which the last of them ends. */
  readonly last: number;
  readonly count: number;
  /** One year that lies in two calendar years. */
  readonly isSplit: boolean;
}

function yearsIn(text: string): Years | undefined {
  const one = /^((?:19|20)\d{2})$/.exec(text);
  if (one !== null) return { last: Number(one[1]), count: 1, isSplit: false };
  const two = /^((?:19|20)\d{2})[-/](\d{2})$/.exec(text);
  if (two !== null) {
    const first = Number(two[1]);
    const last = yearAfter(first, Number(two[2]));
    if (last - first > MOST_YEARS) return undefined;
    const isSplit = last === first + 1;
    return { last, count: isSplit ? 1 : last - first + 1, isSplit };
  }
  const several = /^((?:19|20)\d{2})\/(\d{2})-(\d{2})\/(\d{2})$/.exec(text);
  if (several === null) return undefined;
  const first = Number(several[1]);
  const last = yearAfter(first, Number(several[4]));
  const isSound =
    yearAfter(first, Number(several[2])) === first + 1 &&
    (Number(several[3]) + 1) % 100 === last % 100;
  return !isSound || last - first > MOST_YEARS
    ? undefined
    : { last, count: last - first, isSplit: false };
}
const MOST_YEARS = 10;

/** The year that ends in two digits and comes after another. */
function yearAfter(first: number, digits: number): number {
  const century = first - (first % 100);
  return digits > first % 100 ? century + digits : century + 100 + digits;
}
