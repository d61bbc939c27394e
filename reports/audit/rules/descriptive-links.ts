import { at, quoted } from '../cells.js';
import { linkedCells } from '../links.js';
import type { Rule } from '../model.js';

const SAYS_NOTHING =
  /^(?:(?:click|press|tap|go|see|read|find out)\s+)?(?:here|more|link|this(?: link| page)?|click|read more|find out more|more information|download|website|web ?page)\.?$/i;
const ADDRESS = /^(?:https?:\/\/|www\.)\S+$/i;

export const descriptiveLinks: Rule = {
  id: 'descriptive-links',
  level: 'essential',
  requirement: 'The text of a link says where it leads.',
  *check({ sheets }) {
    for (const sheet of sheets)
      for (const { cell, row, column } of linkedCells(sheet)) {
        const text = cell?.text.trim() ?? '';
        const fix = 'Write what the reader finds there, such as “Notes” or the page’s title.';
        if (text === '') yield at(sheet, { row, column }, 'The link has no text.', fix);
        else if (SAYS_NOTHING.test(text) || ADDRESS.test(text))
          yield at(
            sheet,
            { row, column },
            `The link’s text, ${quoted(text)}, doesn’t say where it leads.`,
            fix,
          );
      }
  },
};
