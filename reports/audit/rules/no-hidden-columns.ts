import { columnRef, on } from '../cells.js';
import type { Rule } from '../model.js';

export const noHiddenColumns: Rule = {
  id: 'no-hidden-columns',
  level: 'essential',
  requirement: 'No column is hidden.',
  *check({ sheets }) {
    for (const sheet of sheets)
      for (const { first, last, isHidden } of sheet.columns) {
        if (!isHidden) continue;
        const from = columnRef(first).split(':')[0] ?? '';
        const to = columnRef(last).split(':')[0] ?? '';
        yield on(
          sheet,
          `${from}:${to}`,
          from === to ? `Column ${from} is hidden.` : `Columns ${from} to ${to} are hidden.`,
          'Delete what is hidden, or show it.',
        );
      }
  },
};
