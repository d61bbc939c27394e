import { at, columnsOf, isIdentifier, isPlainNumber } from '../cells.js';
import { sectionsOf } from '../number-formats.js';
import type { Cell, Rule } from '../model.js';

export const thousandsCommas: Rule = {
  id: 'thousands-commas',
  level: 'essential',
  requirement: 'Numbers of a thousand or more have commas.',
  *check({ sheets }) {
    for (const sheet of sheets)
      for (const table of sheet.tables)
        for (const { heading, cells } of columnsOf(sheet, table)) {
          if (isIdentifier(heading, cells)) continue;
          for (const cell of cells)
            if (isPlainNumber(cell) && Math.abs(shown(cell)) >= 1000 && !hasCommas(cell))
              yield at(
                sheet,
                cell,
                'The number is shown without commas.',
                'Give the column the format #,##0 (with its decimals).',
              );
        }
  },
};

function shown({ number, style }: Cell): number {
  return style.format.includes('%') && !style.format.includes('"%"') ? number * 100 : number;
}

function hasCommas({ style }: Cell): boolean {
  return /[#0],[#0]/.test(sectionsOf(style.format)[0] ?? '');
}
