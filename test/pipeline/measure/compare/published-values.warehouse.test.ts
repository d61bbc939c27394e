import { expect, it } from 'vitest';
import { quarterOf } from '../../../../pipeline/core/calendar/quarter.js';
import { workingDays } from '../../../../pipeline/core/calendar/working-days.js';
import type { Figure } from '../../../../pipeline/core/figure/figure.js';
import { ratio } from '../../../../pipeline/core/figure/rounding.js';
import { defaultStatusRule, type Strategy } from '../../../../pipeline/core/strategy/types.js';
import { publishedDefinitions } from '../../../../pipeline/measure/compare/published-measures.js';
import { computeSeries } from '../../../../pipeline/measure/explain/figures.js';
import {
  measureQuarter,
  type Measured,
  type MeasureOrder,
} from '../../../../pipeline/measure/measure.js';
import { loadAuthorities } from '../../../../sources/authorities/lookup.js';
import { sources } from '../../../../sources/register.js';
import { give, type GivenReturn } from '../../../sql/given.js';
import { describeOnBoth } from '../../../support/warehouses.js';

const NAMES = [
  'cpp-subsequent-percent',
  'factor-neglect-rate',
  'factor-physical-abuse-unknown-rate',
  'sdq-mean-score',
  'spend-per-child',
  'looked-after-at-31-march-rate',
];
const OUR_AREA = 'E06000004';
const ENGLAND = 'E92000001';

interface Printed {
  readonly area?: string;
  readonly table: string;
  readonly indicator: string;
  readonly year: number;
  readonly scaled: number;
  readonly scale?: number;
  readonly filters?: string;
}

const row = ({ area = OUR_AREA, table, indicator, year, scaled, scale = 1, filters }: Printed) => ({
  area_code: area,
  source_table: table,
  indicator,
  period: String(year),
  period_from: `${year - 1}-04-01`,
  period_to: `${year}-03-31`,
  value_scaled: scaled,
  scale,
  ...(filters === undefined ? {} : { filters }),
});

const second = (year: number, scaled: number, area = OUR_AREA) =>
  row({
    area,
    table: 'repeat-plans',
    indicator: 'CPP_subsequent_percent',
    year,
    scaled,
    scale: 10,
  });
const factor = (indicator: string, year: number, scaled: number, area = OUR_AREA) =>
  row({ area, table: 'assessment-factors', indicator, year, scaled });

const given: GivenReturn[] = [
  {
    source: 'published',
    as_at: '2025-03-31',
    rows: {
      figure: [
        second(2025, 230),
        second(2024, 250),
        second(2025, 245, ENGLAND),
        ...['E06000001', 'E06000002', 'E06000003'].map((area, at) =>
          second(2025, 200 + at * 10, area),
        ),
        row({ table: 'repeat-plans', indicator: 'CPP_subsequent', year: 2025, scaled: 23 }),
        row({ table: 'repeat-plans', indicator: 'CPP_start', year: 2025, scaled: 100 }),
        factor('Neglect', 2025, 84),
        factor('Neglect', 2025, 90, 'E06000001'),
        factor('Physical_Abuse_unknown', 2024, 30),
        factor('Physical_Abuse_unknown', 2025, 0),
        row({
          table: 'looked-after-health',
          indicator: 'children_count',
          year: 2025,
          scaled: 149,
          scale: 10,
          filters: 'characteristic=Ages 5 to 16 years with SDQ score; breakdown=SDQ average score',
        }),
      ],
    },
  },
  {
    source: 'population',
    as_at: '2024-06-30',
    rows: { estimate: [{ year: 2024, people_count: 42_000 }] },
  },
];

const strategy: Strategy = {
  id: 'plan',
  title: 'Plan',
  agreed: null,
  status: defaultStatusRule,
  priorities: [
    {
      id: 'one',
      title: 'One',
      lead: null,
      measures: NAMES.map((measure) => ({
        ...{ measure, basis: 'annual', breakdown: 'all', profile: null, targetDate: null },
        ...{
          tolerance: null,
          tolerancePercent: null,
          minimum: null,
          polarity: null,
          baseline: null,
        },
        target: measure === 'cpp-subsequent-percent' ? 24 : null,
      })),
    },
  ],
};

describeOnBoth('A published measure that a strategy names', (open, engine) => {
  let measured: Measured | undefined;
  async function ordered(): Promise<MeasureOrder> {
    return {
      quarter: quarterOf(2025, 3),
      authority: OUR_AREA,
      knownAt: '2026-06-01T00:00:00.000Z',
      definitions: publishedDefinitions().filter(({ measure }) => NAMES.includes(measure)),
      contracts: sources,
      strategies: [strategy],
      areas: await loadAuthorities(),
      expected: [],
      workingDays: workingDays([]),
    };
  }
  async function figure(measure: string): Promise<Figure> {
    if (measured === undefined) {
      const warehouse = await open();
      await warehouse.write(async (trx) => {
        await give(trx, engine, given);
      });
      measured = await measureQuarter(warehouse, await ordered());
    }
    const found = measured.figures.find((each) => each.definition.measure === measure);
    if (found === undefined) throw new Error(`no figure of ${measure}`);
    return found;
  }

  it('has the printed figure at its own date, its counts, England, rank, rating and the year before', async () => {
    const { current, comparators, judgement, rank, priority, unit } =
      await figure('cpp-subsequent-percent');
    expect(priority).toBe('plan/one');
    expect(ratio(current.numerator, current.denominator, unit)).toBe(23);
    expect(current.published).toEqual({
      period: 'year to March 2025',
      when: 'in the year to March 2025',
      to: '2025-03-31',
      numerator: 23,
      denominator: 100,
    });
    expect(current.note).toBe('year to March 2025, published; DfE release to March 2025');
    expect(
      comparators.map(({ name, period, value }) => [
        name,
        period,
        ratio(value.numerator, value.denominator, unit),
      ]),
    ).toEqual([['England', 'year to March 2025', 24.5]]);
    expect(judgement).toMatchObject({
      rag: 'green',
      shortTerm: null,
      longTerm: { word: 'improved', change: -2, since: { key: '2023-24-Q4' } },
    });
    // A file of four authorities is no England: the rank says why there is none.
    expect(rank).toMatchObject({ position: null });
    expect(rank?.reason).toMatch(/4 of/);
  });

  it('works a rate out over the children of the June before, and says so', async () => {
    const { current } = await figure('factor-neglect-rate');
    expect(current).toMatchObject({ numerator: 84, denominator: 42_000 });
    expect(current.published).toMatchObject({ numerator: 84, denominator: 42_000 });
    expect(current.note).toMatch(/worked out here: the published count over children/);
  });

  it('is not applicable once its code has ended, though the file prints 0', async () => {
    const { current, comparators } = await figure('factor-physical-abuse-unknown-rate');
    expect(current).toMatchObject({ symbol: 'z', numerator: null });
    expect(current.reason).toMatch(/ended in 2024/);
    expect(comparators).toEqual([]);
  });

  it('may be a mean', async () => {
    const { current, unit } = await figure('sdq-mean-score');
    expect(unit).toBe('score');
    expect(ratio(current.numerator, current.denominator, unit)).toBe(14.9);
    expect(current.published?.when).toBe('at 31 March 2025');
  });

  it('names the table to receive where nothing received has it, and what no table has', async () => {
    const missing = await figure('looked-after-at-31-march-rate');
    expect(missing.current).toMatchObject({ symbol: 'x', numerator: null });
    expect(missing.current.reason).toBe(
      'No published figure has been received. Receive DfE’s table “Children looked after, number and rate”.',
    );
    expect(missing.uncompared).toMatch(/Receive DfE’s table/);
    const awaited = await figure('spend-per-child');
    expect(awaited.current.reason).toMatch(/section 251 outturn/);
    expect(awaited.uncompared).toBe(awaited.current.reason);
  });

  it('is explained with the series that its pack has', async () => {
    const packed = await figure('cpp-subsequent-percent');
    const warehouse = await open();
    await warehouse.write(async (trx) => {
      await give(trx, engine, given);
    });
    const { figures } = await computeSeries(warehouse, {
      ...(await ordered()),
      ...{ measure: 'cpp-subsequent-percent', basis: null, areaCode: OUR_AREA },
      ...{ breakdown: 'all', pins: null },
    });
    expect(figures).toEqual([packed]);
  });
});
