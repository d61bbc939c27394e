import { CellFault, type Column, custom } from '../contract/columns.js';

export const ENGLAND = 'E92000001';

const REGIONS: Readonly<Record<string, string>> = {
  'north east': 'E12000001',
  'north west': 'E12000002',
  'yorkshire and the humber': 'E12000003',
  'east midlands': 'E12000004',
  'west midlands': 'E12000005',
  'east of england': 'E12000006',
  london: 'E12000007',
  'south east': 'E12000008',
  'south west': 'E12000009',
};

/** The code of a region of England by its name, for files older than the codes; undefined for another name. */
export function regionNamed(name: string): string | undefined {
  return REGIONS[name.toLowerCase()];
}

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
