import {
  annexA,
  children,
  homesFile,
  nationOn,
  neighbours,
  published,
  schoolsFile,
  stockton,
  type Uneven,
} from './uneven.js';

const PRIMARY = { measure: 'schools-good-or-outstanding', breakdown: 'phase:primary' } as const;
const HOMES = 'childrens-homes-good-or-outstanding';
const PLANS = { measure: 'child-protection-plans' } as const;
const HEALTH =
  'characteristic=Health assessments: Children looked after all ages; breakdown=Had their annual health assessment';
const health = (to: number, own: number | 'c', england: number, area = stockton) =>
  published(
    'looked-after-health',
    'children_percent',
    [
      { area: 'E92000001', percent: england },
      { area, percent: own },
      { area: 'E06000001', percent: 95 },
    ],
    { scale: 1, to, filters: HEALTH },
  );

/** So many looked-after children of list 8, in care since May. */
const listed = (count: number, placements: number | null, prefix: string) =>
  children(
    count,
    {
      ...{ start_date: '2016-05-01', birth_month: '2010-01', legal_status: 'C2' },
      placement_count: placements,
    },
    prefix,
  );

/** So many children of the 903, each with one open episode. */
const inCare = (asAt: string, count: number) => ({
  source: 'ssda903',
  as_at: asAt,
  rows: {
    child: children(count, { birth_month: '2010-01' }),
    episode: children(count, {
      ...{ start_date: '2014-05-01', new_episode_reason: 'S', legal_status: 'C2' },
      placement: 'U4',
    }),
  },
});

/** Workspaces of a sceptical councillor: parts, splits, and years that don't meet. */
export async function scepticalWorkspaces(): Promise<Uneven[]> {
  const [in2017, in2020, in2021, in2023, in2025] = await Promise.all(
    ['2017-12-31', '2020-12-31', '2021-06-30', '2023-06-30', '2025-08-31'].map(nationOn),
  );
  const nation = in2017 ?? [];
  return [
    {
      name: 'a council split off in 2023, of whose predecessor the tables speak',
      quarter: '2023-24-Q3',
      authority: 'E06000064',
      measures: [
        { measure: 'health-assessments-percent', basis: 'annual', target: 90 },
        { ...PRIMARY, target: 50, baseline: { kind: 'quarter', quarter: '2022-23-Q3' } },
      ],
      given: [
        health(2023, 80, 89, 'E10000006'),
        schoolsFile('2022-12-31', await nationOn('2022-12-31'), {
          layout: 'mi-2019',
          good: () => 5,
        }),
        schoolsFile('2023-12-31', in2023 ?? [], { layout: 'mi-2019', good: () => 6 }),
      ],
      must: [
        'DfE published no figure of this area at 31 March 2023',
        'No figure: DfE published',
        'is up to date, %: not available. DfE',
        'Schools judged good or outstanding: primary | [x] | 50',
        '60.0% (6 of 10)',
      ],
      mustNot: [
        'dfE',
        'not available in 2023-24',
        'for the 31 March',
        'E10000006',
        '80%',
        'since December 2022',
      ],
    },
    {
      name: 'a council of 2021 on a homes file of its county',
      quarter: '2021-22-Q1',
      authority: 'E06000061',
      measures: [{ measure: HOMES, target: 80 }, PRIMARY],
      given: [
        homesFile('2021-03-31', in2020 ?? []),
        schoolsFile('2021-06-30', in2021 ?? [], { layout: 'mi-2019' }),
      ],
      must: [
        'This authority did not exist on the day of the file.',
        'not available at 31 March 2021, the latest published',
        '64.8%, 31 March 2021',
        '70.0% (7 of 10) at 30 June 2021',
        'North Northamptonshire | England',
      ],
      mustNot: [
        "(registered children's homes in the area with a grade)",
        'Not applicable, 31 March 2021',
        'North Northamptonshire, Apr to Jun 2021 | England',
        'Northamptonshire at 31 March',
      ],
    },
    {
      name: 'the City of London',
      quarter: '2017-18-Q3',
      authority: 'E09000001',
      measures: [
        { ...PRIMARY, target: 90 },
        { measure: HOMES, target: 80 },
        { ...PLANS, target: 2, polarity: 'low' },
      ],
      given: [
        {
          ...schoolsFile('2017-12-31', nation.slice(1)),
          rows: {
            school: [
              ...(schoolsFile(
                '2017-12-31',
                nation.filter((code) => code !== 'E09000001'),
              ).rows['school'] ?? []),
              {
                area_code: 'E09000001',
                urn: 'city',
                name: 'Sir John',
                overall_grade: 1,
                graded_publication_date: '2017-10-03',
              },
            ],
          },
        },
        homesFile(
          '2017-12-31',
          nation.filter((code) => code !== 'E09000001'),
        ),
        annexA('2017-12-31', { cp_plan: children(3, { start_date: '2017-10-02' }) }, 'E09000001'),
      ],
      must: [
        '1 of 1, too few for a percentage to mean anything',
        'Not ranked: fewer than 10 are counted',
        'Not applicable | 80 | Not rated',
        '64.9%, 31 December 2017',
        '| 1 of 1 |',
      ],
      mustNot: [
        'City of London at 31 December 2017: 100.0%',
        'above England',

        '1st of 151',
        '| 100 | 64.9 | 65.1 | 31 December',
      ],
    },
    {
      name: 'a county whose homes file is three years old',
      quarter: '2025-26-Q2',
      authority: 'E10000014',
      measures: [{ measure: HOMES, target: 80 }, PRIMARY],
      given: [
        homesFile('2022-03-31', await nationOn('2022-03-31')),
        schoolsFile('2025-08-31', in2025 ?? [], { layout: 'mi-2024' }),
      ],
      must: [
        'of 30 September 2025, or of the 366 days before, has been received',
        'at 31 August 2025, the latest published; England, 31 August 2025: 64.7%',
        'Not rated: the series has a break',
        '40.0% (4 of 10), 31 August 2025',
        'Hampshire | England',
      ],
      mustNot: [
        'below England',
        'above England',
        'at 31 March 2022, the latest published',
        'Hampshire, Jul to Sep 2025 | England',
        'at 30 September 2025: 40',
      ],
    },
    {
      name: 'an Annex A that ends in the middle of the quarter',
      quarter: '2017-18-Q3',
      measures: [
        { ...PLANS, target: 60, polarity: 'low' },
        { measure: 'referrals', basis: 'quarter' },
      ],
      given: [
        annexA('2017-09-30', {
          cp_plan: children(40, { start_date: '2017-08-02' }),
          referral: children(30, { referral_date: '2017-08-02' }),
        }),
        annexA('2017-11-15', {
          cp_plan: children(45, { start_date: '2017-08-02' }),
          referral: children(12, { referral_date: '2017-10-02' }),
        }),
      ],
      must: [
        'none of the strategy’s two measures has a figure this quarter',
        'No return "Annex A: child-level lists for inspection" for 31 December 2017 has been received',
        'Children on child protection plans |  |  |  |  |  |  | 40 |  |',
        'no figure this quarter',
        '2 no figure',
      ],
      mustNot: ['45 children', '12 in October', '| 45 |', 'meeting the target', '15 November'],
    },
    {
      name: 'last year’s 903 next to this quarter’s Annex A',
      quarter: '2017-18-Q3',
      measures: [
        { measure: 'children-looked-after' },
        { measure: 'long-term-placement-stability', target: 70 },
        { measure: 'care-leavers-in-touch', basis: 'ytd', breakdown: 'age:19-to-21' },
      ],
      given: [
        inCare('2017-03-31', 50),
        annexA('2017-12-31', { looked_after: listed(44, 1, 'now') }),
      ],
      must: [
        'The number of children looked after is 44 at 31 December 2017',
        'No return "Looked-after children return (SSDA903)" for 31 December 2017 has been received',
        'Children looked after |  |  |  |  | 50 |  |  | 44',
        'no figure a year before',
        '1 not rated, 2 no figure',
      ],
      mustNot: ['down from 50', 'fallen', '(−6)', '50 at 31 December', '12% since'],
    },
    {
      name: 'placement counters of which three in a hundred are blank',
      quarter: '2017-18-Q3',
      measures: [
        {
          measure: 'three-or-more-placements',
          target: 10,
          baseline: { kind: 'number', value: 8, at: '2017-03-31', source: 'Cabinet' },
        },
      ],
      given: [
        annexA('2017-12-31', {
          looked_after: [
            ...listed(12, 3, 'moved'),
            ...listed(85, 1, 'settled'),
            ...listed(3, null, 'blank'),
          ],
        }),
      ],
      must: [
        '12.4% (12 of 97)',
        'unknown and left out: 5 or fewer',
        'up from 8.0% at 31 March 2017 to 12.4% (12 of 97)',
        'missing the target of 10%',
        '12 | 97 | 12.4',
      ],
      mustNot: ['12.0%', 'of 100)', '12 of 100', 'left out: 3', 'meeting the target'],
    },
    {
      name: 'only LAIT',
      quarter: '2017-18-Q3',
      measures: [
        { measure: 'persistent-absence-percent', basis: 'annual', target: 10 },
        { ...PLANS },
        { measure: 'repeat-plans', basis: 'rolling12' },
      ],
      given: [
        published(
          'lait',
          'CIN_Assessments',
          nation.map((area, index) => ({ area, percent: 10 + (index % 15) })),
        ),
      ],
      must: [
        'Receive LAIT’s bulk file',
        'Persistent absence, %: not available. No published figure',
        'No return "Annex A',
        '3 no figure',
        'none of the strategy’s three measures has a figure this quarter',
      ],
      mustNot: ['not available in 2017-18', '0.0%', 'England: ', '1st of', 'meeting the target'],
    },
    {
      name: 'a strategy and nothing else',
      quarter: '2017-18-Q3',
      measures: [
        {
          ...PLANS,
          target: 240,
          polarity: 'low',
          targetDate: '2020-03-31',
          baseline: { kind: 'number', value: 307, at: '2017-03-31', source: 'Cabinet, June 2017' },
        },
        { ...PRIMARY, target: 95 },
        { measure: 'health-assessments-percent', basis: 'annual', target: 90 },
      ],
      given: [],
      must: [
        'none of the strategy’s three measures has a figure this quarter',
        '307, March 2017',
        'is up to date, %: not available. No published figure',
        'DfE’s table “Convictions, health and outcomes of children looked after”',
        'Not rated (measures: 3 without a figure',
      ],
      mustNot: ['since 307', 'On course', 'not available in 2017-18', ' is 0', 'down from 307'],
    },
    {
      name: 'a first quarter against a year’s target',
      quarter: '2018-19-Q1',
      measures: [
        { measure: 'assessments-in-45-days', basis: 'ytd', target: 90, profile: { Q2: 92 } },
        { measure: 'assessments-in-45-days', basis: 'quarter', target: 85 },
        { measure: 'referrals-rate', basis: 'quarter' },
      ],
      given: [
        annexA('2018-06-30', {
          assessment: [
            ...children(
              18,
              { start_date: '2018-04-03', authorisation_date: '2018-05-01' },
              'quick',
            ),
            ...children(2, { start_date: '2018-01-03', authorisation_date: '2018-06-01' }, 'slow'),
          ],
          referral: children(40, { referral_date: '2018-05-02' }),
        }),
        {
          source: 'population',
          as_at: '2016-06-30',
          rows: { estimate: [{ year: 2016, people_count: 43_000 }] },
        },
        published(
          'referrals',
          'Referrals_rate',
          nation.map((area, index) => ({ area, percent: 400 + index })),
        ),
      ],
      must: [
        '37.2 a year | None | No target',
        'the quarter, as a year’s rate',
        'the strategy sets none for the quarter',
        '90.0% (18 of 20) in April to June 2018, meeting the target of 85%',
        "the quarter's count times 4",
      ],
      mustNot: [
        'meeting the target of 90%',
        'is 37.2 in April',
        'England: 4',
        'above England',
        'below England',
      ],
    },
    {
      name: 'every target met already',
      quarter: '2017-18-Q3',
      measures: [
        {
          ...PRIMARY,
          target: 30,
          targetDate: '2020-03-31',
          baseline: { kind: 'quarter', quarter: '2016-17-Q4' },
        },
        {
          measure: HOMES,
          target: 10,
          targetDate: '2018-03-31',
          baseline: { kind: 'number', value: 60, at: '2017-03-31', source: 'Cabinet' },
        },
      ],
      given: [
        schoolsFile('2017-03-31', nation, { good: () => 6 }),
        schoolsFile('2017-12-31', nation, { good: () => 4 }),
        homesFile('2017-09-30', nation, () => 4),
      ],
      must: [
        'down from 60.0% at 31 March 2017 to 40.0% (4 of 10) at 31 December 2017, meeting the target of 30%',
        'baseline met the target already',
        '40.0% (4 of 10) at 30 September 2017, the latest published',
        'the performance in respect of schools',
        'the same as England',
      ],
      mustNot: [
        'On course',
        'improved',
        'continued',
        'at 31 December 2017, the latest published',
        'of 30% or more',
      ],
    },
    {
      name: 'grades of two layouts, and the same file received twice',
      quarter: '2024-25-Q2',
      authority: 'E08000035',
      measures: [
        { ...PRIMARY, target: 30 },
        { measure: 'schools-good-or-outstanding-with-key-judgements', breakdown: 'phase:primary' },
      ],
      given: [
        schoolsFile('2023-08-31', in2023 ?? [], { layout: 'mi-2019', good: () => 6 }),
        schoolsFile('2024-08-31', in2023 ?? [], { layout: 'mi-2019', good: () => 7 }),
        schoolsFile('2024-09-30', in2023 ?? [], { layout: 'mi-2024', good: () => 7 }),
        {
          ...schoolsFile('2024-09-30', in2023 ?? [], { layout: 'mi-2024', good: () => 8 }),
          received_at: '2024-11-01T12:00:00.000Z',
        },
      ],
      must: [
        '80.0% (8 of 10)',
        'Not rated: the series has a break',
        'break in the series',
        'England, 30 September 2024',
        '8 | Schools by phase',
      ],
      mustNot: [
        '70.0%',
        '7 of 10',
        'the same as England, 30 September 2024 (80.0%)\nBar chart of Schools judged good or outstanding: primary',
        'meeting the target of 30%',
        '16 of 20',
      ],
    },
    {
      name: 'a rate over the children of two years before',
      quarter: '2017-18-Q3',
      measures: [
        { measure: 'child-protection-plans-rate', target: 50, polarity: 'low' },
        { measure: 'children-in-need-rate' },
      ],
      given: [
        annexA('2017-12-31', { cp_plan: children(240, { start_date: '2017-10-02' }) }),
        annexA('2016-12-31', { cp_plan: children(200, { start_date: '2016-10-02' }) }),
        {
          source: 'population',
          as_at: '2015-06-30',
          rows: {
            estimate: [
              { year: 2015, people_count: 43_000 },
              { area_code: 'E92000001', year: 2015, people_count: 11_000_000 },
            ],
          },
        },
        published(
          'child-protection-plans',
          'CPP_At31_rate',
          nation.map((area, index) => ({ area, percent: 30 + index / 10 })),
        ),
      ],
      must: [
        'rate of children on child protection plans per 10,000',
        'Rate of children on child protection plans per 10,000: 55.8, target 50',
        'population at 30 June 2015',
        'What drives this: rate of children on child protection plans per 10,000 is red',
        'The publisher gives no figure of England',
      ],
      mustNot: [
        'plans: 55.8',
        'population at 30 June 2017',
        'red: children on child protection plans',
        'above England',
        '55.8 children',
      ],
    },
    {
      name: 'neighbours of whom two are abolished',
      quarter: '2023-24-Q3',
      authority: 'E06000001',
      measures: [{ measure: 'health-assessments-percent', basis: 'annual', target: 90 }],
      given: [
        published(
          'looked-after-health',
          'children_percent',
          (await nationOn('2023-03-31')).map((area, index) => ({
            area,
            percent: 80 + (index % 15),
          })),
          { scale: 1, to: 2023, filters: HEALTH },
        ),
        neighbours(
          [
            'E06000002',
            'E06000003',
            'E06000004',
            'E06000005',
            'E10000006',
            'E10000021',
            'E06000006',
            'E06000007',
            'E06000008',
            'E06000009',
          ],
          'E06000001',
        ),
      ],
      must: [
        '80% at 31 March 2023',
        '9 of 10 neighbours',
        'below Statistical neighbours (median), 31 March 2023 (85%)',
        'missing the target of 90%',
        'no figure a year before',
      ],
      mustNot: [
        '80.0%',
        '85.0%',
        'one figure a year',
        'Hartlepool, Oct to Dec 2023 |',
        'above England',
      ],
    },
    {
      name: 'a published figure in whole numbers, then one that is suppressed',
      quarter: '2018-19-Q4',
      measures: [
        { measure: 'health-assessments-percent', basis: 'annual', target: 90 },
        { measure: 'dental-checks-percent', basis: 'annual', target: 90 },
      ],
      given: [
        health(2017, 94, 89),
        health(2018, 86, 90),
        published(
          'looked-after-health',
          'children_percent',
          [
            { area: 'E92000001', percent: 80 },
            { area: stockton, percent: 'c' },
          ],
          {
            scale: 1,
            to: 2018,
            filters: HEALTH.replace(
              'Had their annual health assessment',
              'Had their teeth checked by a dentist',
            ),
          },
        ),
      ],
      must: [
        '86% at 31 March 2018',
        'down 8 percentage points on last year',
        'below England, 31 March 2018 (90%)',
        'as the publisher suppressed it',
        'Not shown: the publisher suppressed it',
      ],
      mustNot: ['86.0%', '90.0%', '8.0 p', 'it is about few children', 'children or fewer'],
    },
    {
      name: 'Annex A of which the quarter in the middle is missing',
      quarter: '2018-19-Q1',
      measures: [
        { ...PLANS, target: 45, polarity: 'low' },
        { measure: 'referrals', basis: 'quarter' },
        { measure: 're-referrals', basis: 'rolling12', target: 20 },
      ],
      given: ['2017-06-30', '2017-09-30', '2018-06-30'].map((asAt, index) =>
        annexA(asAt, {
          cp_plan: children(40 + index, { start_date: '2017-03-02' }),
          referral: children(
            20 + index,
            { referral_date: `${asAt.slice(0, 8)}02`, earlier_referral_count: 0 },
            `r${index}`,
          ),
        }),
      ),
      must: [
        'hold April to September 2017 and January to June 2018; the measure needs July 2017 to June 2018',
        '42 children are on child protection plans, meeting the target of 45',
        'The number of referrals received is 22 in April to June 2018, up 2 on last year',
        '| 40 | 41 |  |  | 42 |',
        '1 green, 1 not rated, 1 without a figure',
      ],
      mustNot: [
        '0 of 6',
        '0.0%',
        'since September 2017 by',
        '(+1)',
        'Re-referrals within 12 months: 0',
      ],
    },
    {
      name: 'three of four in a year to date',
      quarter: '2017-18-Q2',
      measures: [
        { measure: 'conferences-in-15-days', basis: 'ytd', target: 90 },
        { measure: 'repeat-plans', basis: 'ytd', target: 15 },
      ],
      given: [
        annexA('2017-09-30', {
          section_47: [
            ...children(3, { start_date: '2017-07-03', conference_date: '2017-07-10' }, 'in'),
            ...children(1, { start_date: '2017-07-03', conference_date: '2017-09-10' }, 'late'),
          ],
          cp_plan: [
            ...children(3, { start_date: '2017-07-10', previous_plan_count: 0 }, 'in'),
            ...children(1, { start_date: '2017-07-10', previous_plan_count: 2 }, 'again'),
          ],
        }),
      ],
      must: [
        '3 of 4, too few for a percentage to mean anything',
        '1 of 4, April to September',
        '| 3 of 4 | Too few',
        'Too few: a percentage of so few would mislead',
        'no measure is rated this quarter',
      ],
      mustNot: ['75.0%', '25.0%', 'missing the target', '| 75 | Too few', 'Red'],
    },
  ];
}
