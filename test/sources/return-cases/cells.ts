import { csvFile, type ReturnCase, sample, sampleSet } from './return-case.js';

const LONG = 'indicators-long_2017-18-Q3.csv';
const ACTIONS = 'actions_2017-18-Q3.csv';
const SCHOOLS = 'mi-2015_as_at_31_December_2017.csv';
const HOMES = 'provider_at_march_2024.csv';
const PEOPLE = 'mid-year_estimates_2016_to_2017.csv';
const TABLE = 'time_period,time_identifier,geographic_level,country_code';
const NEIGHBOURS = 'neighbours_april_2021.csv';

/** For each thing that can be wrong with the value of a cell, returns of different sources in which it is. */
export const cellCases: readonly ReturnCase[] = [
  {
    name: 'code-of-another-year: a code of the census that its year lacks',
    source: 'cin-census',
    asAt: '2018-03-31',
    files: sampleSet('cin-census', 'set 2018-03-31/assessments and factors.csv', {
      AssessmentFactors: '24A',
    }),
    says: [
      'warning code-of-another-year: assessments and factors.csv, row 2, "AssessmentFactors". Check the code and the reference date: the census of 2018 doesn\'t have the code yet.',
    ],
  },
  {
    name: 'new-word: a type of home that nobody knows',
    source: 'childrens-homes',
    asAt: '2024-03-31',
    files: [sample('childrens-homes', HOMES, { 'Provision type': 'Floating home' })],
    says: [
      'warning new-word: provider_at_march_2024.csv, row 9, "Provision type". This word is new to quarterly. The row is loaded, and no measure counts the word yet: check what the publisher means by it, and ask for it to be added.',
    ],
  },
  {
    name: 'new-word: a home of 2015 by the words of its year',
    source: 'childrens-homes',
    asAt: '2015-03-31',
    files: [
      sample('childrens-homes', 'provider_at_march_2015.csv', {
        'Provision type': 'Residential special school (>295 days/year)',
      }),
    ],
    neverSays: ['new-word'],
  },
  {
    name: 'no-locality: a locality of marks only',
    source: 'indicators',
    files: [
      csvFile(
        'indicators_2017-12-31.csv',
        'Indicator,Period,Locality,Numerator',
        'Visits,Q3 2017-18,???,4',
      ),
    ],
    says: [
      'rejected no-locality: indicators_2017-12-31.csv, row 2, "Locality". Name the locality in words, or leave the cell empty for the whole council.',
    ],
  },
  {
    name: 'not-a-date: a word under a date',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 7.csv', { 'Child Protection Plan Start Date': 'soon' }),
    says: [
      'rejected not-a-date: List 7.csv, row 2, "Child Protection Plan Start Date". Write the date as day, month, year (31/12/2017), or as a date cell.',
    ],
  },
  {
    name: 'not-a-date: the 31st of February',
    source: 'ssda903',
    files: sampleSet('ssda903', 'episodes.csv', { DECOM: '31/02/2017' }),
    says: [
      'rejected not-a-date: episodes.csv, row 2, "DECOM". Write the date as day, month, year (31/12/2017), or as a date cell.',
    ],
  },
  {
    name: 'not-a-date: an American date',
    source: 'ssd',
    files: sampleSet('ssd', 'ssd_cin_episodes.csv', { cine_referral_date: '12/31/2017' }),
    says: [
      'rejected not-a-date: ssd_cin_episodes.csv, row 2, "cine_referral_date". Write the date as day, month, year (31/12/2017), or as a date cell.',
    ],
  },
  {
    name: 'not-a-distance: a word under a distance',
    source: 'ssd',
    files: sampleSet('ssd', 'ssd_cla_placement.csv', { clap_cla_placement_distance: 'near' }),
    says: [
      'warning not-a-distance: ssd_cla_placement.csv, row 2, "clap_cla_placement_distance". Give miles, such as 20.4, or leave it empty.',
    ],
  },
  {
    name: 'not-a-grade: a grade of five',
    source: 'ofsted-schools',
    files: [sample('ofsted-schools', SCHOOLS, { 'Overall effectiveness': '5' })],
    says: [
      'rejected not-a-grade: mi-2015_as_at_31_December_2017.csv, row 4, "Overall effectiveness". Give 1, 2, 3 or 4, "Not judged", or 9, 8 or 0 where there is no grade.',
    ],
  },
  {
    name: 'not-a-number: a word under an absence',
    source: 'annex-a-send',
    files: sampleSet('annex-a-send', 'List_1.csv', { Absence: 'often' }),
    says: [
      'warning not-a-number: List_1.csv, row 2, "Absence". Give a number, such as 8.4, or leave the cell empty.',
    ],
  },
  {
    name: 'not-a-postcode: a town in its place',
    source: 'ssda903',
    files: sampleSet('ssda903', 'episodes.csv', { PL_POST: 'Stockton' }),
    says: [
      'warning not-a-postcode: episodes.csv, row 2, "PL_POST". Give the postcode, or leave the cell empty.',
    ],
  },
  {
    name: 'not-a-quarter: a season in its place',
    source: 'commentary',
    files: [sample('commentary', 'commentary_2017-18-Q3.csv', { Quarter: 'Autumn' })],
    says: [
      'rejected not-a-quarter: commentary_2017-18-Q3.csv, row 2, "Quarter". Write the quarter with its financial year, such as Q3 2017-18.',
    ],
  },
  {
    name: 'not-a-whole-number: a half under a count',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 7.csv', {
      'Number of Previous Child Protection Plans': '0.5',
    }),
    says: [
      'rejected not-a-whole-number: List 7.csv, row 2, "Number of Previous Child Protection Plans". Give a whole number, or leave the cell empty where there is none.',
    ],
  },
  {
    name: 'not-a-whole-number: a word under pupils',
    source: 'ofsted-schools',
    files: [sample('ofsted-schools', SCHOOLS, { 'Total pupils': 'full' })],
    says: [
      'warning not-a-whole-number: mi-2015_as_at_31_December_2017.csv, row 4, "Total pupils". Give a whole number, or leave the cell empty where there is none.',
    ],
  },
  {
    name: 'not-yes-or-no: a doubt',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 3.csv', { 'Referral NFA?': 'Perhaps' }),
    says: [
      'warning not-yes-or-no: List 3.csv, row 2, "Referral NFA?". Write Yes or No, or leave the cell empty.',
    ],
  },
  {
    name: 'not-yes-or-no: a doubt in the census',
    source: 'cin-census',
    asAt: '2018-03-31',
    files: sampleSet('cin-census', 'set 2018-03-31/section 47.csv', { ICPCnotRequired: 'perhaps' }),
    says: [
      'warning not-yes-or-no: section 47.csv, row 2, "ICPCnotRequired". Write Yes or No, or leave the cell empty.',
    ],
  },
  {
    name: 'out-of-range: a year of 1066',
    source: 'population',
    files: [sample('population', PEOPLE, { time_period: '1066' })],
    says: [
      'rejected out-of-range: mid-year_estimates_2016_to_2017.csv, row 2, "time_period". Give a whole number from 1990 to 2100.',
    ],
  },
  {
    name: 'out-of-range: a score over forty',
    source: 'ssda903',
    files: sampleSet('ssda903', 'oc2.csv', { SDQ_SCORE: '41' }),
    says: ['warning out-of-range: oc2.csv, row 2, "SDQ_SCORE". Give a whole number from 0 to 40.'],
  },
  {
    name: 'share-without-counts: a percentage for a number',
    source: 'indicators',
    files: [sample('indicators', LONG, { Numerator: '80%' })],
    says: [
      'rejected share-without-counts: indicators-long_2017-18-Q3.csv, row 2, "Numerator". Give the number, and what it is out of in a row or column of its own ("45 of 60" in one cell will do). A percentage without its numbers can’t be added up.',
    ],
  },
  {
    name: 'suppressed: fewer than five',
    source: 'indicators',
    files: [sample('indicators', LONG, { Numerator: '<5' })],
    says: [
      'rejected suppressed: indicators-long_2017-18-Q3.csv, row 2, "Numerator". A suppressed figure can’t be added up: send the true number in this restricted return. Small numbers are suppressed when the pack is published.',
    ],
  },
  {
    name: 'suppressed: a c in its place',
    source: 'indicators',
    files: [sample('indicators', LONG, { Numerator: 'c' })],
    says: [
      'rejected suppressed: indicators-long_2017-18-Q3.csv, row 2, "Numerator". A suppressed figure can’t be added up: send the true number in this restricted return. Small numbers are suppressed when the pack is published.',
    ],
  },
  {
    name: 'suppressed: a star for pupils',
    source: 'ofsted-schools',
    files: [sample('ofsted-schools', SCHOOLS, { 'Total pupils': '*' })],
    says: [
      'warning suppressed: mi-2015_as_at_31_December_2017.csv, row 4, "Total pupils". A suppressed figure can’t be added up: send the true number in this restricted return. Small numbers are suppressed when the pack is published.',
    ],
  },
  {
    name: 'suppressed: a publisher’s mark for children',
    source: 'population',
    files: [sample('population', PEOPLE, { population_estimate: '[c]' })],
    says: [
      'rejected suppressed: mid-year_estimates_2016_to_2017.csv, row 2, "population_estimate". A suppressed figure can’t be added up: send the true number in this restricted return. Small numbers are suppressed when the pack is published.',
    ],
  },
  {
    name: 'text-too-long: a priority of 301 letters',
    source: 'actions',
    files: [sample('actions', ACTIONS, { Priority: 'x'.repeat(301) })],
    says: [
      'rejected text-too-long: actions_2017-18-Q3.csv, row 2, "Priority". Shorten the text to 300 characters.',
    ],
  },
  {
    name: 'unknown-area: a place of no code',
    source: 'population',
    files: [sample('population', PEOPLE, { country_code: 'E99' })],
    says: [
      'rejected unknown-area: mid-year_estimates_2016_to_2017.csv, row 2, "new_la_code". Give the code of an English authority, of a region (E12...) or of England (E92000001).',
    ],
  },
  {
    name: 'unknown-authority: a name that nobody bears',
    source: 'annual-assessments',
    files: [sample('annual-assessments', 'judgements.csv', { Authority: 'Barchester' })],
    says: [
      'rejected unknown-authority: judgements.csv, row 2, "Authority". Give a code or name from the list of English authorities, or add the spelling to its aliases.',
    ],
  },
  {
    name: 'unknown-authority: a neighbour of no number',
    source: 'statistical-neighbours',
    asAt: '2021-04-01',
    files: [sample('statistical-neighbours', NEIGHBOURS, { SN1: '123' })],
    says: [
      'rejected unknown-authority: neighbours_april_2021.csv, row 2, "SN1". Give a code or name from the list of English authorities, or add the spelling to its aliases.',
    ],
  },
  {
    name: 'unknown-code: a placement of no year',
    source: 'ssda903',
    files: sampleSet('ssda903', 'episodes.csv', { PLACE: 'Q9' }),
    says: [
      "warning unknown-code: episodes.csv, row 2, \"PLACE\". This code isn't in the lists of PLACE of 2017 to 2027 that quarterly knows. Correct it if it's wrong. If the guidance has it, it's new to quarterly: leave it, and ask for it to be added.",
    ],
  },
  {
    name: 'unknown-code: a need that the census lacks',
    source: 'cin-census',
    asAt: '2018-03-31',
    files: sampleSet('cin-census', 'set 2018-03-31/details.csv', { PrimaryNeedCode: 'N99' }),
    says: [
      "warning unknown-code: details.csv, row 2, \"PrimaryNeedCode\". This code isn't in the lists of the censuses of 2017 to 2027 that quarterly knows. Correct it if it's wrong. If the guidance has it, it's new to quarterly: leave it, and ask for it to be added.",
    ],
  },
  {
    name: 'unknown-code: a URN of letters',
    source: 'ofsted-schools',
    files: [sample('ofsted-schools', SCHOOLS, { URN: 'ABC' })],
    says: [
      'rejected unknown-code: mi-2015_as_at_31_December_2017.csv, row 4, "URN". Give the school\'s URN, six or seven digits.',
    ],
  },
  {
    name: 'unknown-word: a kind of missing episode',
    source: 'ssd',
    files: sampleSet('ssd', 'ssd_missing.csv', { miss_missing_episode_type: 'Q' }),
    says: [
      'warning unknown-word: ssd_missing.csv, row 2, "miss_missing_episode_type". Write one of: m, missing, a, absent, away.',
    ],
  },
  {
    name: 'unknown-period: a season',
    source: 'indicators',
    files: [sample('indicators', LONG, { Period: 'Last autumn' })],
    says: [
      'rejected unknown-period: indicators-long_2017-18-Q3.csv, row 2, "Period". Write the period as "Q3 2017-18", "Oct-Dec 2017", "October 2017" or "2017-18".',
    ],
  },
  {
    name: 'unknown-status: a word of no colour',
    source: 'actions',
    files: [sample('actions', ACTIONS, { Status: 'Perhaps' })],
    says: [
      'rejected unknown-status: actions_2017-18-Q3.csv, row 2, "Status". Write one of: Complete, On track, At risk, Behind, Not started (or Blue, Green, Amber, Red, Grey).',
    ],
  },
  {
    name: 'unknown-word: a kind of finding',
    source: 'annual-assessments',
    files: [sample('annual-assessments', 'judgements.csv', { Kind: 'rumour' })],
    says: [
      'rejected unknown-word: judgements.csv, row 2, "Kind". Give one of: judgement, outcome.',
    ],
  },
  {
    name: 'unknown-word: a category of abuse',
    source: 'annex-a',
    files: sampleSet('annex-a', 'List 7.csv', { 'Initial Category of Abuse': 'Rumour' }),
    says: [
      'warning unknown-word: List 7.csv, row 2, "Initial Category of Abuse". Write one of: neglect, neg, physical, phy, sexual, sab, emotional, emo, multiple, mul.',
    ],
  },
  {
    name: 'unknown-word: how near a neighbour is',
    source: 'statistical-neighbours',
    asAt: '2021-04-01',
    files: [
      csvFile(
        'sn_model_2025.csv',
        'old_la_code,la_name,region_ind,region_name,SN_1,SN_1P,SN_2,SN_2P,SN_3,SN_3P,SN_4,SN_4P,SN_5,SN_5P,SN_6,SN_6P,SN_7,SN_7P,SN_8,SN_8P,SN_9,SN_9P,SN_10,SN_10P',
        '808,Stockton-on-Tees,1,North East,841,Rather close,877,Close,357,Close,876,Close,372,Close,350,Close,894,Close,810,Close,393,Close,332,Close',
      ),
    ],
    says: [
      'rejected unknown-word: sn_model_2025.csv, row 2, "SN_1". Give one of: Extremely close, Very close, Close, Somewhat close, Not close.',
    ],
  },
  {
    name: 'not-a-figure: a word in a column of few numbers makes no filter of it',
    source: 'published',
    asAt: '2024-12-31',
    files: [
      csvFile(
        'small_table_2024.csv',
        `${TABLE},sex,open_count,closed_count`,
        '2024,Calendar year,National,E92000001,Boys,7,4',
        '2024,Calendar year,National,E92000001,Girls,see note,5',
      ),
    ],
    says: [
      'rejected not-a-figure: small_table_2024.csv, row 3, "open_count". Give a number, or a symbol in its place such as c, x, z, u, low or -.',
      "information as-it-was-read: small_table_2024 is in DfE's standard form, and no definition describes it: its figures are kept, and no measure shows them. Filters: sex. Indicators: open_count, closed_count.",
    ],
    gives: { figure: [{ indicator: 'open_count', filters: 'sex=Boys', value_scaled: 7 }] },
  },
  {
    name: 'not-a-figure: nor in a known table of few rows',
    source: 'published',
    asAt: '2017-03-31',
    files: [sample('published', 'plans_2016_to_2017.csv', { CPP_At31: 'awaited' }, 2)],
    says: [
      'rejected not-a-figure: plans_2016_to_2017.csv, row 4, "CPP_At31". Give a number, or a symbol in its place such as c, x, z, u, low or -.',
    ],
    gives: { figure: [{ indicator: 'CPP_At31', area_code: 'E92000001', value_scaled: 51_080 }] },
  },
  {
    name: 'a column of numbers and a word that tells rows apart is a filter',
    source: 'published',
    asAt: '2024-12-31',
    files: [
      csvFile(
        'small_table_2024.csv',
        `${TABLE},placements,child_count`,
        '2024,Calendar year,National,E92000001,1,70',
        '2024,Calendar year,National,E92000001,2,40',
        '2024,Calendar year,National,E92000001,3 or more,20',
      ),
    ],
    neverSays: ['not-a-figure'],
    gives: {
      figure: [
        { indicator: 'child_count', filters: 'placements=1', value_scaled: 70 },
        { indicator: 'child_count', filters: 'placements=3 or more', value_scaled: 20 },
      ],
    },
  },
];
