import type { Knex } from 'knex';
import { addMonths, type IsoDate } from '../../core/calendar/days.js';
import { type Quarter, quarterContaining, type QuarterKey } from '../../core/calendar/quarter.js';
import type { ValueSymbol } from '../../core/figure/value.js';
import type { Pin } from '../pins.js';
import type {
  Filters,
  PublishedColumn,
  PublishedPlace,
  PublishedSource,
} from '../../core/figure/published.js';

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
  /** The children of the area, where the publisher prints a count and the rate is worked out here. */
  readonly children: number | null;
  /** Where the figure was received: its own row, then those of its counts. */
  readonly rows: readonly { readonly returnNo: number; readonly rowNo: number }[];
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

/** By published measure: its latest period that had ended by a quarter's end, all areas. */
export type LatestPublished = ReadonlyMap<string, readonly PublishedFigure[]>;

/** A published measure as far as reading it goes. */
export type Readable = PublishedSource & { readonly measure: string };

/**
 * The figures of published measures that counted at each quarter's end: of each measure, all areas in its latest period that had ended by then.
 * Of one area and period the first place of the definition counts, then the first of its filters' values, then the newest release.
 * Each column is read once for all quarters.
 */
export async function publishedByQuarter(
  trx: Knex.Transaction,
  quarters: readonly Quarter[],
  pins: readonly Pin[],
  measures: readonly Readable[],
): Promise<ReadonlyMap<QuarterKey, LatestPublished>> {
  const of = new Map(
    quarters.map((quarter) => [
      quarter.key,
      pins.filter((pin) => pin.quarter === quarter.key && pin.source === 'published'),
    ]),
  );
  const latest = new Map<QuarterKey, Map<string, readonly PublishedFigure[]>>();
  for (const { key } of quarters) latest.set(key, new Map());
  const wanted = quarters.filter(({ key }) => (of.get(key)?.length ?? 0) > 0);
  if (wanted.length === 0) return latest;
  const read = columnReader(trx, wanted, [...of.values()].flat());
  const childrenIn = measures.some(({ from }) => from.some((each) => each.isOverChildren === true))
    ? await childrenReader(trx, pins)
    : () => null;
  for (const measure of measures) {
    const places: PlaceRows[] = [];
    for (const place of measure.from) places.push(await rowsOfPlace(place, read));
    const allIn = remembered(
      (key) => signature(key, pins),
      (key) => figuresOf(key, of.get(key) ?? [], places, childrenIn, measure),
    );
    for (const { key, lastDay } of wanted) {
      const inPeriod = latestOf(allIn(key), lastDay, measure);
      if (inPeriod.length > 0) latest.get(key)?.set(measure.measure, inPeriod);
    }
  }
  return latest;
}

/** The figures of the latest period that had ended by a day. */
function latestOf(
  byPeriod: ReadonlyMap<IsoDate, readonly PublishedFigure[]>,
  lastDay: IsoDate,
  measure: Readable,
): readonly PublishedFigure[] {
  const oldest = addMonths(lastDay, -OLDEST_MONTHS);
  const last = [...byPeriod.keys()]
    .filter((to) => to <= lastDay && to >= oldest)
    .sort()
    .findLast(
      (to) =>
        isEnded(measure, to) || byPeriod.get(to)?.some(({ symbol }) => symbol === null) === true,
    );
  return last === undefined ? [] : (byPeriod.get(last) ?? []);
}

/** Quarters with the same signature have the same figures: what is published counts for all quarters alike. */
function signature(quarter: QuarterKey, pins: readonly Pin[]): string {
  return pins
    .filter((pin) => pin.quarter === quarter && SIGNED.has(pin.source))
    .map(({ returnNo, recency }) => `${returnNo} ${recency}`)
    .join();
}
const SIGNED: ReadonlySet<string> = new Set(['published', 'population']);

/** A function that works out each answer once. */
function remembered<T>(
  keyOf: (quarter: QuarterKey) => string,
  answer: (quarter: QuarterKey) => T,
): (quarter: QuarterKey) => T {
  const known = new Map<string, T>();
  return (quarter) => {
    const key = keyOf(quarter);
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = answer(quarter);
    known.set(key, found);
    return found;
  };
}

/** True of a period in which a measure has no meaning any more, whatever its table prints. */
export function isEnded({ ended }: Pick<PublishedSource, 'ended'>, to: IsoDate): boolean {
  return ended !== null && to > ended.after;
}

/** The same for one quarter. */
export async function latestPublished(
  trx: Knex.Transaction,
  quarter: Quarter,
  pins: readonly Pin[],
  measures: readonly Readable[],
): Promise<LatestPublished> {
  const found = await publishedByQuarter(trx, [quarter], pins, measures);
  return found.get(quarter.key) ?? new Map();
}

/** The rows of one place of a definition, column by column. */
interface PlaceRows {
  readonly place: PublishedPlace;
  readonly value: readonly Matching[];
  readonly numerator: readonly Matching[];
  readonly denominator: readonly Matching[];
  readonly others: readonly (readonly Matching[])[];
}

type ColumnReader = (table: string, column: PublishedColumn) => Promise<readonly Matching[]>;

async function rowsOfPlace(place: PublishedPlace, read: ColumnReader): Promise<PlaceRows> {
  const of = async (column: PublishedColumn | null): Promise<readonly Matching[]> =>
    column === null ? [] : read(place.table, column);
  const value = await of(place.value);
  const numerator = await of(place.numerator);
  const denominator = await of(place.denominator);
  const others: (readonly Matching[])[] = [];
  // One after the other: a transaction has one connection.
  for (const other of place.others) others.push(await of(other));
  return { place, value, numerator, denominator, others };
}

/** Every figure of a published measure that counts for a quarter, by the last day of its period: one an area. */
function figuresOf(
  quarter: QuarterKey,
  pins: readonly Pin[],
  places: readonly PlaceRows[],
  childrenIn: ChildrenReader,
  measure: Readable,
): ReadonlyMap<IsoDate, readonly PublishedFigure[]> {
  const byReturn = new Map(pins.map((pin, index) => [pin.returnNo, { pin, index }]));
  const best = new Map<string, PublishedFigure>();
  for (const { place, ...rows } of places) {
    const pick = (some: readonly Matching[]): Map<string, FigureRow> => bestRows(some, byReturn);
    const [found, above, below] = [rows.value, rows.numerator, rows.denominator].map(pick);
    const parts = rows.others.map(pick);
    const hasCounts = place.numerator !== null && place.denominator !== null;
    for (const [key, row] of found ?? []) {
      if (best.has(key)) continue;
      const children =
        place.isOverChildren === true ? childrenIn(quarter, row.area_code, row.period_to) : null;
      const behind = [above?.get(key), below?.get(key), ...parts.map((part) => part.get(key))];
      best.set(key, {
        areaCode: row.area_code,
        from: row.period_from,
        to: row.period_to,
        scaled: row.value_scaled,
        scale: row.scale,
        symbol: row.symbol as ValueSymbol | null,
        table: place.table,
        releasedTo: byReturn.get(row.return_no)?.pin.asAt ?? '',
        jointWith: row.joint_with?.split(' ') ?? [],
        roundedTo: row.rounded_to,
        counts: hasCounts
          ? {
              numerator: countOf(behind[0]),
              denominator: countOf(behind[1]),
              others: behind.slice(2).map(countOf),
              isTakenAsSmall: place.isTakenAsSmall,
            }
          : children === null
            ? null
            : { numerator: countOf(row), denominator: children, others: [], isTakenAsSmall: false },
        children,
        rows: [row, ...(hasCounts ? behind : [])].flatMap((each) =>
          each === undefined ? [] : [{ returnNo: each.return_no, rowNo: each.row_no }],
        ),
      });
    }
  }
  const byPeriod = new Map<IsoDate, PublishedFigure[]>();
  for (const figure of best.values()) {
    if (places.some(({ place }) => isWithoutChildren(place, figure))) continue;
    const own = byPeriod.get(figure.to) ?? [];
    own.push(isEnded(measure, figure.to) ? { ...figure, scaled: null, symbol: 'z' } : figure);
    byPeriod.set(figure.to, own);
  }
  return byPeriod;
}

/** A count is no rate: where nobody knows how many children there are, there is no figure. */
function isWithoutChildren(place: PublishedPlace, figure: PublishedFigure): boolean {
  return (
    place.isOverChildren === true &&
    place.table === figure.table &&
    figure.symbol === null &&
    figure.children === null
  );
}

function countOf(row: FigureRow | undefined): number | null {
  return row?.symbol === null && row.scale === 1 ? row.value_scaled : null;
}

interface FigureRow {
  readonly return_no: number;
  readonly row_no: number;
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

/** A row whose filters are those that are wanted, and how near the first values of each it is. */
interface Matching {
  readonly row: FigureRow;
  readonly preference: number;
}

interface Candidate extends Matching {
  readonly edition: number;
  /** No other figure of the same release is as good. */
  isAlone: boolean;
}

/** Of each area and period the row that counts. */
function bestRows(
  rows: readonly Matching[],
  byReturn: ReadonlyMap<number, { readonly index: number }>,
): Map<string, FigureRow> {
  const best = new Map<string, Candidate>();
  for (const { row, preference } of rows) {
    const edition = byReturn.get(row.return_no)?.index;
    if (edition === undefined) continue;
    const key = `${row.period_to} ${row.area_code}`;
    const other = best.get(key);
    const order =
      other === undefined ? -1 : preference - other.preference || other.edition - edition;
    if (order < 0) best.set(key, { row, preference, edition, isAlone: true });
    // A filter that the measure doesn't name tells the two apart: which is meant nobody can say.
    else if (order === 0 && other !== undefined) other.isAlone = false;
  }
  return new Map(
    [...best].filter(([, { isAlone }]) => isAlone).map(([key, { row }]) => [key, row]),
  );
}

/** Reads a column's rows of every quarter's returns, each column once: measures share the totals that they are shares of. */
function columnReader(
  trx: Knex.Transaction,
  quarters: readonly Quarter[],
  pins: readonly Pin[],
): ColumnReader {
  const returns = [...new Set(pins.map((pin) => pin.returnNo))];
  const ends = quarters.map(({ lastDay }) => lastDay).sort();
  const span = [addMonths(ends[0] ?? '', -OLDEST_MONTHS), ends.at(-1) ?? ''] as const;
  const known = new Map<string, Promise<readonly Matching[]>>();
  return (table, column) => {
    const key = JSON.stringify([table, column]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const reading = matchingRows(trx, returns, span, table, column);
    known.set(key, reading);
    return reading;
  };
}

async function matchingRows(
  trx: Knex.Transaction,
  returns: readonly number[],
  span: readonly [IsoDate, IsoDate],
  table: string,
  column: PublishedColumn,
): Promise<readonly Matching[]> {
  const query = trx('published__figure')
    .select<FigureRow[]>(
      'return_no',
      'row_no',
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
    .whereIn('return_no', [...returns])
    .whereBetween('period_to', [...span]);
  // The engine leaves out most rows; what a wildcard lets through is read again here.
  for (const [heading, values] of Object.entries(column.filters)) {
    void query.andWhere((either) => {
      for (const value of values)
        void either.orWhereRaw(`'; ' || coalesce(filters, '') || '; ' like ?`, [
          `%; ${heading}=${value}; %`,
        ]);
    });
  }
  const rows = await query;
  return rows.flatMap((row) => {
    const preference = preferenceOf(row.filters, column.filters);
    return preference === undefined ? [] : [{ row, preference }];
  });
}

/** Children aged 0 to 17 at the 30 June of the financial year in which a period ends, by the newest estimates that counted for a quarter. */
type ChildrenReader = (quarter: QuarterKey, areaCode: string, to: IsoDate) => number | null;

async function childrenReader(
  trx: Knex.Transaction,
  pins: readonly Pin[],
): Promise<ChildrenReader> {
  const own = pins.filter(({ source }) => source === 'population');
  const rows = await trx('population__estimate')
    .select<{ return_no: number; area_code: string; year: number; people_count: number }[]>(
      'return_no',
      'area_code',
      'year',
      'people_count',
    )
    .whereIn('return_no', [...new Set(own.map((pin) => pin.returnNo))])
    .andWhere({ age_group: '0-17' })
    .orderBy(['return_no', 'row_no']);
  const counts = new Map(
    rows.map((row) => [`${row.return_no} ${row.area_code} ${row.year}`, row.people_count]),
  );
  return (quarter, areaCode, to) => {
    const { startYear } = quarterContaining(to);
    const found = own
      .filter((pin) => pin.quarter === quarter)
      .sort((a, b) => b.recency - a.recency)
      .map((pin) => counts.get(`${pin.returnNo} ${areaCode} ${startYear}`));
    return found.find((count) => count !== undefined) ?? null;
  };
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
