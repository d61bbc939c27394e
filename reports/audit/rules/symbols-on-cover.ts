import { on, texts } from '../cells.js';
import type { Rule } from '../model.js';
import { isSymbol, knownSymbolsIn } from '../symbols.js';

export const symbolsOnCover: Rule = {
  id: 'symbols-on-cover',
  level: 'essential',
  requirement: 'The cover explains every symbol that the workbook uses.',
  *check({ sheets }) {
    const covers = sheets.filter(({ kind }) => kind === 'cover');
    const [cover] = covers;
    if (cover === undefined) return;
    const explained = new Set(cover.cells.flatMap(({ text }) => knownSymbolsIn(text)));
    const used = new Map<string, string>();
    for (const sheet of sheets)
      for (const table of sheet === cover ? [] : sheet.tables)
        for (const { row, text } of texts(sheet))
          if (row >= table.range.top && row <= table.range.bottom)
            for (const symbol of isSymbol(text) ? knownSymbolsIn(text) : [])
              if (!used.has(symbol)) used.set(symbol, sheet.name);
    for (const [symbol, name] of used)
      if (!explained.has(symbol))
        yield on(
          cover,
          null,
          `The cover doesn’t explain ${symbol}, which “${name}” uses.`,
          'Add it to the symbols used.',
        );
  },
};
