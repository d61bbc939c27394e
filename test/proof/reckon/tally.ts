/** Figures by `measure basis breakdown`: what is counted, of how many, and how many more are unknown. */
export type Tally = Map<string, { numerator: number; denominator: number; unknown: number }>;

/** Adds one thing to a figure's whole, and to its part where it counts. */
export function add(tally: Tally, key: string, counts: boolean, by = 1): void {
  const figure = tally.get(key) ?? { numerator: 0, denominator: 0, unknown: 0 };
  tally.set(key, {
    ...figure,
    numerator: figure.numerator + (counts ? by : 0),
    denominator: figure.denominator + by,
  });
}

/** Adds one thing to a figure, or to what is unknown where nothing says whether it counts. */
export function addKnown(tally: Tally, key: string, counts: boolean | null): void {
  if (counts !== null) {
    add(tally, key, counts);
    return;
  }
  const figure = tally.get(key) ?? { numerator: 0, denominator: 0, unknown: 0 };
  tally.set(key, { ...figure, unknown: figure.unknown + 1 });
}

/** Adds one to a count. */
export function addOne(tally: Tally, key: string): void {
  tally.set(key, {
    numerator: (tally.get(key)?.numerator ?? 0) + 1,
    denominator: 1,
    unknown: 0,
  });
}

/** Of rows that repeat a key, the last. */
export function lastOf<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}
