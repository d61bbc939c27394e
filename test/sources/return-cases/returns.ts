import { odsBytes } from '../../support/ods.js';
import { rawParts } from '../../support/raw-workbook.js';
import { zipSync } from 'fflate';
import {
  bookFile,
  bytesFile,
  csvFile,
  type ReturnCase,
  sample,
  sampleSet,
  sheetFile,
} from './return-case.js';

const LONG = ['Indicator', 'Period', 'Numerator'] as const;
const VISITS = ['Visits', 'Q3 2017-18', 4] as const;
const HEADER = csvFile(
  'header.csv',
  'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB',
  '0101,2,19/01/2001,NOBT,,,',
);
const EPISODES =
  'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN';
const ESTIMATES =
  'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,age_group,population_estimate';
const LINKS = 'URN,LinkURN,LinkName,LinkType,LinkEstablishedDate';

const encoded = (text: string, ...bytes: readonly number[]): Uint8Array => {
  const [before = '', after = ''] = text.split('|').map((part) => part);
  return Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);
};
const utf16 = (text: string): Uint8Array =>
  Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);

/** Returns that are refused as a whole, or of which something is to be known; and odd ones that are read right. */
export const wholeCases: readonly ReturnCase[] = [
  {
    name: 'cannot-be-opened: a web page under the name of a workbook',
    source: 'indicators',
    files: [bytesFile('indicators_2017-12-31.xlsx', encoded('<html><body>Sign in</body></html>|'))],
    says: [
      'refused cannot-be-opened: The file is a web page, or a table saved as one. Open it in Excel, save it as an Excel workbook (.xlsx), and send that.',
    ],
  },
  {
    name: 'cannot-be-opened: a file of no bytes',
    source: 'actions',
    files: [bytesFile('actions_2017-12-31.csv', new Uint8Array())],
    says: [
      'refused cannot-be-opened: The file is empty. Check that the export finished, and send the file again.',
    ],
  },
  {
    name: 'file-of-another-return: notes among figures',
    source: 'indicators',
    files: [
      csvFile('indicators_2017-12-31.csv', LONG.join(','), 'Visits,Q3 2017-18,4'),
      csvFile('notes.csv', 'What,Why', 'This,That'),
    ],
    says: [
      'refused file-of-another-return: notes.csv: not part of the same return as indicators_2017-12-31.csv. Receive each file as a return of its own.',
    ],
  },
  {
    name: 'file-of-another-return: minutes among actions',
    source: 'actions',
    files: [
      csvFile('actions_2017-12-31.csv', 'Priority,Action,Status', 'Help early,Train,Green'),
      csvFile('minutes.csv', 'Item,Said', '1,Nothing'),
    ],
    says: [
      'refused file-of-another-return: minutes.csv: not part of the same return as actions_2017-12-31.csv. Receive each file as a return of its own.',
    ],
  },
  {
    name: 'heading-twice: two numerators that differ',
    source: 'indicators',
    files: [
      csvFile(
        'indicators_2017-12-31.csv',
        'Indicator,Period,Numerator,Numerator',
        'Visits,Q3 2017-18,4,5',
      ),
    ],
    says: [
      'refused heading-twice: indicators_2017-12-31.csv: the heading "Numerator" is in columns C and D, and their cells differ (first in row 2). Keep the column that is right, or rename the other.',
    ],
  },
  {
    name: 'heading-twice: two statuses that differ',
    source: 'actions',
    files: [
      csvFile(
        'actions_2017-12-31.csv',
        'Priority,Action,Status,Status',
        'Help early,Train,Green,Red',
      ),
    ],
    says: [
      'refused heading-twice: actions_2017-12-31.csv: the heading "Status" is in columns C and D, and their cells differ (first in row 2). Keep the column that is right, or rename the other.',
    ],
  },
  {
    name: 'heading-twice: two starts of an episode',
    source: 'ssda903',
    files: [
      HEADER,
      csvFile(
        'episodes.csv',
        `${EPISODES},DECOM`,
        '0101,20/11/2015,P,C2,N1,U4,PR1,,,,,,,21/11/2015',
      ),
    ],
    says: [
      'refused heading-twice: episodes.csv: the heading "DECOM" is in columns B and N, and their cells differ (first in row 2). Keep the column that is right, or rename the other.',
    ],
  },
  {
    name: 'heading-twice: two that agree cost nothing',
    source: 'indicators',
    files: [
      csvFile(
        'indicators_2017-12-31.csv',
        'Indicator,Period,Numerator,Numerator',
        'Visits,Q3 2017-18,4,4',
      ),
    ],
    neverSays: ['heading-twice'],
    loads: 1,
  },
  {
    name: 'headings: no status among actions',
    source: 'actions',
    files: [csvFile('actions_2017-12-31.csv', 'Priority,Action,Owner', 'Help early,Train,Lead')],
    says: [
      'refused headings: The headings don\'t match Priorities and action plan. The nearest layout is actions. actions_2017-12-31.csv, row 1: missing "Status". Found: "Priority", "Action", "Owner".',
    ],
  },
  {
    name: 'headings: no start among episodes',
    source: 'ssda903',
    files: [
      HEADER,
      csvFile(
        'episodes.csv',
        EPISODES.replace('DECOM', 'BEGUN'),
        '0101,20/11/2015,P,C2,N1,U4,PR1,,,,,,',
      ),
    ],
    says: [
      'refused headings: The headings don\'t match Looked-after children return (SSDA903). The nearest layout is ssda903. episodes.csv, row 1: missing "DECOM". "BEGUN" isn\'t known here: if it holds the missing column, rename it. Found: "CHILD", "BEGUN", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN".',
    ],
  },
  {
    name: 'headings: none of an estimate',
    source: 'population',
    files: [csvFile('estimates_2017.csv', 'Place,Children', 'Stockton-on-Tees,40000')],
    says: [
      'refused headings: The headings don\'t match Population estimates of children (ONS). estimates_2017.csv: no row among the first 40 holds the headings of "estimate", such as "new_la_code", "region_code", "country_code". The first row holds "Place", "Children".',
    ],
  },
  {
    name: 'headings: soft hyphens and line breaks leave them',
    source: 'indicators',
    files: [
      sheetFile('indicators_2017-12-31.xlsx', [
        ['Indi\u00adcator', 'Per\u200biod', 'Numerator\n'],
        VISITS,
      ]),
    ],
    neverSays: ['headings'],
    loads: 1,
  },
  {
    name: 'no-rows: headings of figures only',
    source: 'indicators',
    files: [csvFile('indicators_2017-12-31.csv', LONG.join(','))],
    says: [
      'refused no-rows: There are headings but no rows beneath them: a return with nothing in it is not taken.',
    ],
  },
  {
    name: 'no-rows: headings of links only',
    source: 'school-register',
    files: [csvFile('links_edubasealldata20171231.csv', LINKS)],
    says: [
      'refused no-rows: There are headings but no rows beneath them: a return with nothing in it is not taken.',
    ],
  },
  {
    name: 'no-rows: headings of estimates only',
    source: 'population',
    files: [csvFile('mid-year_estimates_2016_to_2017.csv', ESTIMATES)],
    says: [
      'refused no-rows: There are headings but no rows beneath them: a return with nothing in it is not taken.',
    ],
  },
  {
    name: 'nothing-to-load: a figure that is to come',
    source: 'indicators',
    files: [csvFile('indicators_2017-12-31.csv', LONG.join(','), 'Visits,Q3 2017-18,tbc')],
    says: [
      'refused nothing-to-load: Of 1 rows none holds anything to load: a return with nothing in it is not taken.',
    ],
  },
  {
    name: 'part-twice: two files of episodes',
    source: 'ssda903',
    files: [
      HEADER,
      ...['episodes.csv', 'episodes (2).csv'].map((name) =>
        csvFile(name, EPISODES, '0101,20/11/2015,P,C2,N1,U4,PR1,,,,,,'),
      ),
    ],
    says: [
      'refused part-twice: episodes.csv and episodes (2).csv both hold "episode". Send one of them, or each as a return of its own.',
    ],
  },
  {
    name: 'part-twice: two lists of one number',
    source: 'annex-a',
    files: [
      ...sampleSet('annex-a', 'List 7.csv', { 'Child Protection Plan Start Date': '01/10/2017' }),
      sample('annex-a', 'List 7.csv', { 'Child Protection Plan Start Date': '02/10/2017' }),
    ].map((file, at) => (at === 11 ? { ...file, name: 'List 7 copy.csv' } : file)),
    says: [
      'refused part-twice: List 7.csv and List 7 copy.csv both hold "cp_plan". Send one of them, or each as a return of its own.',
    ],
  },
  {
    name: 'too-many-rejected: the only status',
    source: 'actions',
    files: [
      csvFile('actions_2017-12-31.csv', 'Priority,Action,Status', 'Help early,Train,Perhaps'),
    ],
    says: [
      'refused too-many-rejected: 1 of 1 rows break a rule; Priorities and action plan is refused over 10%.',
    ],
  },
  {
    name: 'too-many-rejected: the only estimate',
    source: 'population',
    files: [
      csvFile(
        'mid-year_estimates_2016_to_2017.csv',
        ESTIMATES,
        '2017,Reporting year,National,E92000001,England,,,,,,Children aged 0 to 17 years,many',
      ),
    ],
    says: [
      'refused too-many-rejected: 1 of 1 rows break a rule; Population estimates of children (ONS) is refused over 1%.',
    ],
  },
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

  {
    name: 'a sheet of OpenDocument is read',
    source: 'indicators',
    files: [
      bytesFile(
        'indicators_2017-12-31.ods',
        odsBytes([{ name: 'Figures', rows: [[...LONG], ['Visits', 'Q3 2017-18', '4']] }]),
      ),
    ],
    gives: { figure: [{ title: 'Visits', numerator: 4 }] },
  },
  {
    name: 'an action plan of OpenDocument is read',
    source: 'actions',
    files: [
      bytesFile(
        'actions_2017-12-31.ods',
        odsBytes([
          {
            name: 'Plan',
            rows: [
              ['Priority', 'Action', 'Status'],
              ['Help early', 'Train', 'Green'],
            ],
          },
        ]),
      ),
    ],
    gives: { action: [{ action: 'Train', status: 'on-track' }] },
  },
  {
    name: 'estimates of OpenDocument are read',
    source: 'population',
    files: [
      bytesFile(
        'mid-year_estimates_2016_to_2017.ods',
        odsBytes([
          {
            name: 'Data',
            rows: [
              ESTIMATES.split(','),
              '2017,Reporting year,National,E92000001,England,,,,,,Children aged 0 to 17 years,1000000'.split(
                ',',
              ),
            ],
          },
        ]),
      ),
    ],
    gives: { estimate: [{ people_count: 1_000_000 }] },
  },
  {
    name: 'months are summed to a quarter',
    source: 'indicators',
    files: [
      csvFile(
        'indicators_2017-12-31.csv',
        LONG.join(','),
        'Visits,Oct-17,4',
        'Visits,Nov-17,5',
        'Visits,Dec-17,6',
      ),
    ],
    gives: { figure: [{ numerator: 15, period_from: '2017-10-01', period_to: '2017-12-31' }] },
  },
  {
    name: 'months in columns are summed to a quarter',
    source: 'indicators',
    files: [csvFile('indicators_2017-12-31.csv', 'Indicator,Oct-17,Nov-17,Dec-17', 'Visits,4,5,6')],
    gives: { figure: [{ numerator: 15, period_from: '2017-10-01', period_to: '2017-12-31' }] },
  },
  {
    name: 'two months are no quarter',
    source: 'indicators',
    files: [
      csvFile('indicators_2017-12-31.csv', LONG.join(','), 'Visits,Oct-17,4', 'Visits,Nov-17,5'),
    ],
    gives: { figure: [{ numerator: 4 }, { numerator: 5 }] },
    loads: 2,
  },
  {
    name: 'midnight of UTC in summer is the next day in London',
    source: 'ssd',
    files: sampleSet('ssd', 'ssd_cin_episodes.csv', { cine_referral_date: '2017-09-30T23:00:00Z' }),
    gives: { cin_episode: [{ referral_date: '2017-10-01' }] },
  },
  {
    name: 'midnight of UTC in winter is the same day in London',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 7.csv', {
      'Child Protection Plan Start Date': '2017-11-30T23:00:00Z',
    }),
    gives: { cp_plan: [{ start_date: '2017-11-30' }] },
  },
  {
    name: 'an offset is kept to',
    source: 'ssda903',
    files: sampleSet('ssda903', 'episodes.csv', { DECOM: '2016-07-01T00:30:00+01:00' }),
    gives: { episode: [{ start_date: '2016-07-01' }] },
  },
  {
    name: 'the number of a day with a time at its end is the next day',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 7.csv', {
      'Child Protection Plan Start Date': '43008.9999999',
    }),
    gives: { cp_plan: [{ start_date: '2017-10-01' }] },
  },
  {
    name: 'float noise is no part of a count',
    source: 'indicators',
    files: [
      sheetFile('indicators_2017-12-31.xlsx', [LONG, ['Visits', 'Q3 2017-18', 45.000000000000007]]),
    ],
    gives: { figure: [{ numerator: 45 }] },
  },
  {
    name: 'float noise is no part of a count in text',
    source: 'population',
    files: [
      sample('population', 'mid-year_estimates_2016_to_2017.csv', {
        population_estimate: '45.000000000000007',
      }),
    ],
    gives: { estimate: [{ people_count: 45 }] },
  },
  {
    name: 'text made for Excel is what is inside',
    source: 'ssda903',
    files: sampleSet('ssda903', 'oc2.csv', { SDQ_SCORE: '="14"' }),
    gives: { outcomes: [{ sdq_score: 14 }] },
  },
  {
    name: 'a figure made for Excel is what is inside',
    source: 'indicators',
    files: [sample('indicators', 'indicators-long_2017-18-Q3.csv', { Numerator: '="45"' })],
    gives: { figure: [{ numerator: 45 }] },
  },
  {
    name: 'a code made for Excel keeps its zeros',
    source: 'school-register',
    files: [sample('school-register', 'edubasealldata20171231.csv', { URN: "'900009" })],
    gives: { school: [{ urn: '900009' }] },
  },
  {
    name: 'a Macintosh apostrophe is one',
    source: 'indicators',
    files: [
      bytesFile(
        'indicators_2017-12-31.csv',
        encoded('Indicator,Period,Numerator\r\nChildren|s visits,Q3 2017-18,4\r\n', 0xd5),
      ),
    ],
    gives: { figure: [{ indicator: 'childrens-visits' }] },
  },
  {
    name: 'a Windows apostrophe is one',
    source: 'actions',
    files: [
      bytesFile(
        'actions_2017-12-31.csv',
        encoded('Priority,Action,Status\r\nHelp early,Agree the council|s offer,Green\r\n', 0x92),
      ),
    ],
    gives: { action: [{ action: 'Agree the council’s offer' }] },
  },
  {
    name: 'sixteen bits a letter are read',
    source: 'commentary',
    files: [
      bytesFile(
        'commentary_2017-18-Q3.csv',
        utf16(
          'Measure,Quarter,What happened,Why,What is being done,Back on target by,Author,Date\r\nVisits,Q3 2017-18,More,,,,Head,12/01/2018\r\n',
        ),
      ),
    ],
    gives: { comment: [{ what_happened: 'More' }] },
  },
  {
    name: 'a delay after "In progress" isn’t on track',
    source: 'actions',
    files: [sample('actions', 'actions_2017-18-Q3.csv', { Status: 'In progress – delayed by IT' })],
    gives: { action: [{ status: 'behind' }] },
  },
  {
    name: 'green that is overdue isn’t on track',
    source: 'actions',
    files: [sample('actions', 'actions_2017-18-Q3.csv', { Status: 'Green (overdue)' })],
    gives: { action: [{ status: 'behind' }] },
  },
  {
    name: 'on track that slips is at risk',
    source: 'actions',
    files: [sample('actions', 'actions_2017-18-Q3.csv', { Status: 'On track - slipping' })],
    gives: { action: [{ status: 'at-risk' }] },
  },
  {
    name: 'a heading that begins with a known word is read',
    source: 'actions',
    files: [
      csvFile(
        'actions_2017-12-31.csv',
        'Priority,Action,Status,Update (Sept)',
        'Help early,Train,Green,Two of three',
      ),
    ],
    gives: { action: [{ progress: 'Two of three' }] },
  },
  {
    name: 'a school is of the authority that Ofsted names',
    source: 'ofsted-schools',
    files: [
      sample('ofsted-schools', 'mi-2015_as_at_31_December_2017.csv', {
        'Local authority': 'Hartlepool',
      }),
    ],
    gives: { school: [{ area_code: 'E06000001' }] },
  },
  {
    name: 'a school without a name of its authority is of its LAESTAB’s',
    source: 'ofsted-schools',
    files: [
      sample('ofsted-schools', 'mi-2015_as_at_31_December_2017.csv', { 'Local authority': '' }),
    ],
    gives: { school: [{ area_code: 'E06000004' }] },
    neverSays: ['authorities-differ'],
  },
  {
    name: 'a school of an unknown name is of its LAESTAB’s',
    source: 'ofsted-schools',
    files: [
      sample('ofsted-schools', 'mi-2015_as_at_31_December_2017.csv', {
        'Local authority': 'Barchester',
      }),
    ],
    gives: { school: [{ area_code: 'E06000004' }] },
    neverSays: ['unknown-authority'],
  },
  {
    name: 'cells where a workbook has none of their own',
    source: 'indicators',
    files: [
      bytesFile(
        'indicators_2017-12-31.xlsx',
        zipSync(
          rawParts({
            sheets: [
              {
                data: '<row><c t="inlineStr"><is><t>Indicator</t></is></c><c t="inlineStr"><is><t>Period</t></is></c><c t="inlineStr"><is><t>Numerator</t></is></c></row><row><c t="inlineStr"><is><t>Visits</t></is></c><c t="inlineStr"><is><t>Q3 2017-18</t></is></c><c><v>4</v></c></row>',
              },
            ],
          }),
        ),
      ),
    ],
    gives: { figure: [{ numerator: 4 }] },
  },
];
