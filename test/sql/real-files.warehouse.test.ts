import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseQuarter } from '../../pipeline/core/calendar/quarter.js';
import { workingDays } from '../../pipeline/core/calendar/working-days.js';
import type { Value } from '../../pipeline/core/figure/value.js';
import { readDefinitions } from '../../pipeline/measure/definitions.js';
import { valuesOfQuarters } from '../../pipeline/measure/measure.js';
import { openWarehouse } from '../../pipeline/warehouse/open.js';
import type { Warehouse } from '../../pipeline/warehouse/types.js';
import { loadAuthorities } from '../../sources/authorities/lookup.js';
import { sources } from '../../sources/register.js';
import { hasSharedData, sharedData } from '../support/shared-data.js';
import { sqliteDatabases } from '../support/warehouses.js';
import { loadReal } from './load-real.js';

const stockton = 'E06000004';
const leeds = 'E08000035';

const found = hasSharedData(
  'childrens-homes',
  'the figures of real files of homes, report cards and children',
);

describe.skipIf(!found)('real files', () => {
  const databases = sqliteDatabases();
  let warehouse: Warehouse;

  beforeAll(async () => {
    warehouse = await openWarehouse(await databases.make());
    for (const year of [2017, 2018, 2022, 2025]) {
      const file = sharedData('childrens-homes', `provider_at_march_${year}.csv`);
      await loadReal(warehouse, 'childrens-homes', `${year}-03-31`, [file]);
    }
    const cards =
      'Management_information_-_state-funded_schools_-_most_recent_inspections_as_at_28_Feb_2026.leeds-half.csv';
    await loadReal(warehouse, 'ofsted-schools', '2026-02-28', [
      sharedData('ofsted-schools', cards),
    ]);
  });

  afterAll(async () => {
    await warehouse.close();
    await databases.drop();
  });

  async function values(
    quarter: string,
    measure: string,
    authority = stockton,
    from = warehouse,
  ): Promise<Value[]> {
    const all = await valuesOfQuarters(from, {
      authority,
      knownAt: '9999',
      definitions: readDefinitions().filter((each) => each.measure === measure),
      contracts: sources,
      areas: await loadAuthorities(),
      workingDays: workingDays(),
      quarters: [parseQuarter(quarter)],
    });
    return all.filter((value) => value.areaCode === authority);
  }

  it.each([
    ['2016-17-Q4', 10, 10],
    ['2017-18-Q4', 10, 11],
    ['2021-22-Q4', 12, 17],
    ['2024-25-Q4', 15, 20],
  ])(
    'homes of all three kinds in Stockton, %s: %i of %i',
    async (quarter, numerator, denominator) => {
      const [all] = (await values(quarter, 'childrens-homes-good-or-outstanding')).filter(
        (value) => value.breakdown === 'all',
      );
      expect(all).toMatchObject({ numerator, denominator });
    },
  );

  it('report cards of half of Leeds: five grades a part, each part’s shares making a whole', async () => {
    const profile = await values('2025-26-Q4', 'report-card-profile', leeds);
    const inclusion = profile.filter((value) => value.breakdown.startsWith('area:inclusion,'));
    expect(inclusion).toHaveLength(5);
    const sum = inclusion.reduce((total, value) => total + (value.numerator ?? 0), 0);
    expect(sum).toBeGreaterThan(0);
    expect(inclusion.map((value) => value.denominator)).toEqual(inclusion.map(() => sum));
    const [met] = await values('2025-26-Q4', 'safeguarding-standards-met', leeds);
    expect(met?.numerator).toBe(met?.denominator);
  });

  it('the share of graded schools is not reported from the layout of 2026', async () => {
    const shares = await values('2025-26-Q4', 'schools-good-or-outstanding', leeds);
    expect(new Set(shares.map((value) => value.symbol))).toEqual(new Set(['x']));
  });

  it('measures of the real Annex A come out, or say why not', async () => {
    const annexA = readdirSync(sharedData('annex-a')).filter((name) => name === 'Annex_A.xlsx');
    await loadReal(
      warehouse,
      'annex-a',
      '2017-12-31',
      annexA.map((name) => sharedData('annex-a', name)),
    );
    for (const measure of [
      'child-protection-plans',
      'assessments-in-45-days',
      'assessments-in-45-days-from-referral',
      'contacts',
      'conferences-in-15-days',
    ]) {
      const all = await values('2017-18-Q3', measure);
      expect(all.length, measure).toBeGreaterThan(0);
      for (const value of all) expect(value.symbol === null || value.reason !== null).toBe(true);
    }
  });

  // Reckoned from the CSV files by a separate program, row by row, without SQL.
  it.each([
    [2017, '2017-18-Q4', 367, 84],
    [2018, '2018-19-Q4', 195, 55],
    [2019, '2019-20-Q4', 135, 26],
  ])(
    'the 903 named %i, %s: %i looked after, %i of them in three or more placements',
    async (year, quarter, children, many) => {
      const folder = sharedData('ssda903', 'five-years');
      const files = readdirSync(folder).filter((name) => name.startsWith(String(year)));
      const alone = await openWarehouse(await databases.make());
      await loadReal(
        alone,
        'ssda903',
        `${year + 1}-03-31`,
        files.map((name) => sharedData('ssda903', 'five-years', name)),
      );
      const [all] = (await values(quarter, 'children-looked-after', stockton, alone)).filter(
        ({ breakdown }) => breakdown === 'all',
      );
      expect(all?.numerator).toBe(children);
      const [moved] = await values(quarter, 'three-or-more-placements', stockton, alone);
      expect(moved).toMatchObject({ numerator: many, denominator: children });
      await alone.close();
    },
  );
});
