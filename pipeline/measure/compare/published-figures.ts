import type { Knex } from 'knex';
import { addMonths, type IsoDate } from '../../core/calendar/days.js';
import type { Quarter } from '../../core/calendar/quarter.js';
import type { ValueSymbol } from '../../core/figure/value.js';
import type { Pin } from '../pins.js';
import type {
  Filters,
  PublishedColumn,
  PublishedMeasure,
  PublishedPlace,
} from './published-definitions.js';

/** A published figure of one area: exact, as it was printed. */
export interface PublishedFigure {
  readonly areaCode: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly scaled: number | null;
  readonly scale: number;
  readonly symbol: ValueSymbol | null;
  /** The table it comes from; `lait` for LAIT. */
  readonly table: string;
  /** As-at date of the release that it was taken from. */
  readonly releasedTo: IsoDate;
  /** Codes of authorities that it speaks for together with this one. */
  readonly jointWith: readonly string[];
  /** To what it was rounded, where it was. */
  readonly roundedTo: number | null;
  /** The counts of its own row; null where the publisher's table has none. */
  readonly counts: PublishedRow | null;
}

/** What a row publishes behind its figure: exact counts, null where one is suppressed or not published. */
export interface PublishedRow {
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** The other parts that add up to the denominator with the numerator. */
  readonly others: readonly (number | null)[];
  /** Of several hidden parts the numerator is taken as the one of 1 to 5. */
  readonly isTakenAsSmall: boolean;
}

/** Older figures are history, not what a quarter is compared with. */
const OLDEST_MONTHS = 72;

/**
 * The figures of published measures that counted at a quarter's end: of each, all areas in its latest period that had ended by then.
 * Of one area and period the first place of the definition counts, then the first of its filters' values, then the newest release.
 */
export async function latestPublished(
  trx: Knex.Transaction,
  quarter: Quarter,
  pins: readonly Pin[],
  measures: readonly PublishedMeasure[],
): Promise<Map<string, readonly PublishedFigure[]>> {
  const own = pins.filter((pin) => pin.quarter === quarter.key && pin.source === 'published');
  const latest = new Map<string, readonly PublishedFigure[]>();
  if (own.length === 0) return latest;
  for (const measure of measures) {
    const figures = await figuresOf(trx, quarter, own, measure);
    const last = figures
      .filter(({ symbol }) => symbol === null)
      .reduce((newest, { to }) => (to > newest ? to : newest), '');
    const inPeriod = figures.filter(({ to }) => to === last);
    if (inPeriod.length > 0) latest.set(measure.measure, inPeriod);
  }
  return latest;
}

/** Every figure of a published measure that counts for a quarter, one an area and period. */
async function figuresOf(
  trx: Knex.Transaction,
  quarter: Quarter,
  pins: readonly Pin[],
  measure: PublishedMeasure,
): Promise<PublishedFigure[]> {
  const best = new Map<string, PublishedFigure>();
  for (const place of measure.from) {
    const read = (column: PublishedColumn): Promise<Map<string, ColumnFigure>> =>
      columnFigures(trx, quarter, pins, { table: place.table, column });
    const found = await read(place.value);
    const rowOf = await countsIn(place, read);
    for (const [key, figure] of found)
      if (!best.has(key)) best.set(key, { ...figure, counts: rowOf(key) });
  }
  return [...best.values()];
}

type ColumnFigure = Omit<PublishedFigure, 'counts'>;

/** The counts that a table publishes behind a figure, by area and period. */
async function countsIn(
  { numerator, denominator, others, isTakenAsSmall }: PublishedPlace,
  read: (column: PublishedColumn) => Promise<Map<string, ColumnFigure>>,
): Promise<(key: string) => PublishedRow | null> {
  if (numerator === null || denominator === null) return () => null;
  const [above, below, ...parts] = await Promise.all([numerator, denominator, ...others].map(read));
  return (key) => ({
    numerator: countOf(above?.get(key)),
    denominator: countOf(below?.get(key)),
    others: parts.map((part) => countOf(part.get(key))),
    isTakenAsSmall,
  });
}

function countOf(figure: ColumnFigure | undefined): number | null {
  return figure?.symbol === null && figure.scale === 1 ? figure.scaled : null;
}

interface FigureRow {
  readonly return_no: number;
  readonly area_code: string;
  readonly joint_with: string | null;
  readonly filters: string | null;
  readonly period_from: string;
  readonly period_to: string;
  readonly value_scaled: number | null;
  readonly scale: number;
  readonly symbol: string | null;
  readonly rounded_to: number | null;
}

interface Candidate {
  readonly row: FigureRow;
  readonly preference: number;
  readonly edition: number;
  /** No other figure of the same release is as good. */
  isAlone: boolean;
}

async function columnFigures(
  trx: Knex.Transaction,
  quarter: Quarter,
  pins: readonly Pin[],
  { table, column }: { readonly table: string; readonly column: PublishedColumn },
): Promise<Map<string, ColumnFigure>> {
  const byReturn = new Map(pins.map((pin, index) => [pin.returnNo, { pin, index }]));
  const rows = await trx('published__figure')
    .select<FigureRow[]>(
      'return_no',
      'area_code',
      'joint_with',
      'filters',
      'period_from',
      'period_to',
      'value_scaled',
      'scale',
      'symbol',
      'rounded_to',
    )
    .where({ source_table: table, indicator: column.indicator })
    .whereIn('return_no', [...byReturn.keys()])
    .whereBetween('period_to', [addMonths(quarter.lastDay, -OLDEST_MONTHS), quarter.lastDay]);
  const best = new Map<string, Candidate>();
  for (const row of rows) {
    const preference = preferenceOf(row.filters, column.filters);
    if (preference === undefined) continue;
    const key = `${row.period_to} ${row.area_code}`;
    const edition = byReturn.get(row.return_no)?.index ?? -1;
    const other = best.get(key);
    const order =
      other === undefined ? -1 : preference - other.preference || other.edition - edition;
    if (order < 0) best.set(key, { row, preference, edition, isAlone: true });
    // A filter that the measure doesn't name tells the two apart: which is meant nobody can say.
    else if (order === 0 && other !== undefined) other.isAlone = false;
  }
  return new Map(
    [...best]
      .filter(([, { isAlone }]) => isAlone)
      .map(([key, { row }]) => [
        key,
        {
          areaCode: row.area_code,
          from: row.period_from,
          to: row.period_to,
          scaled: row.value_scaled,
          scale: row.scale,
          symbol: row.symbol as ValueSymbol | null,
          table,
          releasedTo: byReturn.get(row.return_no)?.pin.asAt ?? '',
          jointWith: row.joint_with?.split(' ') ?? [],
          roundedTo: row.rounded_to,
        },
      ]),
  );
}

/**
 * Whether a figure's filters ("care_leaver_age=17 to 18 years; breakdown=Total") are those that are wanted: 0 by the first values of each, more by
 * later ones, undefined where one is another.
 */
export function preferenceOf(filters: string | null, wanted: Filters): number | undefined {
  const text = `; ${filters ?? ''}; `;
  let preference = 0;
  for (const [heading, values] of Object.entries(wanted)) {
    const place = values.findIndex((value) => text.includes(`; ${heading}=${value}; `));
    if (place < 0) return undefined;
    preference += place;
  }
  return preference;
}
