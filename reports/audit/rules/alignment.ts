import {
  at,
  columnsOf,
  dataSheets,
  isIdentifier,
  isInBody,
  isPlainNumber,
  texts,
} from '../cells.js';
import type { Cell, Rule } from '../model.js';
import { isSymbol } from '../symbols.js';

const NOT_LEFT: ReadonlySet<string> = new Set(['right', 'center', 'centerContinuous']);
const NOT_RIGHT: ReadonlySet<string> = new Set([
  'left',
  'center',
  'centerContinuous',
  'justify',
  'distributed',
]);

export const alignment: Rule = {
  id: 'alignment',
  level: 'essential',
  requirement: 'In a data sheet’s table, texts are aligned left and numbers right.',
  *check(workbook) {
    for (const sheet of dataSheets(workbook))
      for (const table of sheet.tables) {
        for (const cell of texts(sheet))
          if (NOT_LEFT.has(cell.style.horizontal) && isInBody(table, cell) && !isSymbol(cell.text))
            yield at(sheet, cell, 'The text isn’t aligned left.', 'Align it left.');
        for (const column of columnsOf(sheet, table)) {
          const isSuspect = column.numbers.some(({ style }) => NOT_RIGHT.has(style.horizontal));
          if (!isSuspect || isIdentifier(column)) continue;
          for (const cell of column.cells)
            if (
              cell.kind === 'number' &&
              NOT_RIGHT.has(cell.style.horizontal) &&
              isPlainNumber(cell) &&
              !isWritten(cell)
            )
              yield at(sheet, cell, 'The number isn’t aligned right.', 'Align it right.');
        }
      }
  },
};

/** The format `0` writes a number as it is, without commas: a grade, a year, a reference. */
function isWritten({ style }: Cell): boolean {
  return style.format === '0';
}
