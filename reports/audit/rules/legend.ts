import { at, dataSheets, isWithin, texts } from '../cells.js';
import type { Cell, Finding, Rule, Sheet, Table } from '../model.js';
import { knownSymbolsIn, symbolsIn, VALUE_SYMBOLS } from '../symbols.js';

export const legend: Rule = {
  id: 'legend',
  level: 'essential',
  requirement: 'A data sheet’s legend lists exactly the symbols that its table uses.',
  *check(workbook) {
    for (const sheet of dataSheets(workbook))
      for (const table of sheet.tables) yield* checkLegend(sheet, table);
  },
};

/** A value's symbol is one where it is all that the cell holds; a mark is at the end of a label or heading too. */
function usedIn({ text }: Cell): string[] {
  return knownSymbolsIn(text).filter(
    (symbol) => text.trim() === symbol || !VALUE_SYMBOLS.includes(symbol),
  );
}

function* checkLegend(sheet: Sheet, table: Table): Generator<Finding> {
  const explained = new Map<string, Cell>();
  const used = new Map<string, Cell>();
  const note = (map: Map<string, Cell>, symbol: string, cell: Cell): void => {
    if (!map.has(symbol)) map.set(symbol, cell);
  };
  for (const cell of texts(sheet)) {
    if (isWithin(table.range, cell) || cell.row === 1)
      for (const symbol of usedIn(cell)) note(used, symbol, cell);
    else if (cell.row < table.range.top)
      for (const symbol of symbolsIn(cell.text)) note(explained, symbol, cell);
  }
  for (const [symbol, cell] of used)
    if (!explained.has(symbol))
      yield at(
        sheet,
        cell,
        `The symbol ${symbol} is used here, but the legend above the table doesn’t explain it.`,
        'Add it to the line “Symbols used: …”.',
      );
  for (const [symbol, cell] of explained)
    if (!used.has(symbol))
      yield at(
        sheet,
        cell,
        `The legend explains ${symbol}, which the table doesn’t use.`,
        'Take it out of the legend.',
      );
}
