import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { countBounds, type CountBounds } from '../../pipeline/measure/compare/bounds.js';
import { hasSharedData, sharedData } from '../support/shared-data.js';

const found = hasSharedData(
  'benchmarks',
  'bounds of what DfE suppressed in plans by duration, next to the totals that it published',
);

/** The parts that add up to the plans open at 31 March. */
const PARTS = [
  '3_months_or_less',
  'more_than_3_months_6_months',
  'more_than_6_months_less_than_1_year',
  '1_year_less_than_2_years',
  '2_years_or_more',
] as const;
type Part = (typeof PARTS)[number];

type Row = Readonly<Record<string, string>>;

const rows: readonly Row[] = found
  ? parse(
      readFileSync(sharedData('benchmarks', 'd5_cpps_at31march_by_duration_2013_to_2025.csv')),
      { columns: true, bom: true },
    )
  : [];
const years = Array.from({ length: 12 }, (_, index) => String(2013 + index));

function countOf(row: Row, column: string): number | null {
  const text = row[column] ?? '';
  return /^\d+$/.test(text) ? Number(text) : null;
}

/** Least and most of a part of an authority's row; null where nothing is known of it. */
function boundsOf(row: Row, part: Part): CountBounds | null {
  const count = countOf(row, part);
  if (count !== null) return { least: count, most: count };
  return countBounds({
    symbol: row[part] === 'c' ? 'c' : 'x',
    total: countOf(row, 'CPP_At31'),
    others: PARTS.filter((each) => each !== part).map((each) => countOf(row, each)),
    isTakenAsSmall: false,
  });
}

const inYear = (year: string, level: string): Row[] =>
  rows.filter((row) => row['time_period'] === year && row['geographic_level'] === level);

describe.skipIf(!found)('what DfE suppressed in its table of plans by duration', () => {
  it.each(years)('%s: each part of England lies within the bounds of its authorities', (year) => {
    const [england] = inYear(year, 'National');
    const authorities = inYear(year, 'Local authority');
    const hidden = authorities.filter((row) => PARTS.some((part) => row[part] === 'c'));
    expect(hidden.length).toBeGreaterThan(20);
    for (const part of PARTS) {
      const bounds = authorities.flatMap((row) => boundsOf(row, part) ?? []);
      const least = bounds.reduce((sum, each) => sum + each.least, 0);
      const most = bounds.reduce((sum, each) => sum + each.most, 0);
      const published = countOf(england ?? {}, part);
      // Counts of England are rounded to tens.
      expect(published, part).toBeGreaterThanOrEqual(least - 5);
      // An authority without any figure in the table may have some of England's.
      if (bounds.length < authorities.length) continue;
      expect(published, part).toBeLessThanOrEqual(most + 5);
    }
  });

  it('no part is hidden by itself: the total would give it away', () => {
    const single = rows
      .filter((row) => row['geographic_level'] === 'Local authority')
      .filter((row) => countOf(row, 'CPP_At31') !== null)
      .filter((row) => PARTS.filter((part) => row[part] === 'c').length === 1);
    expect(single.map((row) => `${row['la_name'] ?? ''} ${row['time_period'] ?? ''}`)).toEqual([]);
  });
});
