import { at, texts } from '../cells.js';
import type { Rule } from '../model.js';

/** A number with a symbol or a mark right next to it, as in "12 [p]" or "[e] 34.5%". */
const BESIDE =
  /^[-£]?\d[\d,]*(?:\.\d+)?\s*%?\s*\[(?:c|x|z|low|u|p|r|b|e)\]$|^\[(?:c|x|z|low|u|p|r|b|e)\]\s*[-£]?\d[\d,.]*\s*%?$/i;

/** A longer text is a sentence. */
const LONGEST = 100;

export const symbolsInPlace: Rule = {
  id: 'symbols-in-place',
  level: 'essential',
  requirement:
    'Symbols have a cell of their own, or are in a heading, label or column of their own; never next to a number.',
  *check({ sheets }) {
    for (const sheet of sheets)
      for (const cell of texts(sheet))
        if (cell.text.length < LONGEST && BESIDE.test(cell.text.trim()))
          yield at(
            sheet,
            cell,
            'A symbol is next to a number in one cell, which makes the number a text.',
            'Leave only the number in the cell; put the symbol into the heading or a column of its own.',
          );
  },
};
