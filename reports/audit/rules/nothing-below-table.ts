import {
  at,
  cellsOfRows,
  columnsOf,
  dataSheets,
  filled,
  firstBodyRow,
  isWithin,
} from '../cells.js';
import type { Cell, Rule, Sheet, Table } from '../model.js';

export const nothingBelowTable: Rule = {
  id: 'nothing-below-table',
  level: 'essential',
  requirement: 'Nothing is below or next to the table of a data sheet.',
  *check(workbook) {
    for (const sheet of dataSheets(workbook)) {
      const [table, ...others] = sheet.tables;
      if (table === undefined || others.length > 0 || isAllWithin(sheet, table)) continue;
      for (const cell of filled(sheet))
        if (cell.row >= table.range.top && !isWithin(table.range, cell))
          yield at(
            sheet,
            cell,
            `The cell is ${cell.row > table.range.bottom ? 'below' : 'next to'} the table.`,
            'Move it above the table, to the notes, or into the table.',
          );
    }
  },
};

/** As many cells are filled in the table as from its first row on. */
function isAllWithin(sheet: Sheet, table: Table): boolean {
  const { top } = table.range;
  const isFilled = ({ kind }: Cell): boolean => kind !== 'blank';
  const above = cellsOfRows(sheet, 1, top - 1).filter(isFilled).length;
  const header = cellsOfRows(sheet, top, firstBodyRow(table) - 1).filter(
    (cell) => isFilled(cell) && isWithin(table.range, cell),
  ).length;
  const body = columnsOf(sheet, table).reduce((sum, { filledCount }) => sum + filledCount, 0);
  return above + header + body === filled(sheet).length;
}
