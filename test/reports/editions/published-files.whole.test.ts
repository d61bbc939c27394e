import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Workbook } from '../../../reports/audit/model.js';
import { openForAudit } from '../../../reports/audit/open-for-audit.js';
import { attack, widthOf } from '../../../reports/disclosure/attack.js';
import { keyText } from '../../../reports/disclosure/cells.js';
import { secretsOf } from '../../../reports/disclosure/rule.js';
import { loadSolver } from '../../../reports/disclosure/solver.js';
import { tablesOf } from '../../../reports/disclosure/table.js';
import { drawEditions } from '../../../reports/editions/editions.js';
import { writeHtml } from '../../../reports/html/write.js';
import { breakdownWords } from '../../../reports/pack/words.js';
import { readPage, tablesOfWorkbook } from '../../../reports/audit/shown-tables.js';
import { writeWorkbook } from '../../../reports/workbook/write.js';
import { inputWith, planted } from './support.js';

const input = inputWith(planted);
/** What `measures.csv` shows under each key: undefined where a symbol is. */
let shown: Map<string, { readonly numerator: number; readonly denominator: number } | undefined>;
let book: exceljs.Workbook;
let rows: Record<string, string>[];
let workbook: Workbook;
let page: ReturnType<typeof readPage>;
const [QUARTER, AREA] = ['2017-18-Q3', 'E06000004'];

/** Whether `measures.csv` hides the figure of a data sheet's row (measure, breakdown, period) in a quarter. */
function isHiddenIn(row: readonly string[], quarter: string): boolean {
  return rows.some(
    (each) =>
      each['symbol'] === 'c' &&
      each['area_code'] === AREA &&
      each['quarter'] === quarter &&
      each['title'] === row[0] &&
      (breakdownWords(each['breakdown'] ?? '') ?? 'all') === row[1]?.toLowerCase(),
  );
}

beforeAll(async () => {
  const { cabinet, openData } = await drawEditions(input);
  rows = parse(openData.get('measures.csv') ?? '', { columns: true });
  shown = new Map(
    rows.map((row) => [
      [row['measure'], row['basis'], row['area_code'], row['breakdown'], row['quarter']].join(' '),
      row['symbol'] === ''
        ? { numerator: Number(row['numerator']), denominator: Number(row['denominator']) }
        : undefined,
    ]),
  );
  book = new exceljs.Workbook();
  const bytes = await writeWorkbook(cabinet);
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  workbook = await openForAudit(bytes, 'cabinet.xlsx');
  const html = writeHtml(cabinet, { workbook: 'cabinet.xlsx', openData: 'measures.csv' });
  page = readPage(new TextDecoder().decode(html), 'cabinet.html');
});

describe('anyone who reads the published files', () => {
  it('can bound no hidden number to fewer than five, with what measures.csv shows', async () => {
    const solve = await loadSolver();
    const { tables } = tablesOf(input.values, input.definitions, [], solve);
    let attacked = 0;
    for (const table of tables) {
      // The attack is given the file's only numbers; where the file has none, it knows nothing.
      const cells = new Map(
        [...table.cells].map(([id, cell]) => {
          const counts = shown.get(cell.owner);
          const count = id.endsWith(' denominator') ? counts?.denominator : counts?.numerator;
          return [id, { ...cell, count: count ?? 0 }];
        }),
      );
      const secrets = [...table.units].flatMap(([owner, unit]) =>
        secretsOf(owner, unit, table.cells, { threshold: 5 }),
      );
      const isHidden = (owner: string): boolean => shown.get(owner) === undefined;
      for (const bounds of attack({ ...table, cells }, isHidden, secrets, solve)) {
        expect(widthOf(bounds), bounds.secret.owner).toBeGreaterThanOrEqual(5);
        attacked++;
      }
    }
    expect(attacked).toBeGreaterThan(1);
  });

  it('finds the same numbers in the workbook as in measures.csv, and symbols where it has symbols', () => {
    const sheet = book.worksheets.find(({ name }) => /^Safeguarding percentages/.test(name));
    const found: unknown[] = [];
    sheet?.eachRow((row) => {
      const cells = row.values as unknown[];
      if (cells[1] === 'Child protection plans open two years or more')
        found.push(...cells.slice(4, 12));
    });
    const eight = rows.filter(({ measure }) => measure === 'plans-two-years').slice(-8);
    const asShown = (text: string | undefined): unknown => (text === '' ? '[c]' : Number(text));
    expect(found).toEqual(eight.map((row) => asShown(row['value'])));
    expect(found).toContain('[c]');
    expect(found.filter((cell) => typeof cell === 'number').length).toBeGreaterThan(3);
  });

  it('finds in the workbook no change, baseline or distance by which a hidden number could be worked out', () => {
    // Another quarter's number and the change since it, a baseline and the change, a target and the distance.
    let tried = 0;
    for (const { headings, rows: found } of tablesOfWorkbook(workbook).filter(({ place }) =>
      place.includes(', Status of '),
    )) {
      const at = (start: string): number => headings.findIndex((each) => each.startsWith(start));
      for (const row of found) {
        const cell = (start: string): string => row[at(start)] ?? '';
        const hidden = (quarter: string): boolean => isHiddenIn(row, quarter);
        const told = (start: string): boolean => /\d/.test(cell(start));
        const ways: [boolean, string[]][] = [
          [
            hidden(QUARTER),
            ['This quarter', 'Distance', 'Change since', 'Change on a q', 'Change on a y'],
          ],
          [hidden('2017-18-Q2'), ['Change on a q']],
          [hidden('2016-17-Q3'), ['Change on a y']],
          [hidden('2016-17-Q4'), ['Change since']],
        ];
        for (const [, columns] of ways.filter(([isHidden]) => isHidden)) {
          tried += columns.length;
          expect(columns.filter(told), row.join(' | ')).toEqual([]);
        }
      }
    }
    expect(tried).toBeGreaterThan(5);
  });

  it('finds no number of a hidden figure in the page’s tables', () => {
    const hidden = rows.filter(
      (row) =>
        row['symbol'] === 'c' &&
        row['quarter'] === QUARTER &&
        row['area_code'] === AREA &&
        row['breakdown'] === 'all',
    );
    let tried = 0;
    for (const { headings, rows: found } of page.tables.filter(({ place }) =>
      place.includes('measures-of-priority'),
    )) {
      const isTold = (heading: string): boolean =>
        /, Oct to Dec 2017$|^Distance|^On a/.test(heading);
      for (const row of found) {
        if (!hidden.some(({ title }) => row[0] === title)) continue;
        tried += 1;
        const told = row.filter((_, x) => isTold(headings[x] ?? ''));
        expect(told.join(' ')).not.toMatch(/\d/);
      }
    }
    expect(tried).toBeGreaterThan(0);
  });

  it('finds a symbol in measures.csv for every figure that the officers know to be hidden', async () => {
    const { hidden } = await drawEditions(input);
    for (const key of hidden) expect(shown.get(keyText(key))).toBeUndefined();
    expect(hidden.length).toBeGreaterThan(2);
  });
});
