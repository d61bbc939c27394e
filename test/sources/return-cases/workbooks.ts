import type ExcelJS from 'exceljs';
import { bookFile, type ReturnCase, sheetFile } from './return-case.js';

const ACTIONS = ['Priority', 'Ref', 'Action', 'Lead', 'Due', 'Status', 'Progress'] as const;
const FIGURES = ['Indicator', 'Period', 'Numerator', 'Denominator'] as const;
const COMMENTS = [
  ...['Measure', 'Quarter', 'What happened', 'What is being done', 'Author', 'Date'],
] as const;

function action(ref: string, status: string | null): (string | null)[] {
  return ['Help early', ref, `Do ${ref}`, 'Head of Service', '31/03/2018', status, 'Going on'];
}

/** Fills cells as people do to show a status. */
function colour(sheet: ExcelJS.Worksheet, cells: Readonly<Record<string, string>>): void {
  for (const [at, argb] of Object.entries(cells))
    sheet.getCell(at).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}

const [RED, AMBER, GREEN, BAND] = ['FFC00000', 'FFFFC000', 'FF00B050', 'FFDDEBF7'];

/** What a workbook shows otherwise than by its cells: colours, hidden sheets, rows and columns. */
export const workbookCases: readonly ReturnCase[] = [
  {
    name: 'colour-only: a status that is a colour and no word',
    source: 'actions',
    files: [
      sheetFile(
        'actions.xlsx',
        [ACTIONS, action('HE1', null), action('HE2', null), action('HE3', null)],
        (sheet) => {
          colour(sheet, { F2: GREEN, F3: AMBER, F4: RED });
        },
      ),
    ],
    says: [
      'warning colour-only: actions.xlsx, sheet Return, "Status": 3 empty cells filled with a colour (rows 2, 3, 4). Colours aren’t read: write in words what the colour says.',
      'rejected empty: actions.xlsx, row 2, "Status". Fill in this cell.',
    ],
    loads: 0,
  },
  {
    name: 'colour-only: one action of several has its status as a colour',
    source: 'actions',
    files: [
      sheetFile(
        'actions.xlsx',
        [ACTIONS, action('HE1', 'On track'), action('HE2', null)],
        (sheet) => {
          colour(sheet, { F2: GREEN, F3: RED });
        },
      ),
    ],
    says: [
      'warning colour-only: actions.xlsx, sheet Return, "Status": 1 empty cell filled with a colour (row 3). Colours aren’t read: write in words what the colour says.',
    ],
  },
  {
    name: 'colour-only: a numerator that is red where it is missing',
    source: 'indicators',
    files: [
      sheetFile(
        'figures.xlsx',
        [FIGURES, ['Visits in time', 'Q3 2017-18', 45, 60], ['Reviews', 'Q3 2017-18', null, 30]],
        (sheet) => {
          colour(sheet, { C3: RED });
        },
      ),
    ],
    says: [
      'warning colour-only: figures.xlsx, sheet Return, "Numerator": 1 empty cell filled with a colour (row 3). Colours aren’t read: write in words what the colour says.',
    ],
    gives: { figure: [{ title: 'Visits in time', numerator: 45, denominator: 60 }] },
  },
  {
    name: 'colour-only: an author shown by a colour',
    source: 'commentary',
    files: [
      sheetFile(
        'comments.xlsx',
        [
          COMMENTS,
          ['Children looked after', 'Q3 2017-18', 'More came in.', 'Reviews.', null, '12/01/2018'],
          ['Repeat plans', 'Q3 2017-18', 'Fewer.', 'Visits.', 'Head of Service', '12/01/2018'],
        ],
        (sheet) => {
          colour(sheet, { E2: AMBER });
        },
      ),
    ],
    says: [
      'warning colour-only: comments.xlsx, sheet Return, "Author": 1 empty cell filled with a colour (row 2). Colours aren’t read: write in words what the colour says.',
    ],
  },
  {
    name: 'a table whose rows are banded says nothing by its colours',
    source: 'actions',
    files: [
      sheetFile(
        'actions.xlsx',
        [
          ACTIONS,
          ['Help early', 'HE1', 'Do HE1', null, null, 'On track', null],
          action('HE2', 'Complete'),
        ],
        (sheet) => {
          colour(sheet, { A2: BAND, B2: BAND, C2: BAND, D2: BAND, E2: BAND, F2: BAND, G2: BAND });
        },
      ),
    ],
    neverSays: ['colour-only'],
  },
  {
    name: 'hidden rows are read, and it is said how many there are',
    source: 'indicators',
    files: [
      sheetFile(
        'figures.xlsx',
        [FIGURES, ['Visits in time', 'Q3 2017-18', 45, 60], ['Reviews', 'Q3 2017-18', 20, 30]],
        (sheet) => {
          sheet.getRow(3).hidden = true;
        },
      ),
    ],
    says: [
      'warning as-it-was-read: figures.xlsx, sheet Return: 1 row is hidden or filtered out, and was read like the others. Delete it if it isn’t part of the return.',
    ],
    loads: 2,
  },
  {
    name: 'hidden columns are read, and it is said how many there are',
    source: 'actions',
    files: [
      sheetFile('actions.xlsx', [ACTIONS, action('HE1', 'On track')], (sheet) => {
        sheet.getColumn(4).hidden = true;
        sheet.getColumn(5).hidden = true;
      }),
    ],
    says: [
      'warning as-it-was-read: actions.xlsx, sheet Return: 2 columns are hidden, and were read like the others. Delete those that aren’t part of the return.',
    ],
    gives: { action: [{ reference: 'HE1', due_date: '2018-03-31' }] },
  },
  {
    name: 'a hidden row that gives another figure for one period is refused, and not chosen by chance',
    source: 'indicators',
    files: [
      sheetFile(
        'figures.xlsx',
        [FIGURES, ['Visits', 'Q3 2017-18', 45, 60], ['Visits', 'Q3 2017-18', 1, 2]],
        (sheet) => {
          sheet.getRow(3).hidden = true;
        },
      ),
    ],
    isChecked: true,
    says: [
      'rejected key-twice: figures.xlsx, row 2, "Indicator". Row 3 has the same Indicator, Locality, period from and Period and other values: correct or remove one of the two.',
    ],
    loads: 0,
  },
  {
    name: 'hidden-sheet: a hidden draft isn’t read',
    source: 'commentary',
    files: [
      bookFile('comments.xlsx', (book) => {
        const rows = (words: string): string[][] => [
          [...COMMENTS],
          [
            'Children looked after',
            'Q3 2017-18',
            words,
            'Reviews.',
            'Head of Service',
            '12/01/2018',
          ],
        ];
        book.addWorksheet('Final').addRows(rows('More came in.'));
        book.addWorksheet('Draft', { state: 'veryHidden' }).addRows(rows('To be written.'));
      }),
    ],
    says: [
      'warning hidden-sheet: comments.xlsx: 1 hidden sheet not read: "Draft". Show a sheet that belongs to the return.',
    ],
    gives: { comment: [{ what_happened: 'More came in.' }] },
    loads: 1,
  },
];
