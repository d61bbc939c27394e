import {
  columnRef,
  columnsOf,
  dataSheets,
  isIdentifier,
  isPlainNumber,
  on,
  refOf,
  type TableColumn,
} from '../cells.js';
import { decimalsShown, fixedDecimals } from '../number-formats.js';
import type { Rule } from '../model.js';
import { counted } from '../../../pipeline/core/counted.js';

export const sameDecimals: Rule = {
  id: 'same-decimals',
  level: 'essential',
  requirement: 'The numbers of a column have the same decimals.',
  *check(workbook) {
    for (const sheet of dataSheets(workbook))
      for (const table of sheet.tables)
        for (const tableColumn of columnsOf(sheet, table)) {
          const { column, cells } = tableColumn;
          if (areSurelySame(tableColumn) || isIdentifier(tableColumn)) continue;
          const numbers = cells.filter(isPlainNumber);
          const [first] = numbers;
          if (first === undefined) continue;
          const decimals = decimalsShown(first);
          const other = numbers.find((cell) => decimalsShown(cell) !== decimals);
          if (other !== undefined)
            yield on(
              sheet,
              refOf(other),
              `The number has ${count(decimalsShown(other))}; those above it in column ${columnRef(column).split(':')[0] ?? ''} have ${count(decimals)}.`,
              'Give the whole column one number format.',
            );
        }
  },
};

/** Every number has a format that gives all of them as many decimals. */
function areSurelySame({ numbers }: TableColumn): boolean {
  const fixed = new Set(
    numbers.filter(({ style }) => style.kind === 'number').map(({ style }) => fixedDecimals(style)),
  );
  return fixed.size < 2 && !fixed.has(null);
}

function count(decimals: number): string {
  if (decimals === 0) return 'no decimals';
  return counted(decimals, 'decimal');
}
