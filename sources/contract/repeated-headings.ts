import { cellOf } from '../read/cut-row.js';
import { columnName } from '../../pipeline/core/xlsx/reference.js';
import type { RawRow } from '../../pipeline/core/files/tabular-file.js';
import { clean } from './columns.js';
import { cleanHeading, headingKey, repeatedHeadings } from './headings.js';
import { placeOf, spellingsOf, type TableMatch } from './layout.js';

/** A heading that is read and stands twice. */
interface Repeated {
  readonly heading: string;
  readonly places: readonly number[];
}

/** Looks, row by row, whether the columns of a repeated heading differ; undefined where no heading that is read is repeated. */
export function repeatedColumns(
  match: TableMatch,
): { readonly look: (row: RawRow) => void; readonly fault: () => string | undefined } | undefined {
  const { where, headerRow } = match;
  const free = new Set((where.mayRepeat ?? []).map(headingKey));
  const read = new Set(Object.values(where.headings).flatMap(spellingsOf).map(headingKey));
  const repeated: Repeated[] = [...repeatedHeadings(headerRow.cells)]
    .filter(([key]) => read.has(key) && !free.has(key))
    .map(([, places]) => ({ heading: cleanHeading(headerRow.cells[places[0] ?? 0]), places }));
  if (repeated.length === 0) return undefined;
  let found: { readonly each: Repeated; readonly rowNo: number } | undefined;
  return {
    look: (row) => {
      found ??= repeated
        .filter(({ places }) => new Set(places.map((place) => clean(cellOf(row, place)))).size > 1)
        .map((each) => ({ each, rowNo: row.rowNo }))[0];
    },
    fault: () => {
      if (found === undefined) return undefined;
      const { each, rowNo } = found;
      const columns = each.places.map((place) => columnName(place + 1)).join(' and ');
      return `${placeOf(match.head)}: the heading "${each.heading}" is in columns ${columns}, and their cells differ (first in row ${rowNo}). Keep the column that is right, or rename the other.`;
    },
  };
}
