/** True in `npm run test:long`; before each commit a sample is enough. */
export const isFullLength = process.env['QUARTERLY_TEST_LENGTH'] === 'full';

/** How many cases a test tries. */
export function atLength(counts: { readonly sample: number; readonly full: number }): number {
  return isFullLength ? counts.full : counts.sample;
}

/** Of many cases all at full length, else so many of them, evenly spread, the first among them. */
export function someOf<T>(cases: readonly T[], sample: number): T[] {
  if (isFullLength || cases.length <= sample) return [...cases];
  return Array.from(
    { length: sample },
    (_, at) => cases[Math.floor((at * cases.length) / sample)] as T,
  );
}
