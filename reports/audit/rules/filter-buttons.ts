import { on, rangeRef } from '../cells.js';
import type { Rule } from '../model.js';

export const filterButtons: Rule = {
  id: 'filter-buttons',
  level: 'best practice',
  requirement: 'Filter buttons are off.',
  *check({ sheets }) {
    for (const sheet of sheets) {
      const fix = 'Switch them off (Table design, Filter button; or Data, Filter).';
      if (sheet.hasFilter) yield on(sheet, null, 'The sheet has filter buttons.', fix);
      for (const { range, hasFilter } of sheet.tables)
        if (hasFilter) yield on(sheet, rangeRef(range), 'The table has filter buttons.', fix);
    }
  },
};
