import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../pipeline/core/root.js';
import { cellMessages } from '../../pipeline/core/return-messages/cells.js';
import { noteMessages, refusalMessages } from '../../pipeline/core/return-messages/returns.js';
import { ruleMessages } from '../../pipeline/core/return-messages/rules.js';
import { readCase, type ReturnCase } from './return-cases/return-case.js';
import { checkedCases } from './return-cases/checked.js';
import { dateCases } from './return-cases/dates.js';
import { cellCases } from './return-cases/cells.js';
import { columnCases } from './return-cases/columns.js';
import { kindCases } from './return-cases/kinds.js';
import { messageCases } from './return-cases/messages.js';
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
  'a message in XML': messageCases,
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

/** Codes that only a warehouse, a publisher or a large table gives: the tests that have them. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'another-date': 'test/pipeline/load/plausibility.test.ts',
  'earlier-quarter': 'test/pipeline/load/plausibility.test.ts',
  'empty-table': 'test/pipeline/load/plausibility.test.ts',
  'half-size': 'test/pipeline/load/compare-with-last.warehouse.test.ts',
  'later-quarter': 'test/pipeline/load/plausibility.test.ts',
  'long-before': 'test/pipeline/load/plausibility.test.ts',
  'accepted-anyway': 'test/pipeline/load/compare-with-last.warehouse.test.ts',
  'already-received': 'test/pipeline/load/compare-with-last.warehouse.test.ts',
  'like-last': 'test/pipeline/load/compare-with-last.warehouse.test.ts',
  'unlike-last': 'test/pipeline/load/compare-with-last.warehouse.test.ts',
  distances: 'test/pipeline/load/distances.warehouse.test.ts',
  publisher: 'test/pipeline/load/published.warehouse.test.ts',
  'same-file-twice': 'test/pipeline/load/receive.warehouse.test.ts',
};

describe('the catalogue of messages', () => {
  const said = new Set(
    Object.values(tables)
      .flat()
      .flatMap(({ says = [] }) => says)
      .flatMap((line) => line.split(/[ :]/)[1] ?? []),
  );
  const codes = [cellMessages, ruleMessages, refusalMessages, noteMessages].flatMap(Object.keys);

  it('has a case of each code, here or where it says', () => {
    const untried = codes.filter((code) => !said.has(code) && !(code in ELSEWHERE));
    expect(untried).toEqual([]);
    expect(Object.keys(ELSEWHERE).filter((code) => said.has(code))).toEqual([]);
    for (const [code, file] of Object.entries(ELSEWHERE))
      expect(readFileSync(path.join(projectRoot, file), 'utf8')).toMatch(
        new RegExp(`['"\\[]${code}['":]`),
      );
  });

  it('has every code that a case says, and a text of each', () => {
    expect([...said].filter((code) => !codes.includes(code))).toEqual([]);
    const texts = [
      ...Object.values({ ...cellMessages, ...refusalMessages }).flatMap(({ says, fix }) => [
        says,
        fix,
      ]),
      ...Object.values({ ...ruleMessages, ...noteMessages }),
    ];
    expect(texts.filter((text) => !/^\S.*\.$/s.test(text))).toEqual([]);
  });
});
