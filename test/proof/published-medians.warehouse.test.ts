import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quarterOf } from '../../pipeline/core/calendar/quarter.js';
import { comparatorsOf } from '../../pipeline/measure/compare/comparators.js';
import { readComparatorFacts } from '../../pipeline/measure/compare/comparator-facts.js';
import { readDefinitions } from '../../pipeline/measure/definitions.js';
import { openWarehouse } from '../../pipeline/warehouse/open.js';
import type { Warehouse } from '../../pipeline/warehouse/types.js';
import { decimalsOf, ratio } from '../../pipeline/core/figure/rounding.js';
import { loadAuthorities } from '../../sources/authorities/lookup.js';
import { aValue } from '../pipeline/measure/builders.js';
import { loadReal } from '../sql/load-real.js';
import { hasSharedData, sharedData } from '../support/shared-data.js';
import { sqliteDatabases } from '../support/warehouses.js';

const found = hasSharedData(
  'benchmarks',
  "the statistical neighbours' medians of DfE's tables of 2013 to 2024, reckoned again with their suppressed figures",
);

type Row = Readonly<Record<string, string>>;

/** The table, what is printed, and of what the printed figure is a part where it is hidden. */
interface Tried {
  readonly measure: string;
  readonly file: string;
  readonly printed: string;
  readonly whole: string | null;
  readonly part: string | null;
}

const TRIED: readonly Tried[] = [
  {
    measure: 'child-protection-plans-rate',
    file: 'd1_child_protection_plans_2013_to_2024.csv',
    ...{ printed: 'CPP_At31_rate', whole: null, part: null },
  },
  {
    measure: 'repeat-plans',
    file: 'd3_cpps_subsequent_plan_2013_to_2025.csv',
    ...{ printed: 'CPP_subsequent_percent', whole: 'CPP_start', part: 'CPP_subsequent' },
  },
  {
    measure: 'plans-two-years',
    file: 'd5_cpps_at31march_by_duration_2013_to_2025.csv',
    ...{ printed: '2_years_or_more_percent', whole: 'CPP_At31', part: '2_years_or_more' },
  },
  {
    measure: 're-referrals',
    file: 'c1_children_in_need_referrals_and_rereferrals_2013_to_2024.csv',
    ...{ printed: 'Re_referrals_percent', whole: 'Referrals', part: 'Re_referrals' },
  },
];
const YEARS =
  process.env['QUARTERLY_TEST_LENGTH'] === 'full'
    ? Array.from({ length: 12 }, (_, index) => 2013 + index)
    : [2014, 2024];

const read = (folder: string, file: string): Row[] =>
  parse(readFileSync(sharedData(folder, file)), { columns: true, bom: true });

/** Neighbours by old code of the authority. */
function neighboursOf(): Map<string, string[]> {
  const rows = read('statistical-neighbours', 'sn_model_2025_wide.csv');
  return new Map(
    rows.map((row) => [
      row['old_la_code'] ?? '',
      Array.from({ length: 10 }, (_, index) => row[`SN_${index + 1}`] ?? ''),
    ]),
  );
}

/** Least and most of one authority's figure, as its row prints it; null where nothing bounds it. */
function rangeOf(row: Row | undefined, { printed, whole, part }: Tried): [number, number] | null {
  const text = row?.[printed] ?? '';
  if (/^[\d.]+$/.test(text)) return [Number(text), Number(text)];
  const total = Number(row?.[whole ?? ''] ?? '');
  if (row?.[part ?? ''] !== 'c' || !(total > 0)) return null;
  const small = [1, Math.min(5, total)].map((count) => (100 * count) / total);
  if (part !== '2_years_or_more') return [small[0] ?? 0, small[1] ?? 0];
  // Five durations add up to the plans: the hidden ones to what the printed ones leave.
  const durations = Object.keys(row).filter((key) => /^(\d|more_).*(?<!percent)$/.test(key));
  const left = durations.reduce((sum, key) => sum - (Number(row[key]) || 0), total);
  const others = durations.filter((key) => key !== part && row[key] === 'c').length;
  if (others === 0) return [(100 * left) / total, (100 * left) / total];
  return left < 1 ? null : [100 / total, (100 * Math.min(5, left)) / total];
}

function middle(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const mean = ((sorted[Math.floor(half)] ?? NaN) + (sorted[Math.ceil(half) - 1] ?? NaN)) / 2;
  // Halves go up, as they do in the pack, and no noise of binary fractions decides.
  return Math.round(mean * 10 + 1e-9) / 10;
}

describe.skipIf(!found)('the median of the statistical neighbours', () => {
  const databases = sqliteDatabases();
  let warehouse: Warehouse;

  beforeAll(async () => {
    warehouse = await openWarehouse(await databases.make());
    for (const { file } of TRIED)
      await loadReal(warehouse, 'published', '2025-03-31', [sharedData('benchmarks', file)]);
  });

  afterAll(async () => {
    await warehouse.close();
    await databases.drop();
  });

  it.each(YEARS)('is the middle of what DfE printed for the year to March %s', async (year) => {
    const neighbours = neighboursOf();
    const { all } = await loadAuthorities();
    // An authority whose code has changed is known by its newest.
    const newest = new Map(
      all
        .filter(({ successor }) => successor === null)
        .map(({ threeDigit, code }) => [threeDigit, code]),
    );
    const quarter = quarterOf(year - 1, 4);
    const definitions = readDefinitions().filter(({ measure }) =>
      TRIED.some((tried) => tried.measure === measure),
    );
    const pins = TRIED.map((_, index) => ({
      ...{ quarter: quarter.key, source: 'published', returnNo: index + 1, asAt: '2025-03-31' },
      ...{ coversFrom: '2012-04-01', coversTo: '2025-03-31', isCurrent: true },
      ...{ layout: null, recency: index + 1 },
    }));
    const differing: string[] = [];
    let certain = 0;
    let hidden = 0;
    await warehouse.read(async (trx) => {
      for (const tried of TRIED) {
        const definition = definitions.find(({ measure }) => measure === tried.measure);
        if (definition === undefined) throw new Error(`There is no measure ${tried.measure}.`);
        const ofYear = read('benchmarks', tried.file).filter(
          (row) =>
            row['time_period'] === String(year) && row['geographic_level'] === 'Local authority',
        );
        const rows = new Map(ofYear.map((row) => [row['old_la_code'] ?? '', row]));
        const where = { authority: '', region: null, authorities: [] };
        const ofNation = await readComparatorFacts(trx, quarter, pins, where, [definition]);
        for (const [old, row] of rows) {
          const codes = neighbours.get(old);
          const area = newest.get(old) ?? '';
          if (codes === undefined || !codes.every((code) => rows.has(code))) continue;
          const facts = {
            ...ofNation,
            authority: area,
            neighbours: {
              model: '2025',
              codes: codes.map((code) => newest.get(code) ?? ''),
            },
          };
          const basis = definition.bases.includes('rolling12') ? 'rolling12' : 'snapshot';
          const ours = aValue({ areaCode: area, basis, quarter: quarter.key });
          const { comparators } = comparatorsOf(definition, ours, [], facts, {
            asAt: quarter.lastDay,
            polarity: 'low',
          });
          const median = comparators.find(({ name }) => name.startsWith('Statistical'))?.value;
          const ranges = codes.flatMap((code) => [rangeOf(rows.get(code), tried)]);
          const known = ranges.filter((range) => range !== null);
          const [least, most] = [0, 1].map((end) =>
            middle(known.map((range) => range[end === 0 ? 0 : 1])).toFixed(
              decimalsOf[definition.unit],
            ),
          );
          const expected = known.length < 9 ? 'x' : least === most ? least : 'c';
          const given =
            median?.symbol ??
            ratio(median?.numerator ?? null, median?.denominator ?? null, definition.unit, {
              annualise: 1,
            })?.toFixed(decimalsOf[definition.unit]);
          if (expected === 'c') hidden += 1;
          else certain += 1;
          if (given !== expected)
            differing.push(
              `${tried.measure} ${row['la_name'] ?? ''}: ${String(given)} for ${expected}`,
            );
        }
      }
    });
    expect(differing).toEqual([]);
    expect(certain).toBeGreaterThan(300);
    expect(hidden).toBeGreaterThan(0);
  });
});
