import {
  addDays,
  addMonths,
  type IsoDate,
  isIsoDate,
  lastDayOfMonth,
} from '../../pipeline/core/calendar/days.js';
import { quarterOf, type Quarter } from '../../pipeline/core/calendar/quarter.js';
import { shortText } from '../../pipeline/core/short-text.js';
import { dateInText } from './as-at.js';
import { ukDate } from './columns.js';

/** First and last day of a span of time; for a position at a date both are that day. */
export interface Period {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

const MONTH_NAMES = [
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
] as const;

const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const YEAR = "(?:[ '/-]*(\\d{4}|\\d{2}))?";
const ONE_MONTH = new RegExp(`^${MONTH}${YEAR}$`);
const YEAR_THEN_MONTH = new RegExp(`^(\\d{4})[ /-]*${MONTH}$`);
const MONTHS_RANGE = new RegExp(`^${MONTH}${YEAR} ?(?:-|to|until) ?${MONTH}${YEAR}$`);
const FINANCIAL_YEAR =
  /(?:(?:fy|financial year) ?)?(?<!\d)(?:(\d{4}) ?[-/] ?(\d{4}|\d{2})|(\d{2})\/(\d{2}))(?!\d)/;
const TO_DATE = /(?:ytd|year[ -]to[ -]date|cumulative)/;
const QUARTER = /^q(?:tr|uarter)? ?([1-4])$/;

/** The financial year (as the calendar year it begins in) that a text holds, such as "2017-18" or "17/18". */
export function financialYearInText(text: string): number | undefined {
  return financialYearIn(normalisedText(text))?.startYear;
}

/**
 * The period that a cell or heading shows, as officers write it: "Q3 2017-18", "Oct-Dec 2017", "October 2017", "Oct-17",
 * "2017/18", "Q3 YTD 2017-18"; a date is a position on that day, but a first of a month is the month (what a workbook
 * makes of "Oct-17"). "Q3" or "Oct" alone need the financial year that the title shows. Undefined for all else, also
 * for "Q3 2017", which doesn't say which year it means.
 * @param titleYear the calendar year in which the title's financial year begins
 */
export function periodInText(text: string, titleYear?: number): Period | undefined {
  const day = ukDate(shortText(text.trim()));
  if (day !== undefined) return day.endsWith('-01') ? monthOfDay(day) : { from: day, to: day };
  const whole = normalisedText(text);
  const gloss = /\(([^)]*)\)/.exec(whole)?.[1];
  const bare = gloss === undefined ? whole : tidy(whole.replace(/\([^)]*\)/, ' '));
  return (
    positionAt(bare) ??
    daysIn(bare) ??
    endingIn(bare) ??
    spanOf(bare, titleYear) ??
    (gloss === undefined ? undefined : spanOf(tidy(gloss), titleYear))
  );
}

/** True for a text that is a period but for its year: "Q3", "Oct", "Q3 2017", where nothing says which year is meant. */
export function lacksYear(text: string, titleYear?: number): boolean {
  if (periodInText(text, titleYear) !== undefined) return false;
  return periodInText(shortText(text).replace(/\b(?:19|20)\d\d\b/, ' '), 2000) !== undefined;
}

/** "As at 31/12/2017", once its first words are gone. */
function positionAt(text: string): Period | undefined {
  const day = ukDate(text);
  return day === undefined ? undefined : { from: day, to: day };
}

/** "01/10/2017 - 31/12/2017": whole months from the first day of one to the last of another. */
function daysIn(text: string): Period | undefined {
  const [, first = '', last = ''] = /^(\S+) ?(?:-|to|until) ?(\S+)$/.exec(text) ?? [];
  const [from, to] = [ukDate(first), ukDate(last)];
  if (from === undefined || to === undefined || from > to) return undefined;
  return from.endsWith('-01') && addDays(to, 1).endsWith('-01') ? { from, to } : undefined;
}

/** "Quarter ending 31/12/2017", "3 months to December 2017": so many whole months to the last day of one. */
function endingIn(text: string): Period | undefined {
  const match = ENDING.exec(text);
  if (match === null) return undefined;
  const count = MONTHS_IN[match[1] ?? ''] ?? 0;
  const last = ukDate(match[2] ?? '') ?? monthsIn(match[2] ?? '', undefined)?.to;
  if (last === undefined || addDays(last, 1).slice(8) !== '01') return undefined;
  return { from: addMonths(`${last.slice(0, 8)}01`, 1 - count), to: last };
}
const MONTHS_IN: Readonly<Record<string, number>> = {
  month: 1,
  quarter: 3,
  'three months': 3,
  '3 months': 3,
  'twelve months': 12,
  '12 months': 12,
  year: 12,
};
const ENDING = new RegExp(
  `^(${Object.keys(MONTHS_IN).join('|')})[ -]*(?:end(?:ing|ed)?|to)[: ]*(.+)$`,
);

/** Headings that look like periods, for finding the heading row of a wide table. */
export const PERIOD_HEADING = new RegExp(
  [
    `^(?:fy ?)?\\d{4} ?[-/] ?\\d{2}(?!\\d)`,
    `^\\d{2}/\\d{2}$`,
    `\\bq(?:tr|uarter)? ?[1-4]\\b`,
    `^${MONTH}(?![a-z])`,
    `^\\d{1,2}/\\d{1,2}/\\d{2,4}$`,
    `^\\d{4}[ /-]*${MONTH}$`,
    `^(?:as )?at \\d`,
    `^(?:month|quarter|year|(?:3|12|three|twelve) months)[ -]*(?:end(?:ing|ed)?|to)[: ]`,
  ].join('|'),
  'i',
);

/**
 * The as-at date that the name of a council's own file or folder shows: a date ("2017-12-31", "31 December 2017",
 * "December 2017"), or a quarter ("2017-18-Q3", "Q3 2017-18"), which is its last day.
 */
export function dateInName(name: string): IsoDate | undefined {
  const text = normalisedText(shortText(name).replace(/[_.]+/g, ' '));
  const year = financialYearIn(text);
  const number = /(?<![a-z])q(?:tr|uarter)? ?([1-4])(?!\d)/.exec(text)?.[1];
  if (year !== undefined && number !== undefined)
    return quarterOf(year.startYear, Number(number) as Quarter['number']).lastDay;
  return dateInText(name);
}

/**
 * The as-at date that a hand-made table's title shows: "Indicators return, Q3 2017-18", "Position at 31 December 2017".
 * A bare "Q1 2017-18" isn't taken: it is as likely one of several headings as the title.
 */
export function dateInTitle(whole: string): IsoDate | undefined {
  const title = shortText(whole);
  if (!TITLE_WORDS.test(title)) return undefined;
  const quarters = title.match(/(?<![a-z])q(?:tr|uarter)? ?[1-4](?!\d)/gi) ?? [];
  if (quarters.length > 1) return undefined;
  // A date of completion or review isn't the day that the return speaks for.
  return quarters.length === 1 || AS_AT_WORDS.test(title) ? dateInName(title) : undefined;
}
const AS_AT_WORDS =
  /\b(?:as at|position (?:at|on)|(?:period|quarter|month|year) (?:to|end|ending|ended))\b/i;
const TITLE_WORDS = new RegExp(
  `${AS_AT_WORDS.source}|\\b(?:return|indicators?|report|performance|monitoring|update|plan|period)\\b`,
  'i',
);

function normalisedText(text: string): string {
  return tidy(
    shortText(text)
      .toLowerCase()
      .replace(/[\u2010-\u2015\u2212]/g, '-'),
  );
}

function tidy(text: string): string {
  return text
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/^(?:as at|at|period|to)? ?[-,: ]*/, '')
    .replace(/[-,: ]+$/, '');
}

function financialYearIn(text: string): { startYear: number; rest: string } | undefined {
  const match = FINANCIAL_YEAR.exec(text);
  if (match === null) return undefined;
  const startYear = match[1] === undefined ? 2000 + Number(match[3]) : Number(match[1]);
  const end = Number(match[2] ?? match[4]);
  if ((startYear + 1) % 100 !== end % 100 || (end > 99 && end !== startYear + 1)) return undefined;
  return { startYear, rest: tidy(text.replace(match[0], ' ')) };
}

function spanOf(text: string, titleYear: number | undefined): Period | undefined {
  const year = financialYearIn(text);
  const startYear = year?.startYear ?? titleYear;
  const said = year?.rest ?? text;
  if (said === '' && year !== undefined) return wholeYear(year.startYear);
  const toDate = TO_DATE.test(said);
  const rest = toDate ? tidy(said.replace(TO_DATE, ' ')) : said;
  const span = quarterIn(rest, startYear) ?? monthsIn(rest, startYear);
  if (span === undefined || !toDate) return span;
  return { from: yearStartBefore(span.to), to: span.to };
}

function quarterIn(text: string, startYear: number | undefined): Period | undefined {
  const number = QUARTER.exec(text)?.[1];
  if (number === undefined || startYear === undefined) return undefined;
  const quarter = quarterOf(startYear, Number(number) as Quarter['number']);
  return { from: quarter.firstDay, to: quarter.lastDay };
}

function monthsIn(text: string, startYear: number | undefined): Period | undefined {
  const numbered = /^(?:(\d{4})-(\d{2})|(\d{1,2})\/(\d{4}))$/.exec(text);
  if (numbered !== null)
    return monthSpan(Number(numbered[1] ?? numbered[4]), Number(numbered[2] ?? numbered[3]));
  const yearFirst = YEAR_THEN_MONTH.exec(text);
  if (yearFirst !== null) return monthSpan(Number(yearFirst[1]), monthNumber(yearFirst[2]));
  const one = ONE_MONTH.exec(text);
  if (one !== null) {
    const month = monthNumber(one[1]);
    const year = calendarYear(one[2]) ?? yearOfMonth(month, startYear);
    return year === undefined ? undefined : monthSpan(year, month);
  }
  const range = MONTHS_RANGE.exec(text);
  if (range === null) return undefined;
  const first = monthNumber(range[1]);
  const last = monthNumber(range[3]);
  const lastYear = calendarYear(range[4]) ?? yearOfMonth(last, startYear);
  if (lastYear === undefined) return undefined;
  const firstYear = calendarYear(range[2]) ?? (first > last ? lastYear - 1 : lastYear);
  const from = monthSpan(firstYear, first)?.from;
  const to = monthSpan(lastYear, last)?.to;
  return from === undefined || to === undefined || from > to ? undefined : { from, to };
}

function monthNumber(word: string | undefined): number {
  return MONTH_NAMES.findIndex((name) => name.startsWith((word ?? '-').slice(0, 3))) + 1;
}

function calendarYear(digits: string | undefined): number | undefined {
  if (digits === undefined) return undefined;
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

function yearOfMonth(month: number, startYear: number | undefined): number | undefined {
  if (startYear === undefined) return undefined;
  return month < 4 ? startYear + 1 : startYear;
}

function monthSpan(year: number, month: number): Period | undefined {
  const from = `${year}-${String(month).padStart(2, '0')}-01`;
  return isIsoDate(from) ? { from, to: lastDayOfMonth(year, month) } : undefined;
}

function monthOfDay(day: IsoDate): Period {
  return { from: day, to: lastDayOfMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7))) };
}

function wholeYear(startYear: number): Period {
  return { from: `${startYear}-04-01`, to: `${startYear + 1}-03-31` };
}

function yearStartBefore(day: IsoDate): IsoDate {
  const year = Number(day.slice(0, 4));
  return day >= `${year}-04-01` ? `${year}-04-01` : `${year - 1}-04-01`;
}
