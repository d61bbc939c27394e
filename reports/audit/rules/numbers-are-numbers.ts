import { at, columnsOf, filled, isIdentifier, type NumbersAlike, on } from '../cells.js';
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
    .flatMap((column) => {
      const { texts, numbers } = column;
      const found = texts.filter(isNumberInText);
      const isOfNumbers = numbers.length > 0 || found.length * 2 >= texts.length;
      // Among words a text of digits is what somebody wrote.
      if (!isOfNumbers) return [];
      // 1.10 as a reference isn't the number 1.1.
      const isReference = isIdentifier(column) || numbers.some(isWritten);
      return found.filter(({ text }) => !isReference || !text.includes('.'));
    });
}

/** The format `0` writes a number as it is: a reference, a year. */
function isWritten({ style }: NumbersAlike): boolean {
  return style.format === '0';
}

/** A code with a leading zero can't be a number without losing it. */
function isNumberInText({ kind, text }: Cell): boolean {
  return kind === 'text' && NUMBER.test(text.trim()) && !/^0\d/.test(text.trim());
}
