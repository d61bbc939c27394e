import { at } from '../cells.js';
import { fontsOf } from '../fonts.js';
import type { Rule } from '../model.js';

export const titleSize: Rule = {
  id: 'title-size',
  level: 'essential',
  requirement: 'The title in A1 is in 14 to 16 points.',
  *check({ sheets }) {
    for (const sheet of sheets) {
      const title = sheet.at(1, 1);
      if (title?.kind !== 'text') continue;
      const wrong = fontsOf(title).find(({ size }) => size < 14 || size > 16);
      if (wrong !== undefined)
        yield at(
          sheet,
          title,
          `The title is in ${wrong.size} points.`,
          'Set it in 14 to 16 points.',
        );
    }
  },
};
