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
  addSome(tally, key, 1);
}

/** Adds so many to a count; of none the count is there too. */
export function addSome(tally: Tally, key: string, by: number): void {
  tally.set(key, {
    numerator: (tally.get(key)?.numerator ?? 0) + by,
    denominator: 1,
    unknown: 0,
  });
}

/** Of rows that repeat a key, the last. */
export function lastOf<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}

/** How long some things lasted: their mean, and those in the middle and at either tenth, found by counting off the sorted days. */
export function addDurations(
  tally: Tally,
  key: string,
  durations: readonly (number | null)[],
): void {
  const days = durations.filter((each) => each !== null).sort((a, b) => a - b);
  const unknown = durations.length - days.length;
  const sum = (some: readonly number[]): number => some.reduce((total, each) => total + each, 0);
  const put = (part: string, some: readonly number[], of: number): void => {
    tally.set(`${key} ${part}`, { numerator: of * some.length, denominator: some.length, unknown });
  };
  if (durations.length === 0) return;
  tally.set(`${key} all`, { numerator: sum(days), denominator: days.length, unknown });
  if (days.length === 0) return;
  const half = days.length / 2;
  const middle = Number.isInteger(half)
    ? [days[half - 1] ?? 0, days[half] ?? 0]
    : [days[Math.floor(half)] ?? 0];
  put('distribution:median', days, sum(middle) / middle.length);
  const tenth = days[Math.ceil(days.length / 10) - 1] ?? 0;
  put(
    'distribution:tenth-percentile',
    days.filter((each) => each <= tenth),
    tenth,
  );
  const ninetieth = days[Math.ceil((days.length * 9) / 10) - 1] ?? 0;
  put(
    'distribution:ninetieth-percentile',
    days.filter((each) => each >= ninetieth),
    ninetieth,
  );
}
