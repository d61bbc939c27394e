/** Days are text `YYYY-MM-DD` everywhere; a number of days is counted from 1970-01-01. */
export type IsoDate = string;

const MS_PER_DAY = 86_400_000;

/** The day as a whole number of days since 1970-01-01. */
export function dayNumber(day: IsoDate): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY);
}

/** The inverse of {@link dayNumber}. */
export function dayFromNumber(number: number): IsoDate {
  return new Date(number * MS_PER_DAY).toISOString().slice(0, 10);
}

/** True for a real calendar day written `YYYY-MM-DD` (2017-02-29 is not one). */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

export function addDays(day: IsoDate, count: number): IsoDate {
  return dayFromNumber(dayNumber(day) + count);
}

/** The same day of the month `count` months on, or the month's last day where it has none (31 Jan + 1 is 28 or 29 Feb). */
export function addMonths(day: IsoDate, count: number): IsoDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + count, 1));
  const last = lastDayOfMonth(first.getUTCFullYear(), first.getUTCMonth() + 1);
  return `${last.slice(0, 8)}${String(Math.min(date, Number(last.slice(8)))).padStart(2, '0')}`;
}

/** How many whole months two days span, both included: 1 April to 31 March are 12. */
export function monthsOf(span: { readonly from: IsoDate; readonly to: IsoDate }): number {
  const [from, after] = [span.from, addDays(span.to, 1)].map(
    (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)),
  );
  return (after ?? 0) - (from ?? 0);
}

/** The last day of a month; `month` is 1 to 12. */
export function lastDayOfMonth(year: number, month: number): IsoDate {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** "31 December 2017", as public text writes a date. */
export function longDate(day: IsoDate): string {
  const [year = '', month = '1', date = '1'] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}

/** "December 2017". */
export function monthAndYear(day: IsoDate): string {
  const [year = '', month = '1'] = day.split('-');
  return `${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}
