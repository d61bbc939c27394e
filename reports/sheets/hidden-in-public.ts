import { parseQuarter } from '../../pipeline/core/calendar/quarter.js';
import { capitalised, count, symbol, text } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import type { Sheet } from '../pack/model.js';
import { nameCells } from './figures-of.js';
import { counted } from '../../pipeline/core/counted.js';

const GIVEN_AWAY = {
  'earlier releases': 'Yes, from earlier releases',
  headlines: 'Yes, from headline totals',
} as const;

/** What the public editions hide and why, for the officers who answer for it; the cabinet's edition has no such sheet. */
export function hiddenInPublicSheet(context: PackContext): Sheet[] {
  const { hidden, earlier } = context.input.disclosure;
  if (context.edition !== 'officer' || hidden === undefined) return [];
  const compared =
    earlier.length === 0 ? 'no earlier release' : counted(earlier.length, 'earlier release');
  return [
    dataSheet(context, {
      name: 'Hidden in public',
      title: 'Figures that the cabinet and open data editions hide, and why',
      about:
        'Each figure that the public editions hide, by which rule, and whether it can still be deduced',
      source: `this pack, compared with ${compared}`,
      columns: [
        { heading: 'Measure', width: 34 },
        { heading: 'Breakdown', width: 16 },
        { heading: 'Period covered', width: 14 },
        { heading: 'Quarter', width: 18 },
        { heading: 'Numerator (number)', width: 12, align: 'right' },
        { heading: 'Denominator (number)', width: 13, align: 'right' },
        { heading: 'Kind', width: 13 },
        { heading: 'Rule', width: 44 },
        { heading: 'Still deducible because', width: 15 },
      ],
      rows: hidden.map(({ value, title, kind, rule, deducible }) => [
        ...nameCells(title, value),
        text(parseQuarter(value.quarter).months),
        count(value.numerator),
        value.denominator === 1 ? symbol('z') : count(value.denominator),
        text(capitalised(kind)),
        text(capitalised(rule)),
        text(deducible === null ? 'No' : GIVEN_AWAY[deducible]),
      ]),
      none: 'The public editions hide nothing',
    }),
  ];
}
