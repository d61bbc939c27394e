import { on } from '../cells.js';
import type { Rule } from '../model.js';

export const noHiddenSheets: Rule = {
  id: 'no-hidden-sheets',
  level: 'essential',
  requirement: 'No sheet is hidden.',
  *check({ sheets }) {
    for (const sheet of sheets)
      if (sheet.isHidden)
        yield on(
          sheet,
          null,
          'The sheet is hidden; anyone who has the file can unhide it.',
          'Delete it, or show it if readers may see it.',
        );
  },
};
