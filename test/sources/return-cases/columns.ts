import { csvFile, type ReturnCase, sample, sampleSet, sheetFile } from './return-case.js';

const ESTIMATES =
  'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,age_group,population_estimate';

/** Columns that are headed alike, and rows among the data that are none. */
export const columnCases: readonly ReturnCase[] = [
  {
    name: 'heading-twice: last quarter’s status next to this one’s',
    source: 'actions',
    files: [
      csvFile(
        'actions.csv',
        'Priority,Action,Status (Q2),Status (Q3)',
        'Help early,Train,Green,Red',
      ),
    ],
    says: [
      'refused heading-twice: actions.csv: the headings "Status (Q2)" and "Status (Q3)" (columns C and D) say the same, and their cells differ (first in row 2). Keep the column that is right, or rename the other.',
    ],
  },
  {
    name: 'heading-twice: numerators of two years',
    source: 'indicators',
    files: [
      csvFile(
        'figures.csv',
        'Indicator,Period,Numerator (2016),Numerator (2017)',
        'Visits,Q3 2017-18,45,46',
      ),
    ],
    says: [
      'refused heading-twice: figures.csv: the headings "Numerator (2016)" and "Numerator (2017)" (columns C and D) say the same, and their cells differ (first in row 2). Keep the column that is right, or rename the other.',
    ],
  },
  {
    name: 'heading-passed-over: a percentage next to its numerator',
    source: 'indicators',
    files: [
      csvFile(
        'figures.csv',
        'Indicator,Period,Numerator,Denominator,Value',
        'Visits,Q3 2017-18,45,60,75%',
      ),
    ],
    says: [
      'warning heading-passed-over: figures.csv: "Value" wasn’t read, since "Numerator" was. Remove the column, or rename it if it is the one that is meant.',
    ],
    gives: { figure: [{ numerator: 45, denominator: 60 }] },
  },
  {
    name: 'heading-passed-over: the day of completion next to the due date',
    source: 'actions',
    files: [
      csvFile(
        'actions.csv',
        'Priority,Action,Status,Due date,Completion date',
        'Help early,Train,Green,31/03/2018,01/02/2018',
      ),
    ],
    says: [
      'warning heading-passed-over: actions.csv: "Completion date" wasn’t read, since "Due date" was. Remove the column, or rename it if it is the one that is meant.',
    ],
    gives: { action: [{ due_date: '2018-03-31' }] },
  },
  {
    name: 'heading-passed-over: a second name of the measure',
    source: 'commentary',
    files: [
      csvFile(
        'comments.csv',
        'Measure,Indicator,Quarter,What happened,What is being done,Author,Date',
        'Visits,V1,Q3 2017-18,More,Reviews,Head,12/01/2018',
      ),
    ],
    says: [
      'warning heading-passed-over: comments.csv: "Indicator" wasn’t read, since "Measure" was. Remove the column, or rename it if it is the one that is meant.',
    ],
    gives: { comment: [{ measure: 'Visits' }] },
  },
  {
    name: 'a status in words and its colour are both read, and the worse counts',
    source: 'actions',
    files: [
      csvFile(
        'actions.csv',
        'Priority,Action,Status,RAG',
        'Help early,A,In progress,Red',
        'Help early,B,Complete,Green',
        'Help early,C,,Amber',
      ),
    ],
    gives: {
      action: [
        { action: 'A', status: 'behind' },
        { action: 'B', status: 'complete' },
        { action: 'C', status: 'at-risk' },
      ],
    },
    neverSays: ['heading-passed-over'],
  },
  {
    name: 'second-table: denominators and numerators change places halfway',
    source: 'indicators',
    files: [
      csvFile(
        'figures.csv',
        'Indicator,Period,Numerator,Denominator',
        'Visits,Q3 2017-18,45,60',
        '',
        'Indicator,Period,Denominator,Numerator',
        'Reviews,Q3 2017-18,60,20',
      ),
    ],
    says: [
      'refused second-table: figures.csv, row 4: a second table begins, with its headings in another order. Send it as a sheet or file of its own.',
    ],
  },
  {
    name: 'second-table: links of schools the other way round',
    source: 'school-register',
    files: [
      csvFile(
        'links_edubasealldata20171231.csv',
        'URN,LinkURN,LinkName,LinkType,LinkEstablishedDate',
        '900002,900012,Birchwood,Predecessor,01-09-2014',
        'LinkURN,URN,LinkName,LinkType,LinkEstablishedDate',
        '900013,900003,Cedar,Predecessor,01-09-2014',
      ),
    ],
    says: [
      'refused second-table: links_edubasealldata20171231.csv, row 3: a second table begins, with its headings in another order. Send it as a sheet or file of its own.',
    ],
  },
  {
    name: 'second-table: episodes of another system beneath',
    source: 'ssda903',
    files: sampleSet('ssda903', 'episodes.csv', {}).map((file) =>
      file.name === 'episodes.csv'
        ? csvFile(
            'episodes.csv',
            'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN',
            'INV-0003,20/11/2015,P,C2,N1,U4,PR1,,,,,,',
            'CHILD,DEC,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DECOM,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN',
            'INV-0004,,P,C2,N1,U4,PR1,20/11/2015,,,,,',
          )
        : file,
    ),
    says: [
      'refused second-table: episodes.csv, row 3: a second table begins, with its headings in another order. Send it as a sheet or file of its own.',
    ],
  },
  {
    name: 'ignored-rows: the headings again, where two exports are joined',
    source: 'population',
    files: [
      csvFile(
        'population.csv',
        ESTIMATES,
        '2016,Calendar year,Local authority,E92000001,England,E12000001,North East,808,E06000004,Stockton-on-Tees,Children aged 0 to 17 years,42000',
        ESTIMATES,
        '2017,Calendar year,Local authority,E92000001,England,E12000001,North East,808,E06000004,Stockton-on-Tees,Children aged 0 to 17 years,43000',
      ),
    ],
    says: ['information ignored-rows: population.csv: the headings again: 1 row left out.'],
    loads: 2,
  },
  {
    name: 'ignored-rows: the headings again among comments',
    source: 'commentary',
    files: [
      csvFile(
        'comments.csv',
        'Measure,Quarter,What happened,What is being done,Author,Date',
        'Visits,Q3 2017-18,More,Reviews,Head,12/01/2018',
        'MEASURE,Quarter,What happened,What is being done,Author,Date',
        'Plans,Q3 2017-18,Fewer,Reviews,Head,12/01/2018',
      ),
    ],
    says: ['information ignored-rows: comments.csv: the headings again: 1 row left out.'],
    loads: 2,
  },
  {
    name: 'ignored-rows: a total and a note are no children in need',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 6.csv', {
      'Child Unique ID': 'Total: 3',
      ...Object.fromEntries(
        ['Gender', 'Ethnicity', 'Date of Birth', 'Age', 'CIN Start Date'].map((name) => [name, '']),
      ),
    }),
    says: [
      'information ignored-rows: List 6.csv: a total, or a note beneath the table: 1 row left out.',
    ],
  },
  {
    name: 'ignored-rows: the foot of a program’s list',
    source: 'ssd',
    files: sampleSet('ssd', 'ssd_cin_episodes.csv', {}).map((file) =>
      file.name === 'ssd_cin_episodes.csv'
        ? {
            ...file,
            bytes: async () =>
              Buffer.concat([await file.bytes(), Buffer.from('(3 rows affected)')]),
          }
        : file,
    ),
    says: [
      'information ignored-rows: ssd_cin_episodes.csv: a total, or a note beneath the table: 1 row left out.',
    ],
  },
  {
    name: 'ignored-rows: the total of a workbook’s homes',
    source: 'childrens-homes',
    asAt: '2024-03-31',
    files: [
      sheetFile('provider_at_march_2024.xlsx', [
        [
          ...['Local authority', 'URN', 'Provision type', 'Overall effectiveness'],
          'Latest full inspection date',
        ],
        ['Stockton-on-Tees', '2900001', "Children's home", 'Good', '05/11/2023'],
        ['Total', 1, null, null, null],
      ]),
    ],
    says: [
      'information ignored-rows: provider_at_march_2024.xlsx, sheet Return: a total, or a note beneath the table: 1 row left out.',
    ],
    loads: 1,
  },
  {
    name: 'an identifier by itself is still a child',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 6.csv', {}).map((file) =>
      file.name === 'List 6.csv'
        ? {
            ...file,
            bytes: async () => Buffer.concat([await file.bytes(), Buffer.from('INV-0009\r\n')]),
          }
        : file,
    ),
    neverSays: ['ignored-rows'],
  },
  {
    name: 'new-word: a type of school that no group has',
    source: 'ofsted-schools',
    files: [
      sample('ofsted-schools', 'mi-2015_as_at_31_December_2017.csv', {
        'Type of education': 'Floating school',
      }),
    ],
    says: [
      'warning new-word: mi-2015_as_at_31_December_2017.csv, row 4, "Type of education". This word is new to quarterly. The row is loaded, and no measure counts the word yet: check what the publisher means by it, and ask for it to be added.',
    ],
    gives: { school: [{ type: 'Floating school' }] },
  },
];
