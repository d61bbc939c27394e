import type ExcelJS from 'exceljs';
import { odsOf } from '../../support/ods.js';
import {
  bookFile,
  bytesFile,
  type ReturnCase,
  sample,
  sampleBook,
  sheetFile,
} from './return-case.js';

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

/** As LibreOffice saves a formula that it can't work out. */
const text = (cell: string): string =>
  `<table:table-cell office:value-type="string"><text:p>${cell}</text:p></table:table-cell>`;
const BROKEN_CELL =
  '<table:table-cell table:formula="of:=SQRT(-1)" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>Err:502</text:p></table:table-cell>';
const row = (cells: string): string => `<table:table-row>${cells}</table:table-row>`;
const BROKEN_ODS = odsOf(
  `<table:table table:name="Figures">${row(FIGURES.map(text).join(''))}${row(text('Visits') + text('Q3 2017-18') + BROKEN_CELL)}</table:table>`,
);

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
    name: 'a hidden row that gives another figure for one period isn’t read',
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
    says: [
      'warning as-it-was-read: figures.xlsx, sheet Return: 1 hidden row (3) not read. Show what belongs to the return.',
    ],
    gives: { figure: [{ title: 'Visits', numerator: 45, denominator: 60 }] },
    loads: 1,
  },
  {
    name: 'a row that a filter left out is read, and it is said',
    source: 'commentary',
    files: [
      sheetFile(
        'comments.xlsx',
        [
          COMMENTS,
          ['Visits', 'Q3 2017-18', 'More.', 'Reviews.', 'Head of Service', '12/01/2018'],
          ['Plans', 'Q3 2017-18', 'Fewer.', 'Visits.', 'Head of Service', '12/01/2018'],
        ],
        (sheet) => {
          sheet.getRow(3).hidden = true;
        },
        (part) =>
          part.replace(
            '</sheetData>',
            '</sheetData><autoFilter ref="A1:F3"><filterColumn colId="0"/></autoFilter>',
          ),
      ),
    ],
    says: [
      'warning as-it-was-read: comments.xlsx, sheet Return: 1 row (3) left out by a filter, and read like the others. Delete what isn’t part of the return.',
    ],
    loads: 2,
  },
  {
    name: 'hidden columns aren’t read: a status of last quarter',
    source: 'actions',
    files: [
      sheetFile(
        'actions.xlsx',
        [
          [...ACTIONS, 'Status'],
          [...action('HE1', 'On track'), 'Behind'],
        ],
        (sheet) => {
          sheet.getColumn(8).hidden = true;
        },
      ),
    ],
    says: [
      'warning as-it-was-read: actions.xlsx, sheet Return: 1 hidden column (H) not read. Show what belongs to the return.',
    ],
    neverSays: ['heading-twice'],
    gives: { action: [{ reference: 'HE1', status: 'on-track' }] },
  },
  {
    name: 'a needed column that is hidden is missing, and it is said that it is hidden',
    source: 'indicators',
    files: [
      sheetFile('figures.xlsx', [FIGURES, ['Visits', 'Q3 2017-18', 45, 60]], (sheet) => {
        sheet.getColumn(3).hidden = true;
      }),
    ],
    says: [
      'refused headings: The headings don\'t match Local indicators. The nearest layout is indicators-long. figures.xlsx, sheet Return, row 1: missing "Numerator". Found: "Indicator", "Period", "Denominator".',
      'warning as-it-was-read: figures.xlsx, sheet Return: 1 hidden column (C) not read. Show what belongs to the return.',
    ],
  },
  {
    name: 'a share in a percentage’s format is no count: 100%',
    source: 'indicators',
    files: [
      sheetFile('figures.xlsx', [FIGURES, ['Visits', 'Q3 2017-18', 1, null]], (sheet) => {
        sheet.getCell('C2').numFmt = '0%';
      }),
    ],
    says: [
      'rejected share-without-counts: figures.xlsx, row 2, "Numerator". Give the number, and what it is out of in a row or column of its own ("45 of 60" in one cell will do). A percentage without its numbers can’t be added up.',
    ],
  },
  {
    name: 'a percentage is read as it is shown: 8.4% of sessions missed',
    source: 'annex-a-send',
    files: [
      sampleBook('annex-a-send', 'List_1.csv', (sheet) => {
        sheet.getCell('Q2').value = 0.084;
        sheet.getCell('Q2').numFmt = '0.0%';
      }),
      sample('annex-a-send', 'List_2.csv', {}),
    ],
    gives: { ehc_plan: [{ absence_tenths: 84 }] },
  },
  {
    name: 'broken-formula: as LibreOffice saves it',
    source: 'indicators',
    files: [bytesFile('figures.ods', BROKEN_ODS)],
    says: [
      'rejected broken-formula: figures.ods, row 2, "Numerator". The formula in this cell gives an error (such as #REF! or #VALUE!): correct it in the workbook, or write the value itself.',
    ],
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
