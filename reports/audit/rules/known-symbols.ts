import { at, texts } from '../cells.js';
import type { Rule } from '../model.js';
import { SYMBOLS } from '../symbols.js';

export const knownSymbols: Rule = {
  id: 'known-symbols',
  level: 'essential',
  requirement: 'Only symbols of the guidance are used, written as it writes them.',
  *check({ sheets }) {
    for (const sheet of sheets)
      for (const cell of texts(sheet)) {
        const text = cell.text.trim();
        const short = /^\[[^\]\s]{0,4}\]$/.test(text) || /^\((?:c|x|z|low|u)\)$/i.test(text);
        if (short && !SYMBOLS.includes(text))
          yield at(
            sheet,
            cell,
            `${text} is no symbol of the guidance.`,
            `Use one of ${SYMBOLS.join(' ')}, in small letters.`,
          );
      }
  },
};
