import type { ColumnContext } from '../contract/columns.js';
import type { RowView } from '../contract/types.js';
import { ENGLAND, regionNamed } from './area.js';

/** Headings of a council's own return that say which authority a row is of. */
const AREA = [
  'Local authority',
  'Local authority name',
  'Local authority code',
  'Authority',
  'Authority name',
  'Authority code',
  'Council',
  'Council name',
  'LA',
  'LA name',
  'LA code',
  'Area',
  'Area name',
  'Area code',
  'Geography',
  'Geography code',
  'la_name',
  'new_la_code',
] as const;

/** The same as headings that a layout knows; "Area" may be the council's own localities, which aren't read by it. */
export const AREA_HEADINGS: readonly string[] = AREA.filter((heading) => heading !== 'Area');

/**
 * Why a row of a council's own return isn't read: it names another authority, a region or England, as in a download for several
 * areas or a table with its comparators. Its figures would pass for the council's.
 */
export function ofAnotherArea(row: RowView, context: ColumnContext): string | undefined {
  const { authorities, asAt } = context;
  // A check without a workspace is made for no authority.
  const own = authorities.find(context.authority, asAt);
  if (own === undefined) return undefined;
  for (const heading of AREA) {
    const cell = row.cell(heading);
    if (cell === null) continue;
    const text = String(cell);
    const found = widerArea(text) ?? authorities.find(text, asAt);
    if (found !== undefined && found !== own) return `of another area (column "${heading}")`;
  }
  return undefined;
}

function widerArea(text: string): string | undefined {
  if (/^(?:england|national)$/i.test(text) || text === ENGLAND) return ENGLAND;
  return /^E1200000[1-9]$/.test(text) ? text : regionNamed(text);
}
