import { describe, expect, it } from 'vitest';
import { readCase, type ReturnCase } from './return-cases/return-case.js';
import { checkedCases } from './return-cases/checked.js';
import { dateCases } from './return-cases/dates.js';
import { cellCases } from './return-cases/cells.js';
import { wholeCases } from './return-cases/returns.js';
import { workbookCases } from './return-cases/workbooks.js';
import { ruleCases } from './return-cases/rules.js';

const tables: Readonly<Record<string, readonly ReturnCase[]>> = {
  'a fault of a cell or a row': cellCases,
  'a rule over several cells': ruleCases,
  'a return as a whole': wholeCases,
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
