import { at, columnsOf, isIdentifier, isPlainNumber } from '../cells.js';
import { sectionsOf } from '../number-formats.js';
import type { Cell, CellStyle, Rule } from '../model.js';

export const thousandsCommas: Rule = {
  id: 'thousands-commas',
  level: 'essential',
  requirement: 'Numbers of a thousand or more have commas.',
  *check({ sheets }) {
    for (const sheet of sheets)
      for (const table of sheet.tables)
        for (const column of columnsOf(sheet, table)) {
          const isSuspect = column.numbers.some(
            ({ least, greatest }) => lacksCommas(least) || lacksCommas(greatest),
          );
          if (!isSuspect || isIdentifier(column)) continue;
          for (const cell of column.cells)
            if (lacksCommas(cell))
              yield at(
                sheet,
                cell,
                'The number is shown without commas.',
                'Give the column the format #,##0 (with its decimals).',
              );
        }
  },
};

function lacksCommas(cell: Cell): boolean {
  return isPlainNumber(cell) && Math.abs(displayedNumber(cell)) >= 1000 && !hasCommas(cell);
}

/** A percentage may be a hundred times as much as its cell holds. */
function displayedNumber({ number, style }: Cell): number {
  return style.format.includes('%') && !style.format.includes('"%"') ? number * 100 : number;
}

const commas = new WeakMap<CellStyle, boolean>();

function hasCommas({ style }: Cell): boolean {
  const known = commas.get(style) ?? /[#0],[#0]/.test(sectionsOf(style)[0] ?? '');
  commas.set(style, known);
  return known;
}
