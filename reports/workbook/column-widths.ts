import type { Cell, Table } from '../pack/model.js';
import { size } from './style.js';
import { textWidth, wrap } from './text-size.js';

/** Points that text has in a column: Arial 12's digit is 9 pixels of 0.75 points; padding and indent take 20. */
export function usable(width: number): number {
  return (width * 9 - 20) * 0.75;
}

/** The narrowest column that a width in points fits in, in half characters. */
function widthFor(points: number): number {
  return Math.ceil(((points / 0.75 + 20) / 9) * 2) / 2;
}

/** A column is as wide as the longest word of its heading, so that none is broken. */
export function withWholeWords(table: Table): number[] {
  return table.columns.map(({ heading, width }) => {
    const words = heading.split(/(?<=[ -])/);
    return Math.max(
      width,
      ...words.map((word) => widthFor(textWidth(word.trimEnd(), size.table, true))),
    );
  });
}

/** Width in characters of a sheet that is looked up, printed on A4 in type that can still be read (7 point). */
const MOST_ACROSS = 199;
/** The widest that one column gets: beyond it a reader loses the line. */
export const MOST_WIDTH = 130;
/** By how much a column grows or shrinks at a time. */
const STEP = 2;
/** The narrowest that words are set. */
const NARROWEST = 16;
/** Rows from which widths are taken: of a larger table the first are enough. */
const ROWS = 400;

/**
 * Widths of a data sheet's columns by which its rows take the fewest lines: columns of words that have room to spare give it up, and those
 * that save a line elsewhere get it, as far as a page is wide. Columns of numbers keep their own.
 */
export function fittedWidths({ rows }: Pick<Table, 'rows'>, given: readonly number[]): number[] {
  const some = rows.slice(0, ROWS);
  const isWords = given.map((_, at) => some.some((row) => row[at]?.kind === 'text'));
  const lines = linesAt(some);
  const total = (widths: readonly number[]): number =>
    some.reduce(
      (sum, _, row) =>
        sum +
        Math.max(...widths.map((width, at) => (isWords[at] === true ? lines(row, at, width) : 1))),
      0,
    );
  let widths = [...given];
  let least = total(widths);
  const changed = (at: number, by: number): number[] =>
    widths.map((width, index) => (index === at ? width + by : width));
  for (const [at] of widths.entries()) {
    while (isWords[at] === true && (widths[at] ?? 0) - STEP >= narrowest(given[at])) {
      const narrower = changed(at, -STEP);
      if (total(narrower) > least) break;
      widths = narrower;
    }
  }
  for (;;) {
    const across = acrossOf(widths);
    const best = [STEP, 2 * STEP, 4 * STEP]
      .flatMap((by) =>
        widths.flatMap((_, at) => {
          const isFull = across + by > MOST_ACROSS || (widths[at] ?? 0) + by > MOST_WIDTH;
          if (isWords[at] !== true || isFull) return [];
          const wider = changed(at, by);
          const saved = least - total(wider);
          return saved > 0 ? [{ wider, saved, each: saved / by }] : [];
        }),
      )
      .sort((a, b) => b.each - a.each)[0];
    // Fewer lines in smaller type, but never more pages: type is smaller, or larger, with the width.
    if (best === undefined)
      return least / across <= total(given) / acrossOf(given) ? widths : [...given];
    widths = best.wider;
    least -= best.saved;
  }
}

function acrossOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}

function narrowest(given: number | undefined): number {
  return Math.min(given ?? NARROWEST, NARROWEST);
}

/** Lines that a cell takes in a column of some width; each is worked out once. */
function linesAt(
  rows: readonly (readonly Cell[])[],
): (row: number, column: number, width: number) => number {
  const known = new Map<string, number>();
  return (row, column, width) => {
    const cell = rows[row]?.[column];
    if (cell?.kind !== 'text') return 1;
    const key = `${row} ${column} ${width}`;
    let lines = known.get(key);
    if (lines === undefined)
      known.set(
        key,
        (lines = wrap(cell.text, usable(width), size.table, cell.bold === true).length),
      );
    return lines;
  };
}
