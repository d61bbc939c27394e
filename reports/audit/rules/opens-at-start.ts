import { inFile, on } from '../cells.js';
import type { Rule } from '../model.js';

export const opensAtStart: Rule = {
  id: 'opens-at-start',
  level: 'essential',
  requirement: 'The workbook opens on its first sheet, at A1, at a zoom of 100%.',
  *check({ sheets: [first], activeTab }) {
    if (activeTab !== 0)
      yield inFile(
        `The workbook opens on sheet ${activeTab + 1}.`,
        'Select the first sheet before saving.',
      );
    if (first === undefined) return;
    const { activeCell, topLeftCell, zoom } = first.view;
    if (activeCell !== 'A1' || topLeftCell !== 'A1')
      yield on(
        first,
        activeCell,
        `The first sheet opens at ${activeCell !== 'A1' ? activeCell : topLeftCell}.`,
        'Select A1 before saving (Ctrl and Home).',
      );
    if (zoom !== 100)
      yield on(
        first,
        null,
        `The first sheet opens at a zoom of ${zoom}%.`,
        'Set the zoom to 100%.',
      );
  },
};
