import type { MeasureRow } from './rows.js';

export const england = 'E92000001';

/** The region of an authority, as its nine-character code (E12…); undefined where it isn't in one. */
export type RegionOf = (authorityCode: string) => string | undefined;

/** Region and England, as the sums of their authorities' numerators and denominators. One quarter and basis at a time. */
export function addUp(rows: readonly MeasureRow[], regionOf: RegionOf): MeasureRow[] {
  const sums = new Map<string, MeasureRow>();
  for (const row of rows) {
    for (const areaCode of [regionOf(row.areaCode), england]) {
      if (areaCode === undefined) continue;
      const key = `${areaCode} ${row.breakdown}`;
      const sum = sums.get(key);
      sums.set(key, sum === undefined ? { ...row, areaCode, note: null } : plus(sum, row));
    }
  }
  return [...sums.values()];
}

/** Areas with the regions that they lie in, and England. */
export function withRegions(areas: readonly string[], regionOf: RegionOf): string[] {
  const regions = areas.flatMap((area) => regionOf(area) ?? []);
  return [...new Set([...areas, ...regions, england])];
}

function plus(sum: MeasureRow, row: MeasureRow): MeasureRow {
  return {
    ...sum,
    numerator: add(sum.numerator, row.numerator),
    denominator: add(sum.denominator, row.denominator),
    coverageTotal: add(sum.coverageTotal, row.coverageTotal),
    leftOutCount: add(sum.leftOutCount, row.leftOutCount),
    unknownCount: add(sum.unknownCount, row.unknownCount),
    assumedCount: add(sum.assumedCount, row.assumedCount),
  };
}

function add(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : a + b;
}
