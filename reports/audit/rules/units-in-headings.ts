import { at, columnsOf, dataSheets, type NumbersAlike } from '../cells.js';
import type { Rule } from '../model.js';

export const unitsInHeadings: Rule = {
  id: 'units-in-headings',
  level: 'essential',
  requirement: 'The heading of a column of percentages or money says its unit in brackets.',
  *check(workbook) {
    for (const sheet of dataSheets(workbook))
      for (const table of sheet.tables)
        for (const { column, heading, numbers } of columnsOf(sheet, table)) {
          if (table.headerRows === 0 || /\([^()]+\)/.test(heading)) continue;
          const units = numbers.flatMap(unitOf);
          if (units.length > 0)
            yield at(
              sheet,
              { row: table.range.top, column },
              `The column’s numbers are in ${units[0] ?? ''}, which its heading doesn’t say.`,
              `Put the unit after the name: “… (${units[0] ?? ''})”.`,
            );
        }
  },
};

function unitOf({ style: { format } }: NumbersAlike): string[] {
  const sign = /[%£€$]/.exec(format.replaceAll(/\[\$[^\]]*\]/g, '£'));
  return sign === null ? [] : [sign[0]];
}
