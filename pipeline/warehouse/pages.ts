import type { Knex } from 'knex';

/** A column that rows are ordered by, as the query names it and as the rows do. */
export interface Ordering {
  readonly column: string;
  readonly name: string;
}

type Row = Readonly<Record<string, string | number | null>>;

const PAGE_ROWS = 5000;

/**
 * The rows of a query in the order of columns that together distinguish each row from all others, a page at a time, so that memory stays bounded.
 * @param queryOf the query without order and limit, made again for each page
 */
export async function* inPages(
  queryOf: () => Knex.QueryBuilder,
  order: readonly Ordering[],
): AsyncGenerator<readonly Row[]> {
  const columns = order.map(({ column }) => column);
  let last: Row | undefined;
  do {
    const query = queryOf().limit(PAGE_ROWS);
    for (const column of columns) void query.orderBy(column);
    if (last !== undefined) {
      const after = last;
      void query.whereRaw(
        `(${columns.map(() => '??').join(', ')}) > (${columns.map(() => '?').join(', ')})`,
        [...columns, ...order.map(({ name }) => after[name] ?? null)],
      );
    }
    const rows = (await query) as Row[];
    yield rows;
    last = rows.length < PAGE_ROWS ? undefined : rows.at(-1);
  } while (last !== undefined);
}
