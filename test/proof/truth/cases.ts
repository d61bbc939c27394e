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

const SCHOOLS = 'schools-good-or-outstanding';
const HOMES = 'childrens-homes-good-or-outstanding';
const PRIMARY = { measure: SCHOOLS, breakdown: 'phase:primary' } as const;
const TEN = ['E06000001', 'E06000002', 'E06000003', 'E06000005', 'E06000006'].concat(
  ...[['E06000007', 'E06000008', 'E06000009', 'E06000010', 'E06000011']],
);
const LEEDS = 'E08000035';

/** Repeat plans of ten neighbours and Stockton, with England; some of them suppressed or missing. */
function repeatPlans(of: (index: number) => number | 'c' | 'x', nation: readonly string[]) {
  const rows = nation.map((area, index) => {
    const place = TEN.indexOf(area);
    const percent = area === stockton ? 20 : place < 0 ? 10 + (index % 15) : of(place);
    const count = typeof percent === 'number' ? Math.round(percent) : 'c';
    return {
      ...{ area, percent },
      counts: { CPP_start: 100, CPP_subsequent: count } as const,
    };
  });
  return published('repeat-plans', 'CPP_subsequent_percent', [
    { area: 'E92000001', percent: 18.7 },
    ...rows,
  ]);
}

/** Annex A of nine months: a hundred plans begun, of which a fifth are repeats. */
const nineMonths = [
  annexA('2017-06-30', {
    cp_plan: [
      ...children(8, { start_date: '2017-05-01', previous_plan_count: 0 }, 'first'),
      ...children(2, { start_date: '2017-05-01', previous_plan_count: 1 }, 'again'),
    ],
  }),
  annexA('2017-12-31', {
    cp_plan: [
      ...children(72, { start_date: '2017-10-02', previous_plan_count: 0 }, 'new'),
      ...children(18, { start_date: '2017-10-02', previous_plan_count: 1 }, 'twice'),
    ],
  }),
];

/** All twenty. */
export async function unevenWorkspaces(): Promise<Uneven[]> {
  const [in2017, in2022, in2025, in2026] = await Promise.all(
    ['2017-12-31', '2022-12-31', '2025-08-31', '2026-03-31'].map(nationOn),
  );
  const nation = in2017 ?? [];
  const without = (...codes: readonly string[]): string[] =>
    nation.filter((code) => !codes.includes(code));
  return [
    {
      name: 'a national file of schools and nothing else',
      quarter: '2017-18-Q3',
      measures: [{ ...PRIMARY, target: 90 }, { measure: 'child-protection-plans' }],
      given: [schoolsFile('2017-12-31', nation)],
      must: [
        'England, 31 December 2017',
        'North East, 31 December 2017',
        'of 152',
        'No figure: ',
        'No return "Annex A: child-level lists for inspection" for 31 December 2017',
      ],
      mustNot: [
        'one is red',
        'England not available',
        'sum of',
        'the latest published',
        'NaN',
        'undefined',
      ],
    },
    {
      name: 'a council’s own rows of the national file',
      quarter: '2025-26-Q2',
      authority: LEEDS,
      measures: [PRIMARY],
      given: [schoolsFile('2025-08-31', [LEEDS], { good: () => 10, layout: 'mi-2024' })],
      must: [
        'The file holds 1 of 153 authorities.',
        'The file holds 1 of 15 authorities of the region.',
        'at 31 August 2025, the latest published',
        "it doesn't reach the quarter's end, 30 September 2025",
        'Leeds',
      ],
      mustNot: [
        'England: 100.0%',
        'above England',
        'the same as England',
        'at 30 September 2025',
        'No inspections were published in the quarter.',
      ],
    },
    {
      name: 'a national file in which the council is missing',
      quarter: '2017-18-Q3',
      measures: [{ ...PRIMARY, target: 90 }],
      given: [schoolsFile('2017-12-31', without(stockton))],
      must: [
        'the strategy’s one measure has no figure this quarter',
        'The file holds no row of this authority.',
        'not available at 31 December 2017',
        'No figure: ',
        'The file holds 11 of 12 authorities of the region.',
      ],
      mustNot: [
        'No inspections were published',
        'meeting the target',
        'missing the target',
        'is 0.0%',
        '| Red |',
        'above England',
      ],
    },
    {
      name: 'a file of twelve authorities',
      quarter: '2017-18-Q3',
      measures: [{ ...PRIMARY, target: 30 }],
      given: [schoolsFile('2017-12-31', [stockton, ...TEN, LEEDS])],
      must: [
        'The file holds 12 of 152 authorities.',
        'Not ranked: the file holds 12 of 152 authorities',
        'of 12 authorities of the region.',
        'meeting the target of 30%',
        'Stockton-on-Tees',
      ],
      mustNot: [
        'The continued',
        'above England',
        'below England',
        ' of 12;',
        'quartile 1',
        'England, 31 December 2017: 4',
      ],
    },
    {
      name: 'a file in which one authority of the region is missing',
      quarter: '2017-18-Q3',
      measures: [PRIMARY],
      given: [schoolsFile('2017-12-31', without('E06000005'))],
      must: [
        'The file holds 11 of 12 authorities of the region.',
        'sum of 151 of 152 authorities',
        'England, 31 December 2017',
        'of the 151 with a figure',
        'at 31 December 2017',
      ],
      mustNot: [
        'The file holds 151 of 152 authorities.',
        'of 152;',
        'North East, 31 December 2017: 5',
        'NaN',
        'undefined',
      ],
    },
    {
      name: 'five quarters on one homes file',
      quarter: '2018-19-Q1',
      measures: [{ measure: HOMES, target: 40 }],
      given: [homesFile('2017-06-30', nation, () => 5)],
      must: [
        'at 30 June 2017, the latest published',
        'no newer return',
        'Not compared: no newer return',
        'meeting the target of 40%',
      ],
      mustNot: [
        '50 | 50 | 50 | 50',
        'The continued',
        'The improved',
        'at 30 June 2018',
        '► Same',
        'the same as last year',
      ],
    },
    {
      name: 'every counter blank, and six months of returns',
      quarter: '2018-19-Q2',
      measures: [
        { measure: 're-referrals', basis: 'ytd', target: 20 },
        { measure: 'repeat-plans', basis: 'ytd', target: 20 },
      ],
      given: [
        annexA('2018-09-30', {
          referral: children(20, { referral_date: '2018-05-02' }),
          cp_plan: children(20, { start_date: '2018-05-03' }),
        }),
      ],
      must: [
        "More than 5% are unknown: referrals of which the returns don't say",
        'More than 5% are unknown: plans of which neither the counter nor the returns say',
        'Re-referrals within 12 months: not available',
        'No figure: ',
      ],
      mustNot: ['0.0%', '0 of 20', '100.0%', 'meeting the target of 20%', 'missing the target'],
    },
    {
      name: 'blank counters, and the dates of a year',
      quarter: '2018-19-Q4',
      measures: [{ measure: 're-referrals', basis: 'ytd', target: 20 }],
      given: [
        annexA('2018-09-30', { referral: children(10, { referral_date: '2018-05-02' }) }),
        annexA('2019-03-31', { referral: children(10, { referral_date: '2018-11-02' }) }),
      ],
      must: [
        'at least 50.0% (10 of 20)',
        'At least 50.0%',
        '1 April to quarter end, at least',
        'at least: the returns do not hold the year before every referral',
        'missing the target of 20%',
        '| Red |',
        'in the year to March 2019',
      ],
      mustNot: [
        ...['(0 of 20)', ' 0.0%', '100.0%', '(20 of 20)', 'meeting the target'],
        ...['is 50.0%', ': 50.0%'],
      ],
    },
    {
      name: 're-referrals of which only the least is known, below a target',
      quarter: '2018-19-Q4',
      measures: [
        { measure: 're-referrals', basis: 'ytd', target: 60 },
        { measure: 're-referrals', basis: 'rolling12', target: 50, tolerance: 20 },
      ],
      given: [
        annexA('2018-09-30', { referral: children(10, { referral_date: '2018-05-02' }) }),
        annexA('2019-03-31', { referral: children(10, { referral_date: '2018-11-02' }) }),
      ],
      must: [
        'no measure is rated this quarter',
        'at least 50.0% (10 of 20)',
        'Not rated: only the least that it can be is known, and more could change its colour',
        'Not compared: only the least that it can be is known',
        'in the year to March 2019',
      ],
      mustNot: [
        'meeting the target',
        'within tolerance',
        'Green',
        'missing the target',
        'improved',
      ],
    },
    {
      name: 'a counter that counts the referral in hand',
      quarter: '2018-19-Q2',
      measures: [{ measure: 're-referrals', basis: 'ytd', target: 20 }],
      given: [
        annexA('2018-09-30', {
          referral: children(10, { referral_date: '2018-04-02', earlier_referral_count: 1 }),
        }),
      ],
      must: [
        'Re-referrals within 12 months: not available',
        'More than 5% are unknown',
        'No figure: ',
        '[x]',
      ],
      mustNot: ['100.0%', '10 of 10', '| Red |', 'missing the target', '0 of 10'],
    },
    {
      name: 'a new council in its first quarter',
      quarter: '2023-24-Q1',
      authority: 'E06000063',
      measures: [{ measure: 'child-protection-plans' }, PRIMARY],
      given: [
        annexA(
          '2023-06-30',
          { cp_plan: children(30, { start_date: '2023-04-03', previous_plan_count: 0 }) },
          'E06000063',
        ),
        schoolsFile('2023-06-30', (in2025 ?? []).slice(), { layout: 'mi-2019' }),
      ],
      must: [
        'Cumberland',
        'The number of children on child protection plans is 30 at 30 June 2023',
        'Not compared: no figure a year before',
        'England, 30 June 2023',
        'no measure has a target, so none is rated',
      ],
      mustNot: ['since March', 'on a year before by', 'improved', 'Nothing is measured', 'fallen'],
    },
    {
      name: 'an authority reorganised in 2023, before and after',
      quarter: '2023-24-Q1',
      authority: 'E06000065',
      measures: [{ ...PRIMARY, target: 20 }],
      given: [
        schoolsFile('2022-12-31', in2022 ?? [], { layout: 'mi-2019', good: () => 5 }),
        schoolsFile('2023-06-30', in2025 ?? [], { layout: 'mi-2019', good: () => 6 }),
      ],
      must: [
        'North Yorkshire',
        '60.0% (6 of 10) at 30 June 2023',
        'the same as England, 30 June 2023 (60.0%)',
        'meeting the target of 20%',
        'Green',
      ],
      mustNot: [
        'The file holds 0 of',
        'The file holds no row',
        'not available at 30 June 2023',
        'E10000023',
        'sum of',
      ],
    },
    {
      name: 'a return under a newer layout that has lost the old grades',
      quarter: '2025-26-Q4',
      authority: LEEDS,
      measures: [PRIMARY],
      given: [schoolsFile('2026-03-31', in2026 ?? [], { layout: 'card-2025' })],
      must: [
        'This layout no longer holds the grades given before September 2019',
        'Not available: This layout no longer holds the grades',
        'not available at 31 March 2026',
        'No figure: ',
        'the strategy’s one measure has no figure this quarter',
      ],
      mustNot: [
        '1 Outstanding: 0',
        'schools are good or outstanding',
        'above England',
        'No open school is below good',
        '% of primary',
      ],
    },
    {
      name: 'Leeds in the last quarter of 2025-26, on a file of August',
      quarter: '2025-26-Q4',
      authority: LEEDS,
      measures: [PRIMARY, { measure: HOMES, target: 100 }],
      given: [
        schoolsFile('2025-08-31', in2025 ?? [], { layout: 'mi-2024' }),
        homesFile('2025-08-31', in2025 ?? []),
      ],
      must: [
        'at 31 August 2025, the latest published',
        'England, 31 August 2025',
        "it doesn't reach the quarter's end, 31 March 2026",
        'missing the target of 100%',
        'no newer return',
      ],
      mustNot: [
        'at 31 March 2026, ',
        'of 100% or more',
        'No inspections were published in the quarter.',
        '► Same',
        'The continued',
      ],
    },
    {
      name: 'nine months compared with DfE’s year',
      quarter: '2017-18-Q3',
      measures: [{ measure: 'repeat-plans', basis: 'ytd', target: 15 }],
      given: [...nineMonths, repeatPlans((index) => 10 + index, nation), neighbours(TEN)],
      must: [
        '20.0% (20 of 100), April to December',
        'England, year to March 2017',
        '20.0% in April to December 2017; England, year to March 2017: 18.7%',
        'Year to 31 March 2017, DfE release to March 2017',
        'missing the target of 15%',
        '10 of 10 neighbours, 2014 model',
      ],
      mustNot: ['above England', 'below England', '187 | 1000', '245', 'England: 18.7%'],
    },
    {
      name: 'neighbours of whom four are suppressed',
      quarter: '2017-18-Q3',
      measures: [{ measure: 'repeat-plans', basis: 'ytd' }],
      given: [
        ...nineMonths,
        repeatPlans((index) => (index < 5 ? 'c' : 10 + index), nation),
        neighbours(TEN),
      ],
      must: [
        'the figures of 5 neighbours are suppressed',
        'It can be from 8.0% to 10.0%',
        'Statistical neighbours (median), year to March 2017',
        '[c]',
        'no measure has a target, so none is rated',
      ],
      mustNot: [
        ...tens('Statistical neighbours (median), year to March 2017: '),
        'Statistical neighbours (median), year to March 2017: 2',
        'above Statistical neighbours',
        'NaN',
        'undefined',
      ],
    },
    {
      name: 'neighbours of whom two have no figure at all',
      quarter: '2017-18-Q3',
      measures: [{ measure: 'repeat-plans', basis: 'ytd' }],
      given: [
        ...nineMonths,
        repeatPlans((index) => (index < 2 ? 'x' : 10 + index), nation),
        neighbours(TEN),
      ],
      must: [
        'Statistical neighbours (median), year to March 2017',
        '8 of 10 neighbours, 2014 model',
        'of the 150 with a figure',
        '[x]',
        'England, year to March 2017',
      ],
      mustNot: [
        ...tens('Statistical neighbours (median), year to March 2017: '),
        'of 152;',
        'above England',
        'NaN',
        'undefined',
      ],
    },
    {
      name: 'a baseline that met the target already',
      quarter: '2017-18-Q3',
      measures: [
        {
          ...{ measure: 'child-protection-plans', polarity: 'low', target: 60 },
          targetDate: '2020-03-31',
          baseline: { kind: 'number', value: 40, at: '2017-03-31', source: 'Cabinet' },
        },
      ],
      given: [annexA('2017-12-31', { cp_plan: children(50, { start_date: '2017-10-02' }) })],
      must: [
        'Cannot say',
        'baseline met the target already',
        'up from 40 at 31 March 2017 to 50 at 31 December 2017',
        'meeting the target of 60',
        'Green',
      ],
      mustNot: [
        'The continued',
        'On course',
        'a straight line from the baseline',
        'improved',
        'worse',
        'Worse',
      ],
    },
    {
      name: 'no measure with a target',
      quarter: '2017-18-Q3',
      measures: [PRIMARY, { measure: 'child-protection-plans' }],
      given: [
        schoolsFile('2017-12-31', nation),
        annexA('2016-12-31', { cp_plan: children(40, { start_date: '2016-11-02' }) }),
        annexA('2017-12-31', { cp_plan: children(30, { start_date: '2017-10-02' }) }),
      ],
      must: [
        'no measure has a target, so none is rated',
        'The number of children on child protection plans is 30 at 31 December 2017, down 10 on last year',
        '▼ Down (−10)',
        'What we are doing',
        'England, 31 December 2017',
      ],
      mustNot: [
        'No measure met its target',
        'improved',
        'Improved',
        'meeting the target',
        '\nWhy\n',
      ],
    },
    {
      name: 'three placements by the counter of one Annex A',
      quarter: '2017-18-Q3',
      measures: [{ measure: 'three-or-more-placements', target: 10 }],
      given: [
        annexA('2017-12-31', {
          looked_after: [
            ...children(4, { ...inCare, placement_count: 3 }, 'moved'),
            ...children(16, { ...inCare, placement_count: 1 }, 'settled'),
          ],
        }),
      ],
      must: [
        '20.0% (4 of 20)',
        "from Annex A, since the looked-after children return (903) hasn't been received",
        'missing the target of 10%',
        '| Red |',
        'at 31 December 2017',
      ],
      mustNot: [
        'three or more placements in 12 months: not available',
        'No figure: ',
        'meeting the target',
        'NaN',
        'undefined',
      ],
    },
    {
      name: 'homes of which a nation’s list names none here',
      quarter: '2017-18-Q3',
      measures: [{ measure: HOMES, target: 100 }, PRIMARY],
      given: [
        homesFile('2017-12-31', without(stockton, 'E09000033', 'E09000001')),
        schoolsFile('2017-12-31', nation),
      ],
      must: [
        'Not rated: there is nothing to measure',
        'There is nothing to measure: 0 of 0',
        'sum of 149 of 152 authorities',
        'Schools judged good or outstanding',
        'not applicable at 31 December 2017',
        'England, 31 December 2017',
      ],
      mustNot: [
        'there is no rule',
        ' 0.0%',
        'of 100% or more',
        '| Red |',
        'missing the target',
        'holds no row',
      ],
    },
  ];
}

const inCare = { start_date: '2017-05-01', birth_month: '2010-01', legal_status: 'C2' } as const;

/** A share of ten to twenty per cent after some words; a number of plans has no point. */
function tens(words: string): string[] {
  return Array.from({ length: 10 }, (_, index) => `${words}${10 + index}.`);
}
