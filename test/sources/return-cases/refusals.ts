import {
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

/** Returns that are refused as a whole. */
export const refusalCases: readonly ReturnCase[] = [
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
    name: 'cannot-be-opened: a workbook with columns beyond the last, found out while it is read',
    source: 'actions',
    isChecked: true,
    files: [
      sheetFile(
        'actions.xlsx',
        [
          ['Priority', 'Action', 'Status'],
          ['Help early', 'Train', 'Green'],
        ],
        undefined,
        (part) => part.replace('</row></sheetData>', '<c r="XFE2"><v>1</v></c></row></sheetData>'),
      ),
    ],
    says: [
      'refused cannot-be-opened: Sheet "Return" has columns beyond the last, XFD (16,384). Copy its rows into a new workbook (values only), save it as .xlsx, or send them as CSV.',
    ],
    loads: 0,
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
    name: 'headings: figures sent as estimates',
    source: 'population',
    isChecked: true,
    files: [csvFile('figures.csv', LONG.join(','), 'Visits,Q3 2017-18,4')],
    says: [
      'refused headings: The headings don\'t match Population estimates of children (ONS). figures.csv: no row among the first 40 holds the headings of "estimate", such as "new_la_code", "region_code", "country_code". The first row holds "Indicator", "Period", "Numerator". The headings are those of Local indicators: receive it with --source indicators, or put it in inbox/indicators.',
    ],
  },
  {
    name: 'headings: actions sent as figures',
    source: 'indicators',
    isChecked: true,
    files: [csvFile('plan.csv', 'Priority,Action,Status', 'Help early,Train,Green')],
    says: [
      'refused headings: The headings don\'t match Local indicators. plan.csv: no row among the first 40 holds the headings of "figure", such as "Indicator", "Period", "Numerator". The first row holds "Priority", "Action", "Status". The headings are those of Priorities and action plan: receive it with --source actions, or put it in inbox/actions.',
    ],
  },
  {
    name: 'headings: a list of schools sent as homes',
    source: 'childrens-homes',
    isChecked: true,
    files: [sample('school-register', 'links_edubasealldata20171231.csv', {})],
    says: [
      'refused headings: The headings don\'t match Ofsted children\'s homes and other social care providers. The nearest layout is providers-2019. links_edubasealldata20171231.csv, row 1: missing "Local authority", "Provision type", "Latest full inspection date", "Overall experiences and progress of children and young people". Found: "URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate". The headings are those of Register of schools (GIAS): receive it with --source school-register, or put it in inbox/school-register.',
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
];
