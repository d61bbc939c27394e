import { bookFile, csvFile, type ReturnCase, sample, sampleSet } from './return-case.js';

const LONG = ['Indicator', 'Period', 'Numerator'] as const;
const VISITS = ['Visits', 'Q3 2017-18', 4] as const;
const HEADER = csvFile(
  'header.csv',
  'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB',
  '0101,2,19/01/2001,NOBT,,,',
);
const EPISODES =
  'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN';
const LINKS = 'URN,LinkURN,LinkName,LinkType,LinkEstablishedDate';

/** Returns that are loaded, and of which something is to be known. */
export const noteCases: readonly ReturnCase[] = [
  {
    name: 'as-it-was-read: a table that no definition describes',
    source: 'published',
    asAt: '2024-03-31',
    files: [sample('published', 'invented_table_2024.csv', { age: '17' })],
    says: [
      "information as-it-was-read: invented_table_2024 is in DfE's standard form, and no definition describes it: its figures are kept, and no measure shows them. Filters: age, pupil_group. Indicators: pupil_count, pupil_share.",
    ],
  },
  {
    name: 'hidden-sheet: one next to what is shown',
    source: 'indicators',
    files: [
      bookFile('indicators_2017-12-31.xlsx', (book) => {
        book.addWorksheet('Shown').addRows([LONG, VISITS].map((row) => [...row]));
        book
          .addWorksheet('Old', { state: 'hidden' })
          .addRows([LONG, VISITS].map((row) => [...row]));
      }),
    ],
    says: [
      'warning hidden-sheet: indicators_2017-12-31.xlsx: 1 hidden sheet not read: "Old". Show a sheet that belongs to the return.',
    ],
    loads: 1,
  },
  {
    name: 'hidden-sheet: actions of last year',
    source: 'actions',
    files: [
      bookFile('actions_2017-12-31.xlsx', (book) => {
        book.addWorksheet('Plan').addRows([
          ['Priority', 'Action', 'Status'],
          ['Help early', 'Train', 'Green'],
        ]);
        book.addWorksheet('2016', { state: 'veryHidden' }).addRows([
          ['Priority', 'Action', 'Status'],
          ['Help early', 'Train', 'Red'],
        ]);
      }),
    ],
    says: [
      'warning hidden-sheet: actions_2017-12-31.xlsx: 1 hidden sheet not read: "2016". Show a sheet that belongs to the return.',
    ],
    loads: 1,
  },
  {
    name: 'ignored-rows: a total beneath figures',
    source: 'indicators',
    files: [
      csvFile(
        'indicators_2017-12-31.csv',
        LONG.join(','),
        'Visits,Q3 2017-18,4',
        'Total,Q3 2017-18,4',
      ),
    ],
    says: [
      'information ignored-rows: indicators_2017-12-31.csv: a total of other rows: 1 row left out.',
    ],
    loads: 1,
  },
  {
    name: 'ignored-rows: a note beneath actions',
    source: 'actions',
    files: [
      csvFile(
        'actions_2017-12-31.csv',
        'Priority,Action,Status',
        'Help early,Train,Green',
        'Key: green is good',
      ),
    ],
    says: [
      'information ignored-rows: actions_2017-12-31.csv: a note, not an action: 1 row left out.',
    ],
    loads: 1,
  },
  {
    name: 'rejections: counted by rule and column',
    source: 'indicators',
    files: [
      csvFile(
        'indicators_2017-12-31.csv',
        LONG.join(','),
        'A,Q3 2017-18,c',
        'B,Q3 2017-18,c',
        'C,Q3 2017-18,1',
      ),
    ],
    says: [
      'warning rejections: indicators_2017-12-31.csv, "Numerator": suppressed, 2 rows. A suppressed figure can’t be added up: send the true number in this restricted return. Small numbers are suppressed when the pack is published.',
    ],
  },
  {
    name: 'unknown-heading: one of next year',
    source: 'ssda903',
    files: [
      HEADER,
      csvFile('episodes.csv', `${EPISODES},NEXT_YEARS`, '0101,20/11/2015,P,C2,N1,U4,PR1,,,,,,,'),
    ],
    says: [
      'warning unknown-heading: episodes.csv: 1 heading not seen before, and not read: "NEXT_YEARS".',
    ],
  },
  {
    name: 'unknown-heading: one of a school',
    source: 'school-register',
    files: [
      csvFile(
        'links_edubasealldata20171231.csv',
        `${LINKS},LinkColour`,
        '900002,900012,Birchwood,Predecessor,01-09-2014,',
      ),
    ],
    says: [
      'warning unknown-heading: links_edubasealldata20171231.csv: 1 heading not seen before, and not read: "LinkColour".',
    ],
  },
  {
    name: 'unread-sheet: a cover',
    source: 'indicators',
    files: [
      bookFile('indicators_2017-12-31.xlsx', (book) => {
        book.addWorksheet('Cover').addRow(['Sent by nobody']);
        book.addWorksheet('Figures').addRows([LONG, VISITS].map((row) => [...row]));
      }),
    ],
    says: [
      'information unread-sheet: indicators_2017-12-31.xlsx, sheet Cover: not part of this return, not read.',
    ],
    loads: 1,
  },
  {
    name: 'warnings: counted by rule and column',
    source: 'ssda903',
    files: sampleSet('ssda903', 'oc2.csv', { SDQ_SCORE: '41' }),
    says: [
      'warning warnings: oc2.csv, "SDQ_SCORE": out-of-range, 1 row. Give a whole number from 0 to 40.',
    ],
  },
];
