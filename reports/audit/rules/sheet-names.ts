import { inFile, on } from '../cells.js';
import type { Rule } from '../model.js';

/** What spreadsheets call a new sheet, in the languages of Europe, and names of only digits. */
const MEANINGLESS =
  /^(?:(?:sheet|tabelle|feuille?|feuil|hoja|blad|foglio|ark|plan|chart)[ _]?\d*|\d+)$/i;

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*';

/** A quarter, a financial year or a month changes the name from release to release; "Vision 2030" doesn't. */
const PERIOD = new RegExp(
  `(?:\\b|_)(?:q[1-4](?!\\w)|(?:19|20)\\d{2}[-_/](?:\\d{2}|\\d{4})(?!\\d)|${MONTH}[ _-]?(?:\\d{2}|\\d{4})(?!\\d))`,
  'i',
);

export const sheetNames: Rule = {
  id: 'sheet-names',
  level: 'essential',
  requirement: 'Sheet names are unique, meaningful and the same from quarter to quarter.',
  *check({ sheets, otherSheets }) {
    const seen = new Set<string>();
    for (const name of [...sheets, ...otherSheets].map((each) => each.name.trim().toLowerCase())) {
      if (seen.has(name))
        yield inFile(`Two sheets are called “${name}”.`, 'Give each sheet a name of its own.');
      seen.add(name);
    }
    for (const sheet of sheets) {
      if (sheet.name.trim() === '' || MEANINGLESS.test(sheet.name.trim()))
        yield on(
          sheet,
          null,
          `The name “${sheet.name}” doesn’t say what the sheet holds.`,
          'Name it by its content, such as “Schools by phase”.',
        );
      else if (PERIOD.test(sheet.name))
        yield on(
          sheet,
          null,
          'The sheet’s name holds a period, so it changes with every release.',
          'Take the period out of the name; the title in A1 says it.',
        );
    }
  },
};
