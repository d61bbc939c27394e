import { at, cellsIfLook } from '../cells.js';
import { fontsOf } from '../fonts.js';
import type { Rule } from '../model.js';
import { contrast as contrastOf } from '../../../pipeline/core/council/contrast.js';

/** WCAG 2.2, 1.4.3: large text is 18 points, or 14 in bold; no table has it. */
const LEAST = 4.5;

/** Colours left to the program. */
const BLACK = '000000';
const WHITE = 'FFFFFF';

export const contrast: Rule = {
  id: 'contrast',
  level: 'essential',
  requirement: 'Text and the colour behind it contrast at 4.5 to 1 or more (AA).',
  *check({ sheets }) {
    const known = new Map<string, number>();
    const measured = (ink: string, fill: string): number => {
      const key = ink + fill;
      const ratio = known.get(key) ?? contrastOf(ink, fill);
      known.set(key, ratio);
      return ratio;
    };
    for (const sheet of sheets)
      for (const cell of cellsIfLook(
        sheet,
        ({ font, fill }) => measured(font.colour ?? BLACK, fill ?? WHITE) < LEAST,
      )) {
        const fill = cell.style.fill ?? WHITE;
        const ratio = fontsOf(cell).reduce(
          (least, { colour }) => Math.min(least, measured(colour ?? BLACK, fill)),
          21,
        );
        if (ratio < LEAST)
          yield at(
            sheet,
            cell,
            `The text’s contrast with its background is ${(Math.floor(ratio * 10) / 10).toFixed(1)} to 1.`,
            'Darken the text or lighten the fill until it is 4.5 or more.',
          );
      }
  },
};
