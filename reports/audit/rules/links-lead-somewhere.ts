import { at } from '../cells.js';
import { linkedCells, placeOf } from '../links.js';
import type { Rule } from '../model.js';

export const linksLeadSomewhere: Rule = {
  id: 'links-lead-somewhere',
  level: 'essential',
  requirement: 'A link within the workbook leads to a sheet that is there.',
  *check({ sheets, otherSheets, definedNames }) {
    const names = new Set([...sheets, ...otherSheets].map(({ name }) => name.toLowerCase()));
    const defined = new Set(definedNames.map(({ name }) => name.toLowerCase()));
    for (const sheet of sheets)
      for (const { link, row, column } of linkedCells(sheet)) {
        if (link.target !== null || link.location === null) continue;
        const place = placeOf(link.location);
        const isThere =
          place === null
            ? defined.has(link.location.replace(/^#/, '').toLowerCase()) ||
              /^#?\$?[a-z]{1,3}\$?\d+$/i.test(link.location)
            : names.has(place.sheet);
        if (!isThere)
          yield at(
            sheet,
            { row, column },
            `The link leads to ${link.location}, which isn’t in the workbook.`,
            'Link to a sheet that is there.',
          );
      }
  },
};
