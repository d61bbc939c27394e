import { csvFile, type ReturnCase, sample, sampleSet, sheetFile } from './return-case.js';

const LONG = 'indicators-long_2017-18-Q3.csv';
const ACTIONS = 'actions_2017-18-Q3.csv';
const PEOPLE = 'mid-year_estimates_2016_to_2017.csv';

/** For each thing that can be wrong with a row, or with how a program wrote a cell, returns of different sources in which it is. */
export const rowCases: readonly ReturnCase[] = [
  {
    name: 'broken-formula: #REF! under a date',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 7.csv', { 'Child Protection Plan Start Date': '#REF!' }),
    says: [
      'rejected broken-formula: List 7.csv, row 2, "Child Protection Plan Start Date". The formula in this cell gives an error (such as #REF! or #VALUE!): correct it in the workbook, or write the value itself.',
    ],
  },
  {
    name: 'broken-formula: #DIV/0! under a numerator',
    source: 'indicators',
    files: [sample('indicators', LONG, { Numerator: '#DIV/0!' })],
    says: [
      'rejected broken-formula: indicators-long_2017-18-Q3.csv, row 2, "Numerator". The formula in this cell gives an error (such as #REF! or #VALUE!): correct it in the workbook, or write the value itself.',
    ],
  },
  {
    name: 'broken-formula: #VALUE! under a status',
    source: 'actions',
    files: [sample('actions', ACTIONS, { Status: '#VALUE!' })],
    says: [
      'rejected broken-formula: actions_2017-18-Q3.csv, row 2, "Status". The formula in this cell gives an error (such as #REF! or #VALUE!): correct it in the workbook, or write the value itself.',
    ],
  },
  {
    name: 'broken-formula: an error cell of a workbook',
    source: 'indicators',
    files: [
      sheetFile('indicators_2017-12-31.xlsx', [
        ['Indicator', 'Period', 'Numerator'],
        ['Visits', 'Q3 2017-18', { error: '#NAME?' } as never],
      ]),
    ],
    says: [
      'rejected broken-formula: indicators_2017-12-31.xlsx, row 2, "Numerator". The formula in this cell gives an error (such as #REF! or #VALUE!): correct it in the workbook, or write the value itself.',
    ],
  },
  {
    name: 'denominator-without-numerator: a row that says what nothing is out of',
    source: 'indicators',
    files: [
      csvFile(
        'indicators_2017-12-31.csv',
        'Indicator,Part,Oct-17',
        'Visits in time,Denominator,31',
      ),
    ],
    says: [
      'rejected denominator-without-numerator: indicators_2017-12-31.csv, row 2, "Numerator". Give the numerators of this indicator too, in a row of the same name.',
    ],
  },
  {
    name: 'digits-lost: a child in scientific notation',
    source: 'ssda903',
    files: sampleSet('ssda903', 'episodes.csv', { CHILD: '2.01701E+11' }),
    says: [
      'rejected digits-lost: episodes.csv, row 2, "CHILD". Excel has rounded this number and lost its last digits (as in 1.23E+11): format the column as text in the system or workbook it comes from, and export it again.',
    ],
  },
  {
    name: 'digits-lost: a child of the lists for inspection',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 2.csv', { 'Child Unique ID': '1.23E+14' }),
    says: [
      'rejected digits-lost: List 2.csv, row 2, "Child Unique ID". Excel has rounded this number and lost its last digits (as in 1.23E+11): format the column as text in the system or workbook it comes from, and export it again.',
    ],
  },
  {
    name: 'digits-lost: a school of the register',
    source: 'school-register',
    files: [sample('school-register', 'edubasealldata20171231.csv', { URN: '9.00001E+11' })],
    says: [
      'rejected digits-lost: edubasealldata20171231.csv, row 2, "URN". Excel has rounded this number and lost its last digits (as in 1.23E+11): format the column as text in the system or workbook it comes from, and export it again.',
    ],
  },
  {
    name: 'digits-lost: a person of the SSD',
    source: 'ssd',
    files: sampleSet('ssd', 'ssd_cin_episodes.csv', { cine_person_id: '2.1E+15' }),
    says: [
      'rejected digits-lost: ssd_cin_episodes.csv, row 2, "cine_person_id". Excel has rounded this number and lost its last digits (as in 1.23E+11): format the column as text in the system or workbook it comes from, and export it again.',
    ],
  },
  {
    name: 'empty: a child without a number',
    source: 'ssda903',
    files: sampleSet('ssda903', 'episodes.csv', { CHILD: '' }),
    says: ['rejected empty: episodes.csv, row 2, "CHILD". Fill in this cell.'],
  },
  {
    name: 'empty: an indicator without a name',
    source: 'indicators',
    files: [sample('indicators', LONG, { Indicator: '' })],
    says: [
      'rejected empty: indicators-long_2017-18-Q3.csv, row 2, "Indicator". Fill in this cell.',
    ],
  },
  {
    name: 'empty: an estimate without a number',
    source: 'population',
    files: [sample('population', PEOPLE, { population_estimate: '' })],
    says: [
      'rejected empty: mid-year_estimates_2016_to_2017.csv, row 2, "population_estimate". Fill in this cell.',
    ],
  },
  {
    name: 'occurs-twice: a child listed again',
    source: 'ssda903',
    files: sampleSet('ssda903', 'header.csv', { CHILD: 'INV-0003' }, 1),
    says: [
      'warning occurs-twice: header.csv, row 3, "CHILD". An earlier row or column has the same: put what belongs to one into one row, or correct it.',
    ],
  },
  {
    name: 'occurs-twice: one neighbour in two places of a list',
    source: 'statistical-neighbours',
    asAt: '2021-04-30',
    files: [
      sample('statistical-neighbours', 'neighbours_april_2021.csv', { SN1: '841', SN2: '841' }),
    ],
    says: [
      'warning occurs-twice: neighbours_april_2021.csv, row 2, "SN2". An earlier row or column has the same: put what belongs to one into one row, or correct it.',
    ],
  },
  {
    name: 'period-not-over: a year whose last quarter is to come',
    source: 'indicators',
    files: [sample('indicators', LONG, { Period: '2017-18' })],
    says: [
      'rejected period-not-over: indicators-long_2017-18-Q3.csv, row 2, "Period". The period ends after the as-at date of the return: give the part that is over, such as "Apr-Dec 2017".',
    ],
  },
  {
    name: 'period-twice: one quarter in two columns',
    source: 'indicators',
    files: [
      csvFile('indicators_2017-12-31.csv', 'Indicator,Q3 2017-18,Oct-Dec 2017', 'Visits,4,5'),
    ],
    says: [
      'rejected period-twice: indicators_2017-12-31.csv, row 2, "Oct-Dec 2017". Give each indicator one figure for a period: this one has it already.',
    ],
  },
  {
    name: 'too-few-cells: a row of the 903 cut off',
    source: 'ssda903',
    files: [
      csvFile(
        'header.csv',
        'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB',
        'INV-0003,2,19/01/2001,NOBT,,,',
      ),
      csvFile(
        'episodes.csv',
        'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN',
        'INV-0003,20/11/2015,P',
      ),
    ],
    says: [
      'rejected too-few-cells: episodes.csv, row 2, "CHILD". The row has 3 cells under 13 headings: it may be cut off, or broken over two lines. Export it again.',
    ],
  },
  {
    name: 'empty: a row of estimates that is cut off',
    source: 'population',
    files: [
      csvFile(
        'mid-year_estimates_2016_to_2017.csv',
        'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,age_group,population_estimate',
        '2017,Reporting year,National,E92000001',
      ),
    ],
    says: [
      'rejected empty: mid-year_estimates_2016_to_2017.csv, row 2, "age_group". Fill in this cell.',
    ],
  },
  {
    name: 'too-few-cells: a school cut off',
    source: 'school-register',
    files: [
      csvFile(
        'links_edubasealldata20171231.csv',
        'URN,LinkURN,LinkName,LinkType,LinkEstablishedDate',
        '900002,900012,Birchwood',
      ),
    ],
    says: [
      'rejected too-few-cells: links_edubasealldata20171231.csv, row 2, "URN". The row has 3 cells under 5 headings: it may be cut off, or broken over two lines. Export it again.',
    ],
  },
  {
    name: 'too-many-cells: a comma without quotation marks in an action',
    source: 'actions',
    files: [
      csvFile(
        'actions_2017-18-Q3.csv',
        'Priority,Action,Status',
        'Help early,Train workers, lead and other,Green',
      ),
    ],
    says: [
      'rejected too-many-cells: actions_2017-18-Q3.csv, row 2, "Priority". The row has 4 cells under 3 headings: put quotation marks round a cell that holds a comma.',
    ],
  },
  {
    name: 'too-many-cells: in a figure',
    source: 'indicators',
    files: [
      csvFile(
        'indicators_2017-12-31.csv',
        'Indicator,Period,Numerator,Denominator',
        'Visits, in time,Q3 2017-18,4,5',
      ),
    ],
    says: [
      'rejected too-many-cells: indicators_2017-12-31.csv, row 2, "Indicator". The row has 5 cells under 4 headings: put quotation marks round a cell that holds a comma.',
    ],
  },
  {
    name: 'too-many-cells: in a link of schools',
    source: 'school-register',
    files: [
      csvFile(
        'links_edubasealldata20171231.csv',
        'URN,LinkURN,LinkName,LinkType,LinkEstablishedDate',
        '900002,900012,Birchwood, Primary,Predecessor,01-09-2014',
      ),
    ],
    says: [
      'rejected too-many-cells: links_edubasealldata20171231.csv, row 2, "URN". The row has 6 cells under 5 headings: put quotation marks round a cell that holds a comma.',
    ],
  },
  {
    name: 'too-many-cells: empty ones at the end cost nothing',
    source: 'indicators',
    files: [
      csvFile('indicators_2017-12-31.csv', 'Indicator,Period,Numerator', 'Visits,Q3 2017-18,4,,,'),
    ],
    neverSays: ['too-many-cells'],
    loads: 1,
  },
  {
    name: 'another area: figures of a neighbour and of England next to ours',
    source: 'indicators',
    files: [
      csvFile(
        'indicators_2017-12-31.csv',
        'Indicator,Period,Numerator,Denominator,Local authority',
        'Visits,Q3 2017-18,40,50,Stockton-on-Tees',
        'Visits,Q3 2017-18,70,90,Kent',
        'Visits,Q3 2017-18,7000,9000,England',
      ),
    ],
    says: [
      'information ignored-rows: indicators_2017-12-31.csv: of another area (column "Local authority"): 2 rows left out.',
    ],
    loads: 1,
    gives: { figure: [{ title: 'Visits', numerator: 40, denominator: 50 }] },
  },
  {
    name: 'another area: months of two councils aren’t summed to a quarter',
    source: 'indicators',
    files: [
      csvFile(
        'indicators_2017-12-31.csv',
        'Area code,Indicator,October 2017,November 2017,December 2017',
        'E06000004,Visits,1,2,3',
        'E10000016,Visits,10,20,30',
      ),
    ],
    says: [
      'information ignored-rows: indicators_2017-12-31.csv: of another area (column "Area code"): 1 row left out.',
    ],
    neverSays: ['key-twice'],
    gives: { figure: [{ period_from: '2017-10-01', period_to: '2017-10-31', numerator: 1 }] },
  },
  {
    name: 'another area: a region’s action plan',
    source: 'actions',
    files: [
      csvFile(
        'actions_2017-18-Q3.csv',
        'Council,Priority,Action,Status',
        'North East,Help early,Train workers,Green',
        'Stockton-on-Tees,Help early,Open a hub,Amber',
      ),
    ],
    says: [
      'information ignored-rows: actions_2017-18-Q3.csv: of another area (column "Council"): 1 row left out.',
    ],
    loads: 1,
  },
];
