import { type IsoDate, longDate, monthAndYear } from '../../pipeline/core/calendar/days.js';
import { parseQuarter, type QuarterKey } from '../../pipeline/core/calendar/quarter.js';
import type { Value } from '../../pipeline/core/figure/value.js';
import type { Comparator, Figure } from '../../pipeline/core/figure/figure.js';
import { inUnit, published, ragCell, symbol, text, valueCell } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { distanceToTarget } from '../pack/distance.js';
import type { Block, Cell, Chart, Column, Sheet, Table } from '../pack/model.js';
import { noteMarker } from '../pack/notes.js';
import type { PriorityReport } from '../pack/priorities.js';
import { basisWords, numberWords, unitHeadings, valuePeriod } from '../pack/words.js';
import { directionWords } from '../sentences/direction.js';
import { NOT_COMPARED, notComparedWords } from '../sentences/not-compared.js';
import { labelOf } from '../sentences/subject.js';
import { symbolWords } from '../sentences/headline.js';
import { statusParagraph } from '../sentences/status.js';
import { oncePerKey } from './figures-of.js';
import {
  BLANK,
  blankWords,
  comparisonChart,
  drawnAsLines,
  drawnBesideOthers,
  glanceChart,
  isGlanceWorthwhile,
  trends,
} from './charts.js';
import { judgedBlocks } from './judged.js';
import { narrative } from './narrative.js';
import { headlineOf } from '../pack/breakdowns.js';
import { shortTitle } from './short-title.js';
import { measureNote, trendSheetName } from './trends.js';

/** Part B: a page a priority, and one for the measures that no priority names. */
export function partBSheets(context: PackContext): Sheet[] {
  const sheets = context.priorities.map((report) => prioritySheet(context, report));
  const beside = oncePerKey(context.beside.filter(isHeadline));
  return beside.length === 0 ? sheets : [...sheets, otherMeasuresSheet(context, beside)];
}

/** Beside the strategy only totals are read; every breakdown is on the data sheets, and so is what has no number. */
function isHeadline(figure: Figure): boolean {
  return figure.current.symbol === null && figure.breakdown === headlineOf(figure.definition);
}

function otherMeasuresSheet(context: PackContext, figures: readonly Figure[]): Sheet {
  const right = 'right' as const;
  const [aYearBefore, aQuarterBefore] = [context.quarters.at(-5), context.quarters.at(-2)];
  return {
    name: 'Part B Other measures',
    kind: 'briefing',
    title: `Part B: other measures, ${context.placeAndPeriod}`,
    about: 'Measures that are reported as well as the strategy’s',
    blocks: [
      marking(context),
      {
        kind: 'paragraph',
        text: [
          'Measures that no priority names: their totals. Breakdowns are on the data worksheets.',
          ...notComparedWords(figures),
        ].join(' '),
      },
      {
        kind: 'table',
        name: 'Other_measures',
        columns: [
          { heading: 'Measure', width: 46 },
          { heading: aYearBefore?.months ?? 'A year before', width: 14, align: right },
          { heading: aQuarterBefore?.months ?? 'A quarter before', width: 14, align: right },
          { heading: context.input.quarter.months, width: 14, align: right },
          { heading: 'Change on last quarter', width: 15 },
          { heading: 'Change on last year', width: 15 },
          { heading: 'Other areas', width: 30 },
          DATA_WORKSHEET,
        ],
        rows: figures.map((figure) => [
          text(rowLabel(figure)),
          seriesCell(figure, aYearBefore?.key ?? ''),
          seriesCell(figure, aQuarterBefore?.key ?? ''),
          valueCell(figure.current, figure),
          text(directionWords(figure.judgement.shortTerm, figure)),
          text(directionWords(figure.judgement.longTerm, figure)),
          othersCell(figure),
          dataLink(figure),
        ]),
      },
    ],
  };
}

/** Measures that can be read on one page; a priority with more is printed on several. */
const MOST_ON_A_PAGE = 7;

/** One page: how the priority stands, what changed, what is being done, what happens next, and the figures. */
function prioritySheet(context: PackContext, report: PriorityReport): Sheet {
  const name = `Measures_of_priority_${report.number}`;
  const { tables, charts } = measuresOf(context, name, report.measures);
  const isBeside = charts.length > 0;
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
      ...narrative(context, report).map((block) => ({ ...block, beside: isBeside })),
      ...charts.map((chart) => ({ ...chart, beside: true })),
      ...tables,
      ...judgedBlocks(context, report),
    ],
  };
}

/** "Part B1 Schools and learning", the same from quarter to quarter. */
export function sheetName(report: PriorityReport): string {
  return `Part B${shortTitle(report)}`;
}

/** Lines charts of a priority where its measures at a glance are drawn too, and where they aren't. */
const LINES = { besideGlance: 1, alone: 2 } as const;

/** The tables of a priority's measures, and the charts that draw from them. */
function measuresOf(
  context: PackContext,
  name: string,
  measures: PriorityReport['measures'],
): { readonly tables: readonly Block[]; readonly charts: readonly Chart[] } {
  if (measures.length === 0) return { tables: [], charts: [] };
  const rows = ratedFirst(measures);
  const figures = rows.flatMap(({ figure }) => (figure === null ? [] : [figure]));
  const compared = drawnBesideOthers(figures);
  const others = otherColumns(figures);
  const isGlance = isGlanceWorthwhile(figures);
  const table: Table = {
    kind: 'table',
    name,
    columns: thisQuarterColumns(context, others),
    rows: rows.map((row) =>
      thisQuarterRow(row, others, { bars: row.figure === compared, distance: isGlance }),
    ),
  };
  const glance = isGlance ? [glanceChart(table, figures, COUNCIL_COLUMN + others.length + 1)] : [];
  const beside =
    compared === null
      ? []
      : [
          comparisonChart(
            table,
            compared,
            {
              row: rows.findIndex(({ figure }) => figure === compared),
              council: COUNCIL_COLUMN,
              others: others.flatMap((other, index) => {
                const found = comparatorIn(compared, other);
                return found === undefined
                  ? []
                  : [{ column: COUNCIL_COLUMN + 1 + index, comparator: found }];
              }),
            },
            context.input.authority.name,
          ),
        ];
  const lines = trends(
    context,
    `${name}_trend`,
    drawnAsLines(context, figures, isGlance ? LINES.besideGlance : LINES.alone),
  );
  const shown = [table, ...(lines === null ? [] : [lines.table])];
  return {
    charts: [...glance, ...(lines?.charts ?? []), ...beside],
    tables: [
      {
        kind: 'heading',
        text: `This quarter: baseline${noteMarker('baseline')}, status${noteMarker('rag')} and direction of travel${noteMarker('direction')}`,
      },
      table,
      ...(lines === null ? [] : [lines.table]),
      { kind: 'paragraph', text: tableWords(shown, others, figures) },
    ],
  };
}

/** Measures whose distance to their target is known come first: those are what a priority is judged by, and drawn at a glance. */
function ratedFirst(measures: PriorityReport['measures']): PriorityReport['measures'] {
  const isRated = ({ figure }: PriorityReport['measures'][number]): boolean =>
    figure !== null && distanceToTarget(figure) !== null;
  return [...measures.filter(isRated), ...measures.filter((each) => !isRated(each))];
}

/** What stands below the tables: what a blank is, and where the rest of the figures is. */
function tableWords(
  tables: readonly Table[],
  others: readonly OtherColumn[],
  figures: readonly Figure[],
): string {
  const elsewhere = [
    'baselines and distances on Status worksheets',
    ...(others.length === 0 ? [] : ['other areas on Comparators']),
  ];
  return [
    ...notComparedWords(figures),
    ...blankWords(tables),
    `Also: ${elsewhere.join(', ')}.`,
  ].join(' ');
}

const LABEL_WIDTH = 34;

/** A name of an area longer than this takes two lines of a wider column. */
const LONG_NAME = 20;

/** Index of the column of the council's own figure; those of others follow it. */
const COUNCIL_COLUMN = 3;

function thisQuarterColumns(context: PackContext, others: readonly OtherColumn[]): Column[] {
  const right = 'right' as const;
  return [
    { heading: 'Measure', width: LABEL_WIDTH },
    { heading: 'Baseline', width: 12, align: right },
    { heading: 'Target', width: 11, align: right },
    {
      heading: `${context.input.authority.name}, ${context.input.quarter.months}`,
      width: 14,
      align: right,
    },
    ...others.map(({ heading }) => ({
      heading,
      width: heading.length > LONG_NAME ? 12.5 : 11,
      align: right,
    })),
    { heading: 'Distance to target (% of target)', width: 12.5, align: right },
    { heading: 'Status', width: 12.5, align: 'centre' },
    { heading: 'Change on last quarter', width: 13 },
    { heading: 'Change on last year', width: 12 },
    DATA_WORKSHEET,
  ];
}

/** @param drawn what charts draw from the row: there a blank stands in place of a symbol. */
function thisQuarterRow(
  { figure, promise }: PriorityReport['measures'][number],
  others: readonly OtherColumn[],
  drawn: { readonly bars: boolean; readonly distance: boolean },
): Cell[] {
  if (figure === null) {
    const missing = symbol('x');
    return [
      text(`${promise.measure} (not computed)`),
      missing,
      text('Not judged'),
      missing,
      ...others.map(() => missing),
      drawn.distance ? BLANK : missing,
      ragCell('not available'),
      text(NOT_COMPARED),
      text(NOT_COMPARED),
      symbol('x'),
    ];
  }
  const { judgement, unit, current } = figure;
  const distance = distanceToTarget(figure);
  return [
    text(shortLabel(figure)),
    baselineCell(figure),
    inUnit(judgement.target, unit, 'z'),
    valueCell(current, figure),
    ...others.map((other) => otherCell(figure, other, drawn.bars)),
    distance === null && drawn.distance
      ? BLANK
      : inUnit(distance, 'percent', current.symbol ?? 'z'),
    ragCell(judgement.rag),
    text(directionWords(judgement.shortTerm, figure)),
    text(directionWords(judgement.longTerm, figure)),
    dataLink(figure),
  ];
}

/** A link isn't broken into lines: it has room for the longest name of a sheet of trends. */
const DATA_WORKSHEET: Column = { heading: 'Data worksheet', width: 23 };

function dataLink(figure: Figure): Cell {
  return { kind: 'link', text: trendSheetName(figure), sheet: trendSheetName(figure) };
}

/** A column of others' figures that speak for the same day. */
interface OtherColumn {
  readonly name: string;
  readonly asAt: IsoDate;
  readonly heading: string;
}

/** One column for each area and day: a figure of others says when it was. */
function otherColumns(figures: readonly Figure[]): OtherColumn[] {
  const all = figures.flatMap(({ comparators }) => comparators);
  const keys = new Map(all.map((each) => [`${each.name} ${each.asAt}`, each]));
  return [...keys.values()].map(({ name, asAt }) => {
    const own = all.filter((each) => each.name === name && each.asAt === asAt);
    const periods = new Set(own.map(({ period }) => period));
    const [period = ''] = periods;
    const when = periods.size === 1 ? period : `${longDate(asAt)} or year to it`;
    return { name, asAt, heading: `${name}, ${when}` };
  });
}

function comparatorIn(figure: Figure, { name, asAt }: OtherColumn): Comparator | undefined {
  return figure.comparators.find((each) => each.name === name && each.asAt === asAt);
}

function otherCell(figure: Figure, other: OtherColumn, isDrawn: boolean): Cell {
  const found = comparatorIn(figure, other);
  const cell = found === undefined ? symbol('z') : valueCell(found.value, figure);
  return isDrawn && cell.kind !== 'number' ? BLANK : cell;
}

/** "Schools judged good or outstanding: primary"; of a figure that isn't a day's, the period that it covers too. */
function shortLabel(figure: Figure): string {
  const period =
    figure.basis === 'snapshot' && !isOfAnotherDay(figure) ? '' : ` (${whenWords(figure)})`;
  return `${labelOf(figure)}${period}${measureNote(figure)}`;
}

/** "Schools judged good or outstanding: primary (%, last day of the quarter)". */
function rowLabel(figure: Figure): string {
  const unit = unitHeadings[figure.unit];
  const label = labelOf(figure);
  const said = label.toLowerCase().includes(unit) ? '' : `${unit}, `;
  return `${label} (${said}${whenWords(figure)})${measureNote(figure)}`;
}

/** The figure rests on a file of a day before the quarter's end. */
function isOfAnotherDay({ asAt, current }: Figure): boolean {
  const day = asAt[current.quarter];
  return day !== undefined && day !== parseQuarter(current.quarter).lastDay;
}

/** What a figure covers; of a file's figure the day that it is of, where that isn't the quarter's end. */
function whenWords(figure: Figure): string {
  return isOfAnotherDay(figure) ? valuePeriod(figure, figure.current) : basisWords[figure.basis];
}

/** "307, March 2017": a baseline is nothing without its date. */
function baselineCell(figure: Figure): Cell {
  const { baseline } = figure.judgement;
  if (baseline === null) return symbol('z');
  if (baseline.value === null) return symbol('x');
  return text(`${numberWords(baseline.value, figure.unit)}, ${monthAndYear(baseline.at)}`);
}

function othersCell(figure: Figure): Cell {
  const lines = figure.comparators.map(({ name, period, value }) => {
    const whose = `${name}, ${period}:`;
    if (value.symbol !== null) return `${whose} ${symbolWords(value.symbol)}`;
    const number = published(value, figure);
    return `${whose} ${value.word ?? (number === null ? 'not applicable' : numberWords(number, figure.unit))}`;
  });
  return lines.length === 0 ? symbol('z') : text(lines.join('\n'));
}

function seriesCell(figure: Figure, quarter: QuarterKey): Cell {
  const value: Value | undefined = figure.series.find((each) => each.quarter === quarter);
  return value === undefined ? symbol('x') : valueCell(value, figure);
}

function marking(context: PackContext): Block {
  return { kind: 'paragraph', text: `${context.marking}.`, style: 'marking' };
}
