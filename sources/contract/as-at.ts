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

/** Every date that a text holds, once each, in the order of its kinds; a month alone is its last day. */
export function datesInText(whole: string): readonly IsoDate[] {
  let text = shortText(whole);
  const found = new Set<IsoDate>();
  const take = (pattern: RegExp, dayOf: (match: RegExpExecArray) => IsoDate | undefined): void => {
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const day = dayOf(match);
      if (day === undefined) break;
      found.add(day);
      text = `${text.slice(0, match.index)} | ${text.slice(match.index + match[0].length)}`;
    }
  };
  take(YEAR_FIRST, (match) => realDay(match[1], Number(match[3]), match[4]));
  take(DAY_MONTH_YEAR, (match) => realDay(match[3], monthNumber(match[2]), match[1]));
  take(DAY_FIRST, (match) => realDay(match[4], Number(match[3]), match[1]));
  take(MONTH_YEAR, (match) => lastDayOfMonth(Number(fullYear(match[2])), monthNumber(match[1])));
  return [...found];
}

/** What a name says after "as at". */
const AS_AT = /(?:^|[^a-z])as[ _.-]*(?:at|of)(?![a-z])(.*)$/i;

/**
 * The date that a title, a sheet's name or a file's name gives: "31 August 2025", "31_Aug_2024", "2017-12-31",
 * "20220420", "31/12/2017"; only a month ("March 2025") is its last day. Of several the one after "as at"; undefined where
 * none is so named, and where there is none.
 */
export function dateInText(whole: string): IsoDate | undefined {
  const text = shortText(whole);
  const asAt = AS_AT.exec(text)?.[1];
  const named = asAt === undefined ? undefined : firstDate(asAt);
  if (named !== undefined) return named;
  const found = datesInText(text);
  return found.length === 1 ? found[0] : undefined;
}

/** The date that stands first in a text. */
function firstDate(text: string): IsoDate | undefined {
  const places = [YEAR_FIRST, DAY_MONTH_YEAR, DAY_FIRST, MONTH_YEAR].flatMap((pattern) => {
    const match = pattern.exec(text);
    return match === null ? [] : [{ at: match.index, end: match.index + match[0].length }];
  });
  const first = places.sort((x, y) => x.at - y.at || y.end - x.end)[0];
  return first === undefined ? undefined : datesInText(text.slice(first.at, first.end))[0];
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
