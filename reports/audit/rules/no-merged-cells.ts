import { on, overlap, rangeRef } from '../cells.js';
import type { Rule } from '../model.js';

export const noMergedCells: Rule = {
  id: 'no-merged-cells',
  level: 'essential',
  requirement: 'No cells are merged on a data sheet, nor within a table of any sheet.',
  *check({ sheets }) {
    for (const sheet of sheets)
      for (const range of sheet.merges)
        if (sheet.kind === 'data' || sheet.tables.some((table) => overlap(table.range, range)))
          yield on(
            sheet,
            rangeRef(range),
            'The cells are merged, so that each but the first reads as empty.',
            'Unmerge them, and repeat the value where it holds.',
          );
  },
};
