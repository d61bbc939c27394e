import {
  columnRef,
  columnsOf,
  dataSheets,
  isIdentifier,
  isPlainNumber,
  on,
  refOf,
} from '../cells.js';
import { decimalsShown } from '../number-formats.js';
import type { Rule } from '../model.js';

export const sameDecimals: Rule = {
  id: 'same-decimals',
  level: 'essential',
  requirement: 'The numbers of a column have the same decimals.',
  *check(workbook) {
    for (const sheet of dataSheets(workbook))
      for (const table of sheet.tables)
        for (const { column, heading, cells } of columnsOf(sheet, table)) {
          if (isIdentifier(heading, cells)) continue;
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

function count(decimals: number): string {
  if (decimals === 0) return 'no decimals';
  return decimals === 1 ? '1 decimal' : `${decimals} decimals`;
}
