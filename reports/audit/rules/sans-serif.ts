import { at, cellsIfLook } from '../cells.js';
import { fontsOf } from '../fonts.js';
import type { Rule } from '../model.js';

const SANS_SERIF =
  /^(?:arial|helvetica|calibri|aptos|verdana|tahoma|trebuchet|segoe ui|gill sans|liberation sans|dejavu sans|noto sans|open sans|source sans|roboto|lato|inter|carlito|arimo|gds transport|franklin gothic|century gothic|lucida sans|corbel|candara|public sans|atkinson|frutiger|univers|myriad|foundry|fs |museo sans|montserrat|poppins)/i;

export const sansSerif: Rule = {
  id: 'sans-serif',
  level: 'essential',
  requirement: 'All text is in a sans serif font.',
  *check({ sheets }) {
    for (const sheet of sheets)
      for (const cell of cellsIfLook(sheet, ({ font }) => !isSansSerif(font.name))) {
        const font = fontsOf(cell).find(({ name }) => !isSansSerif(name));
        if (font !== undefined)
          yield at(
            sheet,
            cell,
            `The text is in ${font.name}, which isn’t known to be sans serif.`,
            'Set it in a sans serif font, such as Arial.',
          );
      }
  },
};

function isSansSerif(name: string): boolean {
  return SANS_SERIF.test(name.trim()) || /\bsans\b(?! ?serif)/i.test(name);
}
