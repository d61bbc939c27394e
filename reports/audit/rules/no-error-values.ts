import { at, errors } from '../cells.js';
import type { Rule } from '../model.js';

export const noErrorValues: Rule = {
  id: 'no-error-values',
  level: 'essential',
  requirement: 'No cell holds an error such as #N/A or #REF!.',
  *check({ sheets }) {
    for (const sheet of sheets)
      for (const cell of errors(sheet))
        yield at(
          sheet,
          cell,
          `The cell shows ${cell.text}.`,
          'Fix the formula, or use the symbol that says why there is no value.',
        );
  },
};
