import { CellFault, type Column, custom } from '../contract/columns.js';

/** England and its nine regions; the rest of DfE's "Regional" rows (Inner and Outer London) are no areas of a pack. */
const NATIONAL_OR_REGIONAL = /^(E92000001|E1200000[1-9])$/;

/** The parts of London that DfE publishes next to the nine regions. */
export const PART_OF_LONDON = /^E1300000[12]$/;

const UNKNOWN_AREA = new CellFault('unknown-area');

/** An authority, a region or England: its nine-character code. */
export function area(): Column {
  return custom('text', (cell, context) => {
    const text = String(cell);
    return NATIONAL_OR_REGIONAL.test(text)
      ? text
      : (context.authorities.find(text, context.asAt) ?? UNKNOWN_AREA);
  });
}
