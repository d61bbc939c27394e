import { tableDefinitions } from '../../../sources/published/tables/all.js';
import {
  addDays,
  addMonths,
  type IsoDate,
  longDate,
  monthAndYear,
} from '../../core/calendar/days.js';
import type { QuarterKey } from '../../core/calendar/quarter.js';
import type { PublishedColumn, PublishedSource } from '../../core/figure/published.js';

/** The days that a published figure is of. */
interface Period {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** "31 March 2025", "year to March 2025", "December 2024 to February 2025". */
export function publishedPeriod(
  { from, to }: Period,
  speaksFor: PublishedSource['speaksFor'],
): string {
  if (speaksFor === 'date') return longDate(to);
  const after = addDays(to, 1);
  if (from === addMonths(after, -12)) return `year to ${monthAndYear(to)}`;
  if (monthAndYear(from) === monthAndYear(to)) return monthAndYear(to);
  return `${monthAndYear(from)} to ${monthAndYear(to)}`;
}

/** "at 31 March 2025", "in the year to March 2025", "in December 2024 to February 2025". */
export function publishedWhen(period: Period, speaksFor: PublishedSource['speaksFor']): string {
  const words = publishedPeriod(period, speaksFor);
  if (speaksFor === 'date') return `at ${words}`;
  return words.startsWith('year to') ? `in the ${words}` : `in ${words}`;
}

/** Who publishes a table: "DfE", "LAIT". */
export function publisherOf(table: string): string {
  return table === 'lait' ? 'LAIT' : 'DfE';
}

/** A table as a reader looks it up: its publisher, and what the publisher calls it. */
export function tableWords(table: string): string {
  if (table === 'lait') return 'LAIT’s bulk file';
  const title = tableDefinitions.find(({ id }) => id === table)?.title ?? table;
  return `DfE’s table “${title}”`;
}

/** The tables that may have a measure, the preferred first: "DfE’s table “…” or LAIT’s bulk file". */
export function tablesWords({ from }: PublishedSource): string {
  return [...new Set(from.map(({ table }) => tableWords(table)))].join(' or ');
}

/**
 * Why there is no published figure: its tables weren't received, or have none of a period that counts for the quarter.
 * @param received tables that count for the quarter.
 */
export function whyNotPublished(
  source: PublishedSource,
  received: ReadonlySet<string>,
  quarterEnd: IsoDate,
): string {
  const held = source.from.filter(({ table }) => received.has(table));
  return held.length === 0
    ? `No published figure has been received. Receive ${tablesWords(source)}.`
    : `What was received of ${tablesWords({ ...source, from: held })} has no such figure of a period that ended in the six years to ${longDate(quarterEnd)}.`;
}

/** The tables of publishers that count for a quarter. */
export function receivedTables(
  pins: readonly {
    readonly quarter: QuarterKey;
    readonly source: string;
    readonly layout: string | null;
  }[],
  quarter: QuarterKey,
): ReadonlySet<string> {
  return new Set(
    pins
      .filter((pin) => pin.quarter === quarter && pin.source === 'published')
      .map(({ layout }) => layout ?? ''),
  );
}

/** A column with its filters as the publisher writes them: "children_percent where breakdown is Total". */
export function columnWords({ indicator, filters }: PublishedColumn): string {
  const where = Object.entries(filters).map(
    ([heading, values]) => `${heading} is ${values.join(' or ')}`,
  );
  return where.length === 0 ? indicator : `${indicator} where ${where.join(' and ')}`;
}
