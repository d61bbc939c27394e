import { dataSheets, on, rangeRef } from '../cells.js';
import type { Rule } from '../model.js';

export const realTable: Rule = {
  id: 'real-table',
  level: 'essential',
  requirement: 'A data sheet holds exactly one Excel table with one header row, from column A.',
  *check(workbook) {
    for (const sheet of dataSheets(workbook)) {
      if (sheet.tables.length !== 1)
        yield on(
          sheet,
          null,
          sheet.tables.length === 0
            ? 'The sheet holds no Excel table.'
            : `The sheet holds ${sheet.tables.length} tables.`,
          'Mark the data up as one table (Insert, Table); put others on sheets of their own.',
        );
      for (const { range, headerRows } of sheet.tables) {
        const cell = rangeRef(range);
        if (headerRows !== 1)
          yield on(sheet, cell, 'The table has no header row.', 'Switch its header row on.');
        if (range.left !== 1)
          yield on(sheet, cell, 'The table doesn’t begin in column A.', 'Move it to column A.');
      }
    }
  },
};
