import type { MeasureDefinition } from '../../pipeline/figure/definition.js';
import { monthsOf } from '../pack/words.js';
import { count, symbol, text } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import type { Cell, Sheet } from '../pack/model.js';
import { themeOf } from '../pack/themes.js';
import { basisWords, label, unitHeadings } from '../pack/words.js';

const POLARITY = { high: 'High is good', low: 'Low is good', none: 'Neither' } as const;

/** Every measure as its file defines it. */
export function definitionsSheet(context: PackContext): Sheet {
  return dataSheet(context, {
    name: 'Definitions',
    title: 'How each measure is counted',
    about: 'Numerator, denominator, unit, period, polarity and source of each measure',
    source: 'the measures’ own files, which the pack is computed by',
    columns: [
      { heading: 'Measure', width: 28 },
      { heading: 'Code', width: 24 },
      { heading: 'Version', width: 10, align: 'right' },
      { heading: 'In force from', width: 14 },
      { heading: 'Theme', width: 15 },
      { heading: 'Numerator', width: 34 },
      { heading: 'Denominator', width: 30 },
      { heading: 'Unit', width: 13 },
      { heading: 'Periods covered', width: 16 },
      { heading: 'Polarity', width: 14 },
      { heading: 'Defined by', width: 22 },
      { heading: 'Remarks', width: 36 },
    ],
    rows: context.input.definitions.map((definition) => row(context, definition)),
    none: 'No measure is defined',
  });
}

function row(context: PackContext, definition: MeasureDefinition): Cell[] {
  const remarks = [
    ...definition.notes,
    ...definition.breaks.map(
      (each) => `Break in the series from ${monthsOf(each.from)}: ${each.why}`,
    ),
    ...(definition.annualise === 1
      ? []
      : [`A quarter’s rate is its count times ${definition.annualise}.`]),
  ];
  return [
    text(definition.title),
    text(definition.measure),
    count(definition.version),
    definition.from === null ? symbol('z') : text(monthsOf(definition.from)),
    text(themeOf(definition.theme).title),
    text(definition.numerator),
    definition.denominator === null ? symbol('z') : text(definition.denominator),
    text(label(unitHeadings[definition.unit])),
    text(definition.bases.map((basis) => basisWords[basis]).join('; ')),
    text(polarity(context, definition)),
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
