import { type IsoDate, isIsoDate, lastDayOfMonth } from '../../pipeline/core/calendar/days.js';
import { shortText } from '../../pipeline/core/short-text.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_WORD =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
/** What may be between the parts of a date in a title or a file's name. */
const GAP = '[ _.,/-]*';

const DAY_MONTH_YEAR = new RegExp(
  `(?<![0-9])([0-9]{1,2})(?:st|nd|rd|th)?${GAP}(?:of )?${MONTH_WORD}${GAP}([0-9]{4}|[0-9]{2})(?![0-9])`,
  'i',
);
const MONTH_YEAR = new RegExp(`(?<![a-z])${MONTH_WORD}${GAP}([0-9]{4}|[0-9]{2})(?![0-9])`, 'i');
const YEAR_FIRST = /(?<!\d)(\d{4})([-_. ]?)(\d{2})\2(\d{2})(?!\d)/;
const DAY_FIRST = /(?<!\d)(\d{1,2})([/_.-])(\d{1,2})\2(\d{4})(?!\d)/;

/**
 * The date that a title, a sheet's name or a file's name shows: "31 August 2025", "31_Aug_2024", "2017-12-31",
 * "20220420", "31/12/2017"; only a month ("March 2025") is its last day. Undefined where there is none.
 */
export function dateInText(whole: string): IsoDate | undefined {
  const text = shortText(whole);
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) {
    const day = realDay(yearFirst[1], Number(yearFirst[3]), yearFirst[4]);
    if (day !== undefined) return day;
  }
  const words = DAY_MONTH_YEAR.exec(text);
  if (words !== null) {
    const day = realDay(words[3], monthNumber(words[2]), words[1]);
    if (day !== undefined) return day;
  }
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst !== null) {
    const day = realDay(dayFirst[4], Number(dayFirst[3]), dayFirst[1]);
    if (day !== undefined) return day;
  }
  const month = MONTH_YEAR.exec(text);
  return month === null
    ? undefined
    : lastDayOfMonth(Number(fullYear(month[2])), monthNumber(month[1]));
}

/** The first year from 1990 to 2089 that the text holds as four digits of their own. */
export function yearInText(text: string): number | undefined {
  const match = /(?<!\d)(199\d|20[0-8]\d)(?!\d)/.exec(shortText(text));
  return match === null ? undefined : Number(match[1]);
}

function monthNumber(word: string | undefined): number {
  return MONTHS.indexOf((word ?? '').slice(0, 3).toLowerCase()) + 1;
}

function fullYear(year: string | undefined): string {
  return year?.length === 2 ? `20${year}` : (year ?? '');
}

function realDay(
  year: string | undefined,
  month: number,
  day: string | undefined,
): IsoDate | undefined {
  const date = `${fullYear(year)}-${String(month).padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
  return isIsoDate(date) && date >= '1970' ? date : undefined;
}
