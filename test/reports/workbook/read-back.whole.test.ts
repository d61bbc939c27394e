import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { existsSync } from 'node:fs';
import { projectRoot } from '../../../pipeline/core/root.js';
import { buildPack } from '../../../reports/pack/build.js';
import type { Cell, Table } from '../../../reports/pack/model.js';
import { safeText } from '../../../pipeline/core/xlsx/xml-text.js';
import { writeWorkbook } from '../../../reports/workbook/write.js';
import { isFullLength } from '../../support/length.js';
import { packInput } from '../support/pack-input.js';
import { tryProgram } from '../support/programs.js';

const pack = buildPack(packInput());
const folder = mkdtempSync(path.join(tmpdir(), 'quarterly-pack-'));
const file = path.join(folder, 'pack.xlsx');
let bytes: Uint8Array;

beforeAll(async () => {
  bytes = await writeWorkbook(pack);
  writeFileSync(file, bytes);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Every sheet's cells and tables, as another program reads them. */
const READER = `
import sys, json, warnings
warnings.simplefilter("error")
# It knows no sparklines; Excel does.
warnings.filterwarnings("ignore", message="Sparkline Group extension")
try:
    import openpyxl
except ImportError:
    print("no openpyxl"); sys.exit(3)
book = openpyxl.load_workbook(sys.argv[1], data_only=True)
def plain(value):
    return value.strftime("%Y-%m-%d") if hasattr(value, "strftime") else value
out = {"title": book.properties.title, "language": book.properties.language, "active": book.active.title, "sheets": []}
for sheet in book.worksheets:
    out["sheets"].append({
        "name": sheet.title,
        "a1": sheet["A1"].value,
        "a2": sheet["A2"].value,
        "charts": len(sheet._charts),
        "lastRow": sheet.max_row,
        "links": [cell.hyperlink.location for row in sheet for cell in row if cell.hyperlink],
        "fills": sorted({cell.fill.fgColor.rgb for row in sheet for cell in row if cell.fill.fill_type}),
        "sizes": sorted({cell.font.sz for row in sheet for cell in row if cell.value is not None}),
        "fonts": sorted({cell.font.name for row in sheet for cell in row if cell.value is not None}),
        "tables": {name: {"ref": table.ref, "rows": [[plain(cell.value) for cell in row] for row in sheet[table.ref]]} for name, table in ((t.name, t) for t in sheet.tables.values())},
    })
print(json.dumps(out))
`;

interface ReadBack {
  readonly title: string;
  readonly language: string;
  readonly active: string;
  readonly sheets: readonly {
    readonly name: string;
    readonly a1: string;
    readonly a2: string;
    readonly charts: number;
    readonly lastRow: number;
    readonly links: readonly string[];
    readonly fills: readonly string[];
    readonly sizes: readonly number[];
    readonly fonts: readonly string[];
    readonly tables: Readonly<
      Record<string, { readonly ref: string; readonly rows: readonly (readonly unknown[])[] }>
    >;
  }[];
}

describe('the workbook, read by openpyxl', () => {
  let read: ReadBack | null = null;
  beforeAll(() => {
    const what = 'the workbook read back by openpyxl';
    const python = ['/usr/bin/python3', 'python3'].find(
      (each) => each === 'python3' || existsSync(each),
    );
    const done = tryProgram(python ?? 'python3', ['-c', READER, file], what);
    if (done?.status === 3) console.warn(`SKIPPED: ${what}: python3 has no openpyxl here.`);
    else if (done !== null) {
      expect(done.stderr).toBe('');
      read = JSON.parse(done.stdout) as ReadBack;
    }
  });

  it('holds the pack’s tables, cell by cell', ({ skip }) => {
    if (read === null) return skip();
    expect(read.sheets.map((sheet) => sheet.name)).toEqual(pack.sheets.map((sheet) => sheet.name));
    pack.sheets.forEach((sheet, index) => {
      const tables = sheet.blocks.filter((block): block is Table => block.kind === 'table');
      const found = read?.sheets[index]?.tables ?? {};
      expect(Object.keys(found).sort(), sheet.name).toEqual(tables.map(({ name }) => name).sort());
      for (const table of tables) {
        expect(found[table.name]?.rows, `${sheet.name}: ${table.name}`).toEqual([
          table.columns.map((column) => column.heading),
          ...table.rows.map((row) => row.map(plain)),
        ]);
      }
    });
  });

  it('opens on the cover, in English, with the pack’s title', ({ skip }) => {
    if (read === null) return skip();
    expect(read.active).toBe('Cover');
    expect(read.language).toBe('en-GB');
    expect(read.title).toBe(pack.properties.title);
  });

  it('has on each data sheet the title in A1, the line on its table in A2, the table last, no fills', ({
    skip,
  }) => {
    if (read === null) return skip();
    for (const [index, sheet] of pack.sheets.entries()) {
      if (sheet.kind !== 'data') continue;
      const found = read.sheets[index];
      expect(found?.a1).toBe(sheet.title);
      expect(found?.a2).toMatch(/^This worksheet contains one table\. Notes are on/);
      const [table] = Object.values(found?.tables ?? {});
      expect(table?.ref, sheet.name).toMatch(new RegExp(`^A\\d+:[A-Z]+${found?.lastRow ?? 0}$`));
      expect(found?.fills, sheet.name).toEqual([]);
    }
  });

  it('is set in Arial of 12 points and more', ({ skip }) => {
    if (read === null) return skip();
    for (const sheet of read.sheets) {
      expect(sheet.fonts, sheet.name).toEqual(['Arial']);
      expect(Math.min(...sheet.sizes), sheet.name).toBeGreaterThanOrEqual(12);
    }
  });

  it('links Contents to each sheet’s A1', ({ skip }) => {
    if (read === null) return skip();
    expect(read.sheets[1]?.links).toEqual(
      pack.sheets.filter(({ name }) => name !== 'Contents').map(({ name }) => `'${name}'!A1`),
    );
  });

  it('has its charts', ({ skip }) => {
    if (read === null) return skip();
    for (const [index, sheet] of pack.sheets.entries()) {
      const charts = sheet.blocks.filter((block) => block.kind === 'chart');
      expect(read.sheets[index]?.charts, sheet.name).toBe(charts.length);
    }
  });
});

// Before each commit formulas.whole.test.ts has LibreOffice open a pack and work it out, pdf.whole.test.ts print a workbook.
describe.runIf(isFullLength)('the workbook, opened by LibreOffice', () => {
  it('becomes a PDF that says the headline', ({ skip }) => {
    const profile = pathToFileURL(path.join(folder, 'profile')).href;
    const args = [
      '--headless',
      `-env:UserInstallation=${profile}`,
      '--convert-to',
      'pdf',
      '--outdir',
      folder,
      file,
    ];
    const done = tryProgram('libreoffice', args, 'the workbook opened by LibreOffice');
    if (done === null) return skip();
    const pdf = path.join(folder, 'pack.pdf');
    expect(existsSync(pdf), done.stderr).toBe(true);
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    const text = tryProgram('pdftotext', ['-layout', pdf, '-'], 'the text of the printed pack');
    if (text === null) return skip();
    expect(text.stdout.replaceAll(/\s+/g, ' ')).toContain('94.9% (56 of 59) at 31 December 2017');
    expect(text.stdout).not.toMatch(/#{3,}|Err:\d+|#REF!|#NAME\?/);
    const pages = text.stdout.split('\f');
    expect(
      pages.filter((page) => page.includes('Children’s services, October to December 2017:')),
    ).toHaveLength(1);
  });
});

describe('every part of the workbook', () => {
  const schemas = path.join(projectRoot, '..', 'shared', 'ooxml-xsd');
  it('obeys the file format’s schemas', ({ skip }) => {
    const what = 'the workbook’s parts held against the ISO 29500 schemas';
    if (!existsSync(schemas)) {
      console.warn(`SKIPPED: ${what}: ${schemas} is not on this machine.`);
      return skip();
    }
    const kinds: readonly [RegExp, string, number][] = [
      [/^xl\/charts\/chart\d+\.xml$/, 'dml-chart.xsd', 3],
      [/^xl\/drawings\/drawing\d+\.xml$/, 'dml-spreadsheetDrawing.xsd', 3],
      [/^xl\/(?:worksheets\/sheet|tables\/table)\d+\.xml$/, 'sml.xsd', 40],
      [/^xl\/(?:workbook|styles|sharedStrings)\.xml$/, 'sml.xsd', 3],
      [/^xl\/theme\/theme\d+\.xml$/, 'dml-main.xsd', 1],
      [/\.rels$/, 'opc-relationships.xsd', 4],
      [/^\[Content_Types\]\.xml$/, 'opc-contentTypes.xsd', 1],
      [/^docProps\/app\.xml$/, 'shared-documentPropertiesExtended.xsd', 1],
      [/^docProps\/core\.xml$/, 'opc-coreProperties.xsd', 1],
    ];
    const parts = Object.entries(unzipSync(bytes));
    const unknown = parts.filter(([name]) => !kinds.some(([pattern]) => pattern.test(name)));
    expect(unknown.map(([name]) => name)).toEqual([]);
    for (const [pattern, schema, least] of kinds) {
      const files = parts
        .filter(([name]) => pattern.test(name))
        .map(([name, part]) => {
          const target = path.join(folder, name.replaceAll('/', '-'));
          writeFileSync(target, withoutExtensions(strFromU8(part)));
          return target;
        });
      expect(files.length, schema).toBeGreaterThanOrEqual(least);
      const own = schema === 'opc-coreProperties.xsd' ? withDublinCore(schemas) : null;
      const place = own ?? path.join(schemas, schema);
      const args = ['--noout', '--nonet', '--schema', place, ...files];
      const done = tryProgram('xmllint', args, what);
      if (done === null) return skip();
      expect(
        done.stderr.split('\n').filter((line) => line !== '' && !line.endsWith(' validates')),
      ).toEqual([]);
    }
  });
});

/**
 * Attributes of later extensions, which a reader of the standard may ignore (mc:Ignorable says so), and `xml:space`, which is XML's own
 * and which Excel writes too.
 */
function withoutExtensions(part: string): string {
  return part.replaceAll(/ (?:mc:Ignorable|x14ac:[a-zA-Z]+|xr\d?:uid|xml:space)="[^"]*"/g, '');
}

/** The schema of the core properties, with what it takes from Dublin Core next to it instead of on the web. */
function withDublinCore(schemas: string): string {
  const xsd = (namespace: string, content: string): string =>
    `<xs:schema targetNamespace="${namespace}" xmlns="${namespace}" xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">${content}</xs:schema>`;
  const elements = (names: readonly string[], type: string): string =>
    names.map((name) => `<xs:element name="${name}" type="${type}"/>`).join('');
  const words = ['creator', 'description', 'identifier', 'language', 'subject', 'title'];
  const dated =
    '<xs:complexType name="W3CDTF"><xs:simpleContent><xs:extension base="xs:dateTime"/></xs:simpleContent></xs:complexType>';
  writeFileSync(
    path.join(folder, 'dc.xsd'),
    xsd('http://purl.org/dc/elements/1.1/', elements(words, 'xs:string')),
  );
  writeFileSync(
    path.join(folder, 'dcterms.xsd'),
    xsd('http://purl.org/dc/terms/', dated + elements(['created', 'modified'], 'W3CDTF')),
  );
  const own = path.join(folder, 'core.xsd');
  const text = readFileSync(path.join(schemas, 'opc-coreProperties.xsd'), 'utf8');
  const xml = `schemaLocation="${pathToFileURL(path.join(schemas, 'xml.xsd')).href}"`;
  writeFileSync(
    own,
    text
      .replace(/schemaLocation="[^"]*\/dc\.xsd"/, 'schemaLocation="dc.xsd"')
      .replace(/schemaLocation="[^"]*\/dcterms\.xsd"/, 'schemaLocation="dcterms.xsd"')
      .replace('<xs:import id="xml"', `<xs:import ${xml} id="xml"`),
  );
  return own;
}

function plain(cell: Cell): unknown {
  switch (cell.kind) {
    case 'text':
    case 'link':
      return safeText(cell.text);
    case 'number':
      return cell.value;
    case 'date':
      return cell.day;
    case 'symbol':
      return `[${cell.symbol}]`;
    case 'blank':
    case 'line':
      return null;
  }
}
