import type { Value } from './rows.js';

export function assertWidth(row: readonly Value[], columnCount: number): void {
  if (row.length !== columnCount) {
    throw new Error(`A row has ${row.length} values for ${columnCount} columns.`);
  }
}

export function assertWhole(value: number): void {
  if (!Number.isSafeInteger(value)) throw new Error(`${value} is no exact whole number.`);
}

export function nulCharacter(): Error {
  return new Error('A text holds a NUL character (U+0000), which no warehouse can store.');
}
