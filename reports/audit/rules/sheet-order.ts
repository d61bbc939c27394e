import { inFile, on, texts } from '../cells.js';
import type { Rule, SheetKind } from '../model.js';

const ORDER: readonly (readonly [SheetKind, string])[] = [
  ['cover', 'Cover'],
  ['contents', 'Contents'],
  ['notes', 'Notes'],
];

export const sheetOrder: Rule = {
  id: 'sheet-order',
  level: 'essential',
  requirement: 'The sheets begin with Cover, Contents and Notes, in this order.',
  *check({ sheets }) {
    let place = 0;
    for (const [kind, name] of ORDER) {
      const sheet = sheets.find((each) => each.kind === kind);
      if (sheet === undefined) {
        // Without a marker to it there is nothing to note.
        const isNeeded =
          kind !== 'notes' ||
          sheets.some((each) => texts(each).some(({ text }) => /\[note \d+\]/i.test(text)));
        if (isNeeded)
          yield inFile(`There is no sheet called ${name}.`, `Add it as sheet ${place + 1}.`);
        continue;
      }
      if (sheets[place] !== sheet)
        yield on(sheet, null, `${name} isn’t sheet ${place + 1}.`, 'Move it there.');
      place += 1;
    }
  },
};
