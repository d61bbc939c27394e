import { dataSheets, on } from '../cells.js';
import type { Rule } from '../model.js';

const A4 = 9;
/** Longer tables run over a page. */
const ROWS_OF_A_PAGE = 30;

export const printsOnA4: Rule = {
  id: 'prints-on-a4',
  level: 'best practice',
  requirement:
    'Sheets print on A4 landscape, one page wide, long tables with their header on every page.',
  *check(workbook) {
    for (const sheet of workbook.sheets) {
      const { paper, orientation, isFitted, pagesWide } = sheet.page;
      if (paper !== A4 || orientation !== 'landscape' || !isFitted || pagesWide !== 1)
        yield on(
          sheet,
          null,
          'The sheet isn’t set up to print on A4 landscape, one page wide.',
          'Set it in Page layout: A4, landscape, width 1 page.',
        );
    }
    const repeated = new Set(
      workbook.definedNames
        .filter(({ name }) => name === '_xlnm.Print_Titles')
        .map(({ refersTo }) =>
          refersTo.replace(/!.*$/s, '').replaceAll(/^'|'$/g, '').replaceAll("''", "'"),
        ),
    );
    for (const sheet of dataSheets(workbook))
      for (const { range } of sheet.tables)
        if (range.bottom - range.top > ROWS_OF_A_PAGE && !repeated.has(sheet.name))
          yield on(
            sheet,
            null,
            'The table’s header isn’t repeated on every printed page.',
            'Set it in Page layout, Print titles.',
          );
  },
};
