import { at, columnsOf } from '../cells.js';
import type { Cell, Rule } from '../model.js';

export const noNotesInDataCells: Rule = {
  id: 'no-notes-in-data-cells',
  level: 'essential',
  requirement: 'Markers of notes are in titles, headings and row labels, never in data cells.',
  *check({ sheets }) {
    for (const sheet of sheets) {
      if (sheet.kind === 'notes' || sheet.kind === 'contents') continue;
      for (const table of sheet.tables)
        for (const { texts, numbers } of columnsOf(sheet, table)) {
          const holdsNumbers = numbers.length > 0;
          for (const cell of texts)
            if (isMarked(cell) && (holdsNumbers || isNumberAndMarker(cell)))
              yield at(
                sheet,
                cell,
                'A note’s marker is in a data cell.',
                'Move the marker to the column’s heading or the row’s label.',
              );
        }
    }
  },
};

function isMarked({ text }: Cell): boolean {
  return /\[note ?\d+\]/i.test(text);
}

function isNumberAndMarker({ text }: Cell): boolean {
  return /^\s*[-£]?[\d,.]+\s*%?\s*\[note/i.test(text);
}
