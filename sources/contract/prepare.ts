import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import { cleanHeading } from './headings.js';
import type { TableMatch } from './layout.js';
import { eachRow } from './row-view.js';
import type { TableToPrepare } from './types.js';

/** Tables ready to be read, with what looking them through found. */
export interface PreparedTables {
  readonly tables: readonly TableMatch[];
  /** The latest of the as-at dates that their rows tell. */
  readonly asAt: IsoDate | undefined;
  readonly notes: readonly string[];
}

/** Looks those tables through whose layout asks for it; the others are as they were. */
export async function preparedTables(matches: readonly TableMatch[]): Promise<PreparedTables> {
  const tables: TableMatch[] = [];
  const days: IsoDate[] = [];
  const notes: string[] = [];
  for (const match of matches) {
    if (match.where.prepare === undefined) {
      tables.push(match);
      continue;
    }
    const { asAt, notes: found = [], ...how } = await match.where.prepare(view(match, matches));
    tables.push({ ...match, where: { ...match.where, ...how } });
    if (asAt !== undefined) days.push(asAt);
    notes.push(...found);
  }
  return { tables, asAt: days.sort().at(-1), notes };
}

function view(match: TableMatch, all: readonly TableMatch[]): TableToPrepare {
  return {
    sheet: match.head.sheet.name,
    headings: match.headerRow.cells.map(cleanHeading),
    each: (visit) => eachRow(match, visit),
    other: (table) => {
      const other = all.find((each) => each.table === table && each !== match);
      return other === undefined ? undefined : view(other, all);
    },
  };
}
