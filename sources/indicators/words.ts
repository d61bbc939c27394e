import { cellMessages } from '../../pipeline/core/return-messages/cells.js';
import { financialYearInText } from '../contract/period.js';
import { clean } from '../contract/columns.js';
import type { GatheredTable } from '../contract/types.js';
import type { Cell } from '../../pipeline/core/files/tabular-file.js';

export const INDICATOR = [
  'Indicator',
  'Indicator name',
  'Indicator title',
  'Indicators',
  'Indicator description',
  'Name of indicator',
  'Performance indicator',
  'Measure',
  'Measure name',
  'Measures',
  'Performance measure',
  'Performance indicators',
  'Metric',
  'KPI',
  'PI',
] as const;
export const PERIOD = [
  'Period',
  'Reporting period',
  'Time period',
  'Quarter',
  'Reporting quarter',
  'Month',
  'Reporting month',
  'Year',
  'Date',
] as const;
export const NUMERATOR = [
  'Numerator',
  'Num',
  'Number',
  'Count',
  'Figure',
  'Actual',
  'Value',
  'Result',
] as const;
export const DENOMINATOR = ['Denominator', 'Denom', 'Den', 'Out of', 'Cohort'] as const;
export const LOCALITY = [
  'Locality',
  'Locality name',
  'Ward',
  'Ward name',
  'District',
  'District name',
  'Neighbourhood',
  'Constituency',
  'Parliamentary constituency',
] as const;
export const NOTE = ['Note', 'Notes', 'Comment', 'Comments', 'Commentary'] as const;

/** Headings of hand-made tables that hold no figure of a period. */
export const UNREAD: readonly (string | RegExp)[] = [
  /^(ref|reference|id|code|no\.?|number|part|row|type|data|component|unit|polarity|frequency)$/i,
  /\b(target|baseline|benchmark|comparator|tolerance)s?\b/i,
  /^(lead|owner|officer|service|team|theme|priority|source|rag|status|trend|change|dot)\b/i,
  /direction of travel/i,
  /^(%|percentage|per ?cent|rate|outturn)$/i,
  /^(grand )?totals?$/i,
  /^(ytd|year to date)$/i,
];

/** "Early help assessments (closed in time)" as an id: `early-help-assessments-closed-in-time`. */
export function indicatorId(title: string): string {
  return title
    .toLowerCase()
    .replace(/%/g, ' percent ')
    .replace(/&/g, ' and ')
    .normalize('NFKD')
    .replace(/['\u2018\u2019]|\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** A row of the sums of other rows; "Total contacts" is an indicator. */
export function isTotal(title: string): boolean {
  return /^(?:(?:grand|sub|overall)[ -]?)?totals?\s*(?:$|[:=(,-])/i.test(title);
}

/** A title that says that its figure is a share of something: without what it is out of it would pass for a count. */
export function saysShare(title: string): boolean {
  return SHARE.test(title) && !/^(?:number|no\.?|count|total)\b/i.test(title);
}
const SHARE = /%|\bper ?cent(?:age)?s?\b|\bproportion\b|\brates?\b|\bper 1[0,]{2,}/i;

export const SHARE_ALONE = {
  rule: 'share-without-counts',
  fix: cellMessages['share-without-counts'].fix,
} as const;

export const NO_YEAR = {
  rule: 'unknown-period',
  fix: 'Write the year too, as in "Q3 2017-18" or "Oct 2017": nothing says which year it means.',
} as const;

/**
 * The part of the area that a row is of, null for the whole council. Below the row that names an indicator an empty cell repeats what
 * is above it; next to an indicator's name it is the whole.
 */
export function localityIn(cell: Cell, above: string | null): string | null {
  const said = clean(cell);
  if (said === null) return above;
  return WHOLE_COUNCIL.test(String(said)) ? null : String(said);
}
const WHOLE_COUNCIL =
  /^(-+|\u2013|\u2014|all( localities| wards| districts| areas)?|(the )?(whole )?(council|borough|city|county|authority|local authority|area)( total| wide|-wide)?|overall|(grand )?total)$/i;

/** A cell that says that there is no figure: empty, a dash, or the words for "not yet". */
export function saysNoFigure(cell: Cell): boolean {
  const said = clean(cell);
  return (
    said === null ||
    (typeof said === 'string' &&
      /^(-+|\u2013|\u2014|\.\.|tbc|tba|nya|not (yet )?(available|due|known)|awaited|pending|n\/?a)$/i.test(
        said,
      ))
  );
}

/** A numerator, or a numerator and its denominator in one cell: "45 of 60", "45/60 (75%)", "75% (45 of 60)". */
export function figuresIn(cell: Cell): { readonly numerator: Cell; readonly denominator?: Cell } {
  const both =
    typeof cell === 'string'
      ? PAIR.exec(cell.slice(0, LONGEST_PAIR).trim().replace(SHARE_OF_PAIR, '$1$2'))
      : null;
  return both === null
    ? { numerator: cell }
    : { numerator: both[1] ?? null, denominator: both[2] ?? null };
}

const PAIR = /^([\d,]+) ?(?:\/|of|out of) ?([\d,]+)$/i;
/** The share next to the pair that it is worked out from. */
const SHARE_OF_PAIR = /^(?:[\d.]+ ?% ?\(([^()%]+)\)|([^()%]+?) ?\([\d.]+ ?%\))$/;
const LONGEST_PAIR = 60;

/** The financial year that the titles, or the sheet's name, show; undefined unless they show exactly one. */
export function titleYear(table: GatheredTable): number | undefined {
  const cells = table.above.flatMap((row) => row.cells.map((cell) => String(cell ?? '')));
  const years = new Set([...cells, table.sheet].flatMap((text) => financialYearInText(text) ?? []));
  return years.size === 1 ? [...years][0] : undefined;
}

export const NOT_A_PERIOD = {
  rule: 'unknown-period',
  fix: cellMessages['unknown-period'].fix,
} as const;

export const TWICE = {
  rule: 'period-twice',
  fix: cellMessages['period-twice'].fix,
} as const;
