import { fittedWidths, MOST_WIDTH, usable, withWholeWords } from './column-widths.js';
import { groupsOf, type Words } from '../pack/groups.js';
import type { Cell, Chart, Sheet, Table } from '../pack/model.js';
import { isOnePage, pageBreaks, pagesWithoutTail, type Sized, typeOnOnePage } from './paper.js';
import { size } from './style.js';
import { wrap } from './text-size.js';

/** A sheet's blocks put on rows: pure, so that tests and charts can ask where a table is. */
export interface Layout {
  /** Widths in Excel's unit, one a column. */
  readonly widths: readonly number[];
  readonly rows: readonly LaidRow[];
  readonly tables: readonly PlacedTable[];
  readonly charts: readonly PlacedChart[];
  /** All of it goes on one page, a little smaller if need be. */
  readonly onePage: boolean;
  /** Rows (from 1) before which a page should begin. */
  readonly pageBreaks: readonly number[];
  /** Rows that are printed, from the first; null where all are. */
  readonly printed: number | null;
  /** Pages that it is made to fit, a little smaller, so that no page holds a last line or two; null as many as it takes. */
  readonly pages: number | null;
}

export type LaidRow =
  | {
      readonly kind: 'line';
      readonly style: LineStyle;
      readonly text: string;
      readonly height: number;
      /** Columns that the text runs over; all of the sheet's where none is given. */
      readonly columns?: number;
    }
  /** Two lines next to each other; either may be absent. */
  | {
      readonly kind: 'pair';
      readonly left: SideLine | null;
      readonly right: SideLine | null;
      /** Columns that the left one runs over; the right one has the rest. */
      readonly columns: number;
      readonly height: number;
    }
  | { readonly kind: 'header'; readonly table: Table; readonly height: number }
  | {
      readonly kind: 'body';
      readonly table: Table;
      readonly cells: readonly Cell[];
      readonly height: number;
    }
  | { readonly kind: 'space'; readonly height: number };

/** A line of words in one of two columns. */
export interface SideLine {
  readonly style: LineStyle;
  readonly text: string;
}

export type LineStyle = 'title' | 'heading' | 'plain' | 'lead' | 'marking';

export interface PlacedTable {
  readonly table: Table;
  /** Row of the headings, from 1. */
  readonly headerRow: number;
}

export interface PlacedChart {
  readonly chart: Chart;
  /** Row that it is in, from 1, and points below that row's top. */
  readonly row: number;
  readonly top: number;
  /** Points from the sheet's left edge. */
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** Points a line of text takes, by its size. */
const LINE = 1.22;
/** Excel allows no higher row. */
const MOST_HEIGHT = 409;
const SCATTER_HEIGHT = 320;

/** Points that a column takes. */
export function points(width: number): number {
  return width * 9 * 0.75;
}

/**
 * Puts a sheet's blocks on rows and pages. One that is to be a page is drawn more tightly where its type would else be small;
 * where that isn't enough it takes a second page.
 */
export function layOut(sheet: Sheet): Layout {
  const isRead = sheet.kind === 'briefing' || sheet.kind === 'cover';
  const usual = drawn(sheet, isRead ? ROOMY : DENSE);
  const first = onPaper(sheet, usual);
  const isEasy = sheet.onePage === true && typeOnOnePage(sizedOf(usual)) >= READ_WITH_EASE;
  if (!isRead || isEasy) return first;
  const closer = drawn(sheet, withRoomFor(sheet, CHARTS));
  const tight = onPaper(sheet, closer);
  const isLarger = typeOnOnePage(sizedOf(closer)) > typeOnOnePage(sizedOf(usual));
  return pagesOf(tight) < pagesOf(first) || (tight.onePage && sheet.onePage === true && isLarger)
    ? tight
    : first;
}

/** Drawn tightly, with the largest charts by which the page's type stays as large. */
function withRoomFor(sheet: Sheet, heights: readonly number[]): Space {
  const type = (space: Space): number => typeOnOnePage(sizedOf(drawn(sheet, space)));
  const least = type(TIGHT);
  const chart = heights.find((height) => type({ ...TIGHT, chart: height }) >= least);
  return chart === undefined ? TIGHT : { ...TIGHT, chart };
}

function pagesOf({ onePage, pageBreaks }: Layout): number {
  return onePage ? 1 : pageBreaks.length + 2;
}

/** Points that are free: in a row of words as well as its lines, in one of a table as well as its own, above a heading, around charts; and a chart's height. */
interface Space {
  readonly words: number;
  readonly cells: number;
  readonly heading: number;
  readonly charts: number;
  /** A chart of lines itself. */
  readonly chart: number;
}

/** The size of type, in points, that a page is read in with ease. */
const READ_WITH_EASE = 11;

const ROOMY: Space = { words: 4, cells: 6, heading: 10, charts: 12, chart: 190 };
/** Of tables that are looked up, not read. */
const DENSE: Space = { ...ROOMY, cells: 2 };
/** Heights of charts on a page that is drawn tightly, the largest that fits first. */
const CHARTS: readonly number[] = [200, 185, 170];
const TIGHT: Space = { words: 1, cells: 2, heading: 4, charts: 8, chart: 150 };

/** A sheet on rows, before it is put on paper. */
interface Drawn extends Omit<Layout, 'onePage' | 'pageBreaks' | 'pages'> {
  /** Rows of headings, from 1. */
  readonly starts: readonly number[];
}

function sizedOf({ widths, rows, printed }: Drawn): Sized {
  return {
    across: points(widths.reduce((sum, width) => sum + width, 0)),
    heights: rows.slice(0, printed ?? undefined).map(({ height }) => height),
  };
}

function onPaper(sheet: Sheet, { starts, ...laid }: Drawn): Layout {
  const sized = sizedOf({ starts, ...laid });
  const isBriefing = sheet.kind === 'briefing';
  const isMeantTo = sheet.onePage === true;
  const onePage = (isBriefing || isMeantTo) && isOnePage(sized, isMeantTo);
  const { printed } = laid;
  const onPages = starts.filter((start) => printed === null || start <= printed);
  return {
    ...laid,
    onePage,
    pageBreaks: onePage || !isBriefing ? [] : pageBreaks(sized, onPages),
    pages: onePage ? 1 : isBriefing ? null : pagesWithoutTail(sized),
  };
}

function drawn(sheet: Sheet, space: Space): Drawn {
  const widths = widthsOf(sheet);
  const across = usable(widths.reduce((sum, width) => sum + width, 0));
  const rows: LaidRow[] = lines(sheet, sheet.title, 'title', { across, space, isTitle: true });
  const tables: PlacedTable[] = [];
  const charts: PlacedChart[] = [];
  const starts: number[] = [];
  let printed: number | null = null;
  for (const group of groupsOf(sheet.blocks)) {
    if (printed === null && group.kind === 'block' && group.block.isOnScreen === true)
      printed = rows.length;
    switch (group.kind) {
      case 'block': {
        const { block } = group;
        if (block.kind === 'heading') starts.push(rows.length + 1);
        if (block.kind === 'table') tables.push({ table: block, headerRow: rows.length + 1 });
        rows.push(...rowsOf(sheet, block, { widths, across, space }));
        break;
      }
      case 'columns':
        starts.push(rows.length + 1);
        rows.push(...pairedRows(sheet, group, { widths, space }));
        break;
      case 'charts':
        for (let from = 0; from < group.charts.length; from += 2) {
          const pair = group.charts.slice(from, from + 2);
          const height = Math.max(...pair.map((chart) => heightOfChart(chart, space)));
          charts.push(...placeCharts(pair, rows.length + 1, widths, height));
          rows.push({ kind: 'space', height: height + space.charts });
        }
        break;
      case 'side-by-side': {
        const placed = wordsAndCharts(sheet, group, { row: rows.length + 1, widths, space });
        starts.push(rows.length + 1);
        charts.push(...placed.charts);
        rows.push(...placed.rows);
      }
    }
  }
  return { widths, rows, tables, charts, starts, printed };
}

/** Tables of a sheet share its columns: each is as wide as the widest asks, wider where a text would outgrow a row. */
function widthsOf(sheet: Sheet): number[] {
  const tables = sheet.blocks.filter((block) => block.kind === 'table');
  const widths: number[] = [];
  for (const table of tables) {
    withWholeWords(table).forEach((width, index) => {
      widths[index] = Math.max(widths[index] ?? 0, width);
    });
  }
  const [only] = tables;
  if (sheet.kind === 'data' && only !== undefined && only.spareRows === undefined)
    widths.splice(0, widths.length, ...fittedWidths(only, widths));
  for (const table of tables) {
    for (const row of table.rows) {
      row.forEach((cell, index) => {
        if (cell.kind !== 'text') return;
        let width = widths[index] ?? 12;
        while (
          width < MOST_WIDTH &&
          linesHeight(cell.text, usable(width), size.table, false) + ROOMY.words > MOST_HEIGHT
        )
          width = Math.min(width + 4, MOST_WIDTH);
        widths[index] = width;
      });
    }
  }
  return widths.length === 0 ? [100] : widths;
}

/** What the rows of a block have to go by. */
interface Room {
  readonly widths: readonly number[];
  /** Points that words have. */
  readonly across: number;
  readonly space: Space;
}

function rowsOf(sheet: Sheet, block: Words, { widths, ...room }: Room): LaidRow[] {
  switch (block.kind) {
    case 'heading':
      return lines(sheet, block.text, 'heading', room);
    case 'paragraph':
      return lines(sheet, block.text, block.style ?? 'plain', room);
    case 'bullets':
      return block.items.flatMap((item, index) =>
        lines(sheet, `${block.numbered === true ? `${index + 1}.` : '•'} ${item}`, 'plain', room),
      );
    case 'table': {
      const { cells: spare } = room.space;
      return [
        { kind: 'header', table: block, height: headerHeight(block, widths, spare) },
        ...block.rows.map((cells): LaidRow => ({
          kind: 'body',
          table: block,
          cells,
          height: bodyHeight(cells, widths, spare),
        })),
      ];
    }
  }
}

/** One line of text a row; on data sheets, which merge nothing, a text wider than the sheet goes on in the next row. */
function lines(
  sheet: Sheet,
  text: string,
  style: LineStyle,
  { across, space, isTitle }: Omit<Room, 'widths'> & { readonly isTitle?: boolean },
): LaidRow[] {
  const [points, bold] = fontOf(style);
  const before = style === 'heading' ? space.heading : style === 'lead' ? 3 : 0;
  const heightOf = (words: string): number =>
    Math.min(linesHeight(words, across, points, bold) + space.words + before, MOST_HEIGHT);
  if (sheet.kind !== 'data' || isTitle === true)
    return [{ kind: 'line', style, text, height: heightOf(text) }];
  return wrap(text, across, points, bold).map((line) => ({
    kind: 'line',
    style,
    text: line,
    height: heightOf(line),
  }));
}

export function fontOf(style: LineStyle): [points: number, bold: boolean] {
  switch (style) {
    case 'title':
      return [size.title, true];
    case 'heading':
      return [size.heading, true];
    case 'lead':
    case 'marking':
      return [size.lead, true];
    case 'plain':
      return [size.text, false];
  }
}

/** Headings are bold, and are a little off their table's first row. */
function headerHeight(table: Table, widths: readonly number[], spare: number): number {
  const heights = table.columns.map((column, index) =>
    linesHeight(column.heading, usable(widths[index] ?? 12), size.table, true),
  );
  return Math.min(Math.max(...heights) + spare + 2, MOST_HEIGHT);
}

function bodyHeight(cells: readonly Cell[], widths: readonly number[], spare: number): number {
  const heights = cells.map((cell, index) =>
    cell.kind === 'text' || cell.kind === 'link'
      ? linesHeight(
          cell.text,
          usable(widths[index] ?? 12),
          size.table,
          cell.kind === 'text' && cell.bold === true,
        )
      : linesHeight('0', 100, size.table, false),
  );
  return Math.min(Math.max(...heights) + spare, MOST_HEIGHT);
}

function linesHeight(text: string, width: number, points: number, bold: boolean): number {
  return Math.ceil(wrap(text, width, points, bold).length * points * LINE);
}

/** Words in two columns, line by line next to each other. */
function pairedRows(
  sheet: Sheet,
  { left, right }: { readonly left: readonly Words[]; readonly right: readonly Words[] },
  { widths, space }: Pick<Room, 'widths' | 'space'>,
): LaidRow[] {
  const columns = columnsWithin(widths, LEFT_SHARE);
  const [first, second] = [widths.slice(0, columns), widths.slice(columns)];
  const across = (some: readonly number[]): number =>
    usable(some.reduce((sum, width) => sum + width, 0));
  const linesIn = (blocks: readonly Words[], some: readonly number[]): LaidRow[] =>
    blocks.flatMap((block) => rowsOf(sheet, block, { widths: some, across: across(some), space }));
  const [one, other] = [linesIn(left, first), linesIn(right, second)];
  return Array.from({ length: Math.max(one.length, other.length) }, (_, index): LaidRow => {
    const [a, b] = [one[index], other[index]];
    return {
      kind: 'pair',
      left: a?.kind === 'line' ? { style: a.style, text: a.text } : null,
      right: b?.kind === 'line' ? { style: b.style, text: b.text } : null,
      columns,
      height: Math.max(a?.height ?? 0, b?.height ?? 0),
    };
  });
}

/** The share of the width that the left of two columns of words takes at most. */
const LEFT_SHARE = 0.56;

/** The share of the width that words take where charts are next to them. */
const WORDS_SHARE = 0.5;
const GAP = 12;

/** Words over the left columns, charts right of them: as high as the words, or as charts must be. */
function wordsAndCharts(
  sheet: Sheet,
  { words, charts }: { readonly words: readonly Words[]; readonly charts: readonly Chart[] },
  {
    row,
    widths,
    space,
  }: { readonly row: number; readonly widths: readonly number[]; readonly space: Space },
): { readonly rows: LaidRow[]; readonly charts: PlacedChart[] } {
  const columns = columnsWithin(widths, WORDS_SHARE);
  const left = widths.slice(0, columns);
  const across = usable(left.reduce((sum, width) => sum + width, 0));
  const rows = words
    .flatMap((block) => rowsOf(sheet, block, { widths: left, across, space }))
    .map((each): LaidRow => (each.kind === 'line' ? { ...each, columns } : each));
  const upper = charts
    .slice(0, 1)
    .reduce((_, chart) => heightOfChart(chart, space) + space.charts, 0);
  const lower = Math.max(
    0,
    ...charts.slice(1).map((chart) => heightOfChart(chart, space) + space.charts),
  );
  const least = upper + lower;
  const height = rows.reduce((sum, each) => sum + each.height, 0);
  if (height < least) rows.push({ kind: 'space', height: least - height });
  const start = points(left.reduce((sum, width) => sum + width, 0)) + GAP;
  const end = points(widths.reduce((sum, width) => sum + width, 0));
  const stretch = Math.max(height, least) / least;
  const tiers = { upper: upper * stretch, lower: lower * stretch };
  return { rows, charts: placeGrid(charts, row, start, end - start, tiers) };
}

/** More bars than this are closer together. */
const MANY_BARS = 6;

/** Points that a chart takes: bars by how many there are, each of them with room for its name. */
function heightOfChart({ type, down, categories }: Chart, { chart }: Space): number {
  if (type === 'scatter') return SCATTER_HEIGHT;
  if (type === 'stacked-bar') return 100 + 26 * categories.length;
  if (down !== true) return chart;
  return 90 + (categories.length > MANY_BARS ? 18 : 24) * categories.length;
}

/** One chart, or one above the other. */
function placeGrid(
  charts: readonly Chart[],
  row: number,
  left: number,
  width: number,
  tiers: { readonly upper: number; readonly lower: number },
): PlacedChart[] {
  return charts.map((chart, index) => ({
    chart,
    row,
    top: index === 0 ? 0 : tiers.upper + (index - 1) * tiers.lower,
    left,
    width,
    height: (index === 0 ? tiers.upper : tiers.lower) - GAP,
  }));
}

/** How many of the first columns stay within a share of the width: one at least. */
function columnsWithin(widths: readonly number[], share: number): number {
  const most = widths.reduce((sum, width) => sum + width, 0) * share;
  let across = 0;
  const beyond = widths.findIndex((width) => (across += width) > most);
  return Math.max(1, beyond < 0 ? widths.length : beyond);
}

/** One chart over the sheet's width, or two side by side. */
function placeCharts(
  group: readonly Chart[],
  row: number,
  widths: readonly number[],
  height: number,
): PlacedChart[] {
  const across = points(widths.reduce((sum, width) => sum + width, 0));
  const width = (across - GAP * (group.length - 1)) / group.length;
  return group.map((chart, index) => ({
    chart,
    row,
    top: 0,
    left: index * (width + GAP),
    width,
    height,
  }));
}
