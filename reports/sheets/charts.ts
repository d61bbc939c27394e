import { isOfAnySize } from '../../pipeline/core/figure/units.js';
import { decimalsOf } from '../../pipeline/core/figure/rounding.js';
import type { QuarterKey } from '../../pipeline/core/calendar/quarter.js';
import { isAtLeast, type Unit } from '../../pipeline/core/figure/value.js';
import type { Comparator, Figure } from '../../pipeline/core/figure/figure.js';
import { inUnit, published, suffixOf, text } from '../pack/cells.js';
import { printedCell } from '../pack/shown-cell.js';
import type { PackContext } from '../pack/context.js';
import { scaleOver } from '../pack/chart-scale.js';
import type { Cell, Chart, ChartScale, ChartSeries, Level, Table } from '../pack/model.js';
import { monthAndYear } from '../../pipeline/core/calendar/days.js';
import {
  basisWords,
  comparatorWords,
  isAnnualised,
  numberWords,
  otherPeriod,
  shownDecimals,
  valuePeriod,
  shownWords,
} from '../pack/words.js';
import { chartedFigure, isExceptional } from '../sentences/briefing/significance.js';
import { comparisonFinding, trendFinding } from '../sentences/finding.js';
import { isFew } from '../sentences/headline.js';
import { hasOwnPoint } from '../sentences/not-compared.js';
import { labelOf } from '../sentences/subject.js';

/** A line through fewer of the eight quarters shows nothing. */
const FEWEST_POINTS = 4;

export const BLANK: Cell = { kind: 'blank' };

/** Said next to each table with a blank in it: the one reason that a cell is blank for. */
const BLANK_WORDS = 'Blank: no exact figure, or no newer return; the data worksheets say why.';

export const axisTitles: Readonly<Record<Unit, string>> = {
  count: 'Number',
  percent: 'Percentage',
  rate_per_10000: 'Per 10,000 children',
  days: 'Days',
  grade: 'Grade',
  rank: 'Rank',
  mean: 'Average',
  score: 'Score',
  pounds: 'Pounds',
  rate_per_1000: 'Per 1,000',
  rate_per_100000: 'Per 100,000',
};

/** What the blanks of some tables stand for, where they have any. */
export function blankWords(tables: readonly Table[]): string[] {
  return tables.some(({ rows }) => rows.some((row) => row.some(({ kind }) => kind === 'blank')))
    ? [BLANK_WORDS]
    : [];
}

function isNumber(value: number | null): value is number {
  return value !== null;
}

const LABEL_WIDTH = 31;

/**
 * Figures whose line over the quarters is drawn, the gravest first: red ones, those beyond their usual range, amber ones, then those with a
 * baseline. What accumulates or overlaps is drawn by single quarters, as far as the edition shows these.
 */
export function drawnAsLines(
  context: PackContext,
  figures: readonly Figure[],
  most: number,
): Figure[] {
  return byStatus(context, figures)
    .map((figure) => drawnFigure(context, figure))
    .filter((figure) => isDrawable(context, figure))
    .slice(0, most);
}

/** Red, then beyond the usual range, then amber, then those with a baseline, then the rest; else in the strategy's order. */
export function byStatus(context: PackContext, figures: readonly Figure[]): Figure[] {
  const weight = (figure: Figure): number => {
    const { rag, baseline } = figure.judgement;
    if (rag === 'red') return 0;
    if (isExceptional(chartedFigure(context.input.figures, figure))) return 1;
    if (rag === 'amber') return 2;
    return baseline?.value == null ? 4 : 3;
  };
  return [...figures].sort((a, b) => weight(a) - weight(b));
}

/** The figure by single quarters, with the target where that is of a share: a number since 1 April has none of a quarter. */
function drawnFigure(context: PackContext, figure: Figure): Figure {
  const charted = chartedFigure(context.input.figures, figure);
  if (charted === figure) return figure;
  const target = figure.unit === 'percent' ? figure.judgement.target : null;
  return { ...charted, judgement: { ...charted.judgement, target, baseline: null } };
}

/** A figure as tables and charts name it: of what isn't a day's, with the period. */
function lineLabel(figure: Figure): string {
  return figure.basis === 'snapshot'
    ? labelOf(figure)
    : `${labelOf(figure)} (${basisWords[figure.basis]}${isAnnualised(figure, figure) ? ', as a year’s rate' : ''})`;
}

/**
 * The quarters of some measures as a table, each with its target and baseline beneath it, and a chart over time of each.
 * Null where there is nothing to draw.
 */
export function trends(
  context: PackContext,
  name: string,
  figures: readonly Figure[],
): { readonly table: Table; readonly charts: readonly Chart[] } | null {
  if (figures.length === 0) return null;
  const lines = figures.flatMap((figure) => linesOf(context, figure));
  const table: Table = {
    kind: 'table',
    name,
    columns: [
      { heading: 'The last eight quarters', width: LABEL_WIDTH },
      ...context.quarters.map(({ months }) => ({
        heading: months,
        width: 10,
        align: 'right' as const,
      })),
    ],
    rows: lines.map(({ label, cells }) => [text(label), ...cells]),
  };
  const charts = figures.map((figure) => {
    const series = lines.flatMap(({ of, label, level }, at): ChartSeries[] =>
      of === figure ? [{ at, name: label, ...(level === undefined ? {} : { level }) }] : [],
    );
    return trendChart(context, table, figure, series);
  });
  return { table, charts };
}

interface Line {
  readonly of: Figure;
  readonly label: string;
  readonly level?: Level;
  readonly cells: readonly Cell[];
}

/** The figure over the quarters, then the levels that it is compared with, each as one number throughout. */
function linesOf(context: PackContext, figure: Figure): Line[] {
  const { target, baseline, exception } = figure.judgement;
  const limits = exception?.limits ?? null;
  const label = lineLabel(figure);
  const levelLine = (level: Level, words: string, value: number): Line => ({
    of: figure,
    label: words,
    level,
    cells: context.quarters.map(() => inUnit(value, figure.unit, 'z')),
  });
  return [
    {
      of: figure,
      label,
      cells: pointsOf(context, figure).map((value) =>
        value === null
          ? BLANK
          : printedCell(inUnit(value, figure.unit, 'x'), shownDecimals(figure)),
      ),
    },
    ...(target === null ? [] : [levelLine('target', 'Target', target)]),
    ...(baseline === null || baseline.value === null
      ? []
      : [levelLine('baseline', `Baseline, ${monthAndYear(baseline.at)}`, baseline.value)]),
    ...(limits === null
      ? []
      : [
          levelLine('mean', 'Mean', limits.centre),
          levelLine('limit', 'Upper limit', limits.upper),
          levelLine('limit', 'Lower limit', limits.lower),
        ]),
  ];
}

function isDrawable(context: PackContext, figure: Figure): boolean {
  return (
    figure.unit !== 'rank' &&
    figure.unit !== 'grade' &&
    // From quarter to quarter it would only rise, and fall each April.
    figure.basis !== 'ytd' &&
    !figure.series.some((value) => value.word !== null) &&
    pointsOf(context, figure).filter(isNumber).length >= FEWEST_POINTS
  );
}

/** One number a quarter shown; null where there is none, and where the quarter has no file of its own: one point a return. */
function pointsOf(context: PackContext, figure: Figure): (number | null)[] {
  return context.quarters.map((quarter) => {
    const { key } = quarter;
    if (!hasOwnPoint(figure, key)) return null;
    const value = figure.series.find((each) => each.quarter === key);
    return value === undefined ? null : published(value, figure);
  });
}

function trendChart(
  context: PackContext,
  table: Table,
  figure: Figure,
  series: readonly ChartSeries[],
): Chart {
  const points = pointsOf(context, figure).map((value, index) => {
    const quarter = context.quarters[index] ?? context.input.quarter;
    return `${quarter.months}: ${value === null ? noPointWords(figure, quarter.key) : numberWords(value, figure.unit, shownDecimals(figure))}`;
  });
  const { target, baseline, exception } = figure.judgement;
  const limits = exception?.limits ?? null;
  const levels = [
    ...(target === null ? [] : [`today’s target is at ${numberWords(target, figure.unit)}`]),
    ...(baseline === null || baseline.value === null
      ? []
      : [
          `the baseline of ${monthAndYear(baseline.at)} at ${numberWords(baseline.value, figure.unit)}`,
        ]),
    ...(limits === null
      ? []
      : [`the mean at ${limits.centre}, with limits of ${limits.lower} and ${limits.upper}`]),
  ];
  const scale = lineScale(table, series, figure.unit);
  return {
    kind: 'chart',
    type: 'line',
    title: trendFinding(figure, context.quarters),
    altText: `Line chart of ${lineLabel(figure)}. ${points.join('; ')}.${levels.length === 0 ? '' : ` Level lines: ${levels.join('; ')}.`}`,
    table: table.name,
    categories: context.quarters.map((_, index) => index + 1),
    series,
    ...scaleOf(figure.unit),
    decimals: shownDecimals(figure),
    axis: axisWords(figure, scale),
    scale,
  };
}

/** Why a quarter has no point. */
function noPointWords(figure: Figure, quarter: QuarterKey): string {
  const value = figure.series.find((each) => each.quarter === quarter);
  if (value !== undefined && isAtLeast(value))
    return `${shownWords(value, figure) ?? ''}, not drawn`;
  return hasOwnPoint(figure, quarter) ? 'no figure' : 'no newer return';
}

/** Round ends beyond every number of the chart, so that no line is on the axis; a share ends at 100%. */
function lineScale(table: Table, series: readonly ChartSeries[], unit: Unit): ChartScale {
  const values = series.flatMap(({ at }) =>
    (table.rows[at] ?? []).flatMap((cell) => (cell.kind === 'number' ? [cell.value] : [])),
  );
  const { from, to, ticks } = scaleOver(values, {
    isBar: false,
    decimals: decimalsOf[unit],
    ...(unit === 'percent' ? { most: 100 } : {}),
  });
  const step = Number(((ticks[1] ?? to) - (ticks[0] ?? from)).toFixed(2));
  const isOnAxis = from > 0 && Math.min(...values) - from < step / 10;
  return { from: Number((isOnAxis ? Math.max(0, from - step) : from).toFixed(2)), to, step };
}

/** The unit; where the axis is cut, where it begins; what the thin lines are. */
function axisWords({ unit, judgement }: Figure, { from }: ChartScale): string {
  return [
    axisTitles[unit],
    ...(from > 0 ? [`axis from ${numberWords(from, unit).replace('.0', '')}`] : []),
    ...(judgement.exception?.limits == null ? [] : ['grey: mean and limits']),
  ].join('; ');
}

function scaleOf(unit: Unit): Pick<Chart, 'decimals' | 'suffix' | 'axis'> {
  return { decimals: decimalsOf[unit], suffix: suffixOf(unit), axis: axisTitles[unit] };
}

/** The figure that the council is shown next to others by: a red one, or else the first that can be compared. */
export function drawnNextToOthers(figures: readonly Figure[]): Figure | null {
  const compared = figures.filter(
    (figure) =>
      // A bar of England's number would dwarf every council's.
      isOfAnySize(figure.unit) &&
      published(figure.current, figure) !== null &&
      !isAtLeast(figure.current) &&
      !isFew(figure) &&
      figure.comparators.some(({ value }) => published(value, figure) !== null),
  );
  return compared.find(({ judgement }) => judgement.rag === 'red') ?? compared[0] ?? null;
}

/**
 * Bars of one row of a table: the council's number, then the others'.
 * @param at the row, and the columns of the council and of the others in order
 */
export function comparisonChart(
  table: Table,
  figure: Figure,
  at: {
    readonly row: number;
    readonly council: number;
    readonly others: readonly {
      readonly name: string;
      readonly column: number;
      readonly comparator: Comparator | null;
    }[];
  },
  council: string,
): Chart {
  const own = `${council} ${valuePeriod(figure, figure.current)}`;
  const words = [
    [own, shownWords(figure.current, figure)] as const,
    ...at.others.map(({ name, comparator }) =>
      comparator === null
        ? ([name, null] as const)
        : ([`${name}, ${comparator.period}`, comparatorWords(comparator, figure)] as const),
    ),
  ].map(([name, number]) => `${name}: ${number ?? 'no figure'}`);
  return {
    kind: 'chart',
    type: 'bar',
    title: comparisonFinding(figure),
    altText: `Bar chart of ${labelOf(figure)}. ${words.join('; ')}.`,
    table: table.name,
    categories: [at.council, ...at.others.map(({ column }) => column)],
    series: [{ at: at.row, name: labelOf(figure) }],
    marked: at.council,
    ...scaleOf(figure.unit),
    axis: [axisTitles[figure.unit], otherPeriod(figure)].filter(Boolean).join(', '),
  };
}
