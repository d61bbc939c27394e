import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { isFullLength } from '../../../support/length.js';
import { projectRoot } from '../../../../pipeline/core/root.js';
import { fileSource } from '../../../../pipeline/core/files/byte-source.js';
import { openTabular } from '../../../../sources/read/open.js';
import type { Cell } from '../../../../pipeline/core/files/tabular-file.js';
import { findPython } from '../../../support/openpyxl.js';
import { openBytes, rowsOf } from '../../../support/raw-workbook.js';

/** Filled cells by sheet and place, such as `List 1!B7`. */
type Cells = Record<string, Cell>;

const run = promisify(execFile);
const data = path.join(projectRoot, '../shared/data');
const realFiles = [
  'annex-a/Annex_A.xlsx',
  'annex-a/Annex_A_2024_Jan.xlsx',
  'annual-assessments/ofsted_csc_ilacs_overview.xlsx',
  'ssda903/903_xlsx.xlsx',
].filter((name) => existsSync(path.join(data, name)));
if (realFiles.length < 4)
  console.warn(`SKIPPED: ${4 - realFiles.length} of 4 real workbooks are not in ${data}.`);

const folder = await mkdtemp(path.join(tmpdir(), 'quarterly-read-'));
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const place = (sheet: string, row: number, column: number): string => {
  let letters = '';
  for (let n = column; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return `${sheet}!${letters}${row}`;
};

async function ours(file: string): Promise<Cells> {
  const cells: Cells = {};
  const opened = await openTabular(fileSource(file));
  for (const sheet of opened.sheets)
    for (const { rowNo, cells: row } of await rowsOf(sheet))
      row.forEach((cell, i) => {
        if (cell !== null) cells[place(sheet.name, rowNo, i + 1)] = cell;
      });
  return cells;
}

/** What exceljs reads, taken from its cells with the care that its traps ask for. */
async function byExceljs(file: string): Promise<Cells> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  const cells: Cells = {};
  workbook.eachSheet((sheet) => {
    sheet.eachRow((row, rowNo) => {
      row.eachCell((cell, column) => {
        const result: unknown = cell.result;
        const value = cell.master === cell ? plain(result ?? cell.value) : null;
        if (value !== null && value !== '') cells[place(sheet.name.trim(), rowNo, column)] = value;
      });
    });
  });
  return cells;
}

function plain(value: unknown): Cell {
  if (value instanceof Date) return isoOf(value);
  if (typeof value !== 'object' || value === null) return (value ?? null) as Cell;
  if ('error' in value) return value.error as string;
  if ('richText' in value)
    return (value.richText as { text: string }[]).map((r) => r.text).join('');
  if ('hyperlink' in value && 'text' in value) return plain(value.text);
  return null;
}

function isoOf(date: Date): string {
  const rounded = new Date(Math.round(date.getTime() / 1000) * 1000);
  const [day = '', time = ''] = rounded.toISOString().split(/[T.]/);
  return time === '00:00:00' ? day : `${day}T${time}`;
}

const OPENPYXL = `
import sys, json, datetime, openpyxl
book = openpyxl.load_workbook(sys.argv[1], data_only=True)
cells = {}
for sheet in book.worksheets:
    for row in sheet.iter_rows():
        for cell in row:
            v = cell.value
            if v is None or v == '': continue
            if isinstance(v, datetime.datetime):
                v = (v + datetime.timedelta(microseconds=500000)).replace(microsecond=0).isoformat()
                v = v[:10] if v.endswith('T00:00:00') else v
            elif isinstance(v, datetime.date): v = v.isoformat()
            elif isinstance(v, datetime.time): v = v.isoformat()
            elif isinstance(v, datetime.timedelta): v = v.total_seconds() / 86400
            cells[sheet.title.strip() + '!' + cell.coordinate] = v
sys.stdout.buffer.write(json.dumps(cells).encode('utf-8'))
`;

const python = await findPython();
if (python === undefined)
  console.warn('SKIPPED: the reader is not held against openpyxl, as no Python here has it.');

async function byOpenpyxl(file: string): Promise<Cells> {
  const { stdout } = await run(python ?? '', ['-c', OPENPYXL, file], { maxBuffer: 1 << 28 });
  return JSON.parse(stdout) as Cells;
}

const office = await run('libreoffice', ['--version']).then(
  () => true,
  () => false,
);
if (!office)
  console.warn(
    'SKIPPED: the reader is not held against LibreOffice, which is not on this machine.',
  );

/** One of everything that a return may hold, as exceljs writes it. */
async function writeEverything(file: string): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(' All of it ');
  sheet.columns = [{ width: 10 }, { width: 10 }, { width: 10 }];
  sheet.addRow([
    'Heading',
    { richText: [{ text: 'rich ', font: { bold: true } }, { text: 'text' }] },
    'ünï ’',
  ]);
  sheet.addRow([1, 0, -1.5, 1e-7, 123456789012, 0.1 + 0.2, true, false]);
  const dates = sheet.addRow([
    new Date(Date.UTC(2017, 11, 31)),
    new Date(Date.UTC(2017, 11, 31, 13, 45, 30)),
    new Date(Date.UTC(1985, 5, 1)),
    0.125,
    43_100,
  ]);
  ['dd/mm/yyyy', 'dd/mm/yyyy hh:mm', '[$-809]d mmmm yyyy;@', '0.000', '[Red]0'].forEach(
    (format, i) => {
      dates.getCell(i + 1).numFmt = format;
    },
  );
  sheet.addRow([
    { formula: 'A2*0', result: 0 },
    { formula: 'FALSE()', result: false },
    { formula: '"a"&"b"', result: 'ab' },
    { formula: 'NA()', result: { error: '#N/A' } },
    { error: '#DIV/0!' },
    { text: 'a link', hyperlink: 'https://example.org' },
  ]);
  sheet.addRow(['merged', 'hidden by it', 'beside']);
  sheet.mergeCells('A5:B6');
  sheet.addRow([]);
  sheet.getCell('Z9').value = ' spaces \n and lines ';
  sheet.getCell('A10').value = '=not a formula & <not a tag>';
  workbook.addWorksheet('Hidden', { state: 'hidden' }).addRow(['still read']);
  workbook.addWorksheet('Empty');
  await workbook.xlsx.writeFile(file);
}

describe('a workbook of everything', () => {
  const file = path.join(folder, 'everything.xlsx');
  beforeAll(async () => {
    await writeEverything(file);
  });

  it('comes out as it was written', async () => {
    const { sheets } = await openBytes(await readFile(file));
    expect(sheets.map((s) => [s.name, s.hidden])).toEqual([
      ['All of it', false],
      ['Hidden', true],
      ['Empty', false],
    ]);
    const rows = await rowsOf(sheets[0]);
    expect(rows.slice(0, 5).map(({ cells }) => cells)).toEqual([
      ['Heading', 'rich text', 'ünï ’'],
      [1, 0, -1.5, 1e-7, 123456789012, 0.1 + 0.2, true, false],
      ['2017-12-31', '2017-12-31T13:45:30', '1985-06-01', 0.125, 43_100],
      [0, false, 'ab', '#N/A', '#DIV/0!', 'a link'],
      ['merged', null, 'beside'],
    ]);
    expect(rows.slice(5).map(({ rowNo, cells }) => [rowNo, cells.at(-1)])).toEqual([
      [9, ' spaces \n and lines '],
      [10, '=not a formula & <not a tag>'],
    ]);
  });

  it('reads as exceljs reads it', async () => {
    expect(await ours(file)).toEqual(await byExceljs(file));
  });

  it.skipIf(python === undefined)('reads as openpyxl reads it', async () => {
    expect(await ours(file)).toEqual(await byOpenpyxl(file));
  });

  // Before each commit template.whole.test.ts has a form that LibreOffice has saved received.
  it.skipIf(!office || !isFullLength)('reads the same once LibreOffice has saved it', async () => {
    const out = path.join(folder, 'office');
    const profile = `-env:UserInstallation=${pathToFileURL(path.join(folder, 'profile')).href}`;
    await run('libreoffice', [
      profile,
      '--headless',
      '--convert-to',
      'xlsx',
      '--outdir',
      out,
      file,
    ]);
    const saved = path.join(out, 'everything.xlsx');
    const before = await ours(file);
    const after = await ours(saved);
    // LibreOffice calculates in its own way at the fifteenth digit.
    expect(after['All of it!F2']).toBeCloseTo(0.3, 14);
    expect({ ...after, 'All of it!F2': 0 }).toEqual({ ...before, 'All of it!F2': 0 });
    if (python !== undefined) expect(after).toEqual(await byOpenpyxl(saved));
    const { sheets } = await openTabular(fileSource(saved));
    expect(sheets.map((s) => [s.name.trim(), s.hidden])).toEqual([
      ['All of it', false],
      ['Hidden', true],
      ['Empty', false],
    ]);
  });

  it('counts from 1904 as openpyxl does', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.properties.date1904 = true;
    const sheet = workbook.addWorksheet('S');
    sheet.addRow([41_638]).getCell(1).numFmt = 'dd/mm/yyyy';
    const old = path.join(folder, '1904.xlsx');
    await writeFile(old, Buffer.from(await workbook.xlsx.writeBuffer()));
    expect(await ours(old)).toEqual({ 'S!A1': '2017-12-31' });
    if (python !== undefined) expect(await byOpenpyxl(old)).toEqual({ 'S!A1': '2017-12-31' });
  });
});

/** One of them is a megabyte, which exceljs and openpyxl take ten seconds for: the long tier reads it. */
const MOST_BYTES = isFullLength ? Infinity : 500_000;
const sizeOf = (name: string): number => statSync(path.join(data, name)).size;

describe.each(realFiles.filter((name) => sizeOf(name) <= MOST_BYTES))(
  'the real workbook %s',
  (name) => {
    const file = path.join(data, name);

    it('reads as exceljs reads it', async () => {
      const cells = await ours(file);
      expect(Object.keys(cells).length).toBeGreaterThan(900);
      expect(cells).toEqual(await byExceljs(file));
    });

    it.skipIf(python === undefined)('reads as openpyxl reads it', async () => {
      expect(await ours(file)).toEqual(await byOpenpyxl(file));
    });
  },
);
