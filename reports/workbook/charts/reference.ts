import { columnName } from '../../../pipeline/core/xlsx/reference.js';

/** `'Part B1 Schools'!$B$9:$I$9`. */
export function reference(
  sheet: string,
  from: { readonly row: number; readonly column: number },
  to: { readonly row: number; readonly column: number } = from,
): string {
  const cell = ({ row, column }: { row: number; column: number }): string =>
    `$${columnName(column)}$${row}`;
  const range = from === to ? cell(from) : `${cell(from)}:${cell(to)}`;
  return `'${sheet}'!${range}`;
}
