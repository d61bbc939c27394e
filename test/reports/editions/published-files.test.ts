import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { attack, widthOf } from '../../../reports/disclosure/attack.js';
import { keyText } from '../../../reports/disclosure/cells.js';
import { secretsOf } from '../../../reports/disclosure/rule.js';
import { loadSolver } from '../../../reports/disclosure/solver.js';
import { tablesOf } from '../../../reports/disclosure/table.js';
import { drawEditions } from '../../../reports/editions/editions.js';
import { writeWorkbook } from '../../../reports/workbook/write.js';
import { inputWith, planted } from './support.js';

const input = inputWith(planted);
/** What `measures.csv` shows under each key: undefined where a symbol stands. */
let shown: Map<string, { readonly numerator: number; readonly denominator: number } | undefined>;
let book: exceljs.Workbook;
let rows: Record<string, string>[];

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
  await book.xlsx.load((await writeWorkbook(cabinet)) as unknown as ArrayBuffer);
});

describe('whoever reads the published files', () => {
  it('can bound no hidden number to fewer than five, with what measures.csv shows', async () => {
    const solve = await loadSolver();
    const { tables } = tablesOf(input.values, input.definitions, [], solve);
    let attacked = 0;
    for (const table of tables) {
      // The attack is given the file's numbers alone; where the file has none, it has nought.
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
    const sheet = book.getWorksheet('Counts behind percentages');
    const found: unknown[][] = [];
    sheet?.eachRow((row) => {
      const cells = row.values as unknown[];
      if (cells[1] === 'Child protection plans open two years or more')
        found.push(cells.slice(5, 8));
    });
    const long = rows.filter((row) => row['measure'] === 'plans-two-years');
    const asShown = (text: string | undefined): unknown => (text === '' ? '[c]' : Number(text));
    expect(found).toEqual(
      long.map((row) => [row['numerator'], row['denominator'], row['value']].map(asShown)),
    );
    expect(found.flat()).toContain('[c]');
    expect(found.flat().filter((cell) => typeof cell === 'number').length).toBeGreaterThan(10);
  });

  it('finds a symbol in measures.csv for every figure that the officers know to be hidden', async () => {
    const { hidden } = await drawEditions(input);
    for (const key of hidden) expect(shown.get(keyText(key))).toBeUndefined();
    expect(hidden.length).toBeGreaterThan(2);
  });
});
