import { describe, expect, it } from 'vitest';
import { readCase, type ReturnCase } from './return-cases/return-case.js';
import { checkedCases } from './return-cases/checked.js';
import { dateCases } from './return-cases/dates.js';
import { cellCases } from './return-cases/cells.js';
import { columnCases } from './return-cases/columns.js';
import { kindCases } from './return-cases/kinds.js';
import { noteCases } from './return-cases/notes.js';
import { readingCases } from './return-cases/readings.js';
import { refusalCases } from './return-cases/refusals.js';
import { rowCases } from './return-cases/rows.js';
import { workbookCases } from './return-cases/workbooks.js';
import { ruleCases } from './return-cases/rules.js';

const tables: Readonly<Record<string, readonly ReturnCase[]>> = {
  'a fault of a cell': cellCases,
  'a fault of a row': rowCases,
  'columns headed alike, and rows that are no data': columnCases,
  'a rule over several cells': ruleCases,
  'a return refused as a whole': refusalCases,
  'what is to be known of a return': noteCases,
  'an odd return that is read right': readingCases,
  'months, words, actions and authorities': kindCases,
  'a date': dateCases,
  'a return checked whole': checkedCases,
  'what only a workbook shows': workbookCases,
};

for (const [what, cases] of Object.entries(tables)) {
  describe(what, () => {
    it.each(cases)('$source: $name', async (each) => {
      const { lines, records, loaded } = await readCase(each);
      for (const line of each.says ?? []) expect(lines).toContain(line);
      for (const code of each.neverSays ?? [])
        expect(lines.filter((line) => line.split(/[ :]/)[1] === code)).toEqual([]);
      for (const [table, parts] of Object.entries(each.gives ?? {}))
        for (const part of parts)
          expect(records[table] ?? []).toContainEqual(expect.objectContaining(part));
      if (each.loads !== undefined) expect(loaded).toBe(each.loads);
    });
  });
}
