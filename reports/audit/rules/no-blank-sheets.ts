import { filled, on } from '../cells.js';
import type { Rule } from '../model.js';

export const noBlankSheets: Rule = {
  id: 'no-blank-sheets',
  level: 'essential',
  requirement: 'No sheet is blank.',
  *check({ sheets }) {
    for (const sheet of sheets)
      if (sheet.drawings.length === 0 && filled(sheet).length === 0)
        yield on(sheet, null, 'The sheet is blank.', 'Delete it.');
  },
};
