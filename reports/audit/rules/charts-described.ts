import { at } from '../cells.js';
import type { Rule } from '../model.js';

export const chartsDescribed: Rule = {
  id: 'charts-described',
  level: 'best practice',
  requirement:
    'Charts and pictures have a text that says what they show, and are on a briefing sheet next to their numbers.',
  *check({ sheets, otherSheets }) {
    for (const { name, type } of otherSheets)
      yield {
        sheet: name,
        cell: null,
        what: `The sheet is no worksheet (${type}).`,
        fix: 'Move its chart onto a sheet that holds its numbers.',
      };
    for (const sheet of sheets)
      for (const drawing of sheet.drawings) {
        if (drawing.altText.length < SHORTEST && !drawing.isDecorative)
          yield at(
            sheet,
            drawing,
            `The ${drawing.what} “${drawing.name}” has no text that says what it shows.`,
            'Write one (right click, Edit alt text): what it shows, with the numbers that matter.',
          );
        if (drawing.what === 'chart' && sheet.kind === 'data')
          yield at(
            sheet,
            drawing,
            'A chart is on a data sheet.',
            'Move it to a briefing sheet, next to the numbers that it shows.',
          );
      }
  },
};

/** Less is a name such as "Chart 1", no description. */
const SHORTEST = 15;
