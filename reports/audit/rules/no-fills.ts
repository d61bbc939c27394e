import { at, dataSheets } from '../cells.js';
import type { Rule } from '../model.js';

export const noFills: Rule = {
  id: 'no-fills',
  level: 'best practice',
  requirement: 'A data sheet has no filled cells.',
  *check(workbook) {
    for (const sheet of dataSheets(workbook))
      for (const cell of sheet.cells)
        if (cell.style.fill !== null && cell.style.fill !== 'FFFFFF')
          yield at(sheet, cell, 'The cell is filled with a colour.', 'Take the fill away.');
  },
};
