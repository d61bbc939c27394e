import { odsBytes } from '../../support/ods.js';
import { rawParts } from '../../support/raw-workbook.js';
import { zipSync } from 'fflate';
import {
  bytesFile,
  csvFile,
  type ReturnCase,
  sample,
  sampleSet,
  sheetFile,
} from './return-case.js';

const LONG = ['Indicator', 'Period', 'Numerator'] as const;
const ESTIMATES =
  'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,age_group,population_estimate';
const encoded = (text: string, ...bytes: readonly number[]): Uint8Array => {
  const [before = '', after = ''] = text.split('|').map((part) => part);
  return Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);
};
const utf16 = (text: string): Uint8Array =>
  Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);

/** Odd returns that are read right. */
export const readingCases: readonly ReturnCase[] = [
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
