import { at, columnsOf, firstBodyRow, isWithin } from '../cells.js';
import type { Rule, Sheet } from '../model.js';

export const noBlankCells: Rule = {
  id: 'no-blank-cells',
  level: 'essential',
  requirement: 'A table’s cell is blank only where the sheet states what a blank cell means.',
  *check({ sheets }) {
    for (const sheet of sheets) {
      if (statesReason(sheet)) continue;
      for (const table of sheet.tables)
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

/** A line beside the tables, above or below. */
function statesReason({ cells, tables }: Sheet): boolean {
  return cells.some(
    (cell) => /\bblank\b/i.test(cell.text) && !tables.some(({ range }) => isWithin(range, cell)),
  );
}
