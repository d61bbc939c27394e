import { at, dataSheets } from '../cells.js';
import type { Rule } from '../model.js';

const A2 = { row: 2, column: 1 } as const;

export const saysOneTable: Rule = {
  id: 'says-one-table',
  level: 'essential',
  requirement: 'A2 of a data sheet says that it contains one table, and where the notes are.',
  *check(workbook) {
    const hasNotes = workbook.sheets.some(({ kind }) => kind === 'notes');
    for (const sheet of dataSheets(workbook)) {
      const text = sheet.at(2, 1)?.text ?? '';
      if (!/contains one table/i.test(text))
        yield at(
          sheet,
          A2,
          'A2 doesn’t say that the sheet contains one table.',
          'Write: “This worksheet contains one table.”',
        );
      else if (hasNotes && !/\bnotes?\b/i.test(text))
        yield at(
          sheet,
          A2,
          'A2 doesn’t say where the notes are.',
          'Add: “Notes are on the worksheet called Notes.”',
        );
    }
  },
};
