import type { MeasureDefinition } from '../../pipeline/core/figure/definition.js';
import type { QuarterKey } from '../../pipeline/core/calendar/quarter.js';
import { monthsOf } from '../pack/words.js';
import { capitalised, count, symbol, text } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import type { Cell, Sheet } from '../pack/model.js';
import { isExceptional } from '../sentences/briefing/significance.js';
import { hasNumber } from './figures-of.js';
import { themeOf } from '../pack/themes.js';
import { basisWords, label, unitHeadings } from '../pack/words.js';

const POLARITY = { high: 'High is good', low: 'Low is good', none: 'Neither' } as const;

/**
 * Each measure of the pack as its file defines it: how it is counted, and of what the briefing sheets name what else there is to know of it. A
 * measure without a number is a line on “Figures without a number”; the open data define all.
 */
export function definitionSheets(context: PackContext): Sheet[] {
  const { input, priorities } = context;
  const named = priorities.flatMap((report) => report.figures.map((each) => each.definition));
  const shown = new Set([
    ...named.map(({ measure }) => measure),
    ...input.figures
      .filter(({ series }) => series.some(hasNumber))
      .map(({ definition }) => definition.measure),
  ]);
  const { key } = input.quarter;
  const definitions = input.definitions.filter(
    ({ measure, from }) => shown.has(measure) && (from === null || from <= key),
  );
  const briefed = new Set(
    [...named, ...context.others.filter(isExceptional).map((each) => each.definition)].map(
      ({ measure }) => measure,
    ),
  );
  const remarked = definitions.filter(
    ({ measure }) => priorities.length === 0 || briefed.has(measure),
  );
  const source = 'the measures’ own files, which the pack is computed by';
  const none = 'No measure is defined';
  return [
    dataSheet(context, {
      name: 'Definitions',
      title: 'How each measure is counted',
      about: 'Numerator, denominator, unit, period and polarity of each measure',
      source,
      columns: [
        { heading: 'Measure', width: 32 },
        { heading: 'Code', width: 26 },
        { heading: 'Version', width: 9.5, align: 'right' },
        { heading: 'Numerator', width: 34 },
        { heading: 'Denominator', width: 32 },
        { heading: 'Unit', width: 12 },
        { heading: 'Periods covered', width: 16 },
        { heading: 'Polarity', width: 14 },
      ],
      rows: definitions.map((definition) => countedRow(context, definition)),
      none,
    }),
    dataSheet(context, {
      name: 'Remarks on definitions',
      title:
        'Who defines the measures of the briefing sheets, since when, and what to bear in mind',
      about: 'Theme, source, first quarter and remarks; definitions.csv has those of all measures',
      source: `${source}; definitions.csv has the remarks on all measures`,
      columns: [
        { heading: 'Measure', width: 32 },
        { heading: 'Version', width: 9.5, align: 'right' },
        { heading: 'In force from', width: 14 },
        { heading: 'Theme', width: 16 },
        { heading: 'Defined by', width: 26 },
        { heading: 'Remarks', width: 78 },
      ],
      rows: remarked.map((definition) => remarksRow(definition, key)),
      none,
    }),
  ];
}

function countedRow(context: PackContext, definition: MeasureDefinition): Cell[] {
  return [
    text(definition.title),
    text(definition.measure),
    count(definition.version),
    text(capitalised(definition.numerator)),
    definition.denominator === null ? symbol('z') : text(capitalised(definition.denominator)),
    text(label(unitHeadings[definition.unit])),
    text(capitalised(definition.bases.map((basis) => basisWords[basis]).join('; '))),
    text(polarity(context, definition)),
  ];
}

/** Leaves out breaks that have not happened by the quarter. */
function remarksRow(definition: MeasureDefinition, quarter: QuarterKey): Cell[] {
  const remarks = [
    ...definition.notes,
    ...definition.breaks
      .filter(({ from }) => from <= quarter)
      .map((each) => `Break in the series from ${monthsOf(each.from)}: ${each.why}`),
    ...(definition.annualise === 1
      ? []
      : [`A quarter’s rate is its count times ${definition.annualise}.`]),
  ];
  return [
    text(definition.title),
    count(definition.version),
    definition.from === null ? symbol('z') : text(monthsOf(definition.from)),
    text(themeOf(definition.theme).title),
    text(definition.source),
    text(remarks.length === 0 ? 'None' : remarks.join('\n')),
  ];
}

/** The definition's own, and the council's where a priority chose another. */
function polarity(context: PackContext, definition: MeasureDefinition): string {
  const chosen = context.input.figures.find(
    (figure) => figure.definition.measure === definition.measure && figure.polarityBy === 'council',
  );
  const own = POLARITY[definition.polarity];
  return chosen === undefined
    ? own
    : `${POLARITY[chosen.polarity]} (the council’s choice; ${own.toLowerCase()} by definition)`;
}
