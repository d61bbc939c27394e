import { at, cellsIfLook } from '../cells.js';
import { fontsOf } from '../fonts.js';
import type { Rule } from '../model.js';

const LEAST = 12;

export const fontSize: Rule = {
  id: 'font-size',
  level: 'essential',
  requirement: 'Text is in 12 points or more.',
  *check({ sheets }) {
    for (const sheet of sheets)
      for (const cell of cellsIfLook(sheet, ({ font }) => font.size < LEAST)) {
        const smallest = fontsOf(cell).reduce((least, { size }) => Math.min(least, size), 409);
        if (smallest < LEAST)
          yield at(sheet, cell, `The text is in ${smallest} points.`, 'Set it in 12 points.');
      }
  },
};
