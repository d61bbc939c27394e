import { at, filled } from '../cells.js';
import type { Cell, Rule } from '../model.js';
import { sectionsOf } from '../number-formats.js';

export const datesInWords: Rule = {
  id: 'dates-in-words',
  level: 'best practice',
  requirement: 'Dates are written like “31 December 2017”, and are dates, not texts.',
  *check({ sheets }) {
    for (const sheet of sheets)
      for (const cell of filled(sheet)) {
        const isText =
          cell.kind === 'text' &&
          /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$|^\d{4}-\d{2}-\d{2}$/.test(cell.text.trim());
        const isShort =
          cell.kind === 'number' && cell.style.kind !== 'number' && isWithoutMonth(cell);
        if (isText || isShort)
          yield at(
            sheet,
            cell,
            isText
              ? 'The date is written in digits, as text.'
              : 'The date’s month isn’t written out.',
            'Enter it as a date, and give it the format d mmmm yyyy.',
          );
      }
  },
};

/** A format of days whose month is a number or cut short. */
function isWithoutMonth({ style }: Cell): boolean {
  const [positive = ''] = sectionsOf(style);
  return /d/i.test(positive) && !/mmmm/i.test(positive);
}
