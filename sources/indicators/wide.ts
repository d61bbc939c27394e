import { cellMessages } from '../../pipeline/core/return-messages/cells.js';
import { LONGEST_NAME } from '../../pipeline/core/short-text.js';
import { clean } from '../contract/columns.js';
import { cleanHeading, headingKey } from '../contract/headings.js';
import { lacksYear, type Period, periodInText } from '../contract/period.js';
import type { Gathered, GatheredDraft, GatheredTable, RowView } from '../contract/types.js';
import type { Cell } from '../../pipeline/core/files/tabular-file.js';
import { wordId } from '../contract/word-id.js';
import * as words from './words.js';

type Part = 'numerator' | 'denominator';

/** A column with figures: its place, its period, and whether its heading says which part of the figure it holds. */
interface PeriodColumn {
  readonly place: number;
  readonly heading: string;
  readonly period: Period;
  readonly part: Part | undefined;
}

/** Headings that say which part of a figure is in a column or row. */
const PARTS: readonly (readonly [RegExp, Part | 'worked out'])[] = [
  [/^(numerator|num|n)$/i, 'numerator'],
  [/^(denominator|denom|den|d|out of|cohort)$/i, 'denominator'],
  [/^(percentage|per ?cent|%|rate|outturn|result)$/i, 'worked out'],
];

/**
 * A table with a column for each month, quarter or year. The headings may be over two rows ("2017-18" merged over its
 * quarters, or quarters merged over numerator and denominator); a denominator may be in the row of its numerator, in
 * one beneath, or in the same cell ("45 of 60").
 */
export function gatherWide(table: GatheredTable): ReadonlyMap<number, Gathered> {
  const { columns, undated, headingRows } = periodColumns(table);
  const outcome = new Map<number, Gathered>();
  const rows = namedRows(table, { columns, undated, headingRows }, outcome);
  const denominators = new Map<string, Map<string, Cell>>();
  for (const { row, key, part } of rows) {
    if (part !== 'denominator') continue;
    const known = denominators.get(key) ?? new Map<string, Cell>();
    for (const column of columns) {
      const cell = row.cells[column.place] ?? null;
      if (!words.saysNoFigure(cell)) known.set(spanKey(column.period), cell);
    }
    denominators.set(key, known);
  }
  const numerated = new Set(rows.flatMap(({ key, part }) => (part === 'denominator' ? [] : [key])));
  for (const named of rows) {
    if (named.part !== 'denominator')
      outcome.set(named.row.rowNo, draftsOf(named, columns, denominators.get(named.key)));
    else if (numerated.has(named.key))
      outcome.set(named.row.rowNo, { ignore: 'denominators, taken with their numerators' });
    else outcome.set(named.row.rowNo, { reject: { heading: 'Numerator', ...NO_NUMERATOR } });
  }
  return outcome;
}

const NO_NUMERATOR = {
  rule: 'denominator-without-numerator',
  fix: cellMessages['denominator-without-numerator'].fix,
} as const;

interface NamedRow {
  readonly row: RowView;
  readonly title: string;
  readonly locality: string | null;
  readonly id: string;
  /** Of the indicator and the locality. */
  readonly key: string;
  readonly part: Part | undefined;
}

/** Rows that hold figures, each with its indicator, whose name may be in a row above; the rest with the reason why not. */
function namedRows(
  table: GatheredTable,
  { columns, undated, headingRows }: Columns,
  outcome: Map<number, Gathered>,
): NamedRow[] {
  const places = new Set(columns.map((column) => column.place));
  const named: NamedRow[] = [];
  let title: string | null = null;
  let locality: string | null = null;
  for (const row of table.rows) {
    if (headingRows.has(row.rowNo)) {
      outcome.set(row.rowNo, { ignore: 'the lower row of the headings' });
      continue;
    }
    const cell = clean(row.cell(...words.INDICATOR));
    const split = splitPart(cell === null ? null : String(cell));
    title = split.title ?? title;
    locality = words.localityIn(
      row.cell(...words.LOCALITY),
      split.title === null ? locality : null,
    );
    const part = split.part ?? partInRow(row, places);
    const lost = undated.find(({ place }) => isFigure(row.cells[place] ?? null));
    if (lost !== undefined) {
      outcome.set(row.rowNo, { reject: { heading: lost.heading, ...words.NO_YEAR } });
      continue;
    }
    if (columns.every((column) => words.saysNoFigure(row.cells[column.place] ?? null)))
      outcome.set(row.rowNo, {
        ignore: 'no figures: a title, a note, or an indicator yet to come',
      });
    else if (part === 'worked out')
      outcome.set(row.rowNo, { ignore: 'percentages or rates, worked out again from their parts' });
    else if (title === null)
      outcome.set(row.rowNo, { reject: { heading: words.INDICATOR[0], ...NO_NAME } });
    else if (words.isTotal(title)) outcome.set(row.rowNo, { ignore: 'a total of other rows' });
    else named.push({ row, title, locality, ...keysOf(title, locality), part });
  }
  return named;
}

function keysOf(title: string, locality: string | null): Pick<NamedRow, 'id' | 'key'> {
  const id = words.indicatorId(title);
  return { id, key: `${id} ${wordId(locality ?? '')}` };
}

function isFigure(cell: Cell): boolean {
  return typeof cell === 'number' || (typeof cell === 'string' && /^\d[\d,.]*$/.test(cell.trim()));
}

const NO_NAME = { rule: 'empty', fix: 'Name the indicator of this row.' } as const;

function draftsOf(
  { row, title, locality, id }: NamedRow,
  columns: readonly PeriodColumn[],
  denominators: ReadonlyMap<string, Cell> | undefined,
): Gathered {
  // Rows of one indicator are compared by their key once they are loaded; columns of one row share its number.
  const seen = new Set<string>();
  const drafts: GatheredDraft[] = [];
  for (const column of columns) {
    if (column.part === 'denominator') continue;
    const cell = row.cells[column.place] ?? null;
    if (words.saysNoFigure(cell)) continue;
    const key = spanKey(column.period);
    if (seen.has(key)) return { reject: { heading: column.heading, ...words.TWICE } };
    seen.add(key);
    const figures = words.figuresIn(cell);
    const denominator =
      figures.denominator ??
      besideIt(row, columns, column) ??
      denominators?.get(spanKey(column.period)) ??
      null;
    if (denominator === null && words.saysShare(title))
      return { reject: { heading: column.heading, ...words.SHARE_ALONE } };
    drafts.push({
      heading: column.heading,
      record: {
        indicator: id,
        title,
        locality,
        period_from: column.period.from,
        period_to: column.period.to,
        numerator: figures.numerator,
        denominator,
        note: row.cell(...words.NOTE),
      },
    });
  }
  return { drafts };
}

/** The denominator that is in a column of its own, under the same period. */
function besideIt(row: RowView, columns: readonly PeriodColumn[], column: PeriodColumn): Cell {
  const beside = columns.find(
    (other) => other.part === 'denominator' && spanKey(other.period) === spanKey(column.period),
  );
  const cell = beside === undefined ? null : (row.cells[beside.place] ?? null);
  return words.saysNoFigure(cell) ? null : cell;
}

function spanKey(period: Period): string {
  return `${period.from} ${period.to}`;
}

/** "Assessments in time - numerator" names the indicator and its part; "Numerator" only the part. */
function splitPart(text: string | null): {
  readonly title: string | null;
  readonly part: Part | 'worked out' | undefined;
} {
  if (text === null || text.length > LONGEST_NAME) return { title: text, part: undefined };
  const whole = partNamed(text);
  if (whole !== undefined) return { title: null, part: whole };
  const match = /^(.+?)\s*[-\u2013\u2014:(,]\s*(numerator|denominator|percentage|rate)\)?$/i.exec(
    text,
  );
  return match === null
    ? { title: text, part: undefined }
    : { title: match[1] ?? text, part: partNamed(match[2] ?? '') };
}

function partNamed(text: string): Part | 'worked out' | undefined {
  return PARTS.find(([pattern]) => pattern.test(text.trim()))?.[1];
}

/** The part that a row says outside its figures, such as in a column "Part". */
function partInRow(row: RowView, figures: ReadonlySet<number>): Part | 'worked out' | undefined {
  for (const [place, cell] of row.cells.entries()) {
    if (figures.has(place) || typeof cell !== 'string') continue;
    const part = partNamed(cell);
    // Only "%" in a column of units says how the figures are shown, not what the row holds.
    if (part !== undefined && !/^units?$/i.test(row.headings[place] ?? '')) return part;
  }
  return undefined;
}

/** Where a table's figures are. */
interface Columns {
  readonly columns: readonly PeriodColumn[];
  /** Columns of a period whose year nothing says. */
  readonly undated: readonly { readonly place: number; readonly heading: string }[];
  readonly headingRows: ReadonlySet<number>;
}

/** Reads only the headings, with the row above them, or with the row beneath, whichever way shows most periods. */
function periodColumns(table: GatheredTable): Columns {
  const year = words.titleYear(table);
  const own = table.headings;
  const above = (table.above.at(-1)?.cells ?? []).map(cleanHeading);
  const beneath = table.rows[0];
  const name = beneath?.cell(...words.INDICATOR) ?? null;
  const mayBeHeadings = name === null || words.INDICATOR.some((word) => sameHeading(word, name));
  const ways = [
    wayOf(own, year),
    wayOf(joined(above, own), year),
    ...(beneath !== undefined && mayBeHeadings
      ? [wayOf(joined(own, beneath.cells.map(cleanHeading)), year, beneath.rowNo)]
      : []),
  ];
  return ways.reduce((best, way) => (way.columns.length > best.columns.length ? way : best));
}

function wayOf(headings: readonly string[], year: number | undefined, rowNo?: number): Columns {
  const undated = headings.flatMap((heading, place) => {
    const isUnread = words.UNREAD.some((pattern) => new RegExp(pattern, 'i').test(heading));
    const said = isUnread ? undefined : splitHeading(heading);
    return said !== undefined && lacksYear(said.text, year) ? [{ place, heading }] : [];
  });
  return {
    columns: columnsOf(headings, year),
    undated,
    headingRows: new Set(rowNo === undefined ? [] : [rowNo]),
  };
}

function sameHeading(one: string, other: Cell): boolean {
  return headingKey(one) === headingKey(other);
}

/** Two rows of headings as one. A merged upper one is only in its first cell, and holds up to the next. */
function joined(upper: readonly string[], lower: readonly string[]): string[] {
  let over = '';
  return lower.map((text, place) => {
    over = (upper[place] ?? '') || over;
    return text === '' ? '' : `${over} ${text}`.trim();
  });
}

function columnsOf(headings: readonly string[], year: number | undefined): PeriodColumn[] {
  return headings.flatMap((heading, place) => {
    const said = splitHeading(heading);
    if (said === undefined) return [];
    const period = periodInText(said.text, year);
    return period === undefined ? [] : [{ place, heading, period, part: said.part }];
  });
}

/** "Q3 2017-18 Numerator" is a period and a part; undefined for a column of percentages, which are worked out again. */
function splitHeading(heading: string): { text: string; part: Part | undefined } | undefined {
  const match = /^(.*?)[\s\-\u2013:(]+([a-z%]+|out of)\)?$/i.exec(heading);
  const part = match === null ? undefined : partNamed(match[2] ?? '');
  if (part === 'worked out') return undefined;
  return part === undefined ? { text: heading, part } : { text: match?.[1] ?? '', part };
}
