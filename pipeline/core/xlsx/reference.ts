/** The last row and column that a worksheet can have (XFD1048576). */
export const LAST_ROW = 1_048_576;
export const LAST_COLUMN = 16_384;

/** The column of a reference such as `AB12`, counted from 1; 0 where it begins with no letters. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i += 1) {
    const code = reference.charCodeAt(i) & 0xdf;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
    if (column > LAST_COLUMN) break;
  }
  return column;
}

/** The name of a column counted from 1: 1 as A, 27 as AA. */
export function columnName(number: number): string {
  const rest = Math.floor((number - 1) / 26);
  return (rest > 0 ? columnName(rest) : '') + String.fromCharCode(65 + ((number - 1) % 26));
}

/** A block of cells, both ends included, counted from 1. */
export interface Range {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A reference such as `A1:C3` or `B2`; undefined where it is none, or leads off the sheet. */
export function rangeOf(reference: string): Range | undefined {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(reference);
  if (found === null) return undefined;
  const [, left = '', top = '', right = left, bottom = top] = found;
  const range = {
    top: Number(top),
    left: columnOf(left),
    bottom: Number(bottom),
    right: columnOf(right),
  };
  const isOnSheet =
    range.top >= 1 &&
    range.bottom <= LAST_ROW &&
    range.right <= LAST_COLUMN &&
    range.top <= range.bottom &&
    range.left <= range.right;
  return isOnSheet ? range : undefined;
}
