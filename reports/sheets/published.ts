import type { Figure } from '../../pipeline/core/figure/figure.js';
import { decimalsOf } from '../../pipeline/core/figure/rounding.js';
import { countsBehind, type Unit, type Value } from '../../pipeline/core/figure/value.js';
import { capitalised, countOr, plainCell, text, valueCell } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { printedCell } from '../pack/shown-cell.js';
import { dataSheet } from '../pack/data-sheet.js';
import type { Cell, Sheet } from '../pack/model.js';
import { unitHeadings, unitOrder, unitTitles } from '../pack/words.js';
import { oncePerKey } from './figures-of.js';

/**
 * The council's published figures, each at its own date: one sheet a unit, and one of what is published in whole numbers, since a column has
 * one number of decimals. None where the strategy names no published measure.
 */
export function publishedSheets(context: PackContext): Sheet[] {
  const figures = oncePerKey(context.input.figures).filter(
    ({ definition }) => definition.published != null,
  );
  return unitOrder.flatMap((unit) =>
    [false, true].flatMap((isWhole) => {
      const own = figures.filter(
        (figure) => figure.unit === unit && isInWholes(figure) === isWhole,
      );
      const [first, ...rest] = own;
      return first === undefined ? [] : [publishedSheet(context, unit, [first, ...rest])];
    }),
  );
}

/** "Published percentages", "Published whole percentages". */
export function publishedSheetName(figure: Pick<Figure, 'unit' | 'series' | 'current'>): string {
  return `Published ${isInWholes(figure) ? 'whole ' : ''}${unitTitles[figure.unit]}`;
}

/** Every figure is published without decimals, though its unit has some here. */
function isInWholes({
  unit,
  series,
  current,
}: Pick<Figure, 'unit' | 'series' | 'current'>): boolean {
  const printed = [...series, current].filter(
    ({ published, symbol }) => published != null && symbol === null,
  );
  return (
    decimalsOf[unit] > 0 &&
    printed.length > 0 &&
    printed.every(({ published }) => published?.decimals === 0)
  );
}

function publishedSheet(
  context: PackContext,
  unit: Unit,
  figures: readonly [Figure, ...Figure[]],
): Sheet {
  const name = publishedSheetName(figures[0]);
  return dataSheet(context, {
    name,
    title: `The council’s ${name.replace('P', 'p')}, each for its own period`,
    about: `Figures of the council that others publish, in ${name.replace('Published ', '')}, by period`,
    source: 'as the column “Source” says',
    columns: [
      { heading: 'Measure', width: 46 },
      { heading: 'Period covered', width: 22 },
      { heading: 'Numerator (number)', width: 13, align: 'right' },
      { heading: 'Denominator (number)', width: 14, align: 'right' },
      { heading: `Value (${unitHeadings[unit]})`, width: 13, align: 'right' },
      { heading: 'Source', width: 48 },
    ],
    rows: figures.flatMap((figure) => periodsOf(figure).map((value) => row(figure, value))),
    none: 'No published figure was received',
  });
}

/** The figure of each period once, the oldest first; where none was published the quarter's own, which says why. */
function periodsOf({ series, current }: Figure): readonly Value[] {
  const byPeriod = new Map(
    series.flatMap((value) => (value.published == null ? [] : [[value.published.to, value]])),
  );
  if (current.published == null) byPeriod.set('', current);
  return [...byPeriod.values()];
}

function row(figure: Figure, value: Value): Cell[] {
  const isMissing = value.symbol !== null;
  const { numerator, denominator } = isMissing
    ? { numerator: null, denominator: null }
    : countsBehind(value);
  const instead = value.symbol ?? 'z';
  return [
    text(figure.definition.title),
    text(capitalised(value.published?.period ?? 'not published')),
    countOr(numerator, instead),
    countOr(figure.unit === 'count' ? null : denominator, instead),
    plainCell(
      isInWholes(figure) ? printedCell(valueCell(value, figure), 0) : valueCell(value, figure),
    ),
    text(capitalised([value.note, value.reason].filter((each) => each !== null).join('. '))),
  ];
}
