import { at, columnsOf, dataSheets } from '../cells.js';
import type { Cell, Rule } from '../model.js';

export const unitsInHeadings: Rule = {
  id: 'units-in-headings',
  level: 'essential',
  requirement: 'The heading of a column of percentages or money says its unit in brackets.',
  *check(workbook) {
    for (const sheet of dataSheets(workbook))
      for (const table of sheet.tables)
        for (const { column, heading, cells } of columnsOf(sheet, table)) {
          if (table.headerRows === 0 || /\([^()]+\)/.test(heading)) continue;
          const units = cells.flatMap(unitOf);
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

function unitOf({ kind, style: { format } }: Cell): string[] {
  const sign = kind === 'number' ? /[%£€$]/.exec(format.replaceAll(/\[\$[^\]]*\]/g, '£')) : null;
  return sign === null ? [] : [sign[0]];
}
