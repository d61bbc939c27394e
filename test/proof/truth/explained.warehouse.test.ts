import { afterAll, describe, expect, it } from 'vitest';
import { parseQuarter } from '../../../pipeline/core/calendar/quarter.js';
import { workingDays } from '../../../pipeline/core/calendar/working-days.js';
import { explainFigure } from '../../../pipeline/measure/explain/explain.js';
import { readDefinitions } from '../../../pipeline/measure/definitions.js';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';
import { loadAuthorities } from '../../../sources/authorities/lookup.js';
import { sources } from '../../../sources/register.js';
import { sqliteDatabases } from '../../support/warehouses.js';
import { someOf } from '../../support/length.js';
import { unevenWorkspaces } from './cases.js';
import { measuredOf, stockton, strategyOf } from './uneven.js';

const definitions = readDefinitions();
const workspaces = (await unevenWorkspaces()).filter(({ name }) =>
  ['every counter blank, and six months of returns', 'five quarters on one homes file'].includes(
    name,
  ),
);

describe('the reason of every symbol of a pack', () => {
  const databases = sqliteDatabases();
  afterAll(() => databases.drop());

  it.each(workspaces)('is what explaining it gives: $name', async (workspace) => {
    const warehouse = await openWarehouse(await databases.make());
    try {
      const areas = await loadAuthorities();
      const { figures } = await measuredOf(warehouse, workspace);
      const symbols = figures.filter(({ current }) => current.symbol !== null);
      expect(symbols.length).toBeGreaterThan(20);
      // Explaining a figure works out its whole series: of parts with one reason, one is asked about.
      const asked = new Map(
        symbols.map((each) => [`${each.definition.measure} ${each.current.reason ?? ''}`, each]),
      );
      for (const { definition, basis, breakdown, current } of someOf([...asked.values()], 10)) {
        const explained = await explainFigure(warehouse, {
          ...{ definitions, areas, contracts: sources, workingDays: workingDays() },
          ...{ quarter: parseQuarter(workspace.quarter), authority: stockton, areaCode: stockton },
          ...{ knownAt: '9999-12-31T00:00:00.000Z', strategies: [strategyOf(workspace)] },
          ...{ measure: definition.measure, basis, breakdown, pins: null, withCells: false },
        });
        const { symbol, reason } = explained.value;
        expect({ measure: definition.measure, basis, breakdown, symbol, reason }).toEqual({
          ...{ measure: definition.measure, basis, breakdown },
          ...{ symbol: current.symbol, reason: current.reason },
        });
        expect(reason).not.toBeNull();
      }
    } finally {
      await warehouse.close();
    }
  });
});
