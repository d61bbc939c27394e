import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import exceljs from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPack } from '../../../reports/pack/build.js';
import type { Pack } from '../../../reports/pack/model.js';
import { formulaOf } from '../../../reports/workbook/formula.js';
import { writeWorkbook } from '../../../reports/workbook/write.js';
import type { Figure } from '../../../pipeline/core/figure/figure.js';
import { figure, type FigureSketch } from '../support/figures.js';
import { packInput } from '../support/pack-input.js';
import { tryProgram } from '../support/programs.js';
import { isFullLength } from '../../support/length.js';

const folder = mkdtempSync(path.join(tmpdir(), 'formulas-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Quotients that end in a five behind the last shown place, where programs differ if anywhere. */
/** A figure for each pair, each with it as this quarter's: parts of one measure. */
function spread(sketch: FigureSketch): Figure[] {
  return (sketch.series ?? []).map((pair, index) => {
    const series = [...Array.from({ length: 7 }, () => null), pair];
    return figure({ ...sketch, breakdown: `age:${index + 10}`, series, priority: 'safeguarding' });
  });
}

const percent = spread({
  definition: { measure: 'plans-two-years', unit: 'percent', denominator: 'children' },
  series: [[1, 16], [61, 80], [6108, 8000], [1, 3], [0, 12], [12, 12], [5, 48], null],
});
const rate = spread({
  definition: {
    measure: 'referrals-rate',
    unit: 'rate_per_10000',
    denominator: 'children aged 0 to 17',
    annualise: 4,
  },
  basis: 'quarter',
  series: [
    [551, 43152],
    [578, 43152],
    [1, 40000],
    [3, 16000],
    [7, 43152],
    [9, 41000],
    [2, 3],
    [8, 9],
  ],
});
const days = spread({
  definition: { measure: 'days', unit: 'days', denominator: 'children adopted' },
  basis: 'rolling36',
  series: [
    [301, 2],
    [299, 2],
    [1000, 7],
    [0, 9],
    [5, 10],
    [15, 10],
    [4999, 11],
    [1, 1],
  ],
});
const input = packInput({ figures: [...percent, ...rate, ...days] });
const SHEETS = ['Counts behind percentages', 'Counts behind rates', 'Counts behind days'];

async function open(bytes: Uint8Array): Promise<exceljs.Workbook> {
  const book = new exceljs.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  return book;
}

/** The value column of the sheets, row by row: formula and result, or what is there. */
function valuesOf(book: exceljs.Workbook): { formula: string | null; result: unknown }[] {
  return SHEETS.flatMap((name) => {
    const sheet = book.getWorksheet(name);
    const found: { formula: string | null; result: unknown }[] = [];
    let isTable = false;
    sheet?.eachRow((row) => {
      if (isTable) {
        const cell = row.getCell(7);
        found.push({
          formula: cell.formula || null,
          result: cell.formula ? cell.result : cell.value,
        });
      }
      isTable ||= row.getCell(1).value === 'Measure';
    });
    return found;
  });
}

let officer: Uint8Array;
const drawn = (pack: Pack) => writeWorkbook(pack);
beforeAll(async () => {
  officer = await drawn(buildPack(input, 'officer'));
});

describe('the officers’ percentages, rates and means', () => {
  it('are formulas over the numerator and denominator next to them, with the value saved', async () => {
    const values = valuesOf(await open(officer));
    expect(values).toHaveLength(23);
    expect(values[1]).toEqual({
      formula: expect.stringMatching(/^ROUND\(100\*E\d+\/F\d+,1\)$/) as string,
      result: 76.3,
    });
    expect(values[7]?.formula).toMatch(/^ROUND\(40000\*E\d+\/F\d+,1\)$/);
    expect(values[15]?.formula).toMatch(/^ROUND\(1\*E\d+\/F\d+,0\)$/);
    expect(values.map((each) => each.result)).toEqual([
      ...[6.3, 76.3, 76.4, 33.3, 0, 100, 10.4],
      ...[510.8, 535.8, 1, 7.5, 6.5, 8.8, 26666.7, 35555.6],
      ...[151, 150, 143, 0, 1, 2, 454, 1],
    ]);
    // What has no number is a line on “Figures without a number”.
    expect(values.filter((each) => each.formula === null)).toEqual([]);
  });

  it.runIf(isFullLength)(
    'come out the same when LibreOffice works all formulas out again',
    async ({ skip }) => {
      // A value saved wrong shows that they are.
      const parts = unzipSync(officer);
      const wrong = Object.fromEntries(
        Object.entries(parts).map(([name, bytes]) => [
          name,
          strToU8(strFromU8(bytes, true).replaceAll('<v>76.3</v>', '<v>1.1</v>'), true),
        ]),
      );
      const profile = path.join(folder, 'profile');
      mkdirSync(path.join(profile, 'user'), { recursive: true });
      writeFileSync(path.join(profile, 'user', 'registrymodifications.xcu'), RECALCULATE);
      writeFileSync(path.join(folder, 'wrong.xlsx'), zipSync(wrong));
      const done = tryProgram(
        'libreoffice',
        [
          ...['--headless', `-env:UserInstallation=${pathToFileURL(profile).href}`],
          ...['--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', path.join(folder, 'out')],
          path.join(folder, 'wrong.xlsx'),
        ],
        'formulas worked out again by LibreOffice',
      );
      if (done === null) return skip();
      const anew = valuesOf(await open(readFileSync(path.join(folder, 'out', 'wrong.xlsx'))));
      expect(valuesOf(await open(zipSync(wrong))).map((each) => each.result)).toContain(1.1);
      expect(anew.map((each) => each.result)).toEqual(
        valuesOf(await open(officer)).map((each) => each.result),
      );
    },
  );
});

describe('a formula', () => {
  const number = (value: number) => ({ kind: 'number' as const, value, decimals: 0 });
  const quotient = { numerator: 0, denominator: 1, times: 100, decimals: 1 };

  it('is written where it gives the value that is saved with it', () => {
    expect(formulaOf(quotient, 76.3, [number(61), number(80)], 7)).toBe('ROUND(100*A7/B7,1)');
  });

  it('is never written where it would give another, or none', () => {
    expect(() => formulaOf(quotient, 76.2, [number(61), number(80)], 7)).toThrow(
      'ROUND(100*A7/B7,1) gives 76.3, and 76.2 is saved with it.',
    );
    const hidden = { kind: 'symbol' as const, symbol: 'c' as const };
    expect(() => formulaOf(quotient, 76.3, [hidden, number(80)], 7)).toThrow('gives no number');
  });
});

describe('the cabinet’s', () => {
  it('are values without formulas, and symbols where they are hidden', async () => {
    const hidden = percent.map((each, index) =>
      index === 1
        ? {
            ...each,
            current: { ...each.current, symbol: 'c' as const, numerator: null, denominator: null },
          }
        : each,
    );
    const pack = buildPack({ ...input, figures: [...hidden, ...rate, ...days] }, 'cabinet');
    const book = await open(await drawn(pack));
    const values = valuesOf(book);
    expect(values.every((each) => each.formula === null)).toBe(true);
    expect(values[1]?.result).toBe('[c]');
    expect(values[2]?.result).toBe(76.4);
    const cells: unknown[] = [];
    book.getWorksheet(SHEETS[0] ?? '')?.eachRow((row) => {
      if (row.getCell(7).value === '[c]') cells.push(row.getCell(5).value, row.getCell(6).value);
    });
    expect(cells).toEqual(['[c]', '[c]']);
  });
});

/** LibreOffice trusts saved values unless its profile says otherwise. */
const RECALCULATE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`;
