import { expect, it } from 'vitest';
import { parseQuarter } from '../../../../pipeline/core/calendar/quarter.js';
import { workingDays } from '../../../../pipeline/core/calendar/working-days.js';
import type { ReconciledFigure } from '../../../../pipeline/core/figure/reconciliation.js';
import { readDefinitions } from '../../../../pipeline/measure/definitions.js';
import {
  reconcile,
  type ReconcileOrder,
} from '../../../../pipeline/measure/reconcile/reconcile.js';
import { sources } from '../../../../sources/register.js';
import { describeOnBoth } from '../../../support/warehouses.js';
import { give, type GivenReturn, stockton } from '../../../sql/given.js';

const definitions = readDefinitions();
const plan = (child: string, start = '2017-06-01', end: string | null = null) => ({
  child,
  start_date: start,
  end_date: end,
});

describeOnBoth('a reconciliation', (open) => {
  async function reconciled(
    given: readonly GivenReturn[],
    measures: readonly string[],
    options: Partial<ReconcileOrder> = {},
  ): Promise<ReconciledFigure[]> {
    const warehouse = await open();
    await warehouse.write((trx) => give(trx, warehouse.engine, given));
    return reconcile(warehouse, {
      quarter: parseQuarter('2017-18-Q3'),
      authority: stockton,
      knownAt: '9999',
      definitions: definitions.filter((each) => measures.includes(each.measure)),
      contracts: sources,
      areas: { all: [], regionOf: () => undefined },
      workingDays: workingDays(),
      pins: null,
      rowsOf: 'all',
      naming: { fileNames: 'names', most: Infinity },
      ...options,
    });
  }

  const annexA: GivenReturn = {
    source: 'annex-a',
    as_at: '2017-12-31',
    rows: { cp_plan: [plan('a'), plan('b'), plan('c'), plan('d')] },
  };
  const census: GivenReturn = {
    source: 'cin-census',
    as_at: '2017-12-31',
    rows: { child: [], cp_plan: [plan('b'), plan('c', '2017-06-01', '2017-12-01'), plan('e')] },
  };
  const plans = 'child-protection-plans';

  it('gives a measure from each return, the difference, and the rows that make it', async () => {
    const [figure, ...others] = await reconciled([annexA, census], [plans]);
    expect(others).toEqual([]);
    expect(figure?.sides).toMatchObject([
      { source: 'annex-a', called: 'Annex A', asAt: '2017-12-31', numerator: 4, value: 4 },
      { source: 'cin-census', numerator: 2, value: 2 },
    ]);
    const [compared] = figure?.comparisons ?? [];
    expect(compared).toMatchObject({
      source: 'cin-census',
      more: { numerator: -2, denominator: 0 },
      matching: 'by child',
      sameCount: 1,
    });
    expect(
      compared?.differences.map(({ kind, rows }) => [
        kind,
        ...rows.map(({ source, row }) => `${source} ${row}`),
      ]),
    ).toEqual([
      ['not in the other', 'annex-a 2'],
      ['differently', 'annex-a 4', 'cin-census 3'],
      ['not in the other', 'annex-a 5'],
      ['only in the other', 'cin-census 4'],
    ]);
  });

  it('finds rows that differ though the numbers are the same, unless only differing figures are asked for', async () => {
    const same: GivenReturn = {
      ...census,
      rows: { child: [], cp_plan: [plan('e'), plan('b'), plan('c'), plan('d')] },
    };
    const [all] = await reconciled([annexA, same], [plans]);
    expect(all?.comparisons[0]).toMatchObject({ more: { numerator: 0 }, sameCount: 3 });
    expect(all?.comparisons[0]?.differences).toHaveLength(2);
    const [quick] = await reconciled([annexA, same], [plans], { rowsOf: 'differing' });
    expect(quick?.comparisons[0]?.differences).toEqual([]);
  });

  it('says where the returns name children differently, and matches none', async () => {
    const other: GivenReturn = {
      ...census,
      rows: { child: [], cp_plan: [plan('x'), plan('y'), plan('z')] },
    };
    const [figure] = await reconciled([annexA, other], [plans]);
    expect(figure?.comparisons[0]).toMatchObject({
      more: { numerator: -1 },
      matching: 'other identifiers',
      differences: [],
    });
  });

  it('compares with the return that the council chose, and leaves out one that can’t give the figure', async () => {
    const started = 'child-protection-plans-begun';
    const figures = await reconciled([annexA, census], [started, plans], {
      measuredFrom: { [plans]: 'cin-census' },
    });
    expect(figures.map((each) => `${each.measure} ${each.basis}`)).toEqual([
      `${plans} snapshot`,
      `${started} quarter`,
    ]);
    expect(figures[0]?.sides.map(({ source }) => source)).toEqual(['cin-census', 'annex-a']);
    expect(figures[0]?.comparisons[0]?.more.numerator).toBe(2);
  });

  it('of the looked-after children return and list 8 names the episode’s row and the list’s', async () => {
    const [figure] = await reconciled(
      [
        {
          source: 'ssda903',
          as_at: '2017-12-31',
          rows: {
            child: [
              { child: 'a', birth_month: '2010-01' },
              { child: 'b', birth_month: '2010-01' },
            ],
            episode: [
              { child: 'a', start_date: '2017-05-01', new_episode_reason: 'S' },
              {
                child: 'b',
                start_date: '2017-05-01',
                new_episode_reason: 'S',
                end_date: '2017-12-01',
                end_reason: 'E4A',
              },
            ],
          },
        },
        {
          source: 'annex-a',
          as_at: '2017-12-31',
          rows: {
            looked_after: [
              { child: 'a', start_date: '2017-05-01' },
              { child: 'b', start_date: '2017-05-01' },
            ],
          },
        },
      ],
      ['children-looked-after'],
    );
    const [compared] = figure?.comparisons ?? [];
    expect(compared).toMatchObject({ more: { numerator: 1 }, sameCount: 1 });
    expect(compared?.differences).toMatchObject([
      {
        kind: 'differently',
        rows: [{ source: 'ssda903' }, { source: 'ssda903' }, { source: 'annex-a', row: 3 }],
      },
    ]);
  });

  it('has nothing to say where one return came', async () => {
    expect(await reconciled([annexA], [plans])).toEqual([]);
  });
});
