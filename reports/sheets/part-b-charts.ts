import type { Figure } from '../input.js';
import type { PackContext } from '../pack/context.js';
import type { Block, Chart, Table } from '../pack/model.js';
import { decimalsOf } from '../../pipeline/figure/rounding.js';
import { numberWords } from '../pack/words.js';
import { labelOf } from '../sentences/subject.js';
import { published, suffixOf } from '../pack/cells.js';

/** Charts that a sheet has room for beside its tables. */
const MOST = 2;

/** A line over eight quarters with its target, for the first measures of a sheet that hold numbers enough to draw. */
export function chartsOf(
  context: PackContext,
  table: Table,
  figures: readonly (Figure | null)[],
): Block[] {
  return figures
    .flatMap((figure, row) => (figure === null ? [] : [{ figure, row }]))
    .filter(({ figure }) => figure.unit !== 'rank' && numbersOf(context, figure).length >= 3)
    .slice(0, MOST)
    .map(({ figure, row }) => lineChart(context, table, figure, row));
}

function lineChart(context: PackContext, table: Table, figure: Figure, row: number): Chart {
  const name = labelOf(figure);
  const numbers = numbersOf(context, figure);
  const { target } = figure.judgement;
  const first = numbers[0];
  const last = numbers.at(-1);
  const ends =
    first === undefined || last === undefined
      ? ''
      : ` from ${numberWords(first.value, figure.unit)} in ${first.months} to ${numberWords(last.value, figure.unit)} in ${last.months}`;
  const against =
    target === null ? '' : `, beside the target of ${numberWords(target, figure.unit)}`;
  return {
    kind: 'chart',
    type: 'line',
    title: name,
    altText: `Line chart of ${name}${ends}${against}. The numbers are in the table above.`,
    table: table.name,
    categories: context.quarters.map((_, index) => index + 1),
    series: [{ row, name }],
    target: target === null ? null : { name: 'Target', value: target },
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
