import { type IsoDate, longDate, monthAndYear } from '../../pipeline/core/calendar/days.js';
import {
  parseQuarter,
  quarterContaining,
  type Quarter,
} from '../../pipeline/core/calendar/quarter.js';
import { decimalsOf, isAt } from '../../pipeline/core/figure/rounding.js';
import type { Comparator, Figure } from '../../pipeline/core/figure/figure.js';
import {
  type Basis,
  isAtLeast,
  type Unit,
  type Value,
  type ValueFlag,
  type ValueSymbol,
} from '../../pipeline/core/figure/value.js';
import { breakdownTerms } from './breakdowns.js';
import { capitalised, published } from './cells.js';

/** What each symbol means, in the words of the guidance on statistics in spreadsheets. */
export const symbolMeanings: Readonly<Record<ValueSymbol, string>> = {
  c: 'suppressed, so that no child can be recognised',
  x: 'not available',
  z: 'not applicable',
  low: 'rounds to zero but is not zero',
  u: 'too small to be reliable',
};

export const flagMeanings: Readonly<Record<ValueFlag, string>> = {
  p: 'provisional',
  r: 'revised',
  b: 'break in the series',
  e: 'estimated',
  m: 'at least so much: the returns do not reach far enough to show all',
};

/** What follows the name in a column's heading, in brackets. */
export const unitHeadings: Readonly<Record<Unit, string>> = {
  count: 'number',
  percent: '%',
  rate_per_10000: 'per 10,000 children',
  days: 'days',
  grade: 'grade',
  rank: 'rank',
  mean: 'average',
  score: 'score',
  pounds: '£',
  rate_per_1000: 'per 1,000',
  rate_per_100000: 'per 100,000',
};

/** What a unit's sheets are called after. */
export const unitTitles: Readonly<Record<Unit, string>> = {
  count: 'numbers',
  percent: 'percentages',
  rate_per_10000: 'rates',
  days: 'days',
  grade: 'grades',
  rank: 'ranks',
  mean: 'averages',
  score: 'scores',
  pounds: 'pounds',
  rate_per_1000: 'rates in 1,000',
  rate_per_100000: 'rates in 100,000',
};

export const unitOrder: readonly Unit[] = [
  'percent',
  'count',
  'rate_per_10000',
  'days',
  'grade',
  'rank',
  'mean',
  'score',
  'pounds',
  'rate_per_1000',
  'rate_per_100000',
];

export const basisWords: Readonly<Record<Basis, string>> = {
  snapshot: 'last day of the quarter',
  quarter: 'the quarter',
  ytd: '1 April to quarter end',
  rolling12: '12 months to quarter end',
  rolling36: '36 months to quarter end',
  annual: 'the year',
};

/** When a figure is of, for the middle of a sentence: "at 31 December 2017", "in the 12 months to December 2017". */
export function periodWords(basis: Basis, quarter: Quarter): string {
  const month = monthAndYear(quarter.lastDay);
  switch (basis) {
    case 'snapshot':
      return `at ${longDate(quarter.lastDay)}`;
    case 'quarter':
      return `in ${monthAndYear(quarter.firstDay).slice(0, -5)} to ${month}`;
    case 'ytd':
      return quarter.number === 4 ? `in the year to ${month}` : `in April to ${month}`;
    case 'rolling12':
      return `in the 12 months to ${month}`;
    case 'rolling36':
      return `in the three years to ${month}`;
    case 'annual':
      return `in ${quarter.financialYear}`;
  }
}

/**
 * When a figure's value of a quarter is of: by the as-at date of the file that it rests on, where that isn't the quarter's end
 * ("at 31 August 2025, the latest published"); an annual one by its own year ("in the 2006 assessment"); a publisher's by the
 * publisher's own period ("in the year to March 2025, published").
 */
export function valuePeriod(
  { basis, asAt }: Pick<Figure, 'basis' | 'asAt'>,
  { quarter: key, note, published }: Pick<Value, 'quarter' | 'note' | 'published'>,
): string {
  if (published != null) return `${published.when}, published`;
  const quarter = parseQuarter(key);
  const year = basis === 'annual' ? /^(\d{4}) assessment/.exec(note ?? '')?.[1] : undefined;
  if (year !== undefined) return `in the ${year} assessment`;
  const day = otherDay(asAt, key);
  return day === null ? periodWords(basis, quarter) : `at ${longDate(day)}, the latest published`;
}

/** The day of the file that a quarter's figure is from; null where it is the quarter's last, or there is no file. */
function otherDay(asAt: Figure['asAt'], key: string): IsoDate | null {
  const day = asAt[key];
  return day === undefined || day === parseQuarter(key).lastDay ? null : day;
}

/**
 * What a figure covers where that isn't the quarter or its end: "at 31 August 2025", "in the year to December 2024"; else null. Wherever a
 * number is read without its table's heading, this is said with it.
 */
export function otherPeriod({
  asAt,
  basis,
  current,
}: Pick<Figure, 'asAt' | 'basis' | 'current'>): string | null {
  if (current.published != null) return current.published.when;
  const day = basis === 'annual' ? null : otherDay(asAt, current.quarter);
  return day === null ? null : `at ${longDate(day)}`;
}

/**
 * What a figure of more than the quarter covers, for a reader who knows which quarter it is: "April to December", "in the year to
 * December"; null of a quarter's or a day's.
 */
export function longPeriod({ basis, current }: Pick<Figure, 'basis' | 'current'>): string | null {
  const quarter = parseQuarter(current.quarter);
  const month = monthAndYear(quarter.lastDay).slice(0, -5);
  if (basis === 'rolling36') return `in the three years to ${month}`;
  if (basis === 'rolling12' || (basis === 'ytd' && quarter.number === 4))
    return `in the year to ${month}`;
  return basis === 'ytd' && quarter.number > 1 ? `in April to ${month}` : null;
}

/** The same for a dated baseline, which need not be a quarter's end. */
export function periodWordsAt(basis: Basis, day: string): string {
  const quarter = quarterContaining(day);
  return quarter.lastDay === day || basis !== 'snapshot'
    ? periodWords(basis, quarter)
    : `at ${longDate(day)}`;
}

/** "Oct to Dec 2017". */
export function monthsOf(quarterKey: string): string {
  return parseQuarter(quarterKey).months;
}

/**
 * A number as a sentence writes it: "94.9%", "1,240", "54.2".
 * @param decimals those that its publisher prints, where it has no more of them.
 */
export function numberWords(value: number, unit: Unit, decimals = decimalsOf[unit]): string {
  const places = isAt(value, decimals) ? decimals : decimalsOf[unit];
  const shown = new Intl.NumberFormat('en-GB', {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  }).format(value);
  if (unit === 'percent') return `${shown}%`;
  if (unit === 'pounds') return value < 0 ? `−£${shown.slice(1)}` : `£${shown}`;
  return unit === 'days' ? `${shown} ${value === 1 ? 'day' : 'days'}` : shown;
}

/** Another's figure as a sentence writes it, with the decimals that its publisher prints; null where it has no number. */
export function comparatorWords(
  { value, decimals }: Pick<Comparator, 'value' | 'decimals'>,
  figure: Pick<Figure, 'unit' | 'definition'>,
): string | null {
  const number = published(value, figure);
  return number === null ? null : numberWords(number, figure.unit, decimals);
}

/**
 * A value's number as a sentence writes it, with the decimals that its publisher prints, and "at least" before what is a bound; null where
 * it has no number.
 */
export function shownWords(
  value: Value,
  figure: Pick<Figure, 'unit' | 'definition'>,
): string | null {
  const number = published(value, figure);
  if (number === null) return null;
  const words = numberWords(number, figure.unit, value.published?.decimals);
  return `${leastWords(value)}${words}${isAnnualised(value, figure) ? ' a year' : ''}`;
}

/** True of a rate of a quarter that is given as a year's (the quarter's count times 4), and whose title doesn't say so. */
export function isAnnualised(
  { basis }: Pick<Value, 'basis'>,
  { definition }: Pick<Figure, 'definition'>,
): boolean {
  return basis === 'quarter' && definition.annualise !== 1 && !/a year$/.test(definition.title);
}

/** The decimals that a figure's changes are said with: those that its publisher prints. */
export function shownDecimals({ current, unit }: Pick<Figure, 'current' | 'unit'>): number {
  return current.published?.decimals ?? decimalsOf[unit];
}

/** "at least " before a value that is a bound. */
export function leastWords(value: Value): string {
  return isAtLeast(value) ? 'at least ' : '';
}

/** A target as a sentence writes it, without the zero that says nothing: "92%", "0.5%". */
export function targetWords(value: number, unit: Unit): string {
  return numberWords(value, unit).replace(/\.0+(?=%|$)/, '');
}

/** A change as a sentence writes it, without its sign: "1.4 percentage points", "67", "2 days". */
export function changeWords(change: number, unit: Unit, decimals?: number): string {
  const size = Math.abs(change);
  if (unit !== 'percent') return numberWords(size, unit, decimals);
  return `${numberWords(size, unit, decimals).slice(0, -1)} percentage point${size === 1 ? '' : 's'}`;
}

/** `phase:primary,sector:local-authority` as "primary, local authority"; null for `all`. */
export function breakdownWords(breakdown: string): string | null {
  if (breakdown === 'all') return null;
  return breakdown
    .split(',')
    .map((part) => breakdownTerms.get(part) ?? knownPart(part))
    .join(', ');
}

/** Words of the parts said so far: a few, of thousands of figures. */
const parts = new Map<string, string>();

function knownPart(part: string): string {
  let words = parts.get(part);
  if (words === undefined) parts.set(part, (words = partWords(part)));
  return words;
}

/** Names of parts whose values are places, or postcode districts. */
const PLACES: ReadonlySet<string> = new Set(['locality', 'home-district']);

/** One name and value. What isn't known is said to be unknown of what: a measure may have several such parts. */
function partWords(part: string): string {
  const name = part.slice(0, part.indexOf(':'));
  const value = part.slice(part.indexOf(':') + 1);
  if (value === 'unknown') return `${spaced(name)} unknown`;
  return PLACES.has(name) ? placeWords(value) : valueWords(value);
}

/** `stockton-north` as "Stockton North", `newcastle-upon-tyne` as "Newcastle upon Tyne", `ts18` as "TS18". */
function placeWords(value: string): string {
  if (/^[a-z]{1,2}\d[a-z\d]?$/.test(value)) return value.toUpperCase();
  return value
    .split('-')
    .map((word, index) => (index > 0 && SMALL_WORDS.has(word) ? word : capitalised(word)))
    .join(' ');
}
const SMALL_WORDS: ReadonlySet<string> = new Set(
  'and by cum en in le next of on or super sur the to under upon with'.split(' '),
);

/** Names of inspection frameworks that are said letter by letter. */
const ABBREVIATIONS: ReadonlySet<string> = new Set(['apa', 'ilacs', 'sif', 'jtai']);

function valueWords(value: string): string {
  return ABBREVIATIONS.has(value) ? value.toUpperCase() : spaced(value);
}

/** `on-track` as "on track"; what an id can't write is put back. */
export function spaced(code: string): string {
  return code
    .replaceAll(/[-_]/g, ' ')
    .replaceAll(/\bchildrens\b/g, 'children’s')
    .replaceAll(/\bwell being\b/g, 'well-being')
    .trim();
}

/** `on-track` as "On track"; text that is already words keeps its own capitals. */
export function label(code: string): string {
  return capitalised(spaced(code));
}
