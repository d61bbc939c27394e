import { cellsOfRows, columnRef, columnsOf, dataSheets, filledRows, on } from '../cells.js';
import type { Rule } from '../model.js';

export const noBlankRows: Rule = {
  id: 'no-blank-rows',
  level: 'essential',
  requirement: 'No row or column of a data sheet is blank, in its table or above it.',
  *check(workbook) {
    // On a briefing sheet a chart's table may have a quarter without any figure; there the rule on blank cells holds.
    for (const sheet of dataSheets(workbook)) {
      const rows = new Set(filledRows(sheet));
      for (const table of sheet.tables) {
        for (let row = table.range.top; row <= table.range.bottom; row += 1)
          if (!rows.has(row))
            yield on(
              sheet,
              `${row}:${row}`,
              `Row ${row} of the table is blank.`,
              'Delete the row.',
            );
        for (const { column, filledCount } of columnsOf(sheet, table))
          if (filledCount === 0)
            yield on(
              sheet,
              columnRef(column),
              'A column of the table is blank.',
              'Delete it, or fill it with the symbol for what is missing.',
            );
      }
    }
    for (const sheet of dataSheets(workbook)) {
      const [table] = sheet.tables;
      if (table === undefined) continue;
      const rows = new Set(cellsOfRows(sheet, 1, table.range.top - 1).map(({ row }) => row));
      for (let row = 1; row < table.range.top; row += 1)
        if (!rows.has(row))
          yield on(sheet, `${row}:${row}`, `Row ${row}, above the table, is blank.`, 'Delete it.');
    }
  },
};
