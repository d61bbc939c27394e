import type { Quarter } from '../../core/calendar/quarter.js';
import type { Warehouse } from '../../warehouse/types.js';
import { latestPublished } from '../compare/published-figures.js';
import type { PublishedDefinition } from '../compare/published-values.js';
import type { Pin } from '../pins.js';
import type { RowsBehind } from './rows.js';

/** The rows in which a publisher printed a figure and its counts; null where it printed none for the area. */
export async function publishedRows(
  warehouse: Warehouse,
  { measure, published }: PublishedDefinition,
  { quarter, areaCode }: { readonly quarter: Quarter; readonly areaCode: string },
  pins: readonly Pin[],
): Promise<RowsBehind | null> {
  const found = await warehouse.read((trx) =>
    latestPublished(trx, quarter, pins, [{ measure, ...published }]),
  );
  const figure = found.get(measure)?.find((each) => each.areaCode === areaCode);
  if (figure === undefined) return null;
  const rows = new Map(figure.rows.map((row) => [`${row.returnNo} ${row.rowNo}`, row]));
  return {
    method: 'as published',
    numerator: [...rows.values()].map((row) => ({ source: 'published', table: 'figure', ...row })),
    denominator: [],
    keepingOut: [],
  };
}
