import { columnRef, columnsOf, isPlainNumber, type NumbersAlike, on } from '../cells.js';
import { decimalsShown } from '../number-formats.js';
import type { Cell, Rule } from '../model.js';

const WIDEST = 130;

export const sensibleWidths: Rule = {
  id: 'sensible-widths',
  level: 'essential',
  requirement: 'Columns are wide enough for their numbers, and no wider than a page can hold.',
  *check({ sheets }) {
    for (const sheet of sheets) {
      const widthOf = (column: number): number =>
        sheet.columns.find(({ first, last }) => column >= first && column <= last)?.width ??
        sheet.defaultWidth;
      for (const table of sheet.tables)
        for (const { column, numbers } of columnsOf(sheet, table)) {
          const width = widthOf(column);
          const longest = extremes(numbers).reduce(
            (most, cell) => Math.max(most, lengthShown(cell)),
            0,
          );
          if (width > 0 && longest > width)
            yield on(
              sheet,
              columnRef(column),
              `The column is ${width} wide, too narrow for its numbers: they show as ####.`,
              'Widen the column.',
            );
          if (width > WIDEST)
            yield on(
              sheet,
              columnRef(column),
              `The column is ${width} wide, more than a page or a screen.`,
              'Narrow it and wrap its text.',
            );
        }
    }
  },
};

/** The numbers that take most room. */
function extremes(numbers: readonly NumbersAlike[]): Cell[] {
  return numbers.flatMap(({ least, greatest }) => [least, greatest]);
}

/** Digits, commas and decimals of a number as it is shown; General gives way and shows fewer. */
function lengthShown(cell: Cell): number {
  if (!isPlainNumber(cell) || /general/i.test(cell.style.format)) return 0;
  const whole = Math.trunc(Math.abs(cell.number)).toString().length;
  const decimals = decimalsShown(cell);
  return whole + (decimals > 0 ? decimals + 1 : 0) + (cell.number < 0 ? 1 : 0);
}
