import { decimalsOf } from '../../pipeline/figure/rounding.js';
import type { Unit } from '../../pipeline/figure/value.js';
import type { Figure } from '../input.js';
import { inUnit, published, suffixOf, text } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import type { Block, Cell, Chart, Table } from '../pack/model.js';
import { numberWords } from '../pack/words.js';
import { comparisonFinding, trendFinding } from '../sentences/finding.js';
import { labelOf } from '../sentences/subject.js';

/** Charts of a kind that a sheet has room for beside its tables. */
const MOST = 2;
/** A line through fewer of the eight quarters shows nothing. */
const FEWEST_POINTS = 4;

const BLANK: Cell = { kind: 'blank' };

/** Said beside each table with a blank in it: the one reason that a cell is blank for. */
const BLANK_WORDS = 'A blank stands where there is no figure; the data worksheets say why.';

const axisTitles: Readonly<Record<Unit, string>> = {
  count: 'Number',
  percent: 'Percentage',
  rate_per_10000: 'Per 10,000 children',
  days: 'Days',
  grade: 'Grade',
  rank: 'Rank',
};

/** Units that don't grow with the area: a bar of England's number would dwarf every council's. */
const comparableSizes: ReadonlySet<Unit> = new Set(['percent', 'rate_per_10000', 'days']);

/** The line that says what the blanks of these tables stand for, where they have any. */
function blankLine(table: Table): Block[] {
  return table.rows.some((row) => row.some((cell) => cell.kind === 'blank'))
    ? [{ kind: 'paragraph', text: BLANK_WORDS }]
    : [];
}

/** A value's number; blank in place of a symbol, since charts draw from this cell. */
function pointCell(number: number | null, unit: Unit): Cell {
  return number === null ? BLANK : inUnit(number, unit, 'x');
}

const LABEL_WIDTH = 52;

/**
 * Eight quarters of a sheet's measures, with a line chart of the first ones that have points enough, each with its target.
 * @returns nothing where no measure has a number in any quarter
 */
export function trendBlocks(whole: PackContext, name: string, figures: readonly Figure[]): Block[] {
  const context = fromFirstFigure(whole, figures);
  const shown = figures.filter(
    (figure) => pointsOf(context, figure).some(isNumber) || hasWord(figure),
  );
  if (shown.length === 0) return [];
  const drawn = shown
    .flatMap((figure, row) => (isDrawable(context, figure) ? [{ figure, row }] : []))
    .slice(0, MOST);
  const targets = drawn.filter(({ figure }) => figure.judgement.target !== null);
  const table: Table = {
    kind: 'table',
    name,
    columns: [
      { heading: 'Measure', width: LABEL_WIDTH },
      ...context.quarters.map(({ months }) => ({
        heading: months,
        width: 11,
        align: 'right' as const,
      })),
    ],
    rows: [
      ...shown.map((figure) => [text(labelOf(figure)), ...trendCells(context, figure)]),
      ...targets.map(({ figure }) => [
        text(`Target: ${labelOf(figure)}`),
        ...context.quarters.map(() => inUnit(figure.judgement.target, figure.unit, 'z')),
      ]),
    ],
  };
  const charts = drawn.map(({ figure, row }) => {
    const target = targets.findIndex((each) => each.row === row);
    return trendChart(context, table, figure, row, target < 0 ? null : shown.length + target);
  });
  return [
    {
      kind: 'heading',
      text:
        context.quarters.length === whole.quarters.length
          ? 'The last eight quarters'
          : 'Quarter by quarter',
    },
    table,
    ...blankLine(table),
    ...charts,
  ];
}

/** Quarters before the first that any figure is known of are left out: a column without anything tells nothing. */
function fromFirstFigure(context: PackContext, figures: readonly Figure[]): PackContext {
  const first = context.quarters.findIndex(({ key }) =>
    figures.some(({ series }) =>
      series.some((value) => value.quarter === key && value.symbol === null),
    ),
  );
  return first <= 0 ? context : { ...context, quarters: context.quarters.slice(first) };
}

function hasWord(figure: Figure): boolean {
  return figure.series.some((value) => value.word !== null);
}

function isDrawable(context: PackContext, figure: Figure): boolean {
  return (
    figure.unit !== 'rank' &&
    figure.unit !== 'grade' &&
    !hasWord(figure) &&
    pointsOf(context, figure).filter(isNumber).length >= FEWEST_POINTS
  );
}

function isNumber(value: number | null): value is number {
  return value !== null;
}

/** One number a quarter shown; null where there is none. */
function pointsOf(context: PackContext, figure: Figure): (number | null)[] {
  return context.quarters.map(({ key }) => {
    const value = figure.series.find((each) => each.quarter === key);
    return value === undefined ? null : published(value, figure);
  });
}

function trendCells(context: PackContext, figure: Figure): Cell[] {
  return context.quarters.map(({ key }) => {
    const value = figure.series.find((each) => each.quarter === key);
    if (value === undefined) return BLANK;
    return value.symbol === null && value.word !== null
      ? text(value.word)
      : pointCell(published(value, figure), figure.unit);
  });
}

function trendChart(
  context: PackContext,
  table: Table,
  figure: Figure,
  row: number,
  targetAt: number | null,
): Chart {
  const title = trendFinding(figure, context.quarters);
  const points = pointsOf(context, figure).map(
    (value, index) =>
      `${context.quarters[index]?.months ?? ''}: ${value === null ? 'no figure' : numberWords(value, figure.unit)}`,
  );
  const { target } = figure.judgement;
  const beside =
    target === null ? '' : ` The line of today’s target is at ${numberWords(target, figure.unit)}.`;
  return {
    kind: 'chart',
    type: 'line',
    title,
    altText: `Line chart of ${labelOf(figure)}. ${points.join('; ')}.${beside}`,
    table: table.name,
    categories: context.quarters.map((_, index) => index + 1),
    series: [
      { row, name: labelOf(figure) },
      ...(targetAt === null ? [] : [{ row: targetAt, name: 'Target', isTarget: true }]),
    ],
    ...scaleOf(figure.unit),
  };
}

function scaleOf(unit: Unit): Pick<Chart, 'decimals' | 'suffix' | 'axis'> {
  return { decimals: decimalsOf[unit], suffix: suffixOf(unit), axis: axisTitles[unit] };
}

/** The council beside others: a table of the measures that have any, and bars of the first ones, the council's marked. */
export function comparisonBlocks(
  context: PackContext,
  name: string,
  figures: readonly Figure[],
): Block[] {
  const compared = figures.filter(
    (figure) =>
      published(figure.current, figure) !== null &&
      figure.comparators.some(({ value }) => published(value, figure) !== null),
  );
  if (compared.length === 0) return [];
  const others = [
    ...new Set(compared.flatMap(({ comparators }) => comparators.map((each) => each.name))),
  ];
  const council = context.input.authority.name;
  const numbers = compared.map((figure) => [
    published(figure.current, figure),
    ...others.map((other) => {
      const found = figure.comparators.find((each) => each.name === other);
      return found === undefined ? null : published(found.value, figure);
    }),
  ]);
  const areas = [council, ...others];
  const table: Table = {
    kind: 'table',
    name,
    columns: [
      { heading: 'Measure', width: LABEL_WIDTH },
      ...areas.map((heading) => ({ heading, width: 13, align: 'right' as const })),
    ],
    rows: compared.map((figure, row) => [
      text(labelOf(figure)),
      ...(numbers[row] ?? []).map((number) => pointCell(number, figure.unit)),
    ]),
  };
  const charts = compared
    .flatMap((figure, row) => (comparableSizes.has(figure.unit) ? [{ figure, row }] : []))
    .slice(0, MOST)
    .map(({ figure, row }) => comparisonChart(table, figure, row, areas, numbers[row] ?? []));
  return [
    { kind: 'heading', text: 'Beside others' },
    table,
    ...blankLine(table),
    {
      kind: 'paragraph',
      text: 'The period and source of each other area’s figure stand on the Comparators worksheets.',
    },
    ...charts,
  ];
}

function comparisonChart(
  table: Table,
  figure: Figure,
  row: number,
  areas: readonly string[],
  numbers: readonly (number | null)[],
): Chart {
  const words = numbers.map(
    (number, index) =>
      `${areas[index] ?? ''}: ${number === null ? 'no figure' : numberWords(number, figure.unit)}`,
  );
  return {
    kind: 'chart',
    type: 'bar',
    title: comparisonFinding(figure),
    altText: `Bar chart of ${labelOf(figure)}. ${words.join('; ')}.`,
    table: table.name,
    categories: areas.map((_, index) => index + 1),
    series: [{ row, name: labelOf(figure) }],
    marked: 1,
    ...scaleOf(figure.unit),
  };
}
