import { decimalsOf } from '../../pipeline/core/figure/rounding.js';
import type { Unit } from '../../pipeline/core/figure/value.js';
import {
  type Comparator,
  type Figure,
  restsOnSameFile,
} from '../../pipeline/core/figure/figure.js';
import { type Quarter, shiftQuarter } from '../../pipeline/core/calendar/quarter.js';
import { inUnit, published, suffixOf, text } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { distanceToTarget } from '../pack/distance.js';
import type { Cell, Chart, ChartSeries, Table } from '../pack/model.js';
import { monthAndYear } from '../../pipeline/core/calendar/days.js';
import { numberWords, valuePeriod } from '../pack/words.js';
import { comparisonFinding, glanceFinding, trendFinding } from '../sentences/finding.js';
import { labelOf } from '../sentences/subject.js';

/** A line through fewer of the eight quarters shows nothing. */
const FEWEST_POINTS = 4;

/** A chart of fewer distances compares nothing. */
const FEWEST_DISTANCES = 2;

export const BLANK: Cell = { kind: 'blank' };

/** Said beside each table with a blank in it: the one reason that a cell is blank for. */
const BLANK_WORDS = 'Blank: no figure, or no newer return; the data worksheets say why.';

const axisTitles: Readonly<Record<Unit, string>> = {
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

/** Units that don't grow with the area: a bar of England's number would dwarf every council's. */
const comparableSizes: ReadonlySet<Unit> = new Set([
  'percent',
  'rate_per_10000',
  'days',
  'mean',
  'score',
  'rate_per_1000',
  'rate_per_100000',
]);

/** What the blanks of some tables stand for, where they have any. */
export function blankWords(tables: readonly Table[]): string[] {
  return tables.some(({ rows }) => rows.some((row) => row.some(({ kind }) => kind === 'blank')))
    ? [BLANK_WORDS]
    : [];
}

function isNumber(value: number | null): value is number {
  return value !== null;
}

const LABEL_WIDTH = 34;

/** Figures whose line over the quarters is drawn, the most telling first: those with a baseline, then red ones. */
export function drawnAsLines(
  context: PackContext,
  figures: readonly Figure[],
  most: number,
): Figure[] {
  const weight = ({ judgement }: Figure): number =>
    judgement.baseline?.value === null || judgement.baseline === null
      ? judgement.rag === 'red'
        ? 1
        : 2
      : 0;
  return figures
    .filter((figure) => isDrawable(context, figure))
    .sort((a, b) => weight(a) - weight(b))
    .slice(0, most);
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
  const lines = figures.flatMap((figure) => linesOf(context, figure, figures.length === 1));
  const table: Table = {
    kind: 'table',
    name,
    columns: [
      { heading: 'The last eight quarters', width: LABEL_WIDTH },
      ...context.quarters.map(({ months }) => ({
        heading: months,
        width: 11,
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
  readonly level?: 'target' | 'baseline';
  readonly cells: readonly Cell[];
}

/**
 * The figure over the quarters, then the levels that it is held against, each as one number throughout.
 * @param isAlone no other figure is in the table, so that a level needn't say whose it is
 */
function linesOf(context: PackContext, figure: Figure, isAlone: boolean): Line[] {
  const { target, baseline } = figure.judgement;
  const label = labelOf(figure);
  const levelLine = (level: 'target' | 'baseline', words: string, value: number): Line => ({
    of: figure,
    label: isAlone ? words : `${words}: ${label}`,
    level,
    cells: context.quarters.map(() => inUnit(value, figure.unit, 'z')),
  });
  return [
    {
      of: figure,
      label,
      cells: pointsOf(context, figure).map((value) =>
        value === null ? BLANK : inUnit(value, figure.unit, 'x'),
      ),
    },
    ...(target === null ? [] : [levelLine('target', 'Target', target)]),
    ...(baseline === null || baseline.value === null
      ? []
      : [levelLine('baseline', `Baseline, ${monthAndYear(baseline.at)}`, baseline.value)]),
  ];
}

function isDrawable(context: PackContext, figure: Figure): boolean {
  return (
    figure.unit !== 'rank' &&
    figure.unit !== 'grade' &&
    !figure.series.some((value) => value.word !== null) &&
    pointsOf(context, figure).filter(isNumber).length >= FEWEST_POINTS
  );
}

/** One number a quarter shown; null where there is none, and where the quarter has no file of its own: one point a return. */
function pointsOf(context: PackContext, figure: Figure): (number | null)[] {
  return context.quarters.map((quarter) => {
    const { key } = quarter;
    if (hasNoNewReturn(figure, quarter)) return null;
    const value = figure.series.find((each) => each.quarter === key);
    return value === undefined ? null : published(value, figure);
  });
}

function hasNoNewReturn({ asAt }: Figure, quarter: Quarter): boolean {
  return restsOnSameFile(asAt, quarter.key, shiftQuarter(quarter, -1).key);
}

function trendChart(
  context: PackContext,
  table: Table,
  figure: Figure,
  series: readonly ChartSeries[],
): Chart {
  const points = pointsOf(context, figure).map((value, index) => {
    const quarter = context.quarters[index] ?? context.input.quarter;
    const none = hasNoNewReturn(figure, quarter) ? 'no newer return' : 'no figure';
    return `${quarter.months}: ${value === null ? none : numberWords(value, figure.unit)}`;
  });
  const { target, baseline } = figure.judgement;
  const levels = [
    ...(target === null ? [] : [`today’s target is at ${numberWords(target, figure.unit)}`]),
    ...(baseline === null || baseline.value === null
      ? []
      : [
          `the baseline of ${monthAndYear(baseline.at)} at ${numberWords(baseline.value, figure.unit)}`,
        ]),
  ];
  const type = beginsAnew(figure) ? 'column' : 'line';
  return {
    kind: 'chart',
    type,
    title: trendFinding(figure, context.quarters),
    altText: `${type === 'line' ? 'Line' : 'Column'} chart of ${labelOf(figure)}. ${points.join('; ')}.${levels.length === 0 ? '' : ` Level lines: ${levels.join('; ')}.`}`,
    table: table.name,
    categories: context.quarters.map((_, index) => index + 1),
    series,
    ...scaleOf(figure.unit),
  };
}

/** A number that grows from 1 April and starts again; a percentage since then is one like any other. */
function beginsAnew({ basis, unit }: Figure): boolean {
  return basis === 'ytd' && (unit === 'count' || unit === 'rate_per_10000');
}

function scaleOf(unit: Unit): Pick<Chart, 'decimals' | 'suffix' | 'axis'> {
  return { decimals: decimalsOf[unit], suffix: suffixOf(unit), axis: axisTitles[unit] };
}

/** The figure that the council is shown beside others by: a red one, or else the first that can be compared. */
export function drawnBesideOthers(figures: readonly Figure[]): Figure | null {
  const compared = figures.filter(
    (figure) =>
      comparableSizes.has(figure.unit) &&
      published(figure.current, figure) !== null &&
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
    readonly others: readonly { readonly column: number; readonly comparator: Comparator }[];
  },
  council: string,
): Chart {
  const own = `${council} ${valuePeriod(figure, figure.current)}`;
  const words = [
    [own, published(figure.current, figure)] as const,
    ...at.others.map(
      ({ comparator: { name, period, value } }) =>
        [`${name}, ${period}`, published(value, figure)] as const,
    ),
  ].map(
    ([name, number]) =>
      `${name}: ${number === null ? 'no figure' : numberWords(number, figure.unit)}`,
  );
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
  };
}

/** Whether a chart of distances has enough of them to compare. */
export function isGlanceWorthwhile(figures: readonly Figure[]): boolean {
  return figures.filter((figure) => distanceToTarget(figure) !== null).length >= FEWEST_DISTANCES;
}

/**
 * A priority's measures at a glance, whatever their units: how far each lies from its target, as a share of the target,
 * better to the right of zero. Those that can't be rated aren't drawn.
 * @param figures of the table's first rows, in order; the rated ones come first
 * @param at the column of distances
 */
export function glanceChart(table: Table, figures: readonly Figure[], at: number): Chart {
  const rated = figures.filter((figure) => distanceToTarget(figure) !== null);
  const words = rated.map(
    (figure) => `${labelOf(figure)}: ${signed(distanceToTarget(figure) ?? 0)}`,
  );
  const rest = figures.length - rated.length;
  return {
    kind: 'chart',
    type: 'bar',
    title: glanceFinding(figures),
    altText: `Bar chart of how far each measure is from its target, as a percentage of the target; above zero is better than the target. ${words.join('; ')}.${rest === 0 ? '' : ` Not drawn, since nothing rates them: ${rest}.`}`,
    table: table.name,
    down: true,
    categories: rated.map((_, row) => row),
    series: [{ at, name: 'Distance to target' }],
    decimals: 1,
    suffix: '%',
    axis: 'Distance to target, % of the target: right of zero is better',
  };
}

function signed(distance: number): string {
  const way = distance < 0 ? 'worse' : 'better';
  return distance === 0 ? 'on target' : `${Math.abs(distance).toFixed(1)}% ${way}`;
}
