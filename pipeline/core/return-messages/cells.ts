import type { Message } from './message.js';

/** The fix of a code that no list of ours has: it may be wrong, and it may be newer than we are. */
export function unlisted(lists: string): string {
  return `This code isn't in the lists of ${lists} that quarterly knows. Correct it if it's wrong. If the guidance has it, it's new to quarterly: leave it, and ask for it to be added.`;
}

/** What can be wrong with a cell or a row, whatever its source. A source may give a fix of its own. */
export const cellMessages = {
  'broken-formula': {
    says: 'A formula gives an error in place of a value.',
    fix: 'The formula in this cell gives an error (such as #REF! or #VALUE!): correct it in the workbook, or write the value itself.',
  },
  'code-of-another-year': {
    says: 'The code is of another year’s return.',
    fix: 'Check the code and the reference date: the return of that year doesn’t have the code.',
  },
  'denominator-without-numerator': {
    says: 'A denominator has no numerator.',
    fix: 'Give the numerators of this indicator too, in a row of the same name.',
  },
  'digits-lost': {
    says: 'A long number has lost its last digits.',
    fix: 'Excel has rounded this number and lost its last digits (as in 1.23E+11): format the column as text in the system or workbook it comes from, and export it again.',
  },
  empty: { says: 'A cell that is needed is empty.', fix: 'Fill in this cell.' },
  'key-twice': {
    says: 'Rows with the same key hold different values.',
    fix: 'Nothing says which row is right: correct or remove one of each.',
  },
  'far-after-as-at-date': {
    says: 'A date is years after the as-at date.',
    fix: 'Check the year: the date is more years after the as-at date than the column allows. Leave the cell empty where there is no date yet.',
  },
  'far-before-as-at-date': {
    says: 'A date of a child is more than a century before the as-at date.',
    fix: 'Check the year: the date is more than 110 years before the as-at date. Databases and Excel write 1 January 1900 for an empty cell: leave it empty.',
  },
  'new-word': {
    says: 'A word that measures count by is new.',
    fix: 'This word is new to quarterly. The row is loaded, and no measure counts the word yet: check what the publisher means by it, and ask for it to be added.',
  },
  'no-locality': {
    says: 'The locality has no letters.',
    fix: 'Name the locality in words, or leave the cell empty for the whole council.',
  },
  'not-a-date': {
    says: 'The cell holds no date that can be read.',
    fix: 'Write the date as day, month, year (31/12/2017), or as a date cell.',
  },
  'not-a-distance': {
    says: 'The cell holds no distance.',
    fix: 'Give miles, such as 20.4, or leave it empty.',
  },
  'not-a-figure': {
    says: 'The cell holds neither a number nor a known symbol.',
    fix: 'Give a number, or a symbol in its place such as c, x, z, u, low or -.',
  },
  'not-a-grade': {
    says: 'The cell holds no grade.',
    fix: 'Give 1, 2, 3 or 4, "Not judged", or 9, 8 or 0 where there is no grade.',
  },
  'not-a-number': {
    says: 'The cell holds no number.',
    fix: 'Give a number, such as 8.4, or leave the cell empty.',
  },
  'not-a-postcode': {
    says: 'The cell holds no postcode.',
    fix: 'Give the postcode, or leave the cell empty.',
  },
  'not-a-quarter': {
    says: 'The cell names no quarter.',
    fix: 'Write the quarter with its financial year, such as Q3 2017-18.',
  },
  'not-a-whole-number': {
    says: 'The cell holds no whole number.',
    fix: 'Give a whole number, or leave the cell empty where there is none.',
  },
  'not-yes-or-no': {
    says: 'The cell says neither yes nor no.',
    fix: 'Write Yes or No, or leave the cell empty.',
  },
  'occurs-twice': {
    says: 'What should occur once occurs again.',
    fix: 'An earlier row or column has the same: put what belongs to one into one row, or correct it.',
  },
  'out-of-range': {
    says: 'The number is too small or too large.',
    fix: 'Give a whole number within the range that the column allows.',
  },
  'period-not-over': {
    says: 'The period wasn’t over at the as-at date.',
    fix: 'The period ends after the as-at date of the return: give the part that is over, such as "Apr-Dec 2017".',
  },
  'period-twice': {
    says: 'An indicator has two figures for one period.',
    fix: 'Give each indicator one figure for a period: this one has it already.',
  },
  'share-without-counts': {
    says: 'A percentage has no numbers behind it.',
    fix: 'Give the number, and what it is out of in a row or column of its own ("45 of 60" in one cell will do). A percentage without its numbers can’t be added up.',
  },
  suppressed: {
    says: 'A figure is suppressed.',
    fix: 'A suppressed figure can’t be added up: send the true number in this restricted return. Small numbers are suppressed when the pack is published.',
  },
  'text-too-long': {
    says: 'The text is too long.',
    fix: 'Shorten the text.',
  },
  'too-few-cells': {
    says: 'The row has fewer cells than it needs.',
    fix: 'The row may be cut off, or broken over two lines: export it again.',
  },
  'too-many-cells': {
    says: 'The row has more cells than there are headings.',
    fix: 'Put quotation marks round a cell that holds a comma.',
  },
  'unknown-area': {
    says: 'The area isn’t known.',
    fix: 'Give the code of an English authority, of a region (E12...) or of England (E92000001).',
  },
  'unknown-authority': {
    says: 'The authority isn’t known.',
    fix: 'Give a code or name from the list of English authorities, or add the spelling to its aliases.',
  },
  'unknown-code': { says: 'The code isn’t in our lists.', fix: unlisted('the guidance') },
  'unknown-period': {
    says: 'The period can’t be read.',
    fix: 'Write the period as "Q3 2017-18", "Oct-Dec 2017", "October 2017" or "2017-18".',
  },
  'unknown-status': {
    says: 'The status isn’t known.',
    fix: 'Write one of: Complete, On track, At risk, Behind, Not started (or Blue, Green, Amber, Red, Grey).',
  },
  'unknown-word': {
    says: 'The word isn’t one of those that the column takes.',
    fix: 'Write one of the words that the column takes.',
  },
} as const satisfies Readonly<Record<string, Message>>;

export type CellCode = keyof typeof cellMessages;

/** Codes whose fix depends on the row. A report still lists each of them once. */
export const FIX_OF_EACH_ROW: ReadonlySet<string> = new Set<CellCode>([
  'key-twice',
  'too-few-cells',
  'too-many-cells',
]);
