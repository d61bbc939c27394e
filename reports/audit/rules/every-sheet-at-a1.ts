import { on } from '../cells.js';
import type { Rule } from '../model.js';

export const everySheetAtA1: Rule = {
  id: 'every-sheet-at-a1',
  level: 'best practice',
  requirement: 'Every other sheet shows A1 at a zoom of 100% when it is turned to.',
  *check({ sheets }) {
    for (const sheet of sheets.slice(1)) {
      const { activeCell, topLeftCell, zoom, isFrozen } = sheet.view;
      if (activeCell !== 'A1' && !isFrozen)
        yield on(
          sheet,
          activeCell,
          `The sheet opens at ${activeCell}.`,
          'Select A1 before saving.',
        );
      else if (topLeftCell !== 'A1')
        yield on(sheet, topLeftCell, `The sheet opens at ${topLeftCell}.`, 'Scroll to A1.');
      if (zoom !== 100)
        yield on(sheet, null, `The sheet opens at a zoom of ${zoom}%.`, 'Set the zoom to 100%.');
    }
  },
};
