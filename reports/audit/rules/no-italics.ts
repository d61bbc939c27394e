import { at, cellsIfLook } from '../cells.js';
import { fontsOf } from '../fonts.js';
import { linkTest } from '../links.js';
import type { Rule } from '../model.js';

export const noItalics: Rule = {
  id: 'no-italics',
  level: 'essential',
  requirement: 'Nothing is in italics or underlined but links.',
  *check({ sheets }) {
    for (const sheet of sheets) {
      const isLinked = linkTest(sheet);
      for (const cell of cellsIfLook(sheet, ({ font }) => font.isItalic || font.isUnderlined)) {
        const font = fontsOf(cell).find((each) => each.isItalic || each.isUnderlined);
        if (font !== undefined && !isLinked(cell))
          yield at(
            sheet,
            cell,
            `The text is ${font.isItalic ? 'in italics' : 'underlined'} and no link.`,
            'Take it away; use bold, or a word.',
          );
      }
    }
  },
};
