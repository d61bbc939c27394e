import { at, dataSheets, isWithin } from '../cells.js';
import type { Rule } from '../model.js';

export const nothingBelowTable: Rule = {
  id: 'nothing-below-table',
  level: 'essential',
  requirement: 'Nothing stands below or beside the table of a data sheet.',
  *check(workbook) {
    for (const sheet of dataSheets(workbook)) {
      const [table, ...others] = sheet.tables;
      if (table === undefined || others.length > 0) continue;
      for (const cell of sheet.cells)
        if (cell.kind !== 'blank' && cell.row >= table.range.top && !isWithin(table.range, cell))
          yield at(
            sheet,
            cell,
            `The cell stands ${cell.row > table.range.bottom ? 'below' : 'beside'} the table.`,
            'Move it above the table, to the notes, or into the table.',
          );
    }
  },
};
