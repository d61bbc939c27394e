import { at, cellsIfLook } from '../cells.js';
import type { Rule } from '../model.js';

export const noHiddenValues: Rule = {
  id: 'no-hidden-values',
  level: 'essential',
  requirement: 'No cell’s number format hides what it holds.',
  *check({ sheets }) {
    for (const sheet of sheets)
      for (const cell of cellsIfLook(sheet, ({ format }) => hides(format)))
        if (hides(cell.style.format))
          yield at(
            sheet,
            cell,
            'The cell holds something that its number format doesn’t show.',
            'Empty the cell, or give it a format that shows it.',
          );
  },
};

/** `;;;` shows nothing; so does a format of nothing but an empty text. */
function hides(format: string): boolean {
  if (format === '' || !/[;"]/.test(format)) return false;
  return (
    format
      .replaceAll('""', '')
      .replaceAll(/\[[^\]]*\]/g, '')
      .replaceAll(/[;\s]/g, '') === ''
  );
}
