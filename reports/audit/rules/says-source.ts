import { cellsOfRows, dataSheets, on } from '../cells.js';
import type { Rule } from '../model.js';

export const saysSource: Rule = {
  id: 'says-source',
  level: 'essential',
  requirement: 'A data sheet says above its table what the source is.',
  *check(workbook) {
    for (const sheet of dataSheets(workbook)) {
      const [table] = sheet.tables;
      if (table === undefined) continue;
      if (
        !cellsOfRows(sheet, 1, table.range.top - 1).some(({ text }) => /\bsources?\b/i.test(text))
      )
        yield on(sheet, null, 'No line above the table names the source.', 'Add “Source: …”.');
    }
  },
};
