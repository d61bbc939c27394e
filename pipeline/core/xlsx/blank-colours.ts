import { columnOf } from './reference.js';

/** Rows of a column that are remembered; a sheet coloured all through shows no more by having more. */
const ROWS_KEPT = 1_000;
/** No tag of a cell is longer. */
const CELL_LENGTH = 120;

/** Empty cells that are filled with a colour, of a worksheet that is searched for them. */
export interface BlankColours {
  /** Looks at the tag that ends at `at`, with its `/>`. */
  see(text: string, at: number): void;
  /** By column, from 0: the rows, as Excel numbers them, of empty cells in a colour that no other column has behind its empty cells. */
  found(): ReadonlyMap<number, readonly number[]>;
}

/** @param fills the colour behind a cell, by the index of its style; null where there is none. */
export function blankColours(fills: readonly (string | null)[]): BlankColours {
  const byColumn = new Map<number, Map<string, number[]>>();
  return {
    see(text, at) {
      const before = text.slice(Math.max(0, at - CELL_LENGTH), at);
      const cell = /<(?:\w{1,20}:)?c ([^<>]*)$/.exec(before)?.[1];
      const fill =
        cell === undefined ? null : (fills[Number(/\bs="(\d+)"/.exec(cell)?.[1])] ?? null);
      const place = /\br="([A-Z]{1,3})(\d{1,7})"/.exec(cell ?? '');
      if (fill === null || place === null) return;
      const column = columnOf(place[1] ?? '') - 1;
      const own = byColumn.get(column) ?? new Map<string, number[]>();
      byColumn.set(column, own);
      const rows = own.get(fill) ?? [];
      own.set(fill, rows);
      if (rows.length < ROWS_KEPT) rows.push(Number(place[2]));
    },
    found() {
      const columnsOf = new Map<string, number>();
      for (const own of byColumn.values())
        for (const fill of own.keys()) columnsOf.set(fill, (columnsOf.get(fill) ?? 0) + 1);
      // A colour behind the empty cells of several columns bands the table's rows and says nothing.
      return new Map(
        [...byColumn].flatMap(([column, own]) => {
          const rows = [...own].flatMap(([fill, all]) => (columnsOf.get(fill) === 1 ? all : []));
          return rows.length === 0 ? [] : [[column, rows.sort((a, b) => a - b)]];
        }),
      );
    },
  };
}
