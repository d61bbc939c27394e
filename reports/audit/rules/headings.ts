import { at, columnsOf } from '../cells.js';
import type { Rule } from '../model.js';

export const headings: Rule = {
  id: 'headings',
  level: 'essential',
  requirement: 'Every column of a table has a heading, and no two have the same.',
  *check({ sheets }) {
    for (const sheet of sheets)
      for (const table of sheet.tables) {
        if (table.headerRows === 0) continue;
        const seen = new Map<string, number>();
        for (const { column, heading } of columnsOf(sheet, table)) {
          const cell = { row: table.range.top, column };
          const name = heading.trim().toLowerCase();
          if (name === '' || /^(?:column|spalte)\s?\d+$/.test(name))
            yield at(sheet, cell, 'The column has no heading.', 'Say what the column holds.');
          else if (seen.has(name))
            yield at(
              sheet,
              cell,
              'Two columns of the table have the same heading.',
              'Let each heading say what sets its column apart.',
            );
          seen.set(name, column);
        }
      }
  },
};
