import { columnName } from '../../pipeline/core/xlsx/reference.js';
import { cellOf } from '../read/cut-row.js';
import type { RawRow } from '../../pipeline/core/files/tabular-file.js';
import { clean } from './columns.js';
import { bareKey, cleanHeading, findHeading, headingKey } from './headings.js';
import { isHandMade, likeHeading, placeOf, spellingsOf, type TableMatch } from './layout.js';

/** Columns of a table that are headed alike. */
interface Repeated {
  readonly headings: readonly string[];
  readonly places: readonly number[];
}

/**
 * Looks, row by row, whether columns that are headed alike differ: "Numerator" twice, or "Status (Q2)" next to "Status (Q3)" where
 * a status is asked for. Undefined where no heading that is read has such another.
 */
export function repeatedColumns(
  match: TableMatch,
): { readonly look: (row: RawRow) => void; readonly fault: () => string | undefined } | undefined {
  const repeated = readColumns(match).flatMap(({ place, key }): Repeated[] => {
    const places = placesUnder(match, key).filter((other) => !isTaken(match, other, place));
    const headings = [...new Set(places.map((at) => cleanHeading(match.headerRow.cells[at])))];
    return places.length < 2 ? [] : [{ headings, places }];
  });
  if (repeated.length === 0) return undefined;
  let found: { readonly each: Repeated; readonly rowNo: number } | undefined;
  return {
    look: (row) => {
      if (row.rowNo <= match.headerRow.rowNo) return;
      found ??= repeated
        .filter(({ places }) => new Set(places.map((place) => clean(cellOf(row, place)))).size > 1)
        .map((each) => ({ each, rowNo: row.rowNo }))[0];
    },
    fault: () => {
      if (found === undefined) return undefined;
      const { each, rowNo } = found;
      const columns = each.places.map((place) => columnName(place + 1)).join(' and ');
      const named = each.headings.map((heading) => `"${heading}"`).join(' and ');
      const what =
        each.headings.length === 1
          ? `the heading ${named} is in columns ${columns}`
          : `the headings ${named} (columns ${columns}) say the same`;
      return `${placeOf(match.head)}: ${what}, and their cells differ (first in row ${rowNo}). Keep the column that is right, or rename the other.`;
    },
  };
}

/** A column that could have been read and wasn't, since another was. */
export interface PassedOver {
  readonly heading: string;
  readonly read: string;
}

/** Columns under another spelling of a heading that is read: "Value" next to "Numerator", "Status (last quarter)" next to "Status". */
export function passedOver(match: TableMatch): readonly PassedOver[] {
  const { where, headerRow } = match;
  const read = readColumns(match);
  const taken = new Set([...read.map(({ place }) => place), ...orElsePlaces(match)]);
  const readFor = new Map<string, ReadColumn>();
  for (const column of read)
    for (const spelling of spellingsOf(where.headings[column.column] ?? []))
      readFor.set(headingKey(spelling), column);
  return headerRow.cells.flatMap((cell, place): PassedOver[] => {
    const heading = cleanHeading(cell);
    const whole = headingKey(cell);
    const key = readFor.has(whole) || !isHandMade(where) ? whole : bareKey(whole);
    const column = readFor.get(key);
    if (column === undefined || taken.has(place) || isUnread(match, heading)) return [];
    const own = headerRow.cells[column.place];
    // Columns headed alike are compared cell by cell.
    const isAlike = column.key === key && (whole === key) === (headingKey(own) === key);
    return isAlike ? [] : [{ heading, read: cleanHeading(own) }];
  });
}

interface ReadColumn {
  readonly column: string;
  readonly place: number;
  /** Of its heading; where people add to headings, without what they add in brackets. */
  readonly key: string;
}

function readColumns({ where, headerRow, index }: TableMatch): ReadColumn[] {
  return Object.entries(where.headings).flatMap(([column, headings]): ReadColumn[] => {
    const place = findHeading(index, spellingsOf(headings));
    if (place === undefined) return [];
    const whole = headingKey(headerRow.cells[place]);
    const isAsked = spellingsOf(headings).some((spelling) => headingKey(spelling) === whole);
    return [{ column, place, key: isAsked ? whole : bareKey(whole) }];
  });
}

/** The places of a heading; of one with an addition in brackets, also of those with another. */
function placesUnder(match: TableMatch, key: string): number[] {
  const { headerRow, index } = match;
  const isGloss = headingKey(headerRow.cells[index.get(key) ?? -1]) !== key;
  return headerRow.cells.flatMap((cell, place) => {
    const whole = headingKey(cell);
    return whole !== '' && (isGloss ? bareKey(whole) : whole) === key ? [place] : [];
  });
}

/** True for a place under a heading that a release repeats with reason. */
function isTaken(match: TableMatch, place: number, own: number): boolean {
  const heading = cleanHeading(match.headerRow.cells[place]);
  const free = new Set((match.where.mayRepeat ?? []).map(headingKey));
  return free.has(headingKey(heading)) || (place !== own && isUnread(match, heading));
}

function orElsePlaces({ where, index }: TableMatch): number[] {
  return Object.values(where.orElse ?? {})
    .flat()
    .flatMap((spelling) => index.get(headingKey(spelling)) ?? []);
}

function isUnread({ where }: TableMatch, heading: string): boolean {
  return (where.unread ?? []).some((unread) =>
    typeof unread === 'string'
      ? headingKey(unread) === headingKey(heading)
      : likeHeading(unread, heading),
  );
}
