import { on } from '../cells.js';
import type { Rule } from '../model.js';

export const noHiddenRows: Rule = {
  id: 'no-hidden-rows',
  level: 'essential',
  requirement: 'No row is hidden or filtered out.',
  *check({ sheets }) {
    for (const sheet of sheets)
      for (const row of sheet.hiddenRows)
        yield on(
          sheet,
          `${row}:${row}`,
          `Row ${row} is hidden or filtered out.`,
          'Delete it, or show it: clear filters and unhide rows.',
        );
  },
};
