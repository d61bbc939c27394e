import { capitalised, countOr, plainCell, symbol, text, textOr, valueCell } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import type { Cell, Sheet } from '../pack/model.js';
import { unitHeadings, unitOrder, unitTitles } from '../pack/words.js';
import type { Comparator, Figure } from '../../pipeline/core/figure/figure.js';
import {
  type CountsBehind,
  countsBehind,
  type Unit,
  type Value,
} from '../../pipeline/core/figure/value.js';
import { noteMarker } from '../pack/notes.js';
import { significanceWords } from '../sentences/significance.js';
import { nameCells, shownInFull } from './figures-of.js';

/** England, region and neighbours next to the council: a sheet for each unit with a comparator. */
export function comparatorSheets(context: PackContext): Sheet[] {
  const compared = shownInFull(context).filter(
    (figure) => figure.comparators.length > 0 || isExplained(figure),
  );
  return unitOrder.flatMap((unit) => {
    const own = compared.filter((figure) => figure.unit === unit);
    if (own.length === 0) return [];
    return [
      dataSheet(context, {
        name: comparatorSheetName(unit),
        title: `The council next to others, ${unitTitles[unit]}`,
        about: `England, region and statistical neighbours, measures in ${unitTitles[unit]}`,
        source: 'as the column “Period and source of comparator” says',
        columns: [
          { heading: 'Measure', width: 34 },
          { heading: 'Breakdown', width: 13 },
          { heading: 'Period covered', width: 14 },
          { heading: 'Area', width: 22 },
          { heading: 'Period and source of comparator', width: 30 },
          { heading: 'Numerator (number)', width: 12, align: 'right' },
          { heading: 'Denominator (number)', width: 13, align: 'right' },
          { heading: `Value (${unitHeadings[unit]})`, width: 11, align: 'right' },
          { heading: `The council’s difference${noteMarker('significance')}`, width: 23 },
        ],
        rows: own.flatMap((figure) => rows(context, figure)),
        none: 'No comparator was available',
      }),
    ];
  });
}

/** The sheet of a unit's figures next to others. */
export function comparatorSheetName(unit: Unit): string {
  return `Comparators ${unitTitles[unit]}`;
}

/** A measure of the strategy has a figure of England, or says why there is none. */
function isExplained({ priority, uncompared }: Figure): boolean {
  return priority !== null && uncompared != null;
}

function rows(context: PackContext, figure: Figure): Cell[][] {
  const council = {
    against: 'last year',
    name: context.input.authority.name,
    value: figure.current,
    basis: figure.current.published == null ? 'this pack' : (figure.current.note ?? 'this pack'),
  };
  const hasEngland = figure.comparators.some(({ name }) => name === 'England');
  return [
    row(figure, council),
    ...(isExplained(figure) && !hasEngland ? [missingRow(figure)] : []),
    ...figure.comparators.map((each) => row(figure, each)),
  ];
}

function missingRow(figure: Figure): Cell[] {
  const none = symbol('x');
  return [
    ...nameCells(figure.definition.title, figure),
    text('England'),
    text(figure.uncompared ?? ''),
    none,
    none,
    none,
    symbol('z'),
  ];
}

function row(
  figure: Figure,
  {
    name,
    value,
    basis,
    counts,
    against = name,
  }: Pick<Comparator, 'name' | 'value' | 'basis' | 'counts'> & { readonly against?: string },
): Cell[] {
  // A median is of ratios: it has no numerator and denominator of its own. A publisher prints its counts, or doesn't.
  const isMedian = /median/i.test(name);
  const isPublished = counts !== undefined;
  const own = isMedian || isPublished ? (counts ?? NO_COUNTS) : countsOf(value);
  const missing = isMedian || isPublished ? 'z' : (value.symbol ?? 'z');
  return [
    ...nameCells(figure.definition.title, figure),
    text(name),
    text(capitalised(value.reason === null ? basis : `${basis}. ${value.reason}`)),
    countOr(own.numerator, missing),
    countOr(figure.unit === 'count' ? null : own.denominator, missing),
    plainCell(valueCell(value, figure)),
    textOr(significanceWords(figure, against), 'z'),
  ];
}

function countsOf(value: Value): CountsBehind {
  return value.published == null || value.symbol === null ? countsBehind(value) : NO_COUNTS;
}

const NO_COUNTS: CountsBehind = { numerator: null, denominator: null };
