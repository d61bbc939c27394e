import type { TableToPrepare } from '../contract/types.js';
import { headingKey } from '../contract/headings.js';
import { clean } from '../contract/columns.js';
import { STANDARD_HEADINGS } from './geography.js';

/** A table with more rows isn't small: its columns show by themselves what they are. */
const MOST_ROWS = 100_000;

/**
 * Whether a table's rows differ in period, place and the columns at these places: what else the table has is then no filter, for
 * nothing is needed to tell the rows apart.
 */
export async function areToldApart(
  table: TableToPrepare,
  places: readonly number[],
): Promise<boolean> {
  const standard = new Set(STANDARD_HEADINGS.map(headingKey));
  const all = table.headings.flatMap((heading, place) =>
    standard.has(headingKey(heading)) || places.includes(place) ? [place] : [],
  );
  const seen = new Set<string>();
  let rows = 0;
  await table.each((row) => {
    rows += 1;
    if (rows <= MOST_ROWS) seen.add(JSON.stringify(all.map((place) => clean(row.cells[place]))));
  });
  return seen.size === rows;
}
