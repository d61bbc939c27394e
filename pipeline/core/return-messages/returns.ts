import type { Message } from './message.js';

/** Why a return as a whole is refused. */
export const refusalMessages = {
  'another-date': {
    says: 'The return’s own text gives a date of another quarter.',
    fix: 'Check the as-at date, or receive the right return.',
  },
  'cannot-be-opened': {
    says: 'A file can’t be opened as a return.',
    fix: 'Do as the message says, and send the file again.',
  },
  'earlier-quarter': {
    says: 'It holds nothing after the last return’s as-at date.',
    fix: 'Check that it is this quarter’s extract.',
  },
  'empty-table': {
    says: 'A part has no rows, and the last return had some.',
    fix: 'Check that the export is whole.',
  },
  'file-of-another-return': {
    says: 'A file isn’t part of the same return.',
    fix: 'Receive each file as a return of its own.',
  },
  'half-size': {
    says: 'It has half the rows of the last return, or fewer.',
    fix: 'Check that the export is whole.',
  },
  'heading-twice': {
    says: 'A heading that is read occurs twice, with different cells.',
    fix: 'Keep the column that is right, or rename the other.',
  },
  headings: {
    says: 'Headings that are needed are missing.',
    fix: 'Give the headings that the message names.',
  },
  'later-quarter': {
    says: 'Many of its dates are after the as-at date.',
    fix: 'Check the as-at date, or receive the right return.',
  },
  'long-before': {
    says: 'The newest date is long before the as-at date.',
    fix: 'Check the as-at date, or receive the right return.',
  },
  'none-of-ours': {
    says: 'A national file has no row of this council.',
    fix: 'Check that the file is whole.',
  },
  'nothing-to-load': {
    says: 'None of the rows holds anything to load.',
    fix: 'Check that it is the right file, and that it is filled in.',
  },
  'no-rows': {
    says: 'There are headings and no rows.',
    fix: 'Check that the export is whole.',
  },
  'part-twice': {
    says: 'Two files hold the same part.',
    fix: 'Send one of them, or each as a return of its own.',
  },
  'second-table': {
    says: 'A second table begins beneath the first, with its headings in another order.',
    fix: 'Send each table as a sheet or file of its own.',
  },
  'too-many-rejected': {
    says: 'Too many rows break a rule.',
    fix: 'Fix the rows that are listed, and send the whole return again.',
  },
} as const satisfies Readonly<Record<string, Message>>;

export type RefusalCode = keyof typeof refusalMessages;

/** What is to be known of a return that is taken. */
export const noteMessages = {
  'accepted-anyway': 'It differs from the last return, and somebody accepted it with a reason.',
  'already-received': 'The same bytes were received before, under the same date.',
  'another-authority': 'The return says that it is of another council.',
  'as-it-was-read': 'How something was read that may be meant in another way.',
  'colour-only': 'Cells say something by their colour only, and colours aren’t read.',
  counter: 'A counter of earlier events differs from the dates in the return.',
  distances: 'From which directory of postcodes distances were worked out.',
  'element-of-another-year': 'A message has elements that its year’s doesn’t have.',
  'heading-passed-over': 'A column wasn’t read, since another under a like heading was.',
  'hidden-sheet': 'A hidden sheet wasn’t read, or was the only one and was read.',
  'ignored-rows': 'Rows that aren’t data, such as notes under a table, were left out.',
  'key-repeated': 'Rows that repeat others word for word are counted once.',
  'like-last': 'The return was compared with the last one, and nothing differs too much.',
  'missing-element': 'A message lacks groups of elements.',
  'no-date': 'Nothing gives the return’s date, so that it waits until somebody says it.',
  'not-listed': 'Children of one part aren’t in the part that lists all children.',
  'nothing-for-the-quarter': 'No figure of the return belongs to the quarter that it is sent for.',
  'odd-head': 'The head of a message is unusual.',
  publisher: 'What the publisher says of the file.',
  rejections: 'Rows that were left out, by rule.',
  'repeated-element': 'A message repeats elements that may occur once.',
  'same-file-twice': 'Two files hold the same bytes and count once.',
  'stray-text': 'A message has text where only elements belong.',
  'two-birth-dates': 'A child has more than one birth date.',
  'unknown-element': 'A message has elements that we don’t know, and they weren’t read.',
  'unknown-heading': 'Headings that we don’t know weren’t read.',
  'unknown-priority': 'Priorities of the return aren’t those of the strategy.',
  'unlike-last': 'The return was refused for being unlike the last one.',
  'unread-sheet': 'A sheet that isn’t part of the return wasn’t read.',
  warnings: 'Rows that were loaded without a cell, or in spite of it, by rule.',
} as const satisfies Readonly<Record<string, string>>;

export type NoteCode = keyof typeof noteMessages;
