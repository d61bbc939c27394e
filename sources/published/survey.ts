import type { TableToPrepare } from '../contract/types.js';
import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import { headingKey } from '../contract/headings.js';
import { clean } from '../contract/columns.js';
import { type TableDefinition } from './definition.js';
import { isNumber, symbolIn } from './figures.js';
import { STANDARD_HEADINGS } from './geography.js';
import { placePeriod } from './period.js';
import { areToldApart } from './rows-apart.js';

/** What a table's columns are, found out from what is in them. */
export interface Survey {
  /** Columns by whose values figures are told apart, in file order. */
  readonly filters: readonly string[];
  readonly indicators: readonly string[];
  /** Columns without a single value. */
  readonly empty: readonly string[];
  /** To what England's and regions' counts of an indicator are rounded, where every one of them shows it. */
  readonly roundedTo: ReadonlyMap<string, number>;
  /** The last day of the latest period; of a year whose end nobody states, its last day. */
  readonly latest: IsoDate | undefined;
  /** Periods of which only a definition could say when they end, such as "2025 Reporting year". */
  readonly withoutEnd: ReadonlySet<string>;
}

/** A filter has few numbers; a column with more different ones is a measurement. */
const MOST_NUMBERS = 60;
/** Words in a column of numbers, beyond the known symbols. */
const MOST_WORDS = 20;
/** Fewer figures than this show no rounding. */
const ENOUGH_ROUNDED = 5;

/** A column as it is looked through. */
class Column {
  readonly words = new Set<string>();
  readonly numbers = new Set<string>();
  filled = 0;
  numeric = 0;
  symbols = 0;
  hasDecimals = false;
  /** Whole numbers of England and regions, and how many are a multiple of ten. */
  wide = 0;
  wideTens = 0;
  /** Some authority's number isn't a multiple of ten. */
  hasUnits = false;

  constructor(
    readonly heading: string,
    readonly place: number,
  ) {}

  take(text: string, isWide: boolean): void {
    this.filled += 1;
    if (symbolIn(text) !== undefined) this.symbols += 1;
    else if (isNumber(text)) {
      this.numeric += 1;
      if (this.numbers.size <= MOST_NUMBERS) this.numbers.add(text);
      const number = Number(text.replace(/[,%\u00a3]/gu, ''));
      if (!Number.isInteger(number)) this.hasDecimals = true;
      if (isWide && number !== 0) {
        this.wide += 1;
        if (number % 10 === 0) this.wideTens += 1;
      } else if (number % 10 !== 0) this.hasUnits = true;
    } else if (this.words.size <= MOST_WORDS) this.words.add(text);
  }

  get isMostlyNumbers(): boolean {
    const isMeasured = this.hasDecimals || this.numbers.size > MOST_NUMBERS;
    return (
      (this.numeric + this.symbols) * 2 >= this.filled &&
      isMeasured &&
      this.words.size <= MOST_WORDS
    );
  }

  /** Numbers with a word or two among them, and too few to show by themselves that they are measured. */
  get isMixed(): boolean {
    return (
      this.words.size > 0 &&
      this.words.size <= MOST_WORDS &&
      !this.isMostlyNumbers &&
      this.numeric > 0 &&
      (this.numeric + this.symbols) * 2 >= this.filled &&
      ![...this.words].some((word) => WHOLE.test(word)) &&
      !NUMBERED.test(this.heading)
    );
  }

  get isWhole(): boolean {
    return (
      this.numeric > 0 &&
      !this.hasDecimals &&
      this.symbols === 0 &&
      this.numbers.size <= MOST_NUMBERS
    );
  }
}

/** Of a filter, the word of the row that takes its others together. */
const WHOLE = /^(?:all|any|every|grand|overall|sub-?total|total)/i;
/** Headings of numbers that tell rows apart. */
const NUMBERED =
  /^(?:age|year[ _]group|nc[ _]?year.*|national[ _]curriculum[ _]year|.*(?:decile|quintile)s?)$/i;

/** Looks a table in DfE's standard form through: which columns are filters, which indicators. */
export async function survey(
  table: TableToPrepare,
  definition: TableDefinition | undefined,
): Promise<Survey> {
  const known = new Set([...STANDARD_HEADINGS, ...(definition?.unread ?? [])].map(headingKey));
  const seen = new Set<string>();
  const columns = table.headings.flatMap((heading, place) => {
    const key = headingKey(heading);
    if (key === '' || known.has(key) || seen.has(key)) return [];
    seen.add(key);
    return [new Column(heading, place)];
  });
  const days = new Map<string, IsoDate | undefined>();
  const withoutEnd = new Set<string>();
  await table.each((row) => {
    const isWide = isWideLevel(String(row.cell('geographic_level') ?? ''));
    for (const column of columns) {
      const cell = clean(row.cells[column.place]);
      if (cell !== null) column.take(String(cell), isWide);
    }
    const [period, identifier] = [row.cell('time_period'), row.cell('time_identifier')].map(String);
    const key = `${period} ${identifier}`;
    if (days.has(key)) return;
    const span = placePeriod(period ?? '', identifier ?? '', definition?.years);
    if (span === 'unknown') withoutEnd.add(key);
    days.set(key, span === 'unknown' ? `${(period ?? '').slice(0, 4)}-12-31` : span?.to);
  });
  const isFilter = await filterRule(table, columns, definition);
  const used = columns.filter((column) => column.filled > 0);
  return {
    filters: used.filter(isFilter).map(({ heading }) => heading),
    indicators: used.filter((column) => !isFilter(column)).map(({ heading }) => heading),
    empty: columns.filter((column) => column.filled === 0).map(({ heading }) => heading),
    roundedTo: new Map(
      used.flatMap(({ heading, wide, wideTens, hasUnits }) =>
        hasUnits && wide >= ENOUGH_ROUNDED && wideTens === wide ? [[heading, 10]] : [],
      ),
    ),
    latest: [...days.values()]
      .filter((day) => day !== undefined)
      .sort()
      .at(-1),
    withoutEnd,
  };
}

function isWideLevel(level: string): boolean {
  return level === 'National' || level === 'Regional';
}

/**
 * A column of words is a filter, unless it is one of numbers with a few words among them. A column of few whole numbers is one where it is
 * named as one, or comes before a column of words: in the standard form filters come first.
 */
async function filterRule(
  table: TableToPrepare,
  columns: readonly Column[],
  definition: TableDefinition | undefined,
): Promise<(column: Column) => boolean> {
  const named = new Set((definition?.filters ?? []).map(headingKey));
  const measured = new Set((definition?.knownBy ?? []).flat().map(headingKey));
  const ruleFor = (figures: ReadonlySet<Column>): ((column: Column) => boolean) => {
    const hasWords = (column: Column): boolean =>
      column.words.size > 0 && !column.isMostlyNumbers && !figures.has(column);
    const lastOfWords = columns.findLast(hasWords)?.place ?? -1;
    return (column) => {
      const key = headingKey(column.heading);
      if (named.has(key)) return true;
      if (measured.has(key)) return false;
      if (hasWords(column)) return true;
      if (!column.isWhole) return false;
      return (
        column.place < lastOfWords ||
        (NUMBERED.test(column.heading) && column.place < firstMeasured(columns))
      );
    };
  };
  const mixed = columns.filter((column) => column.isMixed);
  if (mixed.length === 0) return ruleFor(new Set());
  // One word in a column of numbers makes no filter of it, unless the rows would be the same without it.
  const isFilter = ruleFor(new Set(mixed));
  const places = columns.filter(isFilter).map(({ place }) => place);
  return (await areToldApart(table, places)) ? isFilter : ruleFor(new Set());
}

/** Where the first column of measured numbers is. */
function firstMeasured(columns: readonly Column[]): number {
  return columns.find((column) => column.isMostlyNumbers || column.symbols > 0)?.place ?? Infinity;
}
