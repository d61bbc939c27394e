import type { BulkRow } from './bulk-rows.js';
import type { Layout } from './layout.js';

/** What exceljs can't write, or writes wrong, for one sheet. */
export interface SheetExtras {
  readonly name: string;
  readonly links: readonly {
    readonly row: number;
    readonly column: number;
    readonly sheet: string;
    readonly text: string;
  }[];
  readonly layout: Layout;
  readonly bulk: readonly BulkRow[];
}

/** A workbook's parts by path, as text. */
export type Parts = Map<string, string>;

/** Changes one part of a workbook, if it is there. */
export function change(parts: Parts, name: string, how: (part: string) => string): void {
  const part = parts.get(name);
  if (part !== undefined) parts.set(name, how(part));
}
