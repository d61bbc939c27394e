import { at, columnsOf, firstBodyRow, isWithin, texts } from '../cells.js';
import type { Cell, Rule, Sheet } from '../model.js';

export const noBlankCells: Rule = {
  id: 'no-blank-cells',
  level: 'essential',
  requirement: 'A table’s cell is blank only where the sheet states what a blank cell means.',
  *check({ sheets }) {
    for (const sheet of sheets) {
      if (statesReason(sheet)) continue;
      for (const table of sheet.tables)
        for (const { column, cells, texts: words, filledCount } of columnsOf(sheet, table)) {
          // A column whose every row is filled is the usual case.
          const rows = table.range.bottom - firstBodyRow(table) + 1;
          if (filledCount >= rows && words.every(isFilled)) continue;
          const filled = new Set(cells.filter(isFilled).map(({ row }) => row));
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

function isFilled({ kind, text }: Cell): boolean {
  return kind === 'number' || (kind !== 'blank' && text.trim() !== '');
}

/** A line next to the tables, above or below. */
function statesReason(sheet: Sheet): boolean {
  const { tables } = sheet;
  return texts(sheet).some(
    (cell) => /\bblank\b/i.test(cell.text) && !tables.some(({ range }) => isWithin(range, cell)),
  );
}
