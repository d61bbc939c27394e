import { csvFile, type ReturnCase, sample, sampleSet } from './return-case.js';

const ESTIMATES =
  'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,age_group,population_estimate';
const estimate = (code: string, count: number): string =>
  `2017,Calendar year,Local authority,E92000001,England,E12000001,North East,808,${code},Stockton-on-Tees,Children aged 0 to 17 years,${count}`;
const LINKS = 'URN,LinkURN,LinkName,LinkType,LinkEstablishedDate';
const LONG = 'Indicator,Period,Numerator,Denominator';
const FIGURE = 'Visits in time,Q3 2017-18,45,60';

/** What is found when a return is checked whole: keys, children, priorities, the council's own rows, and the date it is sent for. */
export const checkedCases: readonly ReturnCase[] = [
  {
    name: 'key-repeated: an estimate that is there twice counts once',
    source: 'population',
    files: [
      csvFile(
        'population.csv',
        ESTIMATES,
        estimate('E06000004', 43_000),
        estimate('E06000004', 43_000),
      ),
    ],
    asAt: '2017-06-30',
    isChecked: true,
    says: [
      `warning key-repeated: population.csv: 1 row repeats another row word for word (same new la code, time period and age group) and counted once; the first is row 3.`,
    ],
    loads: 1,
  },
  {
    name: 'key-twice: two estimates of one area and year',
    source: 'population',
    files: [
      csvFile(
        'population.csv',
        ESTIMATES,
        estimate('E06000004', 43_000),
        estimate('E06000004', 43_100),
      ),
    ],
    asAt: '2017-06-30',
    isChecked: true,
    says: [
      `rejected key-twice: population.csv, row 2, "new_la_code". Row 3 has the same new la code, time period and age group and other values: correct or remove one of the two.`,
    ],
    loads: 0,
  },
  {
    name: 'key-repeated: a link of two schools',
    source: 'school-register',
    files: [
      csvFile(
        'links_edubasealldata20171231.csv',
        LINKS,
        '900001,900002,Alder Lane,Predecessor,01-09-2015',
        '900001,900002,Alder Lane,Predecessor,01-09-2015',
      ),
    ],
    isChecked: true,
    says: [
      `warning key-repeated: links_edubasealldata20171231.csv: 1 row repeats another row word for word (same URN, LinkURN and LinkType) and counted once; the first is row 3.`,
    ],
  },
  {
    name: 'key-repeated: a figure in two rows that are the same',
    source: 'indicators',
    files: [csvFile('figures.csv', LONG, FIGURE, FIGURE)],
    isChecked: true,
    says: [
      `warning key-repeated: figures.csv: 1 row repeats another row word for word (same Indicator, Locality, period from and Period) and counted once; the first is row 3.`,
    ],
    loads: 1,
  },
  {
    name: 'key-twice: one action in two states',
    source: 'actions',
    files: [
      csvFile(
        'actions.csv',
        'Priority,Ref,Action,Lead,Due,Status,Progress',
        'Help early,HE1,Agree the offer,Head of Service,31/03/2018,On track,Going on',
        'Help early,HE1,Agree the offer,Head of Service,31/03/2018,Behind,Going on',
      ),
    ],
    isChecked: true,
    says: [
      `rejected key-twice: actions.csv, row 2, "Priority". Row 3 has the same Priority and Action and other values: correct or remove one of the two.`,
    ],
    loads: 0,
  },
  {
    name: 'two-birth-dates: one child in two lists',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 7.csv', {
      'Child Unique ID': 'INV-0002',
      'Date of Birth': '14/07/2009',
    }),
    isChecked: true,
    says: [
      `warning two-birth-dates: 1 child has more than one birth date in this return. Check whether two children share an identifier, or correct the date.`,
    ],
  },
  {
    name: 'counter: no earlier referrals of a child that has one',
    source: 'annex-a',
    files: sampleSet(
      'annex-a',
      'List 3.csv',
      { 'Child Unique ID': 'INV-0001', 'Number of Referrals in Last 12 Months': '0' },
      1,
    ),
    isChecked: true,
    says: [
      `warning counter: List 3’s “Number of Referrals in Last 12 Months” differs from the dates of the same child's referrals on 1 of 2 rows. It may be the child's, written on each row: figures go by the dates.`,
    ],
  },
  {
    name: 'not-listed: children with episodes and no header',
    source: 'ssda903',
    files: sampleSet('ssda903', 'episodes.csv', { CHILD: 'INV-9' }),
    asAt: '2018-03-31',
    isChecked: true,
    says: [
      `warning not-listed: 1 of 3 children in "episode" is not in the header. The parts may write identifiers in different ways, such as 00101 and 101: export them from one system at one time.`,
    ],
  },
  {
    name: 'unknown-priority: the nearest is offered',
    source: 'actions',
    files: [sample('actions', 'actions_2017-18-Q3.csv', { Priority: 'Help erly' })],
    isChecked: true,
    says: [
      `warning unknown-priority: 2 priorities aren’t in the strategy: "Help erly" (1 action, nearest "Help early"); "Learn well" (1 action). Actions under them count for no priority. The strategy has "Help early".`,
    ],
  },
  {
    name: 'none-of-ours: estimates of another council only',
    source: 'population',
    files: [csvFile('population.csv', ESTIMATES, estimate('E06000001', 20_000))],
    asAt: '2017-06-30',
    isChecked: true,
    says: [`refused none-of-ours: It holds no row of E06000004, this workspace's own council.`],
  },
  {
    name: 'an overview of areas inspected so far, without ours, is whole',
    source: 'annual-assessments',
    files: [
      csvFile(
        'area_send_overview_2026-06-29.csv',
        'la_code,outcome_grade,inspection_start_date,publication_date,next_inspection',
        'E06000001,2,2025-01-13,2025-03-20,Within 3 years',
      ),
    ],
    asAt: '2026-06-29',
    isChecked: true,
    says: [],
    loads: 1,
  },
  {
    name: 'key-repeated: one file under two names',
    source: 'indicators',
    files: [csvFile('figures.csv', LONG, FIGURE), csvFile('figures copy.csv', LONG, FIGURE)],
    isChecked: true,
    says: [
      `warning key-repeated: figures copy.csv: 1 row repeats another row word for word (same Indicator, Locality, period from and Period) and counted once; the first is row 2.`,
    ],
  },
  {
    name: 'a name with two dates asks which is meant, and names both',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 7.csv', {}).map((file) => ({
      ...file,
      name: `2017-12-31 run 2018-01-05 ${file.name}`,
    })),
    asAt: null,
    isChecked: true,
    says: [
      `warning no-date: 2017-12-31 run 2018-01-05 List 7.csv waits: its name may mean 31 December 2017 or 5 January 2018. Say which date it covers: --as-at 2017-12-31 or --as-at 2018-01-05.`,
    ],
  },
  {
    name: 'a name with two dates: indicators',
    source: 'indicators',
    files: [csvFile('figures 2017-12-31 sent 2018-01-05.csv', LONG, FIGURE)],
    asAt: null,
    isChecked: true,
    says: [
      `warning no-date: figures 2017-12-31 sent 2018-01-05.csv waits: its name may mean 31 December 2017 or 5 January 2018. Say which date it covers: --as-at 2017-12-31 or --as-at 2018-01-05.`,
    ],
  },
  {
    name: 'a name with two dates: actions as at one of them',
    source: 'actions',
    files: [
      {
        ...sample('actions', 'actions_2017-18-Q3.csv', {}),
        name: 'plan as at 31 December 2017 (run 2018-01-05).csv',
      },
    ],
    asAt: null,
    isChecked: true,
    neverSays: ['no-date'],
  },
  {
    name: 'a lone year in a name: actions',
    source: 'actions',
    files: [{ ...sample('actions', 'actions_2017-18-Q3.csv', {}), name: 'actions 2017.csv' }],
    asAt: null,
    isChecked: true,
    says: [
      `warning no-date: actions 2017.csv is waiting: we couldn't work out which date it covers. Give the date with --as-at YYYY-MM-DD, or put it in the name of the file or folder, for example inbox/actions/2017-12-31.`,
    ],
  },
];
