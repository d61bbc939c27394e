import { at, columnsOf, firstBodyRow } from '../cells.js';
import type { Rule, Sheet, Table } from '../model.js';

export const noBlankCells: Rule = {
  id: 'no-blank-cells',
  level: 'essential',
  requirement: 'A table’s cell is blank only where the sheet states what a blank cell means.',
  *check({ sheets }) {
    for (const sheet of sheets)
      for (const table of sheet.tables) {
        if (statesReason(sheet, table)) continue;
        for (const { column, cells } of columnsOf(sheet, table)) {
          const filled = new Set(
            cells
              .filter(({ text, kind }) => kind !== 'blank' && text.trim() !== '')
              .map(({ row }) => row),
          );
          // A column that is blank throughout is another rule's.
          if (filled.size === 0) continue;
          for (let row = firstBodyRow(table); row <= table.range.bottom; row += 1)
            if (!filled.has(row))
              yield at(
                sheet,
                { row, column },
                'The cell is blank.',
                'Fill it with a value or a symbol: [x] not available, [z] not applicable.',
              );
        }
      }
  },
};

function statesReason(sheet: Sheet, { range }: Table): boolean {
  return sheet.cells.some(({ row, text }) => row < range.top && /\bblank\b/i.test(text));
}
