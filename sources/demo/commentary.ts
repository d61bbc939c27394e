import type { Quarter } from '../../pipeline/core/calendar/quarter.js';
import { csvText } from './csv.js';

/** What the owners of two measures say about the quarter: the red one, and the one beyond its usual range. All of it is invented. */
export function commentaryText(quarter: Quarter): string {
  const when = `Q${quarter.number} ${quarter.financialYear}`;
  return csvText([
    [
      'Measure',
      'Quarter',
      'What happened',
      'Why',
      'What is being done',
      'Back on target by',
      'Author',
      'Date',
    ],
    [
      'Second or subsequent child protection plan',
      when,
      'Plans began again where support ended early.',
      'Neglect recurred.',
      'Support now lasts for a year.',
      '30 September 2018',
      'Head of Safeguarding',
      '12 January 2018',
    ],
    [
      'Early help assessments started',
      when,
      'More families were offered help.',
      'Schools now begin assessments themselves.',
      null,
      null,
      'Head of Early Help',
      '11 January 2018',
    ],
  ]);
}
