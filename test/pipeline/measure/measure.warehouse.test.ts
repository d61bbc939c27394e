import { beforeAll, expect, it } from 'vitest';
import { parseQuarter, quartersUpTo } from '../../../pipeline/core/calendar/quarter.js';
import { workingDays } from '../../../pipeline/core/calendar/working-days.js';
import { ratio } from '../../../pipeline/core/figure/rounding.js';
import { readDefinitions } from '../../../pipeline/measure/definitions.js';
import { computeSeries } from '../../../pipeline/measure/explain/figures.js';
import {
  measureQuarter,
  type Measured,
  type MeasureOrder,
} from '../../../pipeline/measure/measure.js';
import type { Figure } from '../../../pipeline/core/figure/figure.js';
import {
  defaultStatusRule,
  type Strategy,
  type StrategyMeasure,
} from '../../../pipeline/core/strategy/types.js';
import { loadAuthorities } from '../../../sources/authorities/lookup.js';
import { sources } from '../../../sources/register.js';
import { give, type GivenReturn } from '../../sql/given.js';
import { describeOnBoth } from '../../support/warehouses.js';

const plans = (count: number, start: string) =>
  Array.from({ length: count }, (_, index) => ({
    child: `child-${start}-${index}`,
    start_date: start,
  }));

const given: GivenReturn[] = [
  { source: 'annex-a', as_at: '2017-03-31', rows: { cp_plan: plans(30, '2017-01-05') } },
  { source: 'annex-a', as_at: '2017-09-30', rows: { cp_plan: plans(28, '2017-05-05') } },
  { source: 'annex-a', as_at: '2017-12-31', rows: { cp_plan: plans(24, '2017-05-05') } },
  {
    source: 'ofsted-schools',
    as_at: '2017-11-30',
    layout: 'mi-2015',
    rows: {
      school: [
        ...['E06000001', 'E06000002', 'E06000003'].flatMap((area_code, good) =>
          [0, 1, 2, 3].map((index) => ({
            urn: `${area_code}${index}`,
            area_code,
            overall_grade: index <= good ? 2 : 3,
          })),
        ),
        {
          urn: '900101',
          name: 'Invented Primary',
          overall_grade: 3,
          overall_outcome: 'graded',
          graded_start_date: '2017-10-10',
          graded_publication_date: '2017-11-02',
          previous_overall_grade: 2,
        },
        {
          urn: '900102',
          overall_grade: 1,
          overall_outcome: 'graded',
          graded_publication_date: '2017-09-30',
        },
        {
          urn: '900103',
          area_code: 'E07000999',
          overall_grade: 3,
          graded_publication_date: '2017-11-02',
        },
      ],
    },
  },
  {
    source: 'statistical-neighbours',
    as_at: '2014-01-01',
    rows: {
      neighbour: ['E06000001', 'E06000002', 'E06000003', 'E06000009'].map(
        (neighbour_code, index) => ({
          model: '2014',
          neighbour_rank: index + 1,
          neighbour_code,
        }),
      ),
    },
  },
  {
    source: 'population',
    as_at: '2017-06-22',
    rows: { estimate: [{ year: 2016, people_count: 42_000 }] },
  },
  {
    source: 'published',
    as_at: '2017-11-02',
    rows: {
      figure: [
        { area_code: 'E92000001', indicator: 'CPP_At31', value_scaled: 51_080 },
        {
          area_code: 'E92000001',
          indicator: 'CPP_At31_rate',
          value_scaled: 433,
          scale: 10,
        },
        {
          area_code: 'E92000001',
          indicator: 'CPP_At31_rate',
          period_to: '2018-03-31',
          value_scaled: 453,
          scale: 10,
        },
        {
          area_code: 'E06000001',
          indicator: 'CPP_At31_rate',
          value_scaled: 600,
          scale: 10,
        },
        { area_code: 'E06000002', indicator: 'CPP_At31_rate', symbol: 'c' },
        {
          area_code: 'E06000003',
          indicator: 'CPP_At31_rate',
          value_scaled: 501,
          scale: 10,
        },
      ],
    },
  },
  {
    source: 'annual-assessments',
    as_at: '2006-11-01',
    rows: {
      judgement: [
        { framework: 'apa', year: 2005, judgement: 'social-care', grade_number: 2 },
        { framework: 'apa', year: 2005, judgement: 'education', grade_number: 3 },
        {
          framework: 'apa',
          year: 2006,
          judgement: 'social-care',
          grade_number: 3,
          published_date: '2006-11-01',
        },
        {
          framework: 'apa',
          year: 2006,
          judgement: 'capacity-to-improve',
          grade_number: 4,
          published_date: '2006-11-01',
        },
        {
          framework: 'apa',
          year: 2006,
          judgement: 'education',
          is_graded: 'no',
          published_date: '2006-11-01',
        },
      ],
      finding: [
        {
          framework: 'apa',
          year: 2006,
          outcome: 'staying-safe',
          kind: 'strength',
          finding: 'Invented strength.',
        },
      ],
    },
  },
  {
    source: 'actions',
    as_at: '2018-01-10',
    rows: {
      action: [
        {
          priority: 'safe',
          action: 'Second',
          due_words: 'Spring 2018',
          status: 'on-track',
          row_no: 9,
        },
        {
          priority: 'safe',
          action: 'First',
          due_date: '2018-03-31',
          status: 'complete',
          row_no: 3,
        },
      ],
    },
  },
  {
    source: 'commentary',
    as_at: '2017-12-31',
    rows: {
      comment: ['2017-18-Q3', '2017-18-Q2'].map((quarter) => ({
        quarter,
        measure: 'Child protection plans',
        what_happened: `What happened in ${quarter}.`,
        back_on_target_words: 'Spring 2018',
        author: 'A. Lead',
        written_date: '2018-01-12',
      })),
    },
  },
];

function promise(options: Partial<StrategyMeasure>): StrategyMeasure {
  return {
    measure: 'child-protection-plans',
    basis: 'snapshot',
    breakdown: 'all',
    target: null,
    profile: null,
    targetDate: null,
    tolerance: null,
    tolerancePercent: null,
    minimum: null,
    polarity: null,
    baseline: null,
    ...options,
  };
}

const strategy: Strategy = {
  id: 'strategy',
  title: 'Invented strategy',
  agreed: null,
  status: defaultStatusRule,
  priorities: [
    {
      id: 'safe',
      title: 'Safe',
      lead: null,
      measures: [
        promise({
          ...{ polarity: 'low', target: 25, tolerance: 2 },
          baseline: { kind: 'quarter', quarter: '2016-17-Q4' },
        }),
        promise({ measure: 'child-protection-plans-rate', polarity: 'low', target: 5 }),
      ],
    },
  ],
};

describeOnBoth('a measured quarter', (open, engine) => {
  let measured: Measured;
  let order: MeasureOrder;
  let filled: Awaited<ReturnType<typeof open>>;

  beforeAll(async () => {
    order = {
      quarter: parseQuarter('2017-18-Q3'),
      authority: 'E06000004',
      knownAt: '2018-02-01T00:00:00.000Z',
      definitions: readDefinitions(),
      contracts: sources,
      strategies: [strategy],
      areas: await sampleNation(),
      expected: [
        { source: 'annex-a', required: true },
        { source: 'ssda903', required: true },
        { source: 'indicators', required: false },
      ],
      workingDays: workingDays(),
    };
    filled = await open();
    await filled.write(async (trx) => {
      await give(trx, engine, given);
    });
    measured = await measureQuarter(filled, order);
  });

  function figure(measure: string, breakdown = 'all'): Figure {
    const found = measured.figures.filter(
      (each) => each.definition.measure === measure && each.breakdown === breakdown,
    );
    expect(found).toHaveLength(1);
    return found[0] as Figure;
  }

  it('gives eight quarters of a promised measure, with gaps said, its baseline and its judgement', () => {
    const { series, judgement, priority } = figure('child-protection-plans');
    expect(priority).toBe('strategy/safe');
    expect(series.map((value) => value.symbol ?? value.numerator)).toEqual([
      'x',
      'x',
      'x',
      'x',
      30,
      'x',
      28,
      24,
    ]);
    expect(judgement).toMatchObject({
      rag: 'green',
      baseline: { value: 30, at: '2017-03-31', change: -6 },
      // A stock goes down, though the council rates fewer as better.
      shortTerm: { word: 'down', change: -4 },
      longTerm: { word: 'not comparable' },
    });
  });

  it.each([
    'child-protection-plans-rate',
    'schools-good-or-outstanding',
    'annual-assessment-grades',
  ])(
    'is explained with the comparators, rank and judgement that its pack has: %s',
    async (measure) => {
      const own = measured.figures.filter((each) => each.definition.measure === measure);
      const [first] = own;
      if (first === undefined) throw new Error(`no figure of ${measure}`);
      const { basis, breakdown } = first;
      const { figures } = await computeSeries(filled, {
        ...order,
        measure,
        basis,
        breakdown,
        areaCode: order.authority,
        pins: null,
      });
      expect(figures).toEqual(own.filter((each) => each.breakdown === breakdown));
    },
  );

  it('is explained by the series that its pack has, though other authorities are left out of earlier quarters', async () => {
    const warehouse = await open();
    const school = (urn: string, area_code: string, overall_grade: number) => ({
      ...{ urn, area_code, overall_grade },
      overall_outcome: 'graded',
    });
    const file = (as_at: string, ...grades: number[]): GivenReturn => ({
      source: 'ofsted-schools',
      as_at,
      rows: {
        school: grades.flatMap((grade, index) => [
          school(`90000${index}`, 'E06000004', grade),
          school(`80000${index}`, 'E06000001', 3),
        ]),
      },
    });
    await warehouse.write(async (trx) => {
      await give(trx, engine, [
        file('2016-12-31', 2, 3, 4),
        file('2017-09-30', 2, 2, 4),
        file('2017-12-31', 2, 2, 2),
      ]);
    });
    const measure = 'schools-good-or-outstanding';
    const asked = {
      ...order,
      definitions: order.definitions.filter((each) => each.measure === measure),
      strategies: [],
    };
    const pack = await measureQuarter(warehouse, asked);
    const { figures } = await computeSeries(warehouse, {
      ...{ ...asked, measure, basis: 'snapshot' as const, breakdown: 'all' },
      ...{ areaCode: order.authority, pins: null },
    });
    expect(figures).toEqual(pack.figures.filter((each) => each.breakdown === 'all'));
    expect(figures[0]?.series.map((value) => value.numerator)).toEqual([
      ...[null, null, null, 1, 1, 1, 2, 3],
    ]);
  });

  it('looks twelve quarters back for exceptions, and says why a stock has none', () => {
    const { history, series, judgement } = figure('child-protection-plans');
    expect([...history, ...series].map((value) => value.quarter)).toEqual(
      quartersUpTo(parseQuarter('2017-18-Q3'), 13).map((quarter) => quarter.key),
    );
    expect(judgement.exception?.why).toBe(
      'a number on a day carries over to the next quarter, so limits from its own quarters would mislead',
    );
    const known = new Set(measured.values.map((value) => `${value.measure} ${value.quarter}`));
    for (const value of history) expect(known).toContain(`${value.measure} ${value.quarter}`);
  });

  it('takes a quarter’s target, its share of tolerance and its date from the promise', async () => {
    const asked = promise({
      polarity: 'low',
      profile: { Q2: 20, Q3: 22, Q4: 20 },
      tolerancePercent: 10,
      minimum: 30,
      targetDate: '2018-03-31',
      baseline: { kind: 'quarter', quarter: '2016-17-Q4' },
    });
    const [priority] = strategy.priorities;
    const strategies = [
      { ...strategy, priorities: priority ? [{ ...priority, measures: [asked] }] : [] },
    ];
    const found = await measureQuarter(filled, { ...order, strategies });
    const judged = found.figures.find(
      (each) => each.definition.measure === 'child-protection-plans' && each.priority !== null,
    );
    // 24 against 22: amber to 24.2; three quarters of the way from 30 to 20 it should stand at 22 or 23.
    expect(judged?.judgement).toMatchObject({
      rag: 'amber',
      target: 22,
      minimum: 30,
      course: { word: 'not on course', target: 20, needed: 22 },
    });
  });

  it('says whose choice a polarity is', () => {
    expect(figure('child-protection-plans-rate')).toMatchObject({
      polarity: 'low',
      polarityBy: 'council',
    });
    expect(figure('schools-good-or-outstanding', 'phase:primary').polarityBy).toBe('definition');
  });

  it('compares schools with the same file: England, region, and no median where too few neighbours are in it', () => {
    const { current, comparators } = figure('schools-good-or-outstanding', 'phase:primary');
    expect([current.numerator, current.denominator]).toEqual([1, 2]);
    expect(comparators.map(({ name, basis }) => [name, basis])).toEqual([
      ['England', 'same file, 30 November 2017'],
      ['North East', 'same file, 30 November 2017'],
      [
        'Statistical neighbours (median)',
        'same file, 30 November 2017; 3 of 4 neighbours, 2014 model',
      ],
    ]);
    // One neighbour of four isn't in the file: more than a tenth lack a figure.
    expect(comparators[2]?.value).toMatchObject({
      symbol: 'x',
      reason: '3 of 4 neighbours have a published figure.',
    });
  });

  it('compares social care with the latest published year not after the quarter', () => {
    const { comparators } = figure('child-protection-plans-rate');
    expect(
      comparators.map(({ name, basis, value }) => [
        name,
        basis,
        ratio(value.numerator, value.denominator, 'rate_per_10000'),
      ]),
    ).toEqual([
      ['England', '31 March 2017, DfE release to November 2017', 43.3],
      // Two of four neighbours have a figure: a median of those would be of half of them.
      [
        'Statistical neighbours (median)',
        '31 March 2017, DfE release to November 2017; 2 of 4 neighbours, 2014 model',
        null,
      ],
    ]);
  });

  it('sets no other area’s number next to a number, whose rate is compared', () => {
    const [number, rate] = ['child-protection-plans', 'child-protection-plans-rate'].map((name) =>
      figure(name),
    );
    expect(number?.definition.benchmark).toBe('cpp-at-31-march');
    expect(number?.comparators).toEqual([]);
    expect(number?.uncompared).toBe(
      'A number grows with the area, so that only its rate is compared.',
    );
    expect(rate?.comparators.map(({ name }) => name)).toContain('England');
  });

  it('compares with a year as DfE had it at the run’s moment, though a later release revises it', async () => {
    const published = (year: number, value_scaled: number) => ({
      ...{ area_code: 'E92000001', indicator: 'CPP_At31_rate' },
      ...{ period: String(year), period_to: `${year}-03-31`, value_scaled, scale: 10 },
    });
    const warehouse = await open();
    await warehouse.write(async (trx) => {
      await give(trx, engine, [
        ...given.filter((each) => ['annex-a', 'population', 'published'].includes(each.source)),
        {
          source: 'published',
          as_at: '2018-11-01',
          rows: { figure: [published(2017, 441), published(2018, 453)] },
        },
      ]);
    });
    const definitions = order.definitions.filter(
      ({ measure }) => measure === 'child-protection-plans-rate',
    );
    const england = async (knownAt: string) => {
      const told = await measureQuarter(warehouse, {
        ...order,
        knownAt,
        definitions,
        strategies: [],
      });
      const found = told.figures[0]?.comparators.find(({ name }) => name === 'England');
      return [found?.value.numerator, found?.basis];
    };
    expect(await england('2018-02-01T00:00:00.000Z')).toEqual([
      433,
      '31 March 2017, DfE release to November 2017',
    ]);
    expect(await england('2018-12-01T00:00:00.000Z')).toEqual([
      441,
      '31 March 2017, DfE release to November 2018',
    ]);
  });

  it('ranks the authority among all of the same file, whatever areas are shown next to it', async () => {
    // One good school of one is no first place.
    expect(figure('schools-good-or-outstanding', 'phase:primary').rank).toMatchObject({
      position: null,
      reason: 'fewer than 10 are counted',
    });
    const { figures, values } = await measureQuarter(filled, { ...order, tooFew: 1 });
    const rank = figures.find(
      ({ definition, breakdown }) =>
        definition.measure === 'schools-good-or-outstanding' && breakdown === 'phase:primary',
    )?.rank;
    expect(rank).toMatchObject({
      order: 'best first',
      basis: 'same file, 30 November 2017',
    });
    const all = new Set(
      values
        .filter((value) => value.measure === 'schools-good-or-outstanding')
        .map((value) => value.areaCode),
    );
    expect(rank?.of).toBeGreaterThanOrEqual(
      [...all].filter((code) => /^E(06|08)/.test(code)).length,
    );
    // Of a benchmark nothing was published for this authority: there is no rank to tell.
    expect(figure('child-protection-plans-rate').rank).toBeNull();
  });

  it('lists what a pack shows beside measures, for the authority alone', () => {
    const { lists } = measured;
    // The file is of 30 November: what was published in December isn't in it.
    expect(lists.inspections).toEqual([]);
    expect(lists.reasons).toEqual({
      inspections:
        "The latest file is of 30 November 2017: it doesn't reach the quarter's end, 31 December 2017.",
      homes: expect.stringContaining('has been received') as string,
    });
    expect(lists.schoolsBelowGood.map(({ urn, grade }) => [urn, grade])).toEqual([
      ['900101', 'Requires improvement'],
    ]);
    expect(lists.schoolsByPhase).toMatchObject([
      { phase: 'primary', openSchools: 2, grade1: 1, grade3: 1 },
    ]);
    expect(lists.actions.map(({ action, due }) => [action, due])).toEqual([
      ['First', '2018-03-31'],
      ['Second', 'Spring 2018'],
    ]);
    expect(lists.actionsAsAt).toBe('2018-01-10');
    expect(lists.findings).toHaveLength(1);
    expect(lists.commentary).toEqual([
      {
        measure: 'Child protection plans',
        whatHappened: 'What happened in 2017-18-Q3.',
        why: null,
        whatIsDone: null,
        backOnTarget: 'Spring 2018',
        author: 'A. Lead',
        written: '2018-01-12',
      },
    ]);
  });

  it('gives judgements with what they meant, the year before, and what is no longer graded separately', () => {
    expect(
      measured.lists.judgements.map(({ judgement, grade, previousGrade, change, descriptor }) => [
        judgement,
        grade,
        previousGrade,
        change,
        descriptor,
      ]),
    ).toEqual([
      ['capacity-to-improve', '4', null, 'not assessed before', 'Excellent or outstanding'],
      ['education', null, '3', 'no longer graded separately', null],
      [
        'social-care',
        '3',
        '2',
        'improved',
        'Consistently delivers above minimum requirements for users',
      ],
    ]);
  });

  it('tells what became of each return, and takes the data’s date from those that count', () => {
    expect(measured.returns.map(({ source, state, ageDays }) => [source, state, ageDays])).toEqual([
      ['actions', 'counts', -10],
      ['annex-a', 'counts', 0],
      ['annual-assessments', 'counts', 4078],
      ['commentary', 'counts', 0],
      ['indicators', 'optional, not received', null],
      ['ofsted-schools', 'counts', 31],
      ['population', 'counts', 192],
      ['published', 'counts', 59],
      ['ssda903', 'missing', null],
      ['statistical-neighbours', 'counts', 1460],
    ]);
    expect(measured.dataCutOff).toBe('2018-01-10');
  });

  it('has values of the authority, its neighbours, its region and England, sorted by key', () => {
    const areas = new Set(measured.values.map((value) => value.areaCode));
    expect([...areas].sort()).toEqual([
      'E06000001',
      'E06000002',
      'E06000003',
      'E06000004',
      'E12000001',
      'E92000001',
    ]);
    expect(measured.areaNames.get('E12000001')).toBe('North East');
    const keys = measured.values.map((each) =>
      [each.measure, each.version, each.basis, each.areaCode, each.breakdown, each.quarter].join(
        '\u0000',
      ),
    );
    expect(keys).toEqual([...keys].sort());
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('refuses a strategy that names a measure, or a basis, that isn’t there', async () => {
    const warehouse = await open();
    const asking = (measure: Partial<StrategyMeasure>) =>
      measureQuarter(warehouse, {
        ...order,
        strategies: [
          {
            ...strategy,
            priorities: strategy.priorities.map((each) => ({
              ...each,
              measures: [promise(measure)],
            })),
          },
        ],
      });
    await expect(asking({ measure: 'no-such' })).rejects.toThrow(
      "a measure that doesn't exist: no-such",
    );
    await expect(asking({ basis: 'ytd' })).rejects.toThrow('on the basis ytd');
  });
});

/** The authorities of the sample are all that its nation has, so that its file covers it. */
async function sampleNation(): Promise<Awaited<ReturnType<typeof loadAuthorities>>> {
  const real = await loadAuthorities();
  const sample = new Set(['E06000001', 'E06000002', 'E06000003', 'E06000004']);
  return { ...real, all: real.all.filter(({ code }) => sample.has(code)) };
}
