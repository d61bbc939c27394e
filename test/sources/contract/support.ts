import type { ColumnContext } from '../../../sources/contract/columns.js';
import type { ReturnSink, StoredRow } from '../../../sources/contract/read-return.js';
import type {
  Cell,
  RawRow,
  Sheet,
  TabularFile,
} from '../../../pipeline/core/files/tabular-file.js';

export const context: ColumnContext = {
  authority: 'E06000004',
  asAt: '2017-12-31',
  pseudonym: (identifier) => `p-${identifier.length}`,
  authorities: { find: (text) => (text === '808' ? 'E06000004' : undefined) },
};

/** A sheet whose rows are from row 1; an empty list of cells is a blank row that no reader gives. */
export function sheet(name: string, rows: readonly (readonly Cell[])[], hidden = false): Sheet {
  const raw: RawRow[] = rows.flatMap((cells, index) =>
    cells.length === 0 ? [] : [{ rowNo: index + 1, cells }],
  );
  return {
    name,
    hidden,
    async *batches() {
      await Promise.resolve();
      for (let start = 0; start < raw.length; start += 3) yield raw.slice(start, start + 3);
    },
  };
}

export function file(name: string, sheets: readonly Sheet[], role = 'data') {
  const tabular: TabularFile = { kind: 'workbook', sheets, close: () => Promise.resolve() };
  return { name, role, tabular };
}

/** Keeps all that is handed on, by table: row number, then what all rows share, then the contract's columns. */
export function keepAll(): ReturnSink & { readonly tables: Record<string, StoredRow[]> } {
  const tables: Record<string, StoredRow[]> = {};
  return {
    tables,
    batch(table, _columns, rows, constants) {
      const shared = Object.values(constants);
      (tables[table] ??= []).push(
        ...rows.map(([rowNo = null, ...own]) => [rowNo, ...shared, ...own]),
      );
    },
  };
}
