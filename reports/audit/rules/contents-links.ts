import { isWithin, on } from '../cells.js';
import { placeOf } from '../links.js';
import type { Rule } from '../model.js';

/**
 * The guidance asks that the contents lead to each table. No link leads to the cover or the notes in the workbooks of gptables, the
 * guidance's own program, nor from a sheet back to the cover.
 */
export const contentsLinks: Rule = {
  id: 'contents-links',
  level: 'essential',
  requirement: 'The contents are a table with a link to cell A1 of each sheet to read and of data.',
  *check({ sheets }) {
    const contents = sheets.find(({ kind }) => kind === 'contents');
    if (contents === undefined) return;
    if (contents.tables.length !== 1)
      yield on(contents, null, 'The contents aren’t one Excel table.', 'Make them one table.');
    const places = contents.links.flatMap((link) => {
      const place = placeOf(link.location);
      return place === null ? [] : [{ ...place, link }];
    });
    for (const sheet of sheets) {
      if (sheet === contents) continue;
      const found = places.find(({ sheet: name }) => name === sheet.name.toLowerCase());
      if (found === undefined) {
        if (sheet.kind === 'cover' || sheet.kind === 'notes') continue;
        yield on(
          contents,
          null,
          `No link leads to “${sheet.name}”.`,
          'Add a row with a link to it.',
        );
      } else if (found.cell !== 'A1')
        yield on(
          contents,
          found.link.location,
          `The link to “${sheet.name}” leads to ${found.cell}.`,
          'Let it lead to A1.',
        );
      else if (!contents.tables.some(({ range }) => isWithin(range, startOf(found.link.range))))
        yield on(
          contents,
          null,
          `The link to “${sheet.name}” is outside the table.`,
          'Move it into the table.',
        );
    }
  },
};

function startOf({ top, left }: { readonly top: number; readonly left: number }) {
  return { row: top, column: left };
}
