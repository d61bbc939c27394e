import { ratio } from '../../pipeline/core/figure/rounding.js';
import type { Value } from '../../pipeline/core/figure/value.js';
import { capitalised, code, count, countOr, symbol, text } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import type { Cell, Sheet } from '../pack/model.js';
import { POSITION, quartileOf, STRENGTHS } from '../sentences/assessment-page.js';

const PUBLISHED = 'assessments-published-so-far';

/** How the council's latest assessment stands among those published so far, and its strengths for each area for improvement. */
export function assessmentComparisonSheet(context: PackContext): Sheet {
  return dataSheet(context, {
    name: 'Assessment comparison',
    title: 'The latest assessment next to those of other authorities',
    about: 'Authorities published so far, how many score higher, and strengths for each area',
    source: 'Ofsted and its predecessors, assessments of local authorities',
    columns: [
      { heading: 'Framework', width: 22 },
      { heading: 'Year', width: 8, align: 'right' },
      { heading: 'Authorities published so far (number)', width: 18, align: 'right' },
      { heading: 'Authorities that score higher (number)', width: 18, align: 'right' },
      { heading: 'Rank', width: 9, align: 'right' },
      { heading: 'Quartile', width: 16 },
      { heading: 'Authorities still to come (number)', width: 18, align: 'right' },
      { heading: 'Strengths (number)', width: 13, align: 'right' },
      { heading: 'Areas for improvement (number)', width: 17, align: 'right' },
      { heading: 'Strengths for each area for improvement (ratio)', width: 22, align: 'right' },
    ],
    rows: frameworks(context).map((framework) => row(context, framework)),
    none: 'There is no current assessment',
  });
}

/** Frameworks of which any of the three measures gives a figure. */
function frameworks(context: PackContext): string[] {
  const found = context.input.figures.flatMap(({ definition, current }) =>
    [POSITION, PUBLISHED, STRENGTHS].includes(definition.measure) && current.symbol === null
      ? [frameworkOf(current)]
      : [],
  );
  return [...new Set(found)].sort();
}

function frameworkOf(value: Value): string {
  return value.breakdown.replace(/^framework:/, '');
}

function row(context: PackContext, framework: string): Cell[] {
  const valueOf = (measure: string): Value | undefined =>
    context.input.figures.find(
      ({ definition, current }) =>
        definition.measure === measure &&
        current.symbol === null &&
        frameworkOf(current) === framework,
    )?.current;
  const [position, published, strengths] = [POSITION, PUBLISHED, STRENGTHS].map(valueOf);
  const year = context.input.lists.judgements.find((each) => each.framework === framework)?.year;
  return [
    text(framework.toUpperCase()),
    year === undefined ? symbol('x') : code(String(year)),
    countOr(position?.denominator ?? null, 'x'),
    countOr(position?.numerator ?? null, 'x'),
    countOr(ratio(position?.numerator ?? null, position?.denominator ?? null, 'rank'), 'x'),
    quartile(position),
    difference(published?.denominator, published?.numerator),
    countOr(strengths?.numerator ?? null, 'x'),
    difference(strengths?.denominator, strengths?.numerator),
    perArea(strengths),
  ];
}

function difference(whole: number | null | undefined, part: number | null | undefined): Cell {
  return whole == null || part == null ? symbol('x') : count(whole - part);
}

/** The quarter of the ranking in which the council's rank lies; those with equal totals share the best. */
function quartile(position: Value | undefined): Cell {
  const { numerator, denominator } = position ?? { numerator: null, denominator: null };
  if (numerator === null || denominator === null) return symbol('x');
  const word = quartileOf(numerator, denominator);
  return word === undefined ? symbol('x') : text(capitalised(word));
}

function perArea(strengths: Value | undefined): Cell {
  const { numerator, denominator } = strengths ?? { numerator: null, denominator: null };
  if (numerator === null || denominator === null) return symbol('x');
  const value = ratio(numerator, denominator - numerator, 'count', { decimals: 1 });
  return value === null ? symbol('z') : { kind: 'number', value, decimals: 1 };
}
