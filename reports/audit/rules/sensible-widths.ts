import { columnRef, columnsOf, isPlainNumber, on } from '../cells.js';
import { decimalsShown } from '../number-formats.js';
import type { Cell, CellStyle, Rule } from '../model.js';

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
        for (const { column, cells } of columnsOf(sheet, table)) {
          const width = widthOf(column);
          const longest = extremes(cells).reduce(
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

/** Of each look the numbers that take most room: the greatest and the least. */
function extremes(cells: readonly Cell[]): Cell[] {
  const found = new Map<CellStyle, { greatest: Cell; least: Cell }>();
  for (const cell of cells) {
    if (cell.kind !== 'number') continue;
    const known = found.get(cell.style);
    if (known === undefined) found.set(cell.style, { greatest: cell, least: cell });
    else if (cell.number > known.greatest.number) known.greatest = cell;
    else if (cell.number < known.least.number) known.least = cell;
  }
  return [...found.values()].flatMap(({ greatest, least }) => [greatest, least]);
}

/** Digits, commas and decimals of a number as it is shown; General gives way and shows fewer. */
function lengthShown(cell: Cell): number {
  if (!isPlainNumber(cell) || /general/i.test(cell.style.format)) return 0;
  const whole = Math.trunc(Math.abs(cell.number)).toString().length;
  const decimals = decimalsShown(cell);
  return whole + (decimals > 0 ? decimals + 1 : 0) + (cell.number < 0 ? 1 : 0);
}
