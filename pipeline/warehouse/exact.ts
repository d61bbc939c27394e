/**
 * SQL gives whole numbers; division and rounding happen in one TypeScript function. A fraction, or a number too large
 * for a double to hold exactly, is a fault in a query, and must not pass for a figure.
 */
export function exactInteger(text: string): number {
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value)) throw inexact(text);
  return value;
}

/** Checks the rows of a driver that returns numbers as doubles. */
export function assertExact(rows: readonly unknown[]): void {
  for (const row of rows) {
    if (typeof row !== 'object' || row === null) continue;
    for (const value of Object.values(row)) {
      if (typeof value === 'number' && !Number.isSafeInteger(value)) throw inexact(String(value));
    }
  }
}

function inexact(text: string): Error {
  return new Error(
    `A query returned ${text}, which is no exact whole number. Let SQL return a numerator and a denominator.`,
  );
}
