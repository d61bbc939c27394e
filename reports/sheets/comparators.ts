import { capitalised, countOr, plainCell, text, valueCell } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import type { Cell, Sheet } from '../pack/model.js';
import { unitHeadings, unitOrder, unitTitles } from '../pack/words.js';
import type { Comparator, Figure, PublishedCounts } from '../../pipeline/core/figure/figure.js';
import { nameCells, shownInFull } from './figures-of.js';

/** England, region and neighbours beside the council, one sheet for each unit that has any. */
export function comparatorSheets(context: PackContext): Sheet[] {
  const compared = shownInFull(context).filter((figure) => figure.comparators.length > 0);
  return unitOrder.flatMap((unit) => {
    const own = compared.filter((figure) => figure.unit === unit);
    if (own.length === 0) return [];
    return [
      dataSheet(context, {
        name: `Comparators ${unitTitles[unit]}`,
        title: `The council next to others, ${unitTitles[unit]}`,
        about: `England, region and statistical neighbours, measures in ${unitTitles[unit]}`,
        source: 'as the column “Period and source of comparator” says',
        columns: [
          { heading: 'Measure', width: 38 },
          { heading: 'Breakdown', width: 14 },
          { heading: 'Period covered', width: 15 },
          { heading: 'Area', width: 26 },
          { heading: 'Period and source of comparator', width: 38 },
          { heading: 'Numerator (number)', width: 13, align: 'right' },
          { heading: 'Denominator (number)', width: 14, align: 'right' },
          { heading: `Value (${unitHeadings[unit]})`, width: 13, align: 'right' },
        ],
        rows: own.flatMap((figure) => rows(context, figure)),
        none: 'No comparator was available',
      }),
    ];
  });
}

function rows(context: PackContext, figure: Figure): Cell[][] {
  const council = {
    name: context.input.authority.name,
    value: figure.current,
    basis: 'this pack',
  };
  return [row(figure, council), ...figure.comparators.map((each) => row(figure, each))];
}

function row(
  figure: Figure,
  { name, value, basis, counts }: Pick<Comparator, 'name' | 'value' | 'basis' | 'counts'>,
): Cell[] {
  // A median is of ratios: it has no numerator and denominator of its own. A publisher prints its counts, or doesn't.
  const isMedian = /median/i.test(name);
  const isPublished = counts !== undefined;
  const own: PublishedCounts = isMedian || isPublished ? (counts ?? NO_COUNTS) : value;
  const missing = isMedian || isPublished ? 'z' : (value.symbol ?? 'z');
  return [
    ...nameCells(figure.definition.title, figure),
    text(name),
    text(capitalised(value.reason === null ? basis : `${basis}. ${value.reason}`)),
    countOr(own.numerator, missing),
    countOr(figure.unit === 'count' ? null : own.denominator, missing),
    plainCell(valueCell(value, figure)),
  ];
}

const NO_COUNTS: PublishedCounts = { numerator: null, denominator: null };
