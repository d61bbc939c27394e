import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import exceljs from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../pipeline/core/root.js';
import { auditWorkbook } from '../../../reports/audit/audit.js';
import { colourSchemeOf, usualColours } from '../../../pipeline/core/council/colours.js';
import type { Chart, Sheet, Table } from '../../../reports/pack/model.js';
import { finish } from '../../../reports/workbook/finish.js';
import { layOut } from '../../../reports/workbook/layout.js';
import { findPython } from '../../support/openpyxl.js';
import { tryProgram } from '../support/programs.js';

const folder = mkdtempSync(path.join(tmpdir(), 'quarterly-mixed-'));
const file = path.join(folder, 'mixed.xlsx');
/** One dark pixel. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

const table: Table = {
  kind: 'table',
  name: 'Plans',
  columns: ['Measure', 'Apr to Jun 2017', 'Jul to Sep 2017'].map((heading) => ({
    heading,
    width: 20,
  })),
  rows: [
    [
      { kind: 'text', text: 'Plans' },
      { kind: 'number', value: 284, decimals: 0 },
      { kind: 'number', value: 240, decimals: 0 },
    ],
  ],
};
const chart = (type: Chart['type']): Chart => ({
  kind: 'chart',
  type,
  title: 'Plans have fallen',
  altText: `A ${type} chart of plans: 284, 240.`,
  table: 'Plans',
  categories: [1, 2],
  series: [{ at: 0, name: 'Plans' }],
  decimals: 0,
  suffix: '',
  axis: 'Number',
});
/** Its points are columns of one row, which is enough for the file's form. */
const funnel: Chart = {
  ...chart('scatter'),
  ...{ down: true, categories: [0], marked: 0, across: { column: 1, axis: 'Children' } },
  series: [
    { at: 2, name: 'Jul to Sep 2017' },
    { at: 1, name: 'Apr to Jun 2017', level: 'limit' },
  ],
};
const sheet: Sheet = {
  name: 'Mixed',
  kind: 'briefing',
  title: 'Plans',
  about: 'All kinds of things',
  blocks: [table, chart('line'), chart('bar'), chart('line'), funnel],
};

/** Everything at once that a later pack may want of one sheet, as exceljs writes it, finished by us. */
async function mixed(): Promise<Uint8Array> {
  const layout = layOut(sheet);
  const [placed] = layout.tables;
  const header = placed?.headerRow ?? 1;
  const book = new exceljs.Workbook();
  book.created = book.modified = new Date(0);
  const target = book.addWorksheet('Mixed');
  target.getCell('A1').value = sheet.title;
  target.addTable({
    name: 'Plans',
    ref: `A${header}`,
    headerRow: true,
    columns: table.columns.map(({ heading }) => ({ name: heading })),
    rows: [['Plans', 284, 240]],
  });
  target.getCell('E1').dataValidation = {
    type: 'list',
    allowBlank: true,
    formulae: ['"Green,Amber,Red"'],
  };
  target.addConditionalFormatting({
    ref: 'B3:C3',
    rules: [
      {
        type: 'cellIs',
        operator: 'greaterThan',
        priority: 1,
        formulae: [250],
        style: { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFFFBF47' } } },
      },
    ],
  });
  const picture = book.addImage({
    // Its types want a Buffer of an older kind.
    buffer: Buffer.from(PIXEL, 'base64') as unknown as exceljs.Buffer,
    extension: 'png',
  });
  target.addImage(picture, { tl: { col: 5, row: 1 }, ext: { width: 20, height: 20 } });
  const raw = await book.xlsx.writeBuffer();
  const link = { row: 1, column: 4, sheet: 'Mixed', text: 'To the top' };
  target.getCell('D1').value = link.text;
  return finish(
    new Uint8Array(raw),
    [{ name: 'Mixed', links: [link], layout, bulk: [] }],
    [],
    colourSchemeOf(usualColours),
  );
}

let bytes: Uint8Array;
beforeAll(async () => {
  bytes = await mixed();
  writeFileSync(file, bytes);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a sheet with a table, a link, a validation, a conditional format, a picture and four charts', () => {
  it('has its charts next to its picture in one drawing, and the picture’s bytes as they were', () => {
    const parts = unzipSync(bytes);
    const names = Object.keys(parts);
    expect(names.filter((name) => /drawings\/drawing/.test(name))).toHaveLength(1);
    expect(names.filter((name) => /charts\/chart/.test(name))).toHaveLength(4);
    const media = names.find((name) => name.startsWith('xl/media/')) ?? '';
    expect(Buffer.from(parts[media] ?? []).toString('base64')).toBe(PIXEL);
    const drawing = strFromU8(parts['xl/drawings/drawing1.xml'] ?? new Uint8Array());
    expect(drawing.match(/<xdr:pic>/g)).toHaveLength(1);
    expect(drawing.match(/<xdr:graphicFrame /g)).toHaveLength(4);
  });

  it('obeys the file format’s schemas, part by part', ({ skip }) => {
    const schemas = path.join(projectRoot, '..', 'shared', 'ooxml-xsd');
    const what = 'the mixed sheet held against the ISO 29500 schemas';
    if (!existsSync(schemas)) {
      console.warn(`SKIPPED: ${what}: ${schemas} is not on this machine.`);
      return skip();
    }
    const kinds: readonly [RegExp, string][] = [
      [/^xl\/charts\//, 'dml-chart.xsd'],
      [/^xl\/drawings\/drawing\d+\.xml$/, 'dml-spreadsheetDrawing.xsd'],
      [/^xl\/(?:worksheets\/sheet|tables\/table)\d+\.xml$|^xl\/styles\.xml$/, 'sml.xsd'],
    ];
    for (const [pattern, schema] of kinds) {
      const files = Object.entries(unzipSync(bytes))
        .filter(([name]) => pattern.test(name))
        .map(([name, part]) => {
          const target = path.join(folder, name.replaceAll('/', '-'));
          writeFileSync(target, withoutExtensions(strFromU8(part)));
          return target;
        });
      expect(files.length).toBeGreaterThan(0);
      const args = ['--noout', '--nonet', '--schema', path.join(schemas, schema), ...files];
      const done = tryProgram('xmllint', args, what);
      if (done === null) return skip();
      expect(
        done.stderr.split('\n').filter((line) => line !== '' && !line.endsWith(' validates')),
      ).toEqual([]);
    }
  });

  it('is read by openpyxl with all of it', async ({ skip }) => {
    const python = await findPython();
    if (python === undefined) {
      console.warn('SKIPPED: the mixed sheet read by openpyxl: no Python here has it.');
      return skip();
    }
    const code = `
import sys, openpyxl
sheet = openpyxl.load_workbook(sys.argv[1])['Mixed']
print(len(sheet._charts), len(sheet._images), len(sheet.tables), len(sheet.data_validations.dataValidation), len(sheet.conditional_formatting))`;
    const done = tryProgram(python, ['-c', code, file], 'the mixed sheet read by openpyxl');
    expect(done?.stdout.trim()).toBe('4 1 1 1 1');
  });

  it('is audited as any other: the picture without alt text is named', async () => {
    const { results } = await auditWorkbook(bytes, 'mixed.xlsx');
    const found = results.find(({ rule }) => rule === 'charts-described');
    expect(found?.findings.map(({ what }) => what).join()).toMatch(/picture/i);
    expect(found?.count).toBe(1);
  });
});

/** Attributes of later extensions, which a reader of the standard may ignore (mc:Ignorable says so). */
function withoutExtensions(part: string): string {
  return part.replaceAll(/ (?:mc:Ignorable|x14ac:[a-zA-Z]+|xr\d?:uid)="[^"]*"/g, '');
}
