import { decimalsOf } from '../../pipeline/core/figure/rounding.js';
import type { Unit, Value } from '../../pipeline/core/figure/value.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import { count, plainCell, symbol, text, valueCell } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import type { Cell, Quotient, Sheet } from '../pack/model.js';
import { unitHeadings, unitTitles } from '../pack/words.js';
import { nameCells, oncePerKey, sourcesOf } from './figures-of.js';
import { measureNote } from './trends.js';

/** Units whose numbers are a numerator over a denominator, and how many times it. */
const TIMES: Readonly<Partial<Record<Unit, number>>> = {
  percent: 100,
  rate_per_10000: 10_000,
  days: 1,
};

/** Every figure's numerator and denominator, quarter by quarter: one sheet a unit, so that each value can be followed. */
export function countsBehindSheets(context: PackContext): Sheet[] {
  const figures = oncePerKey(context.input.figures).filter(
    ({ definition }) => definition.published == null,
  );
  return (Object.keys(TIMES) as Unit[]).flatMap((unit) => {
    const own = figures.filter((figure) => figure.unit === unit);
    return own.length === 0 ? [] : [countsSheet(context, unit, own)];
  });
}

const NUMERATOR = 4;
const DENOMINATOR = 5;

function countsSheet(context: PackContext, unit: Unit, figures: readonly Figure[]): Sheet {
  return dataSheet(context, {
    name: `Counts behind ${unitTitles[unit]}`,
    title: `Numerators and denominators of ${unitTitles[unit]} over eight quarters`,
    about: `Each of the ${unitTitles[unit]}, its numerator and its denominator, the last eight quarters`,
    source: sourcesOf(figures),
    columns: [
      { heading: 'Measure', width: 46 },
      { heading: 'Breakdown', width: 16 },
      { heading: 'Period covered', width: 24 },
      { heading: 'Quarter', width: 20 },
      { heading: 'Numerator (number)', width: 13, align: 'right' },
      { heading: 'Denominator (number)', width: 14, align: 'right' },
      { heading: `Value (${unitHeadings[unit]})`, width: 13, align: 'right' },
    ],
    rows: figures.flatMap((figure) =>
      context.quarters.map((quarter) => {
        const value = figure.series.find((each) => each.quarter === quarter.key);
        return [
          ...nameCells(figure.definition.title + measureNote(figure), figure),
          text(quarter.months),
          ...countCells(context, figure, value),
        ];
      }),
    ),
    none: 'No measure was computed',
  });
}

/** Numerator, denominator and value. Officers' values are worked out from the two cells before them. */
function countCells(context: PackContext, figure: Figure, value: Value | undefined): Cell[] {
  if (value === undefined) return [symbol('x'), symbol('x'), symbol('x')];
  const cell = plainCell(valueCell(value, figure));
  if (cell.kind !== 'number' || value.numerator === null || value.denominator === null) {
    const instead = cell.kind === 'symbol' ? cell : symbol('z');
    return [instead, instead, cell];
  }
  const quotient = quotientOf(figure, value);
  return [
    count(value.numerator),
    count(value.denominator),
    context.edition === 'officer' ? { ...cell, quotient } : cell,
  ];
}

function quotientOf({ unit, definition }: Figure, { basis }: Value): Quotient {
  const annualise = basis === 'quarter' ? definition.annualise : 1;
  return {
    numerator: NUMERATOR,
    denominator: DENOMINATOR,
    times: (TIMES[unit] ?? 1) * annualise,
    decimals: decimalsOf[unit],
  };
}
