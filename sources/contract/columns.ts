import { addDays, type IsoDate } from '../../pipeline/core/calendar/days.js';
import { londonDay } from '../../pipeline/core/calendar/london-time.js';
import type { Cell } from '../../pipeline/core/files/tabular-file.js';
import {
  type CellCode,
  cellMessages,
  unlisted,
} from '../../pipeline/core/return-messages/cells.js';
import { withoutTurning } from '../../pipeline/core/short-text.js';

/** What a column's check may ask of its surroundings. */
export interface ColumnContext {
  /** Area code of the workspace's authority. */
  readonly authority: string;
  readonly asAt: IsoDate;
  /** The child's pseudonym: keyed hash, 24 hex digits. */
  pseudonym(identifier: string): string;
  readonly authorities: AuthorityLookup;
  /**
   * The distance between two postcodes as the crow flies, in tenths of a mile; undefined where one of them isn't known. Left out where the
   * workspace has no directory of postcodes.
   */
  readonly tenthsOfMilesBetween?: (one: string, other: string) => number | undefined;
}

/** Finds an authority's nine-character code; undefined where it is unknown. */
export interface AuthorityLookup {
  /**
   * From the GSS code itself (any vintage), a three-digit code or a name, whichever the text is. A name that different
   * authorities have borne (Dorset before and after 2019) is read as `on` that day; left out: as today.
   */
  find(text: string, on?: IsoDate): string | undefined;
}

/** A cell that breaks its column's rule: never holds the cell's value. Its fix is the catalogue's, unless the source has one of its own. */
export class CellFault {
  constructor(
    readonly rule: CellCode,
    readonly fix: string = cellMessages[rule].fix,
  ) {}
}

/** A cell that is loaded and reported: a word that no list of ours has yet. */
export class Reported {
  constructor(
    readonly value: string,
    readonly fault: CellFault,
  ) {}
}

export type Checked = string | number | null | CellFault | Reported;
export type Check = (cell: string | number, context: ColumnContext) => Checked;

/** A column of a fact table: how it is stored and how a cell becomes its value. */
export interface Column {
  readonly stored: 'text' | 'integer';
  readonly isRequired: boolean;
  /** How to fill a required cell that is empty; left out: in general words. */
  readonly emptyFix?: string | undefined;
  readonly check: Check;
  /** Of a column of dates, or of their months: so many years after the as-at date a date may be meant; a later one is reported. */
  readonly yearsAhead?: number | undefined;
  /** An empty cell is then rejected. */
  required(emptyFix?: string): Column;
  /** A cell that breaks the rule becomes null, and is counted as a warning, instead of rejecting the row. */
  lenient(): Column;
  readonly isLenient: boolean;
  /** Worked out from the cells under the headings of two other columns, before these are cut; no cell of its own is read. */
  readonly pair?: CellPair;
}

export interface CellPair {
  /** The columns whose cells they are. */
  readonly columns: readonly [string, string];
  /** False where the workspace lacks what it is worked out by: the cells are then left alone. Left out: it never does. */
  readonly isPossible?: (context: ColumnContext) => boolean;
  readonly check: (one: string | number, other: string | number, context: ColumnContext) => Checked;
}

/** A column worked out from two cells; null where one of them is empty. */
export function fromBoth(stored: Column['stored'], pair: CellPair): Column {
  return { ...column(stored, () => null), pair };
}

/** Tenths of a mile between the postcodes of two columns, by the workspace's directory of postcodes; null without one. */
export function distanceBetween(columns: CellPair['columns']): Column {
  return fromBoth('integer', {
    columns,
    isPossible: ({ tenthsOfMilesBetween }) => tenthsOfMilesBetween !== undefined,
    check: (one, other, context) =>
      context.tenthsOfMilesBetween?.(String(one), String(other)) ?? null,
  });
}

function column(
  stored: Column['stored'],
  check: Check,
  traits: Partial<Pick<Column, 'isRequired' | 'isLenient' | 'emptyFix' | 'yearsAhead'>> = {},
): Column {
  return {
    stored,
    check,
    isRequired: false,
    isLenient: false,
    ...traits,
    required: (emptyFix) => column(stored, check, { ...traits, isRequired: true, emptyFix }),
    lenient: () => column(stored, check, { ...traits, isLenient: true }),
  };
}

/** Words that mean "nothing here" in the files we know; compared in lower case after trimming. */
const NOTHING = new Set(['', 'null', '#n/a', 'n/a']);

/** What a formula leaves that Excel can't work out; LibreOffice has numbers too, such as Err:502. "#N/A" isn't among them: it means that there is nothing to be found. */
const FORMULA_ERRORS = new Set([
  '#null!',
  '#num!',
  '#value!',
  '#ref!',
  '#name?',
  '#div/0!',
  '#spill!',
  '#calc!',
]);

/** A cleaned cell whose formula is broken. */
export function isFormulaError(cell: string | number): boolean {
  return (
    typeof cell === 'string' &&
    (cell.charCodeAt(0) === HASH
      ? FORMULA_ERRORS.has(cell.toLowerCase())
      : cell.charCodeAt(3) === COLON && /^err:\d{3}$/i.test(cell))
  );
}
const [HASH, COLON] = [35, 58];

export const BROKEN_FORMULA = new CellFault('broken-formula');

/** A cell with spaces cleaned (no-break and doubled ones too), or null where it says nothing. */
export function clean(cell: Cell | undefined): string | number | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number') return Number.isFinite(cell) ? asShown(cell) : null;
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (isPlainNumber(cell)) return cell;
  const text = needsCleaning.test(cell) ? cleanText(cell) : cell;
  return text.length < 8 && NOTHING.has(text.toLowerCase()) ? null : text;
}

/** A number as Excel shows it, to fifteen digits: what is stored of 45 may be 45.000000000000007. */
function asShown(number: number): number {
  return Number.isInteger(number) ? number : Number(number.toPrecision(15));
}

function cleanText(cell: string): string {
  const text = withoutTurning(cell)
    .replace(/[\s\u00a0\u200b\u00ad\ufeff]+/gu, (gap) => (/[\s\u00a0]/.test(gap) ? ' ' : ''))
    .trim();
  return madeForExcel(text);
}

/** ="00105" and '00105 are how exports keep Excel from rewriting a cell; what is meant is inside. */
function madeForExcel(text: string): string {
  if (text.startsWith('="') && text.endsWith('"') && text.length > 2)
    return text.slice(2, -1).trim();
  return /^'[^']+$/.test(text) ? text.slice(1).trim() : text;
}

/** What people and other programs put into a cell that they have nothing for: dashes, dots, R's and Python's words. */
const STANDS_FOR_NOTHING = new Set(['-', '--', '\u2013', '\u2014', '..', 'na', 'nan']);

/**
 * True for a cleaned cell that a column takes for empty. Not so for a layout, to which a dash may say something: that a row is
 * of the whole council.
 */
export function standsForNothing(cell: string | number): boolean {
  return typeof cell === 'string' && cell.length < 4 && STANDS_FOR_NOTHING.has(cell.toLowerCase());
}

/** Digits alone: nothing to clean, and no word for nothing. Identifiers are mostly that, and too many to remember each. */
function isPlainNumber(cell: string): boolean {
  for (let at = 0; at < cell.length; at += 1) {
    const code = cell.charCodeAt(at);
    if (code < ZERO || code > NINE) return false;
  }
  return cell.length > 0;
}
const [ZERO, NINE] = [48, 57];

const needsCleaning =
  /^[\s'=]|\s$|\s\s|[\t\r\n\u00a0\u00ad\u200b\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Text as it stands, at most `maxLength` characters. */
export function text(maxLength = 2000): Column {
  return column('text', (cell) => {
    const value = String(cell);
    return value.length > maxLength
      ? new CellFault('text-too-long', `Shorten the text to ${maxLength} characters.`)
      : value;
  });
}

/** A code: text kept with its zeros, in capitals; a whole number from a workbook is written out; must match the pattern. */
export function code(pattern?: RegExp, fix = unlisted('the guidance')): Column {
  return column('text', (cell) => {
    const value = wholeText(cell).toUpperCase();
    if (hasLostDigits(cell)) return DIGITS_LOST;
    return pattern !== undefined && !pattern.test(value)
      ? new CellFault('unknown-code', fix)
      : value;
  });
}

/** "2.01701E+11": an export has rounded a long number, and its last digits are gone. */
function hasLostDigits(cell: string | number): boolean {
  if (typeof cell === 'number') return Math.abs(cell) > Number.MAX_SAFE_INTEGER;
  return cell.includes('+') && /^\d(?:\.\d+)?e\+\d{2,}$/i.test(cell);
}

const DIGITS_LOST = new CellFault('digits-lost');

function wholeText(cell: string | number): string {
  if (typeof cell === 'number') return String(cell);
  // "104.0" ends so; what doesn't is whole as it stands.
  const last = cell.charCodeAt(cell.length - 1);
  const mayBe = last === ZERO && cell.includes('.');
  return mayBe && /^\d+\.0+$/.test(cell) ? cell.slice(0, cell.indexOf('.')) : cell;
}

/** A whole number from `min` to `max`; "1,234" and "12.0" are read. */
export function integer(min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER): Column {
  return column('integer', (cell) => {
    const value = typeof cell === 'number' ? cell : numberIn(cell);
    if (value === undefined || !Number.isSafeInteger(value)) {
      if (typeof cell !== 'string') return NOT_WHOLE;
      return isSuppressed(cell) ? SUPPRESSED : isDate(cell) ? DATE_FOR_NUMBER : NOT_WHOLE;
    }
    return value < min || value > max
      ? new CellFault('out-of-range', `Give a whole number from ${shown(min)} to ${shown(max)}.`)
      : value;
  });
}

/** Excel shows "4/5" as 04-May. */
function isDate(cell: string): boolean {
  return ukDate(cell) !== undefined || /^\d{1,2}-[a-z]{3}$/i.test(cell);
}

const DATE_FOR_NUMBER = new CellFault(
  'not-a-whole-number',
  'The cell holds a date, which Excel makes of 4/5 or 4-5. Give the number, or format the column as text and type the pair again.',
);

/** A large number with its commas; a year has none. */
function shown(number: number): string {
  return number < 10_000 ? String(number) : number.toLocaleString('en-GB');
}

const NOT_WHOLE = new CellFault('not-a-whole-number');

/** "<5", "c", "[c]", "*": marks that publishers put in place of a small number. */
function isSuppressed(cell: string): boolean {
  return /^(?:(?:<|\u2264|under|fewer than|less than) ?\d{1,2}|\[?[cxsu]\]?|\*+|supp(?:ressed)?)$/i.test(
    cell,
  );
}

const SUPPRESSED = new CellFault('suppressed');

/** A count: a whole number, 0 or more. */
export function count(): Column {
  return integer(0, 1_000_000_000);
}

function numberIn(cell: string): number | undefined {
  return /^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(cell)
    ? asShown(Number(cell.replaceAll(',', '')))
    : undefined;
}

const NOT_A_DATE = new CellFault('not-a-date');

/**
 * A UK date: dd/mm/yyyy, dd-mm-yyyy, dd/mm/yy, "31 December 2017", an ISO date, or a date cell; a time is cut off. Excel's
 * number of a day is read where a cell has lost its format: 43100 is 31 December 2017.
 * @param yearsAhead how long after the as-at date what is planned may be dated; a later date is reported.
 */
export function date(yearsAhead = YEARS_AHEAD): Column {
  return column('text', toDay, { yearsAhead });
}

/** Reviews, targets and births are expected that far ahead; 2099 and 9999 are slips, or stand for an end that is open. */
const YEARS_AHEAD = 2;

const toDay: Check = (cell) => dayIn(cell) ?? NOT_A_DATE;

/** The month `YYYY-MM` of a date: all that is kept of a birth date. */
export function monthOf(): Column {
  return column('text', (cell) => dayIn(cell)?.slice(0, 7) ?? NOT_A_DATE, {
    yearsAhead: YEARS_AHEAD,
  });
}

/** The day that a cell holds as a {@link date} column reads it; undefined for anything else. */
export function dayIn(cell: string | number): IsoDate | undefined {
  return ukDate(cell) ?? dayOfSerial(cell);
}

/**
 * Five digits, and perhaps a time of day behind the point: the days from May 1927 to October 2173, and no year or code. Within
 * half a second of the next day it is that day, as Excel shows it.
 */
function dayOfSerial(cell: string | number): IsoDate | undefined {
  const number = /^[1-9]\d{4}(?:\.\d+)?$/.exec(String(cell))?.[0];
  return number === undefined
    ? undefined
    : addDays('1899-12-30', Math.floor(Number(number) + HALF_A_SECOND));
}
const HALF_A_SECOND = 0.5 / 86_400;

/** The day that clocks in London show at an instant such as 2017-09-30T23:00:00Z; undefined for a text that is none. */
function dayOfInstant(cell: string): IsoDate | undefined {
  const instant = INSTANT.exec(cell);
  if (instant === null) return undefined;
  const [, day = '', time = '', offset = ''] = instant;
  if (ukDate(day) === undefined) return undefined;
  const zone = /^z$/i.test(offset) ? 'Z' : offset.replace(/^([+-]\d\d):?(\d\d)?$/, zoneOf);
  const at = new Date(`${day}T${time}${zone}`);
  return Number.isNaN(at.getTime()) ? undefined : londonDay(at);
}
const INSTANT =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(?:\d*) ?(Z|[+-]\d\d(?::?\d\d)?)$/i;

function zoneOf(_: string, hours: string, minutes: string | undefined): string {
  return `${hours}:${minutes ?? '00'}`;
}

const MONTH_NUMBERS: Readonly<Record<string, string>> = Object.fromEntries(
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map(
    (month, index) => [month, String(index + 1).padStart(2, '0')],
  ),
);

/** A date in the ways that UK files write it, as `YYYY-MM-DD`; undefined for anything else. Two-digit years are 1970 to 2069. */
export function ukDate(cell: string | number): IsoDate | undefined {
  if (typeof cell === 'number') return undefined;
  const length = cell.length;
  if (length === 10 && (cell[2] === '/' || cell[2] === '-') && cell[5] === cell[2]) {
    return realDate(cell.slice(6), cell.slice(3, 5), cell.slice(0, 2));
  }
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T ]\d{2}:\d{2})/.exec(cell);
  if (iso !== null) {
    const instant = length > 16 ? dayOfInstant(cell) : undefined;
    return instant ?? realDate(iso[1] ?? '', iso[2] ?? '', iso[3] ?? '');
  }
  const numeric =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:,? \d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/.exec(
      cell,
    );
  if (numeric !== null) return realDate(numeric[3] ?? '', numeric[2] ?? '', numeric[1] ?? '');
  const words = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3})[a-z]*\.?,?[ -](\d{4}|\d{2})$/i.exec(cell);
  if (words === null) return undefined;
  return realDate(
    words[3] ?? '',
    MONTH_NUMBERS[(words[2] ?? '').toLowerCase()] ?? '',
    words[1] ?? '',
  );
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function realDate(yearText: string, monthText: string, dayText: string): IsoDate | undefined {
  const shortYear = Number(yearText);
  const year = yearText.length === 2 ? shortYear + (shortYear < 70 ? 2000 : 1900) : shortYear;
  const month = Number(monthText);
  const day = Number(dayText);
  if (!Number.isInteger(year) || year < 1000 || !(month >= 1 && month <= 12) || !(day >= 1))
    return undefined;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (!Number.isInteger(day) || day > (DAYS_IN_MONTH[month - 1] ?? 0) + (leap ? 1 : 0))
    return undefined;
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

/** A child's identifier, stored as its keyed hash. */
export function pseudonym(): Column {
  return column('text', toPseudonym);
}

export const toPseudonym: Check = (cell, context) =>
  hasLostDigits(cell) ? DIGITS_LOST : context.pseudonym(wholeText(cell));

/**
 * What isn't a child but could be told by its name, such as a worker or a team: stored as the keyed hash of its kind and name, so that it
 * is never a child's. Capitals don't count.
 */
export function pseudonymOf(kind: string): Column {
  return column('text', (cell, context) =>
    context.pseudonym(`${kind}: ${wholeText(cell).toLowerCase()}`),
  );
}

/** An authority: its nine-character code, from a code or, where the file has none, a name. */
export function authority(): Column {
  return column(
    'text',
    (cell, context) =>
      context.authorities.find(wholeText(cell), context.asAt) ?? new CellFault('unknown-authority'),
  );
}

/** One of the words listed (any capitals), stored as the word they map to. A word mapped to null says nothing. */
export function oneOf(words: Readonly<Record<string, string | null>>): Column {
  const known = new Map(Object.entries(words).map(([word, value]) => [word.toLowerCase(), value]));
  const fix = `Give one of: ${Object.keys(words).join(', ')}.`;
  return column('text', (cell) => {
    const value = known.get(wholeText(cell).toLowerCase());
    return value === undefined ? new CellFault('unknown-word', fix) : value;
  });
}

/** Yes or No (also Y, N, 1, 0, true, false, and the Annex A's "a) Yes"), stored `yes` or `no`. */
export function yesNo(): Column {
  return column('text', (cell) => {
    const value = wholeText(cell)
      .toLowerCase()
      .replace(/^[a-z]\) */, '');
    if (['yes', 'y', '1', 'true'].includes(value)) return 'yes';
    if (['no', 'n', '0', 'false'].includes(value)) return 'no';
    return new CellFault('not-yes-or-no');
  });
}

/**
 * A word of a list that measures count by, stored as its id. A word that isn't on the list yet is stored as `idOf` makes it, and
 * reported with its count, so that nothing falls out of a figure unnoticed.
 */
export function category(
  words: Readonly<Record<string, string | null>>,
  idOf: (word: string) => string,
): Column {
  const known = new Map(Object.entries(words).map(([word, value]) => [word.toLowerCase(), value]));
  return column('text', (cell) => {
    const word = wholeText(cell);
    const value = known.get(word.toLowerCase()) ?? known.get(idOf(word));
    if (value !== undefined) return value;
    return known.has(word.toLowerCase()) ? null : new Reported(idOf(word), NEW_WORD);
  });
}
const NEW_WORD = new CellFault('new-word');

/** Words by which measures count, as they are written: one that isn't like any that we know is loaded and reported with its count. */
export function wordsLike(known: RegExp): Column {
  return column('text', (cell) => {
    const word = wholeText(cell);
    return known.test(word) ? word : new Reported(word, NEW_WORD);
  });
}

/** Your own check, for a column that no other kind fits. */
export function custom(stored: Column['stored'], check: Check): Column {
  return column(stored, check);
}
