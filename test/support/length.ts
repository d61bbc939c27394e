/** True in `npm run test:long`; before each commit a sample is enough. */
export const isFullLength = process.env['QUARTERLY_TEST_LENGTH'] === 'full';

/** How many cases a test tries. */
export function atLength(counts: { readonly sample: number; readonly full: number }): number {
  return isFullLength ? counts.full : counts.sample;
}
