import { at, cellsIfLook } from '../cells.js';
import type { Rule } from '../model.js';

export const horizontalText: Rule = {
  id: 'horizontal-text',
  level: 'essential',
  requirement: 'Text runs horizontally.',
  *check({ sheets }) {
    for (const sheet of sheets)
      for (const cell of cellsIfLook(sheet, ({ rotation }) => rotation !== 0))
        if (cell.style.rotation !== 0)
          yield at(sheet, cell, 'The text is turned.', 'Set its orientation to 0 degrees.');
  },
};
