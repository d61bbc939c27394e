import { dataSheets, on } from '../cells.js';
import type { Rule } from '../model.js';

export const noFreezePanes: Rule = {
  id: 'no-freeze-panes',
  level: 'best practice',
  requirement: 'A data sheet has no frozen panes.',
  *check(workbook) {
    for (const sheet of dataSheets(workbook))
      if (sheet.view.isFrozen)
        yield on(
          sheet,
          null,
          'Panes are frozen, which takes the window from those who enlarge it.',
          'Unfreeze them (View, Freeze panes).',
        );
  },
};
