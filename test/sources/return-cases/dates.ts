import { csvFile, type ReturnCase, sample, sampleSet } from './return-case.js';

const OPEN = (years = 2): string =>
  `Check the year: the date is more than ${years} years after the as-at date. Leave the cell empty where there is no date yet.`;

const BEFORE =
  'Check the year: the date is more than 110 years before the as-at date. Databases and Excel write 1 January 1900 for an empty cell: leave it empty.';

/** As-at dates, and dates within that can't be meant. */
export const dateCases: readonly ReturnCase[] = [
  {
    name: 'far-after-as-at-date: a plan’s end of 31 December 9999 is reported, and the plan is open',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 7.csv', { 'Child Protection Plan End Date': '31/12/9999' }),
    says: [
      `warning far-after-as-at-date: List 7.csv, row 2, "Child Protection Plan End Date". ${OPEN()}`,
    ],
    gives: { cp_plan: [{ start_date: '2017-10-27', end_date: '9999-12-31' }] },
  },
  {
    name: 'far-after-as-at-date: an episode that ends in 2099',
    source: 'ssda903',
    files: sampleSet('ssda903', 'episodes.csv', { DEC: '31/03/2099' }),
    asAt: '2018-03-31',
    says: [`warning far-after-as-at-date: episodes.csv, row 2, "DEC". ${OPEN()}`],
  },
  {
    name: 'far-after-as-at-date: a birth in 2107, of which the month is kept',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 1.csv', { 'Date of Birth': '14/06/2107' }),
    says: [`warning far-after-as-at-date: List 1.csv, row 2, "Date of Birth". ${OPEN()}`],
  },
  {
    name: 'far-after-as-at-date: a school inspected in 2061',
    source: 'ofsted-schools',
    files: [
      sample('ofsted-schools', 'mi-2015_as_at_31_December_2017.csv', {
        'Inspection date': '14/06/2061',
      }),
    ],
    says: [
      `warning far-after-as-at-date: mi-2015_as_at_31_December_2017.csv, row 4, "Inspection date". ${OPEN()}`,
    ],
  },
  {
    name: 'far-before-as-at-date: a birth of 1 January 1900, as a database writes an empty cell',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 1.csv', { 'Date of Birth': '01/01/1900' }),
    says: [`warning far-before-as-at-date: List 1.csv, row 2, "Date of Birth". ${BEFORE}`],
  },
  {
    name: 'far-before-as-at-date: an episode that begins in 1899',
    source: 'ssda903',
    files: sampleSet('ssda903', 'episodes.csv', { DECOM: '30/12/1899' }),
    asAt: '2018-03-31',
    says: [`warning far-before-as-at-date: episodes.csv, row 2, "DECOM". ${BEFORE}`],
  },
  {
    name: 'far-before-as-at-date: a plan of the SSD that ends in 1900',
    source: 'ssd',
    files: sampleSet('ssd', 'ssd_cin_episodes.csv', {
      cine_referral_date: '1900-01-01 00:00:00.000',
    }),
    says: [
      `warning far-before-as-at-date: ssd_cin_episodes.csv, row 2, "cine_referral_date". ${BEFORE}`,
    ],
  },
  {
    name: 'a school that opened in 1900 is old and not reported',
    source: 'school-register',
    files: [sample('school-register', 'edubasealldata20171231.csv', { OpenDate: '01-01-1900' })],
    neverSays: ['far-before-as-at-date'],
  },
  {
    name: 'a date within two years is a plan and not reported',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 7.csv', {
      'Date of latest review conference': '20/12/2019',
    }),
    neverSays: ['far-after-as-at-date'],
  },
  {
    name: 'far-after-as-at-date: an action may be due ten years ahead, and no more',
    source: 'actions',
    files: [sample('actions', 'actions_2017-18-Q3.csv', { Due: '31/03/2071' })],
    says: [`warning far-after-as-at-date: actions_2017-18-Q3.csv, row 2, "Due". ${OPEN(10)}`],
  },
  {
    name: 'nothing-for-the-quarter: lists drawn between two quarters’ ends',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 7.csv', {}),
    asAt: '2017-11-25',
    isChecked: true,
    says: [
      'warning nothing-for-the-quarter: As at 25 November 2017 it gives no figure of any quarter: that is more than 45 days after 30 September 2017, and before 31 December 2017. If it was drawn for one of these dates, receive it with that date (--as-at).',
    ],
  },
  {
    name: 'nothing-for-the-quarter: a looked-after return in which nothing happened in the quarter',
    source: 'ssda903',
    files: sampleSet('ssda903', 'episodes.csv', {}),
    asAt: '2021-03-31',
    isChecked: true,
    says: [
      'warning nothing-for-the-quarter: Its newest event is of 5 October 2017: nothing happened in Q4 2020-21 (Jan to Mar 2021), so what is counted of that quarter comes to 0. Check that it is the whole export of the quarter, and the as-at date.',
    ],
  },
  {
    name: 'nothing-for-the-quarter: indicators of another quarter',
    source: 'indicators',
    files: [
      csvFile(
        'figures.csv',
        'Indicator,Period,Numerator,Denominator',
        'Visits in time,Q2 2017-18,45,60',
      ),
    ],
    isChecked: true,
    says: [
      'warning nothing-for-the-quarter: 1 figure, and none of Q3 2017-18 (Oct to Dec 2017): nothing of this return will be shown for that quarter. Give figures of the quarter or of each of its months, or check the as-at date.',
    ],
  },
  {
    name: 'nothing-for-the-quarter: actions as at a day of no quarter',
    source: 'actions',
    files: [sample('actions', 'actions_2017-18-Q3.csv', {})],
    asAt: '2018-03-10',
    isChecked: true,
    says: [
      'warning nothing-for-the-quarter: As at 10 March 2018 it gives no figure of any quarter: that is more than 60 days after 31 December 2017, and before 31 March 2018. If it was drawn for one of these dates, receive it with that date (--as-at).',
    ],
  },
  {
    name: 'a correction some days after the quarter’s end counts for it',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 7.csv', {}),
    asAt: '2018-01-20',
    isChecked: true,
    neverSays: ['nothing-for-the-quarter'],
  },
];
