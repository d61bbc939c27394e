import { counted } from '../../pipeline/core/counted.js';
import { monthAndYear } from '../../pipeline/core/calendar/days.js';
import type { QuarterKey } from '../../pipeline/core/calendar/quarter.js';
import type { Value } from '../../pipeline/core/figure/value.js';
import type { Comparator, Figure } from '../../pipeline/core/figure/figure.js';
import { capitalised, inUnit, noOthers, symbol, text } from '../pack/cells.js';
import { comparatorCell, shownCell } from '../pack/shown-cell.js';
import type { PackContext } from '../pack/context.js';
import type { Block, Cell, Chart, Column, Sheet, Table } from '../pack/model.js';
import { noteMarker } from '../pack/notes.js';
import type { PriorityReport } from '../pack/priorities.js';
import {
  basisWords,
  comparatorWords,
  isAnnualised,
  numberWords,
  unitHeadings,
  otherPeriod,
  valuePeriod,
} from '../pack/words.js';
import {
  assuranceWord,
  chartedFigure,
  isExceptional,
  significanceWord,
} from '../sentences/briefing/significance.js';
import { chanceWord } from '../sentences/briefing/stock-word.js';
import { statusWord, toneOf } from '../sentences/briefing/status-word.js';
import { numberName } from '../sentences/number-name.js';
import { directionWords } from '../sentences/direction.js';
import { comparatorSheetName } from './comparators.js';
import { statusSheetName } from './status-tables.js';
import { NOT_COMPARED, notComparedWords } from '../sentences/not-compared.js';
import { labelOf } from '../sentences/subject.js';
import { currentWords, isFew, symbolWords } from '../sentences/headline.js';
import { statusParagraph } from '../sentences/status.js';
import { isHeadline, oncePerKey } from './figures-of.js';
import {
  BLANK,
  blankWords,
  byStatus,
  comparisonChart,
  drawnAsLines,
  drawnNextToOthers,
  trends,
} from './charts.js';
import { judgedBlocks } from './judged.js';
import { narrative } from './narrative.js';
import { shortTitle } from './short-title.js';
import { measureNote, trendSheetName } from './trends.js';

/** Part B: a page a priority that has measures, and one for the measures that no priority names. */
export function partBSheets(context: PackContext): Sheet[] {
  // A priority without a measure has its actions in Part A, and no figure for a page of its own.
  const sheets = context.priorities
    .filter(({ measures }) => measures.length > 0)
    .map((report) => prioritySheet(context, report));
  const others = oncePerKey(
    context.others.filter((figure) => isHeadline(figure) && figure.current.symbol === null),
  );
  // Without a strategy it is all of them, or the pack would report on none.
  const shown = context.priorities.length === 0 ? others : others.filter(isExceptional);
  return shown.length === 0 ? sheets : [...sheets, otherMeasuresSheet(context, others, shown)];
}

/** Measures that no priority names: those beyond their usual range, since the data worksheets hold all. */
function otherMeasuresSheet(
  context: PackContext,
  all: readonly Figure[],
  figures: readonly Figure[],
): Sheet {
  return {
    name: 'Part B Other measures',
    kind: 'briefing',
    title: `Part B: other measures, ${context.placeAndPeriod}`,
    about: 'Measures that no priority names and that are beyond their usual range',
    isDetail: true,
    blocks: [
      marking(context),
      {
        kind: 'paragraph',
        text: [otherWords(context, all, figures), ...notComparedWords(figures)].join(' '),
      },
      otherTable(context, figures),
    ],
  };
}

/** "Of 31 measures that no priority names, three are beyond their usual range. …" */
function otherWords(
  { priorities }: PackContext,
  all: readonly Figure[],
  shown: readonly Figure[],
): string {
  const measures = (figures: readonly Figure[]): number =>
    new Set(figures.map(({ definition }) => definition.measure)).size;
  const where = 'The data worksheets have every figure.';
  if (priorities.length === 0) return `No strategy is set: these are all the measures. ${where}`;
  const [of, beyond] = [measures(all), measures(shown)];
  return `Of ${counted(of, 'measure')} that no priority names, ${numberName(beyond)} ${beyond === 1 ? 'is' : 'are'} beyond the usual range. ${where}`;
}

function otherTable(context: PackContext, figures: readonly Figure[]): Table {
  const right = 'right' as const;
  const [aYearBefore, aQuarterBefore] = [context.quarters.at(-5), context.quarters.at(-2)];
  return {
    kind: 'table',
    name: 'Other_measures',
    columns: [
      { heading: 'Measure', width: 40 },
      { heading: aYearBefore?.months ?? 'A year before', width: 11, align: right },
      { heading: aQuarterBefore?.months ?? 'A quarter before', width: 11, align: right },
      { heading: context.input.quarter.months, width: 11, align: right },
      { heading: 'Change on last year', width: 17 },
      { heading: 'Variation', width: 12 },
      { heading: 'Other areas', width: 30 },
      DATA_WORKSHEET,
    ],
    rows: figures.map((figure) => [
      text(rowLabel(figure)),
      seriesCell(figure, aYearBefore?.key ?? ''),
      seriesCell(figure, aQuarterBefore?.key ?? ''),
      shownCell(figure.current, figure),
      text(directionWords(figure.judgement.longTerm, figure)),
      text(significanceWord(figure)),
      othersCell(figure),
      dataLink(figure),
    ]),
  };
}

/** Measures that can be read on one page; a priority with more is printed on several. */
const MOST_ON_A_PAGE = 7;

/** One page: how the priority stands, what changed, what is being done, what happens next, and the figures. */
function prioritySheet(context: PackContext, report: PriorityReport): Sheet {
  const name = `Measures_of_priority_${report.number}`;
  const { tables, quarters, charts } = measuresOf(context, name, report.measures);
  return {
    name: sheetName(report),
    kind: 'briefing',
    title: `Part B, priority ${report.number}: ${report.priority.title}, ${context.placeAndPeriod}`,
    onePage: report.measures.length <= MOST_ON_A_PAGE,
    about: `“${report.priority.title}” on a page: status, what changed, what we are doing, what happens next, key measures`,
    blocks: [
      marking(context),
      {
        kind: 'paragraph',
        text: statusParagraph(report),
        style: 'lead',
      },
      ...narrative(context, report).map((block) => ({ ...block, isSideBySide: charts.length > 0 })),
      ...charts.map((chart) => ({ ...chart, isSideBySide: true })),
      ...tables.map((block) => ({ ...block, isDetail: true })),
      ...judgedBlocks(context, report),
      ...quarters.map((block) => ({ ...block, isDetail: true })),
    ],
  };
}

/** "Part B1 Schools and learning", the same from quarter to quarter. */
export function sheetName(report: PriorityReport): string {
  return `Part B${shortTitle(report)}`;
}

/** Charts that a priority's page has room for: lines of the gravest, then its place among others. */
const MOST_CHARTS = 2;

/** The tables of a priority's measures, and the charts that draw from them. */
function measuresOf(
  context: PackContext,
  name: string,
  measures: PriorityReport['measures'],
): {
  readonly tables: readonly Block[];
  /** The numbers of the lines. */
  readonly quarters: readonly Block[];
  readonly charts: readonly Chart[];
} {
  const rows = inOrder(context, measures);
  const figures = rows.flatMap(({ figure }) => (figure === null ? [] : [figure]));
  const lines = trends(context, `${name}_trend`, drawnAsLines(context, figures, MOST_CHARTS));
  const compared =
    lines !== null && lines.charts.length >= MOST_CHARTS
      ? null
      : drawnNextToOthers(measures.flatMap(({ figure }) => (figure === null ? [] : [figure])));
  const others = othersOf(figures);
  const table: Table = {
    kind: 'table',
    name,
    columns: thisQuarterColumns(context, others, figures),
    rows: rows.map((row) => thisQuarterRow(context, row, others, row.figure === compared)),
  };
  const nextToOthers =
    compared === null
      ? []
      : [
          comparisonChart(
            table,
            compared,
            {
              row: rows.findIndex(({ figure }) => figure === compared),
              council: COUNCIL_COLUMN,
              others: others.map((name, index) => ({
                name,
                column: COUNCIL_COLUMN + 1 + index,
                comparator: comparatorIn(compared, name) ?? null,
              })),
            },
            context.input.authority.name,
          ),
        ];
  const shown = [table, ...(lines === null ? [] : [lines.table])];
  return {
    charts: [...(lines?.charts ?? []), ...nextToOthers],
    tables: [
      {
        kind: 'heading',
        text: `This quarter: baseline${noteMarker('baseline')}, status${noteMarker('rag')} and direction of travel${noteMarker('direction')}`,
      },
      table,
      ...tableWords(shown, figures),
    ],
    quarters: [
      ...(lines === null
        ? []
        : [
            {
              kind: 'heading' as const,
              text: 'The numbers of the lines',
              isOnScreen: true,
            },
            { ...lines.table, isOnScreen: true },
          ]),
      ...dataLinks(`${name}_data`, figures),
    ],
  };
}

/**
 * Links to the data worksheets of a page's measures, behind what is printed: a link can't be broken into lines in every program, so the
 * measures' own names are texts.
 */
function dataLinks(name: string, figures: readonly Figure[]): Block[] {
  const sheets = [
    ...new Set([
      ...figures.map(trendSheetName),
      ...figures.map(({ unit }) => statusSheetName(unit)),
      ...figures.flatMap(({ unit, comparators }) =>
        comparators.length === 0 ? [] : [comparatorSheetName(unit)],
      ),
    ]),
  ];
  if (sheets.length === 0) return [];
  return [
    {
      kind: 'table',
      name,
      isOnScreen: true,
      columns: [{ heading: 'Data worksheets of these measures', width: LEAST_LABEL }],
      rows: sheets.map((sheet): Cell[] => [{ kind: 'link', text: sheet, sheet }]),
    },
  ];
}

/** Red first, then beyond the usual range, then amber; those that weren't computed last. */
function inOrder(
  context: PackContext,
  measures: PriorityReport['measures'],
): PriorityReport['measures'] {
  const figures = measures.flatMap(({ figure }) => (figure === null ? [] : [figure]));
  const order = byStatus(context, figures);
  const place = (figure: Figure | null): number =>
    figure === null ? order.length : order.indexOf(figure);
  return [...measures].sort((a, b) => place(a.figure) - place(b.figure));
}

/** What is below the tables: why some aren't compared, and what a blank is. */
function tableWords(tables: readonly Table[], figures: readonly Figure[]): Block[] {
  const words = [...notComparedWords(figures), ...blankWords(tables)].join(' ');
  return words === '' ? [] : [{ kind: 'paragraph', text: words }];
}

/** Width in characters of a table on a page that is printed in 9 points, and the least that a measure's name gets of it. */
const PAGE_WIDTH = 155;
const LEAST_LABEL = 28;
const MOST_LABEL = 40;

/** A name of an area longer than this takes two lines of a wider column. */
const LONG_NAME = 20;

/** Index of the column of the council's own figure; those of others follow it. */
const COUNCIL_COLUMN = 3;

function thisQuarterColumns(
  context: PackContext,
  others: readonly string[],
  figures: readonly Figure[],
): Column[] {
  const right = 'right' as const;
  // A figure of another day isn't one of the quarter: its row says of which it is.
  const isOfQuarter = figures.every((figure) => otherPeriod(figure) === null);
  const { name } = context.input.authority;
  const rest: Column[] = [
    { heading: 'Baseline', width: 12, align: right },
    { heading: 'Target', width: 9, align: right },
    {
      heading: isOfQuarter ? `${name}, ${context.input.quarter.months}` : name,
      width: 14,
      align: right,
    },
    ...others.map((heading) => ({
      heading,
      width: heading.length > LONG_NAME ? 12.5 : 10,
      align: right,
    })),
    ...(others.length === 0 ? [] : [{ heading: 'Other areas at', width: 13 }]),
    { heading: 'Status', width: 10.5, align: 'centre' },
    { heading: 'Change on last year', width: 13.5 },
    { heading: `Variation and assurance${noteMarker('exception')}`, width: 14 },
  ];
  const room = PAGE_WIDTH - rest.reduce((sum, { width }) => sum + width, 0);
  return [
    { heading: 'Measure', width: Math.max(LEAST_LABEL, Math.min(room, MOST_LABEL)) },
    ...rest,
  ];
}

/** @param isDrawn charts draw the others' figures from the row: there a blank is in place of a symbol */
function thisQuarterRow(
  context: PackContext,
  { figure, promise }: PriorityReport['measures'][number],
  others: readonly string[],
  isDrawn: boolean,
): Cell[] {
  if (figure === null) {
    const missing = symbol('x');
    return [
      text(`${promise.measure} (not computed)`),
      missing,
      text('Not judged'),
      missing,
      ...others.map(() => missing),
      ...(others.length === 0 ? [] : [missing]),
      statusCell(null),
      text(NOT_COMPARED),
      text('Cannot say'),
    ];
  }
  const { judgement, unit, current } = figure;
  const charted = chartedFigure(context.input.figures, figure);
  return [
    text(shortLabel(figure)),
    baselineCell(figure),
    inUnit(judgement.target, unit, 'z'),
    isFew(figure) && current.symbol === null
      ? text(capitalised(currentWords(figure)))
      : shownCell(current, figure),
    ...others.map((name) => otherCell(figure, name, isDrawn)),
    ...(others.length === 0 ? [] : [othersWhen(figure)]),
    statusCell(figure),
    text(directionWords(judgement.longTerm, figure).replace('percentage point', 'point')),
    text(chanceWords(context, figure, charted)),
  ];
}

/** "Usual; hit or miss": the variation, and what it promises of a target where there is one. */
function chanceWords({ input }: PackContext, figure: Figure, charted: Figure): string {
  const assurance = assuranceWord(figure, charted);
  const variation = chanceWord(input.figures, figure);
  return assurance === 'None' ? variation : `${variation}; ${assurance.toLowerCase()}`;
}

function statusCell(figure: Figure | null): Cell {
  const word = statusWord(figure);
  return { kind: 'text', text: word, tone: toneOf(word), bold: true };
}

/** A link isn't broken into lines: it has room for the longest name of a sheet of trends. */
const DATA_WORKSHEET: Column = { heading: 'Data worksheet', width: 22 };

function dataLink(figure: Figure): Cell {
  return { kind: 'link', text: trendSheetName(figure), sheet: trendSheetName(figure) };
}

/** Whose figures are next to the council's: England, the region, the neighbours. */
function othersOf(figures: readonly Figure[]): string[] {
  return [...new Set(figures.flatMap(({ comparators }) => comparators.map(({ name }) => name)))];
}

function comparatorIn(figure: Figure, name: string): Comparator | undefined {
  return figure.comparators.find((each) => each.name === name);
}

function otherCell(figure: Figure, name: string, isDrawn: boolean): Cell {
  const found = comparatorIn(figure, name);
  const cell = found === undefined ? noOthers(figure) : comparatorCell(found, figure);
  return isDrawn && cell.kind !== 'number' ? BLANK : cell;
}

/** When the others' figures of a row are of. */
function othersWhen(figure: Figure): Cell {
  const periods = new Set(figure.comparators.map(({ period }) => period));
  return periods.size === 0 ? noOthers(figure) : text([...periods].join('; '));
}

/** "Schools judged good or outstanding: primary"; of a figure that isn't a day's, the period that it covers too. */
function shortLabel(figure: Figure): string {
  const period =
    figure.basis === 'snapshot' && otherPeriod(figure) === null ? '' : ` (${whenWords(figure)})`;
  return `${labelOf(figure)}${period}${measureNote(figure)}`;
}

/** "Schools judged good or outstanding: primary (%, last day of the quarter)". */
function rowLabel(figure: Figure): string {
  const unit = unitHeadings[figure.unit];
  const label = labelOf(figure);
  // "Rate per 10,000 a year" says it already.
  const isSaid = label.toLowerCase().includes(unit.replace(/ children$/, ''));
  const said = isSaid ? '' : `${unit}, `;
  return `${label} (${said}${whenWords(figure)})${measureNote(figure)}`;
}

/** What a figure covers; of a file's figure the day that it is of, where that isn't the quarter's end. */
function whenWords(figure: Figure): string {
  return otherPeriod(figure) === null
    ? `${basisWords[figure.basis]}${isAnnualised(figure, figure) ? ', as a year’s rate' : ''}`
    : valuePeriod(figure, figure.current);
}

/** "307, March 2017": a baseline is nothing without its date. */
function baselineCell(figure: Figure): Cell {
  const { baseline } = figure.judgement;
  if (baseline === null) return symbol('z');
  if (baseline.value === null) return symbol('x');
  return text(`${numberWords(baseline.value, figure.unit)}, ${monthAndYear(baseline.at)}`);
}

function othersCell(figure: Figure): Cell {
  const lines = figure.comparators.map((comparator) => {
    const { name, period, value } = comparator;
    const whose = `${name}, ${period}:`;
    if (value.symbol !== null) return `${whose} ${symbolWords(value.symbol)}`;
    return `${whose} ${value.word ?? comparatorWords(comparator, figure) ?? 'not applicable'}`;
  });
  return lines.length === 0 ? symbol('z') : text(lines.join('\n'));
}

function seriesCell(figure: Figure, quarter: QuarterKey): Cell {
  const value: Value | undefined = figure.series.find((each) => each.quarter === quarter);
  return value === undefined ? symbol('x') : shownCell(value, figure);
}

function marking(context: PackContext): Block {
  return { kind: 'paragraph', text: `${context.marking}.`, style: 'marking' };
}
