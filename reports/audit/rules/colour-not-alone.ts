import { allCellsIfLook, at, isWithin, on, rangeRef } from '../cells.js';
import type { Cell, Rule, Sheet } from '../model.js';
import { isTrafficLight } from '../../../pipeline/core/xlsx/colours.js';

export const colourNotAlone: Rule = {
  id: 'colour-not-alone',
  level: 'essential',
  requirement: 'Red, amber and green come with a word that says the same.',
  *check({ sheets }) {
    for (const sheet of sheets) {
      const cells = allCellsIfLook(sheet, ({ fill }) => isSignal(fill));
      const said = rowsThatSay(cells);
      for (const cell of cells)
        if (
          isSignal(cell.style.fill) &&
          !isWord(cell) &&
          !said.has(keyOf(cell)) &&
          isShown(sheet, cell)
        )
          yield at(
            sheet,
            cell,
            'A colour is the only sign of the cell’s status.',
            'Write the word into the cell: Green, Amber, Red, or what it means.',
          );
      for (const { ranges, type, fill } of sheet.conditionalFormats.slice(0, MOST_LOOKED_AT)) {
        const [range] = ranges;
        if (range === undefined) continue;
        const isAlone =
          type === 'colorScale' ||
          (isSignal(fill) &&
            sheet.cells.some(
              (cell) =>
                !isWord(cell) &&
                ranges.slice(0, MOST_LOOKED_AT).some((each) => isWithin(each, cell)),
            ));
        if (isAlone)
          yield on(
            sheet,
            rangeRef(range),
            'A conditional format shows its meaning only by colour.',
            'Let it colour cells that hold the word, or remove it.',
          );
      }
    }
  },
};

/** A sheet has a handful; more are what copying and pasting left, and repeat the same. */
const MOST_LOOKED_AT = 200;

function isSignal(fill: string | null): boolean {
  return fill !== null && isTrafficLight(fill);
}

function isWord({ kind, text }: Cell): boolean {
  return kind === 'text' && /\p{L}{2,}/u.test(text);
}

/** A blank cell beneath a merged range, or outside every table, is a band of colour and no status. */
function isShown(sheet: Sheet, cell: Cell): boolean {
  if (cell.kind !== 'blank') return true;
  const isBeneath = sheet.merges.some(
    (range) => isWithin(range, cell) && (cell.row !== range.top || cell.column !== range.left),
  );
  return !isBeneath && sheet.tables.some(({ range }) => isWithin(range, cell));
}

/** Rows in which another cell of the same colour holds the word. */
function rowsThatSay(cells: readonly Cell[]): Set<string> {
  return new Set(cells.filter((cell) => isSignal(cell.style.fill) && isWord(cell)).map(keyOf));
}

function keyOf({ row, style }: Cell): string {
  return `${row} ${style.fill ?? ''}`;
}
