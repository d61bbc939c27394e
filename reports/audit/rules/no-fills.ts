import { allCellsIfLook, at, dataSheets } from '../cells.js';
import type { CellStyle, Rule } from '../model.js';

export const noFills: Rule = {
  id: 'no-fills',
  level: 'best practice',
  requirement: 'A data sheet has no filled cells.',
  *check(workbook) {
    for (const sheet of dataSheets(workbook))
      for (const cell of allCellsIfLook(sheet, isFilled))
        if (isFilled(cell.style))
          yield at(sheet, cell, 'The cell is filled with a colour.', 'Take the fill away.');
  },
};

function isFilled({ fill }: CellStyle): boolean {
  return fill !== null && fill !== 'FFFFFF';
}
