import { at, texts } from '../cells.js';
import type { Rule } from '../model.js';

const PLACEHOLDER = /^(?:n\.?\/?a\.?|null|[-–—−]+|\.{1,3}|…|:|\*+|#)$/i;

export const noPlaceholders: Rule = {
  id: 'no-placeholders',
  level: 'essential',
  requirement: 'No cell holds “NA”, “-”, “..” or the like in place of a value.',
  *check({ sheets }) {
    for (const sheet of sheets)
      for (const cell of texts(sheet))
        if (PLACEHOLDER.test(cell.text.trim()))
          yield at(
            sheet,
            cell,
            `The cell holds “${cell.text.trim()}” in place of a value.`,
            'Use a symbol that says why: [x] not available, [z] not applicable, [c] suppressed.',
          );
  },
};
