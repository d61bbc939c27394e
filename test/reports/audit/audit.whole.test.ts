import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QuarterlyError } from '../../../pipeline/core/errors.js';
import { auditWorkbook, requireCleanPack } from '../../../reports/audit/audit.js';
import { auditText } from '../../../reports/audit/report.js';
import { buildPack } from '../../../reports/pack/build.js';
import { writeWorkbook } from '../../../reports/workbook/write.js';
import { quarterly } from '../../support/command-line.js';
import { hasSharedData, sharedData } from '../../support/shared-data.js';
import { packInput } from '../support/pack-input.js';
import { SAMPLE_NAME, sampleWorkbook, sheetOf, withParts } from './sample-workbook.js';

const dash = (): Promise<Uint8Array> =>
  sampleWorkbook((book) => {
    sheetOf(book, 'Schools by phase').getCell('C8').value = '-';
  });

async function errorOf(work: Promise<unknown>): Promise<QuarterlyError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof QuarterlyError) return error;
  throw new Error('was not refused', { cause: error });
}

describe('our own pack', () => {
  it('keeps every rule', async () => {
    const bytes = await writeWorkbook(buildPack(packInput()));
    const report = await auditWorkbook(bytes, SAMPLE_NAME);
    expect(auditText(report)).toContain('Not met: 0 essentials, 0 best practices.');
  });
});

describe('the gate', () => {
  it('lets a pack through that keeps the essentials', async () => {
    await expect(requireCleanPack(await sampleWorkbook(), 'Any Name.xlsx')).resolves.toMatchObject({
      fileName: 'Any Name.xlsx',
    });
  });

  it('blocks one that breaks an essential, naming rule, cell and fix', async () => {
    const error = await errorOf(requireCleanPack(await dash(), SAMPLE_NAME));
    expect(error.code).toBe('audit');
    expect(error.message).toContain('no-placeholders (Schools by phase!C8)');
    expect(error.fix).toContain('Use a symbol');
    expect(error.facts).toMatchObject({ rule: 'no-placeholders', cell: 'C8' });
  });
});

describe('quarterly audit', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'quarterly-audit-'));
    await writeFile(path.join(folder, 'clean.xlsx'), await sampleWorkbook());
    await writeFile(path.join(folder, 'dash.xlsx'), await dash());
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('says that a clean workbook may be published', async () => {
    const { code, stdout } = await quarterly(['audit', path.join(folder, 'clean.xlsx')]);
    expect(code).toBe(0);
    expect(stdout).toContain('The workbook may be published.');
  });

  it('ends with 4 where an essential is broken, in lines of 80 columns', async () => {
    const { code, stdout } = await quarterly(['audit', path.join(folder, 'dash.xlsx')]);
    expect(code).toBe(4);
    expect(stdout).toContain('✗ no-placeholders (essential)');
    expect(stdout).toContain('Schools by phase C8: The cell holds “-” in place of a value.');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('gives every rule as JSON', async () => {
    const { stdout } = await quarterly(['audit', path.join(folder, 'dash.xlsx'), '--json']);
    const report = JSON.parse(stdout) as {
      passes: boolean;
      results: { rule: string; count: number }[];
    };
    expect(report.passes).toBe(false);
    expect(report.results.find(({ rule }) => rule === 'no-placeholders')?.count).toBe(1);
    expect(report.results.find(({ rule }) => rule === 'no-macros')?.count).toBe(0);
  });

  it('says that a file isn’t there', async () => {
    expect((await quarterly(['audit', path.join(folder, 'none.xlsx')])).code).toBe(2);
  });
});

describe('a hostile or broken file is refused', () => {
  const big = 40 * 1024 * 1024;
  const bomb = async (): Promise<Uint8Array> =>
    withParts(await sampleWorkbook(), {
      'xl/media/empty.bin': () => '\0'.repeat(big),
    });
  const sheet5 = async (change: (part: string) => string): Promise<Uint8Array> =>
    withParts(await sampleWorkbook(), { 'xl/worksheets/sheet5.xml': change });

  it.each<[string, () => Promise<Uint8Array>, RegExp]>([
    ['a text', () => Promise.resolve(strToU8('Phase,Schools')), /not an Excel workbook/],
    [
      'a zip of something else',
      () => Promise.resolve(zipSync({ a: strToU8('x') })),
      /not a workbook/,
    ],
    ['a file cut short', async () => (await sampleWorkbook()).slice(0, 4_000), /damaged/],
    ['what unpacks to far more than it is', bomb, /times its size/],
    [
      'a document type that would expand',
      () => sheet5((part) => part.replace('?>', '?><!DOCTYPE x [<!ENTITY a "aaaa">]>')),
      /document type/,
    ],
    [
      'a document type in its properties',
      async () =>
        withParts(await sampleWorkbook(), {
          'docProps/core.xml': (part) => part.replace('?>', '?><!DOCTYPE x [<!ENTITY a "aaaa">]>'),
        }),
      /document type/,
    ],
    [
      'rows off the sheet',
      () => sheet5((part) => part.replace('<row r="5"', '<row r="9999999"')),
      /rows beyond the last/,
    ],
    [
      'rows out of order',
      () => sheet5((part) => part.replace('<row r="5"', '<row r="2"')),
      /out of order/,
    ],
    ['a part that ends too soon', () => sheet5((part) => part.slice(0, 900)), /not well-formed/],
    [
      'a text that isn’t there',
      () => sheet5((part) => part.replace(/t="s"><v>\d+/, 't="s"><v>999999')),
      /a text is missing/,
    ],
  ])('%s', async (_, make, message) => {
    const error = await errorOf(auditWorkbook(await make(), SAMPLE_NAME));
    expect(error.code).toBe('audit');
    expect(error.message).toMatch(message);
  });

  it('reads a table that claims a million empty rows, and counts no further than it must', async () => {
    const bytes = withParts(await sampleWorkbook(), {
      'xl/tables/table5.xml': (part) => part.replaceAll('A5:D8', 'A5:D1048576'),
    });
    const { results } = await auditWorkbook(bytes, SAMPLE_NAME);
    const blank = results.find(({ rule }) => rule === 'no-blank-cells');
    expect(blank?.count).toBe(100_000);
    expect(blank?.findings).toHaveLength(200);
  });

  it('reads a sheet of 200,000 cells', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Large');
    for (let row = 1; row <= 10_000; row += 1) sheet.addRow(Array.from({ length: 20 }, () => row));
    const bytes = new Uint8Array(await book.xlsx.writeBuffer());
    expect((await auditWorkbook(bytes, SAMPLE_NAME)).cells).toBe(200_000);
  });
});

describe.runIf(hasSharedData('annex-a', 'audit of workbooks that others wrote'))(
  'a workbook that others wrote',
  () => {
    it.each([
      ['annex-a/Annex_A.xlsx', 11],
      ['annex-a/Annex_A_2024_Jan.xlsx', 11],
      ['annual-assessments/ofsted_csc_ilacs_overview.xlsx', 1],
      ['ssda903/903_xlsx.xlsx', 10],
    ])('%s is looked through whole', async (file, sheets) => {
      const bytes = readFileSync(sharedData(...file.split('/')));
      const report = await auditWorkbook(bytes, path.basename(file));
      expect(report.sheets).toBe(sheets);
      expect(report.passes).toBe(false);
      const broken = report.results.filter(({ count }) => count > 0).map(({ rule }) => rule);
      expect(broken).toEqual(
        expect.arrayContaining(['document-title', 'sheet-order', 'says-one-table']),
      );
    });
  },
);
