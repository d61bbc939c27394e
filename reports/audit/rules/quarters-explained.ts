import { at, texts } from '../cells.js';
import type { Rule } from '../model.js';

const QUARTER = /\bQ[1-4]\b|\bquarter [1-4]\b/i;
const MONTHS = /\b(?:Jan|Apr|Jul|Oct)[a-z]* to (?:Mar|Jun|Sep|Dec)/i;

export const quartersExplained: Rule = {
  id: 'quarters-explained',
  level: 'best practice',
  requirement: '“Q3” is used only where the sheet has said which months it means.',
  *check({ sheets }) {
    for (const sheet of sheets) {
      const used = texts(sheet).find(({ text }) => QUARTER.test(text));
      if (used === undefined) continue;
      const explained = texts(sheet).some(
        ({ row, column, text }) =>
          MONTHS.test(text) && (row < used.row || (row === used.row && column <= used.column)),
      );
      if (!explained)
        yield at(
          sheet,
          used,
          'A quarter is named by its number before the sheet says which months it means.',
          'Write it once as “Q3 2017-18 (Oct to Dec 2017)”.',
        );
    }
  },
};
