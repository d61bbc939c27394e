import type { Value } from './insert.js';

/** Checks rows on their way in, and mends half surrogate pairs, which no UTF-8 can hold. */
export function assertValues(
  columnCount: number,
  rows: readonly (readonly Value[])[],
): readonly (readonly Value[])[] {
  for (const row of rows) {
    if (row.length !== columnCount) {
      throw new Error(`A row has ${row.length} values for ${columnCount} columns.`);
    }
    for (const value of row) {
      if (typeof value === 'number') {
        if (!Number.isSafeInteger(value)) throw new Error(`${value} is no exact whole number.`);
      } else if (value !== null && value.includes('\0')) {
        throw new Error('A text holds a NUL character (U+0000), which no warehouse can store.');
      }
    }
  }
  return rows;
}
