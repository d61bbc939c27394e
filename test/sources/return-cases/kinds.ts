import { odsBytes } from '../../support/ods.js';
import {
  bookFile,
  bytesFile,
  csvFile,
  type ReturnCase,
  sample,
  sampleSet,
  sheetFile,
} from './return-case.js';

const LONG = 'Indicator,Period,Numerator';
const ACTIONS = 'actions_2017-18-Q3.csv';
const HOMES = 'provider_at_march_2024.csv';
const action = (status: string): ReturnCase['files'] => [
  csvFile('actions.csv', 'Priority,Action,Status', `Help early,Train,${status}`),
];

/** Months and what gives a quarter no figure; words that measures count by; what is handed over; actions; Ofsted's authority. */
export const kindCases: readonly ReturnCase[] = [
  {
    name: 'months of a state give the position at the quarter’s end',
    source: 'indicators',
    files: [csvFile('figures.csv', 'Indicator,Oct-17,Nov-17,Dec-17', 'Open cases,4,5,6')],
    gives: {
      figure: [{ numerator: 6, period_from: '2017-12-31', period_to: '2017-12-31' }],
    },
  },
  {
    name: 'months of numerators and denominators are both summed',
    source: 'indicators',
    files: [
      bytesFile(
        'figures.ods',
        odsBytes([
          {
            name: 'Figures',
            rows: [
              ['Indicator', 'Period', 'Numerator', 'Denominator'],
              ['Visits', 'October 2017', '4', '8'],
              ['Visits', 'November 2017', '5', '9'],
              ['Visits', 'December 2017', '6', '10'],
            ],
          },
        ]),
      ),
    ],
    gives: {
      figure: [
        { numerator: 15, denominator: 27, period_from: '2017-10-01', period_to: '2017-12-31' },
      ],
    },
  },
  {
    name: 'months since April give the year to date, and the quarter',
    source: 'indicators',
    files: [
      sheetFile('figures.xlsx', [
        ['Indicator', 'Apr 17', 'May 17', 'Jun 17', 'Jul 17', 'Aug 17', 'Sep 17'],
        ['Contacts', 1, 2, 3, 4, 5, 6],
      ]),
    ],
    asAt: '2017-09-30',
    gives: {
      figure: [
        { numerator: 15, period_from: '2017-07-01', period_to: '2017-09-30' },
        { numerator: 21, period_from: '2017-04-01', period_to: '2017-09-30' },
      ],
    },
  },
  {
    name: 'nothing-for-the-quarter: an indicator of which a month is missing',
    source: 'indicators',
    files: [
      csvFile('figures.csv', LONG, 'Visits,Oct-17,4', 'Visits,Dec-17,6', 'Contacts,Q3 2017-18,9'),
    ],
    isChecked: true,
    says: [
      'warning nothing-for-the-quarter: No figure of Q3 2017-18 (Oct to Dec 2017) for "Visits": only some of its months are given, so nothing is shown for that quarter. Give a figure of the quarter or of each of its months.',
    ],
  },
  {
    name: 'nothing-for-the-quarter: one locality of which a month is missing',
    source: 'indicators',
    files: [
      csvFile(
        'figures.csv',
        'Indicator,Locality,Oct-17,Nov-17,Dec-17',
        'Visits,North,4,5,6',
        'Visits,South,1,,3',
      ),
    ],
    isChecked: true,
    says: [
      'warning nothing-for-the-quarter: No figure of Q3 2017-18 (Oct to Dec 2017) for "Visits" of south: only some of its months are given, so nothing is shown for that quarter. Give a figure of the quarter or of each of its months.',
    ],
  },
  {
    name: 'nothing-for-the-quarter: a running total by month is no figure of the quarter',
    source: 'indicators',
    files: [csvFile('figures.csv', 'Indicator,Oct-17,Nov-17,Dec-17', 'Contacts (YTD),1,3,6')],
    isChecked: true,
    says: [
      'warning nothing-for-the-quarter: 3 figures, and none of Q3 2017-18 (Oct to Dec 2017): nothing of this return will be shown for that quarter. Give figures of the quarter or of each of its months, or check the as-at date.',
    ],
  },
  {
    name: 'new-word: a state of registration that nobody knows',
    source: 'childrens-homes',
    asAt: '2024-03-31',
    files: [sample('childrens-homes', HOMES, { 'Registration status': 'Dormant' })],
    says: [
      'warning new-word: provider_at_march_2024.csv, row 9, "Registration status". This word is new to quarterly. The row is loaded, and no measure counts the word yet: check what the publisher means by it, and ask for it to be added.',
    ],
    gives: { provider: [{ registration_status: 'dormant' }] },
  },
  {
    name: 'a residential special school of more than 295 days is a home, of fewer it isn’t one',
    source: 'childrens-homes',
    asAt: '2015-03-31',
    files: [
      sample('childrens-homes', 'provider_at_march_2015.csv', {
        'Provision type': 'Residential special school (<295 days/year)',
      }),
    ],
    gives: { provider: [{ provision_type: 'residential-special-school-not-a-home' }] },
    neverSays: ['new-word'],
  },
  {
    name: 'unknown-word: a grade of homes that nobody knows costs its row, and is said',
    source: 'childrens-homes',
    asAt: '2024-03-31',
    files: [
      sample('childrens-homes', HOMES, {
        '\nOverall experiences and progress of children and young people': 'Good with features',
      }),
    ],
    says: [
      'rejected unknown-word: provider_at_march_2024.csv, row 9, "Overall experiences and progress of children and young people". Give one of: Outstanding, Good, Requires improvement, Requires improvement to be good, Inadequate, Adequate, Satisfactory, Not judged, Not yet inspected.',
    ],
  },
  {
    name: 'unknown-word: a state of a school that the register doesn’t know',
    source: 'school-register',
    files: [
      sample('school-register', 'edubasealldata20171231.csv', {
        'EstablishmentStatus (name)': 'Half open',
      }),
    ],
    says: [
      'rejected unknown-word: edubasealldata20171231.csv, row 2, "EstablishmentStatus (name)". Give one of: Open, Open, but proposed to close, Closed, Proposed to open.',
    ],
  },
  {
    name: 'file-of-another-return: a list that belongs to no part',
    source: 'population',
    files: [
      sample('population', 'mid-year_estimates_2016_to_2017.csv', {}),
      csvFile('readme.csv', 'Sheet,Contents', '1,Estimates'),
    ],
    says: [
      'refused file-of-another-return: readme.csv: not part of the same return as mid-year_estimates_2016_to_2017.csv. Receive each file as a return of its own.',
    ],
  },
  {
    name: 'unread-sheet: a sheet that is laid out otherwise is named',
    source: 'indicators',
    files: [
      bookFile('figures.xlsx', (book) => {
        book.addWorksheet('By quarter').addRows([
          ['Indicator', 'Period', 'Numerator'],
          ['Visits', 'Q3 2017-18', 4],
        ]);
        book.addWorksheet('By month').addRows([
          ['Indicator', 'Oct-17', 'Nov-17', 'Dec-17'],
          ['Contacts', 1, 2, 3],
        ]);
      }),
    ],
    says: [
      'warning unread-sheet: figures.xlsx, sheet By month: its headings are this return’s too, and it wasn’t read, since By quarter was. Put all rows on one sheet, or send it as a return of its own.',
    ],
    loads: 1,
  },
  {
    name: 'unread-sheet: a cover of an action plan is named',
    source: 'actions',
    files: [
      bookFile('actions.xlsx', (book) => {
        book.addWorksheet('Cover').addRow(['Improvement plan']);
        book.addWorksheet('Plan').addRows([
          ['Priority', 'Action', 'Status'],
          ['Help early', 'Train', 'Green'],
        ]);
      }),
    ],
    says: [
      'information unread-sheet: actions.xlsx, sheet Cover: not part of this return, not read.',
    ],
    loads: 1,
  },
  {
    name: 'unknown-priority: an action under nothing like the strategy’s',
    source: 'actions',
    files: [sample('actions', ACTIONS, { Priority: 'Clean streets' })],
    isChecked: true,
    says: [
      'warning unknown-priority: 2 priorities aren’t in the strategy: "Clean streets" (1 action); "Learn well" (1 action). Actions under them count for no priority. The strategy has "Help early".',
    ],
  },
  {
    name: 'a priority is its title or its id, with or without its number',
    source: 'actions',
    files: [
      csvFile(
        'actions.csv',
        'Priority,Action,Status',
        'Priority 1: Help early,Train,Green',
        'early-help,Meet,Green',
        'HELP EARLY,Ask,Green',
      ),
    ],
    isChecked: true,
    neverSays: ['unknown-priority'],
    loads: 3,
  },
  {
    name: 'in progress and behind schedule is behind',
    source: 'actions',
    files: action('In progress (behind schedule)'),
    gives: { action: [{ status: 'behind' }] },
  },
  {
    name: 'ongoing and at risk is at risk',
    source: 'actions',
    files: action('Ongoing - at risk of slipping'),
    gives: { action: [{ status: 'at-risk' }] },
  },
  {
    name: 'a heading with a note in brackets is read: "Priority (2017)", "Due date (revised)"',
    source: 'actions',
    files: [
      csvFile(
        'actions.csv',
        'Priority (2017),Action,Status (RAG),Due date (revised)',
        'Help early,Train,Green,31/03/2018',
      ),
    ],
    gives: {
      action: [{ priority: 'Help early', status: 'on-track', due_date: '2018-03-31' }],
    },
  },
  {
    name: 'a school under the county of its LAESTAB and the unitary council of its name is the unitary’s',
    source: 'ofsted-schools',
    files: [
      sample('ofsted-schools', 'mi-2024_as_at_31_August_2024.csv', {
        'Local authority': 'Middlesbrough',
      }),
    ],
    asAt: '2024-08-31',
    says: [
      'warning authorities-differ: mi-2024_as_at_31_August_2024.csv, row 2, "Local authority". Ofsted lists the school under another authority than its LAESTAB does. It is counted under the one that Ofsted names: there is nothing to fix in this file.',
    ],
    gives: { school: [{ area_code: 'E06000002' }] },
  },
  {
    name: 'a school of a report card is of the authority that Ofsted names',
    source: 'ofsted-schools',
    files: [
      sample('ofsted-schools', 'card-2025_as_at_30_April_2026.csv', {
        'Local authority': 'Darlington',
      }),
    ],
    asAt: '2026-04-30',
    gives: { school: [{ area_code: 'E06000005' }] },
  },
  {
    name: 'unknown-period: quarters in the headings of no year',
    source: 'indicators',
    files: [csvFile('figures.csv', 'Indicator,Q1,Q2,Q3', 'Visits,1,2,3')],
    says: [
      'rejected unknown-period: figures.csv, row 2, "Q1". Write the year too, as in "Q3 2017-18" or "Oct 2017": nothing says which year it means.',
    ],
  },
  {
    name: 'unknown-period: a quarter whose year isn’t said next to one whose year is',
    source: 'indicators',
    files: [csvFile('figures.csv', 'Indicator,Q2 2017-18,Q3', 'Visits,2,3')],
    says: [
      'rejected unknown-period: figures.csv, row 2, "Q3". Write the year too, as in "Q3 2017-18" or "Oct 2017": nothing says which year it means.',
    ],
    loads: 0,
  },
  {
    name: 'nothing-for-the-quarter: the whole dataset of six years, drawn long after its newest event',
    source: 'ssd',
    asAt: '2026-03-31',
    isChecked: true,
    files: sampleSet('ssd', 'ssd_cin_episodes.csv', {}),
    says: [
      'warning nothing-for-the-quarter: Its newest event is of 4 October 2017: nothing happened in Q4 2025-26 (Jan to Mar 2026), so what is counted of that quarter comes to 0. Check that it is the whole export of the quarter, and the as-at date.',
    ],
  },
  {
    name: 'nothing-for-the-quarter: words on measures as at a day of no quarter',
    source: 'commentary',
    asAt: '2018-03-10',
    isChecked: true,
    files: [sample('commentary', 'commentary_2017-18-Q3.csv', {})],
    says: [
      'warning nothing-for-the-quarter: As at 10 March 2018 it gives no figure of any quarter: that is more than 60 days after 31 December 2017, and before 31 March 2018. If it was drawn for one of these dates, receive it with that date (--as-at).',
    ],
  },
  {
    name: 'unknown-word: a grade of an inspection of an authority',
    source: 'annual-assessments',
    asAt: '2018-03-31',
    files: [sample('annual-assessments', 'judgements.csv', { Grade: 'Splendid' })],
    says: [
      'rejected unknown-word: judgements.csv, row 2, "Grade". Give one of: excellent, outstanding, very good, good, adequate, satisfactory, requires improvement to be good, inadequate, poor.',
    ],
  },
  {
    name: 'unknown-code: a need of a child looked after that the lists lack',
    source: 'ssd',
    files: sampleSet('ssd', 'ssd_cla_episodes.csv', { clae_cla_primary_need_code: 'N99' }),
    says: [
      "warning unknown-code: ssd_cla_episodes.csv, row 2, \"clae_cla_primary_need_code\". Give only the code. This code isn't in the lists of the guidance that quarterly knows. Correct it if it's wrong. If the guidance has it, it's new to quarterly: leave it, and ask for it to be added.",
    ],
  },
  {
    name: 'file-of-another-return: a note among Ofsted’s schools',
    source: 'ofsted-schools',
    asAt: '2024-08-31',
    files: [
      sample('ofsted-schools', 'mi-2024_as_at_31_August_2024.csv', {}),
      csvFile('readme.csv', 'What,Why', 'This,That'),
    ],
    says: [
      'refused file-of-another-return: readme.csv: not part of the same return as mi-2024_as_at_31_August_2024.csv. Receive each file as a return of its own.',
    ],
  },
  {
    name: 'file-of-another-return: a twelfth list for inspection',
    source: 'annex-a',
    files: [
      ...sampleSet('annex-a', 'List 7.csv', {}),
      csvFile('List 12.csv', 'What,Why', 'This,That'),
    ],
    says: [
      'refused file-of-another-return: List 12.csv: not part of the same return as List 7.csv. Receive each file as a return of its own.',
    ],
  },
  {
    name: 'unread-sheet: a stray file among the parts of the 903',
    source: 'ssda903',
    files: [
      ...sampleSet('ssda903', 'episodes.csv', {}),
      csvFile('notes.csv', 'What,Why', 'This,That'),
    ],
    says: ['information unread-sheet: notes.csv: not part of this return, not read.'],
  },
  {
    name: 'words of a service lead are read under headings with notes in brackets',
    source: 'commentary',
    files: [
      csvFile(
        'comments.csv',
        'Measure (as in the pack),Quarter,What happened (Q3),What is being done,Author (role),Date',
        'Visits,Q3 2017-18,More,Reviews,Head,12/01/2018',
      ),
    ],
    gives: { comment: [{ measure: 'Visits', what_happened: 'More', author: 'Head' }] },
    neverSays: ['unknown-heading', 'headings'],
  },
  {
    name: 'heading-twice: what happened in two quarters, in the words of a service lead',
    source: 'commentary',
    files: [
      csvFile(
        'comments.csv',
        'Measure,Quarter,What happened (Q2),What happened (Q3),What is being done,Author,Date',
        'Visits,Q3 2017-18,Fewer,More,Reviews,Head,12/01/2018',
      ),
    ],
    says: [
      'refused heading-twice: comments.csv: the headings "What happened (Q2)" and "What happened (Q3)" (columns C and D) say the same, and their cells differ (first in row 2). Keep the column that is right, or rename the other.',
    ],
  },
  {
    name: 'figures of a service lead are read under headings with notes in brackets',
    source: 'indicators',
    files: [
      csvFile(
        'figures.csv',
        'Indicator (name),Period (quarter),Numerator (number),Denominator (out of)',
        'Visits,Q3 2017-18,45,60',
      ),
    ],
    gives: { figure: [{ indicator: 'visits', numerator: 45, denominator: 60 }] },
    neverSays: ['unknown-heading'],
  },
  ...['Complete?', 'Complete (95%)', 'Complete: no', 'Completed - not yet signed off'].map(
    (status): ReturnCase => ({
      name: `unknown-status: "${status}" isn’t complete`,
      source: 'actions',
      files: action(status),
      says: [
        'rejected unknown-status: actions.csv, row 2, "Status". Write one of: Complete, On track, At risk, Behind, Not started (or Blue, Green, Amber, Red, Grey).',
      ],
      loads: 0,
    }),
  ),
  ...['Visits in time (%)', 'Percentage of visits in time', 'Referral rate per 10,000'].map(
    (title): ReturnCase => ({
      name: `share-without-counts: "${title}" is no count`,
      source: 'indicators',
      files: [csvFile('figures.csv', LONG, `"${title}",Q3 2017-18,75`)],
      says: [
        'rejected share-without-counts: figures.csv, row 2, "Numerator". Give the number, and what it is out of in a row or column of its own ("45 of 60" in one cell will do). A percentage without its numbers can’t be added up.',
      ],
      loads: 0,
    }),
  ),
  {
    name: 'share-without-counts: a share of 0.75 in a column of a quarter',
    source: 'indicators',
    files: [csvFile('figures.csv', 'Indicator,Q3 2017-18', 'Visits in time,0.75')],
    says: [
      'rejected share-without-counts: figures.csv, row 2, "Q3 2017-18". Give the number, and what it is out of in a row or column of its own ("45 of 60" in one cell will do). A percentage without its numbers can’t be added up.',
    ],
  },
  {
    name: 'a percentage with what it is out of is read, and an indicator that is called a total',
    source: 'indicators',
    files: [
      csvFile(
        'figures.csv',
        `${LONG},Denominator`,
        'Visits in time (%),Q3 2017-18,45,60',
        'Total contacts,Q3 2017-18,90,',
        'Totals,Q3 2017-18,135,',
      ),
    ],
    gives: {
      figure: [
        { numerator: 45, denominator: 60 },
        { indicator: 'total-contacts', numerator: 90 },
      ],
    },
    loads: 2,
  },
  {
    name: 'unknown-period: a quarter of one year, which may be either',
    source: 'indicators',
    files: [csvFile('figures.csv', LONG, 'Visits,Q4 2017,45')],
    says: [
      'rejected unknown-period: figures.csv, row 2, "Period". Write the year too, as in "Q3 2017-18" or "Oct 2017": nothing says which year it means.',
    ],
  },
  {
    name: 'a period from its first day to its last',
    source: 'indicators',
    files: [csvFile('figures.csv', LONG, 'Visits,01/10/2017 - 31/12/2017,45')],
    gives: { figure: [{ period_from: '2017-10-01', period_to: '2017-12-31', numerator: 45 }] },
  },
  {
    name: 'the present colour is read where the last quarter’s is next to it',
    source: 'actions',
    files: [
      csvFile(
        'actions.csv',
        'Priority,Action,Previous RAG,Current RAG',
        'Help early,Train,Red,Green',
      ),
    ],
    gives: { action: [{ status: 'on-track' }] },
  },
  {
    name: 'empty: a sheet a priority, and no column that names it',
    source: 'actions',
    files: [
      bookFile('actions.xlsx', (book) => {
        book.addWorksheet('Help early').addRows([
          ['Action', 'Status', 'Due'],
          ['Train', 'Green', '31/03/2018'],
        ]);
      }),
    ],
    says: [
      'rejected empty: actions.xlsx, row 2, "Priority". The table has no column "Priority": add it, and fill it in.',
    ],
  },
  {
    name: 'a number, what it is out of and its share in one cell',
    source: 'indicators',
    files: [
      csvFile(
        'figures.csv',
        'Indicator,Q2 2017-18,Q3 2017-18',
        'Visits,75% (45/60),46 of 60 (76.7%)',
      ),
    ],
    gives: {
      figure: [
        { numerator: 45, denominator: 60 },
        { numerator: 46, denominator: 60 },
      ],
    },
  },
  {
    name: 'not-a-whole-number: a date that Excel made of a pair',
    source: 'indicators',
    files: [csvFile('figures.csv', 'Indicator,Q3 2017-18', 'Visits,04-May')],
    says: [
      'rejected not-a-whole-number: figures.csv, row 2, "Q3 2017-18". The cell holds a date, which Excel makes of 4/5 or 4-5. Give the number, or format the column as text and type the pair again.',
    ],
  },
  {
    name: 'not-a-whole-number: a date in the column of earlier plans',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 7.csv', {
      'Number of Previous Child Protection Plans': '01/02/2017',
    }),
    says: [
      'rejected not-a-whole-number: List 7.csv, row 2, "Number of Previous Child Protection Plans". The cell holds a date, which Excel makes of 4/5 or 4-5. Give the number, or format the column as text and type the pair again.',
    ],
  },
];
