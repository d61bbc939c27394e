import { at, isInBody, texts } from '../cells.js';
import type { Cell, Rule, Sheet } from '../model.js';

/** Bold and wide letters take more than a digit, the unit of widths. */
const ROOM = 1.15;

export const wrappedText: Rule = {
  id: 'wrapped-text',
  level: 'essential',
  requirement: 'Texts in tables are wrapped where they are wider than their column.',
  *check({ sheets }) {
    for (const sheet of sheets)
      for (const table of sheet.tables)
        for (const cell of texts(sheet))
          if (!cell.style.wraps && isInBody(table, cell) && isTooWide(sheet, cell))
            yield at(
              sheet,
              cell,
              'The text is wider than its column and isn’t wrapped.',
              'Wrap it (Home, Wrap text), or widen the column.',
            );
  },
};

function isTooWide(sheet: Sheet, { column, text, style }: Cell): boolean {
  const longest = text.split('\n').reduce((most, line) => Math.max(most, line.length), 0);
  // Widths are counted in digits of the workbook's own font, some 11 points high.
  return longest * (style.font.size / 12) > widthOf(sheet, column) * ROOM;
}

function widthOf(sheet: Sheet, column: number): number {
  const own = sheet.columns.find(({ first, last }) => column >= first && column <= last);
  return own?.width ?? sheet.defaultWidth;
}
