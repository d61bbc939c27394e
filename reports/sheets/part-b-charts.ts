import { decimalsOf } from '../../pipeline/figure/rounding.js';
import type { Figure } from '../input.js';
import { inUnit, published, suffixOf, text } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import type { Cell, Chart, Table } from '../pack/model.js';
import { numberWords } from '../pack/words.js';
import { labelOf } from '../sentences/subject.js';

/** Charts that a sheet has room for beside its tables. */
const MOST = 2;

/**
 * Lines over eight quarters with their targets, for a sheet's first measures that have a number in every quarter:
 * a symbol's cell in a chart's range is a gap in one program and a 0 in another.
 * @returns the table with a row for each drawn target, and the charts that draw from it.
 */
export function withCharts(
  context: PackContext,
  table: Table,
  figures: readonly (Figure | null)[],
): { readonly table: Table; readonly charts: readonly Chart[] } {
  const drawn = figures
    .flatMap((figure, row) => (figure === null ? [] : [{ figure, row }]))
    .filter(({ figure }) => isDrawable(context, figure))
    .slice(0, MOST);
  const targets = drawn.filter(({ figure }) => figure.judgement.target !== null);
  const rows = [...table.rows, ...targets.map(({ figure }) => targetRow(context, figure))];
  const charts = drawn.map(({ figure, row }) => {
    const target = targets.findIndex((each) => each.row === row);
    return lineChart(
      context,
      table.name,
      figure,
      row,
      target < 0 ? null : table.rows.length + target,
    );
  });
  return { table: { ...table, rows }, charts };
}

function isDrawable(context: PackContext, figure: Figure): boolean {
  return figure.unit !== 'rank' && numbersOf(context, figure).length === context.quarters.length;
}

function targetRow(context: PackContext, figure: Figure): Cell[] {
  return [
    text(`Target: ${labelOf(figure)}`),
    ...context.quarters.map(() => inUnit(figure.judgement.target, figure.unit, 'z')),
  ];
}

function lineChart(
  context: PackContext,
  table: string,
  figure: Figure,
  row: number,
  targetAt: number | null,
): Chart {
  const name = labelOf(figure);
  const [first] = numbersOf(context, figure);
  const last = numbersOf(context, figure).at(-1);
  const ends =
    first === undefined || last === undefined
      ? ''
      : ` from ${numberWords(first.value, figure.unit)} in ${first.months} to ${numberWords(last.value, figure.unit)} in ${last.months}`;
  const { target } = figure.judgement;
  const beside =
    target === null ? '' : `, beside today’s target of ${numberWords(target, figure.unit)}`;
  return {
    kind: 'chart',
    type: 'line',
    title: name,
    altText: `Line chart of ${name}${ends}${beside}. The numbers are in the table above.`,
    table,
    categories: context.quarters.map((_, index) => index + 1),
    series: [
      { row, name },
      ...(targetAt === null ? [] : [{ row: targetAt, name: 'Target', isTarget: true }]),
    ],
    decimals: decimalsOf[figure.unit],
    suffix: suffixOf(figure.unit),
  };
}

function numbersOf(context: PackContext, figure: Figure): { months: string; value: number }[] {
  return context.quarters.flatMap((quarter) => {
    const value = figure.series.find((each) => each.quarter === quarter.key);
    const number = value === undefined ? null : published(value, figure);
    return number === null ? [] : [{ months: quarter.months, value: number }];
  });
}
