import { at, columnsOf, filled, isIdentifier, on } from '../cells.js';
import type { Cell, Rule, Sheet } from '../model.js';

const NUMBER = /^[-+]?[£$€]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s*%?$/;

export const numbersAreNumbers: Rule = {
  id: 'numbers-are-numbers',
  level: 'essential',
  requirement:
    'Numbers are held as numbers, and no flag of a number stored as text is switched off.',
  *check({ sheets }) {
    for (const sheet of sheets) {
      for (const cell of numbersInText(sheet))
        yield at(
          sheet,
          cell,
          'A number is stored as text.',
          'Convert it to a number; a code that isn’t one begins with a letter.',
        );
      for (const range of sheet.ignoredTextNumbers)
        yield on(
          sheet,
          range,
          'Numbers are stored as text here, and Excel’s flag for it is switched off.',
          'Convert them to numbers.',
        );
    }
  },
};

function numbersInText(sheet: Sheet): Cell[] {
  if (sheet.tables.length === 0) return filled(sheet).filter(isNumberInText);
  return sheet.tables
    .flatMap((table) => columnsOf(sheet, table))
    .flatMap(({ heading, cells }) => {
      const found = cells.filter(isNumberInText);
      const texts = cells.filter(({ kind }) => kind === 'text').length;
      const isOfNumbers = cells.some(({ kind }) => kind === 'number') || found.length * 2 >= texts;
      // Among words a text of digits is what somebody wrote.
      if (!isOfNumbers) return [];
      // 1.10 as a reference isn't the number 1.1.
      const isReference = isIdentifier(heading, cells) || cells.some(isWritten);
      return found.filter(({ text }) => !isReference || !text.includes('.'));
    });
}

/** The format `0` writes a number as it is: a reference, a year. */
function isWritten({ kind, style }: Cell): boolean {
  return kind === 'number' && style.format === '0';
}

/** A code with a leading zero can't be a number without losing it. */
function isNumberInText({ kind, text }: Cell): boolean {
  return kind === 'text' && NUMBER.test(text.trim()) && !/^0\d/.test(text.trim());
}
