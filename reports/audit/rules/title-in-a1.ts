import { at, isWithin, on } from '../cells.js';
import type { Rule } from '../model.js';

const A1 = { row: 1, column: 1 } as const;

export const titleInA1: Rule = {
  id: 'title-in-a1',
  level: 'essential',
  requirement: 'A1 of every sheet is its title.',
  *check({ sheets }) {
    for (const sheet of sheets) {
      const title = sheet.at(1, 1);
      const isInTable = sheet.tables.some(({ range }) => isWithin(range, A1));
      if (title?.kind !== 'text' || title.text.trim() === '')
        yield at(sheet, A1, 'A1 holds no title.', 'Write into A1 what the sheet holds.');
      else if (isInTable)
        yield on(
          sheet,
          'A1',
          'The table begins in A1, where the title should be.',
          'Move the table down and write its title into A1: data, place, period.',
        );
    }
  },
};
