import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ratio } from '../../pipeline/core/figure/rounding.js';
import { openWarehouse } from '../../pipeline/warehouse/open.js';
import type { Warehouse } from '../../pipeline/warehouse/types.js';
import { loadReal } from '../sql/load-real.js';
import { hasSharedData, sharedData } from '../support/shared-data.js';
import { sqliteDatabases } from '../support/warehouses.js';

const found = hasSharedData(
  'benchmarks',
  "DfE's rates and percentages, reckoned again from its own counts and populations",
);

/** A published count or population next to the rate or percentage that DfE printed for the same area and year. */
interface Published {
  readonly area: string;
  readonly year: number;
  readonly top: number;
  readonly bottom: number;
  /** The published figure in units of its last decimal. */
  readonly printed: number;
  readonly scale: number;
}

/** Authorities of every kind; not regions (E12) or England (E92). */
function isAuthority(area: string): boolean {
  return /^E(0[6-9]|10)/.test(area);
}

describe.skipIf(!found)('rates and percentages that DfE published', () => {
  const databases = sqliteDatabases();
  let warehouse: Warehouse;

  beforeAll(async () => {
    warehouse = await openWarehouse(await databases.make());
    const file = (name: string): string => sharedData('benchmarks', name);
    for (const name of [
      'd1_child_protection_plans_2013_to_2024.csv',
      'd3_cpps_subsequent_plan_2013_to_2025.csv',
      'd5_cpps_at31march_by_duration_2013_to_2025.csv',
      'c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv',
      'cla_number_and_rate_per_10k_children.csv',
    ]) {
      await loadReal(warehouse, 'published', '2025-03-31', [file(name)]);
    }
    await loadReal(warehouse, 'population', '2024-06-30', [
      sharedData('population', 'ons_mid-year_population_estimates_2012_to_2024.csv'),
    ]);
  });

  afterAll(async () => {
    await warehouse.close();
    await databases.drop();
  });

  /** A column of a published table. */
  interface Series {
    readonly table: string;
    readonly indicator: string;
    readonly filters?: string;
  }

  /** The figures of a column, by area and year; symbols in place of a figure are left out. */
  async function figures({
    table,
    indicator,
    filters,
  }: Series): Promise<{ area: string; year: number; of: string; value: number; scale: number }[]> {
    return warehouse.read(async (trx) => {
      const rows = await trx('published__figure')
        .select<
          {
            area_code: string;
            period: string;
            value_scaled: number | null;
            scale: number;
          }[]
        >('area_code', 'period', 'value_scaled', 'scale')
        .where({ source_table: table, indicator, ...(filters === undefined ? {} : { filters }) });
      return rows.flatMap((row) =>
        row.value_scaled === null || !isAuthority(row.area_code)
          ? []
          : [
              {
                area: row.area_code,
                year: Number(row.period),
                of: `${row.area_code} ${row.period}`,
                value: row.value_scaled,
                scale: row.scale,
              },
            ],
      );
    });
  }

  /** A count, what it is divided by and what was printed, from one table's row. */
  async function published(top: Series, bottom: Series, printed: Series): Promise<Published[]> {
    const bottoms = new Map((await figures(bottom)).map((each) => [each.of, each.value]));
    return paired(top, printed, (each) => bottoms.get(each.of));
  }

  /** Plan counts over the estimate of the 30 June before, as DfE divides. */
  async function planRates(): Promise<Published[]> {
    const estimates = await warehouse.read((trx) =>
      trx('population__estimate')
        .select<{ area_code: string; year: number; people_count: number }[]>(
          'area_code',
          'year',
          'people_count',
        )
        .where({ age_group: '0-17' }),
    );
    const people = new Map(
      estimates.map((each) => [`${each.area_code} ${each.year}`, each.people_count]),
    );
    const table = 'child-protection-plans';
    return paired(
      { table, indicator: 'CPP_At31' },
      { table, indicator: 'CPP_At31_rate' },
      ({ area, year }) => people.get(`${area} ${year - 1}`),
    );
  }

  async function paired(
    top: Series,
    printed: Series,
    bottomOf: (each: { area: string; year: number; of: string }) => number | undefined,
  ): Promise<Published[]> {
    const prints = new Map((await figures(printed)).map((each) => [each.of, each]));
    return (await figures(top)).flatMap((each) => {
      const print = prints.get(each.of);
      const bottom = bottomOf(each);
      if (print === undefined || bottom === undefined || bottom === 0) return [];
      const { area, year, value } = each;
      return [{ area, year, top: value, bottom, printed: print.value, scale: print.scale }];
    });
  }

  function differing(
    rows: readonly Published[],
    unit: 'percent' | 'rate_per_10000',
    decimals: number,
  ): string[] {
    return rows.flatMap(({ area, year, top, bottom, printed, scale }) => {
      const ours = ratio(top, bottom, unit, { decimals });
      return ours === printed / scale
        ? []
        : [`${area} ${year}: ${top} of ${bottom} is ${ours ?? 'none'}, printed ${printed / scale}`];
    });
  }

  it('rates of plans at 31 March, 2013 to 2022: every authority, over the estimate of the June before', async () => {
    const rows = (await planRates()).filter(({ year }) => year <= 2022);
    expect(new Set(rows.map(({ year }) => year)).size).toBe(10);
    expect(rows.length).toBeGreaterThan(1400);
    expect(differing(rows, 'rate_per_10000', 1)).toEqual([]);
  });

  it('rates of children looked after: every authority and year, over the population that DfE names', async () => {
    const column = (indicator: string): Series => ({
      table: 'looked-after',
      indicator,
      filters: 'population_type=Children looked after on 31 March each year',
    });
    const rows = await published(
      column('children_count'),
      column('population_estimate'),
      column('rate_per_10000'),
    );
    expect(rows.length).toBeGreaterThan(700);
    expect(differing(rows, 'rate_per_10000', 0)).toEqual([]);
  });

  it.each([
    ['repeat-plans', 'CPP_subsequent', 'CPP_start', 'CPP_subsequent_percent'],
    ['plans-by-duration', '2_years_or_more', 'CPP_At31', '2_years_or_more_percent'],
    ['referrals', 'rereferral_count', 'referral_count', 'rereferral_percent'],
  ])('percentages: %s, %s of %s, every authority and year', async (table, top, bottom, printed) => {
    const column = (indicator: string): Series => ({ table, indicator });
    const rows = await published(column(top), column(bottom), column(printed));
    expect(rows.length).toBeGreaterThan(1000);
    expect(differing(rows, 'percent', 1)).toEqual([]);
  });
});
