import { afterAll, describe, expect, it } from 'vitest';
import { parseQuarter } from '../../../pipeline/core/calendar/quarter.js';
import { workingDays } from '../../../pipeline/core/calendar/working-days.js';
import { explainFigure } from '../../../pipeline/measure/explain/explain.js';
import { readDefinitions } from '../../../pipeline/measure/definitions.js';
import type { Figure } from '../../../pipeline/core/figure/figure.js';
import type { Value } from '../../../pipeline/core/figure/value.js';
import type { Warehouse } from '../../../pipeline/warehouse/types.js';
import type { GivenReturn } from '../../sql/given.js';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';
import { loadAuthorities } from '../../../sources/authorities/lookup.js';
import { sources } from '../../../sources/register.js';
import { sqliteDatabases } from '../../support/warehouses.js';
import { someOf } from '../../support/length.js';
import { unevenWorkspaces } from './cases.js';
import { measuredOf, stockton, strategyOf, type Uneven } from './uneven.js';

const definitions = readDefinitions();
const workspaces = (await unevenWorkspaces()).filter(({ name }) =>
  ['every counter blank, and six months of returns', 'five quarters on one homes file'].includes(
    name,
  ),
);

/** Symbol and reason of a figure, as explaining it gives them. */
async function explained(
  warehouse: Warehouse,
  workspace: Uneven,
  figure: Figure | undefined,
): Promise<Pick<Value, 'symbol' | 'reason'>> {
  const { value } = await explainFigure(warehouse, {
    ...{ definitions, areas: await loadAuthorities(), contracts: sources },
    ...{ workingDays: workingDays(), quarter: parseQuarter(workspace.quarter) },
    ...{ authority: stockton, areaCode: stockton, pins: null, withCells: false },
    ...{ knownAt: '9999-12-31T00:00:00.000Z', strategies: [strategyOf(workspace)] },
    measure: figure?.definition.measure ?? '',
    basis: figure?.basis ?? null,
    breakdown: figure?.breakdown ?? '',
  });
  return { symbol: value.symbol, reason: value.reason };
}

describe('the reason of every symbol of a pack', () => {
  const databases = sqliteDatabases();
  afterAll(() => databases.drop());

  it.each(workspaces)('is what explaining it gives: $name', async (workspace) => {
    const warehouse = await openWarehouse(await databases.make());
    try {
      const { figures } = await measuredOf(warehouse, workspace);
      const symbols = figures.filter(({ current }) => current.symbol !== null);
      expect(symbols.length).toBeGreaterThan(20);
      // Explaining a figure works out its whole series: of parts with one reason, one is asked about.
      const asked = new Map(
        symbols.map((each) => [`${each.definition.measure} ${each.current.reason ?? ''}`, each]),
      );
      for (const figure of someOf([...asked.values()], 10)) {
        const { symbol, reason } = figure.current;
        expect(reason).not.toBeNull();
        expect(await explained(warehouse, workspace, figure)).toEqual({ symbol, reason });
      }
    } finally {
      await warehouse.close();
    }
  });

  it('is given of a part too that only an earlier file names', async () => {
    const schools = (asAt: string, phase: string): GivenReturn => ({
      source: 'ofsted-schools',
      as_at: asAt,
      rows: { school: [{ phase, overall_grade: 2 }] },
    });
    const workspace: Uneven = {
      ...{ name: 'two files', quarter: '2017-18-Q3', measures: [], must: [], mustNot: [] },
      given: [schools('2017-09-30', 'nursery'), schools('2017-12-31', 'primary')],
    };
    const warehouse = await openWarehouse(await databases.make());
    try {
      const { figures } = await measuredOf(warehouse, workspace);
      const nursery = figures.find(
        ({ definition, breakdown }) =>
          definition.measure === 'schools-good-or-outstanding' && breakdown === 'phase:nursery',
      );
      expect(nursery?.current.symbol).toBe('z');
      const { symbol, reason } = nursery?.current ?? {};
      expect(await explained(warehouse, workspace, nursery)).toEqual({ symbol, reason });
    } finally {
      await warehouse.close();
    }
  });
});
