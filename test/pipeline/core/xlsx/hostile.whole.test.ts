import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { QuarterlyError } from '../../../../pipeline/core/errors.js';
import { forgedZip } from '../../../support/forged-zip.js';
import { atLength } from '../../../support/length.js';
import {
  openBytes,
  rawParts,
  rawWorkbook,
  relations,
  rowsOf,
  type RawSheet,
} from '../../../support/raw-workbook.js';

/** Opens and reads all of a file; the refusal, and what it cost. */
async function refusalOf(bytes: Uint8Array, name = 'return.xlsx') {
  const memory = process.resourceUsage().maxRSS;
  const start = process.cpuUsage();
  const error = await readAll(bytes, name).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const used = process.cpuUsage(start);
  // Time on the processor, which other programs on the machine don't change.
  const seconds = (used.user + used.system) / 1e6;
  const grownMiB = (process.resourceUsage().maxRSS - memory) / 1024;
  if (!(error instanceof QuarterlyError)) throw new Error('was not refused', { cause: error });
  return { error, seconds, grownMiB };
}

async function readAll(bytes: Uint8Array, name: string): Promise<void> {
  const file = await openBytes(bytes, name);
  for (const sheet of file.sheets) await rowsOf(sheet);
}

const sheet = (raw: RawSheet): Uint8Array => rawWorkbook({ sheets: [raw] });
const cell = '<c><v>1</v></c>';
const attributes = (count: number): string =>
  Array.from({ length: count }, (_, i) => `a${i}="1"`).join(' ');
const MIB = 1024 * 1024;

/** A workbook whose worksheet is as given, its zip's claim about it free to be. */
function withSheet(content: Uint8Array | string, claimedSize?: number): Buffer {
  const parts = Object.entries(rawParts({ sheets: [{}] }));
  return forgedZip(
    parts.map(([name, own]) =>
      name === 'xl/worksheets/sheet1.xml'
        ? { name, content, ...(claimedSize === undefined ? {} : { claimedSize }) }
        : { name, content: own },
    ),
  );
}

const other = (...names: string[]): Buffer =>
  forgedZip(names.map((name) => ({ name, content: 'x' })));
const whole = Buffer.from(sheet({ data: `<row>${cell}</row>`.repeat(500) }));

const hostile: [string, () => Uint8Array, RegExp][] = [
  ['unpacks to 2 GB', () => withSheet('x', 2048 * MIB), /unpack to 2,0\d\d MB/],
  [
    'unpacks to a thousand times its size',
    () => withSheet(Buffer.alloc(64 * MIB, 32)),
    /times its size/,
  ],
  [
    'unpacks to more than it says',
    () => withSheet(Buffer.alloc(100 * MIB, 32), 1000),
    /larger than it says/,
  ],
  ['unpacks to less than it says', () => withSheet('<worksheet/>', 1000), /smaller than it says/],
  [
    'is thousands of parts',
    () => other(...Array.from({ length: 12_000 }, (_, i) => `${i}`)),
    /12,000 parts/,
  ],
  ['says it is 65,534 parts', () => forgedZip([{ name: 'a' }], 65_534), /65,534 parts/],
  ['holds one name twice', () => other('xl/workbook.xml', 'XL/Workbook.xml'), /two parts/],
  ['has a name that leads out', () => other('../../etc/passwd'), /leads out/],
  ['has an absolute name', () => other('/etc/passwd'), /leads out/],
  ['is encrypted', () => forgedZip([{ name: 'xl/workbook.xml', flags: 1 }]), /password/],
  [
    'is packed in an unknown way',
    () => forgedZip([{ name: 'a', content: 'x', method: 99 }]),
    /unusual way/,
  ],
  ['is cut short', () => whole.subarray(0, whole.length - 100), /damaged/],
  [
    'lost its middle',
    () => Buffer.concat([whole.subarray(0, 300), whole.subarray(500)]),
    /damaged/,
  ],
  [
    'lists 120,000 sheets',
    () => {
      const parts = rawParts({ sheets: [{}] });
      const sheets = Array.from({ length: 120_000 }, (_, i) => `<sheet name="${i}" r:id="s1"/>`);
      const list = `<workbook xmlns:r="r"><sheets>${sheets.join('')}</sheets></workbook>`;
      const led = relations(
        sheets.map((_, i) => [`s${i}`, 'worksheet', `worksheets/a-sheet-of-many-${i}.xml`]),
      );
      const text = new TextEncoder();
      return zipSync({
        ...parts,
        'xl/workbook.xml': text.encode(list),
        'xl/_rels/workbook.xml.rels': text.encode(led),
      });
    },
    /lists 120,000 sheets; 1,000 are the most/,
  ],
  [
    'has one part for two sheets',
    () =>
      rawWorkbook({
        sheets: [{}, {}],
        parts: {
          'xl/_rels/workbook.xml.rels': relations([
            ['s1', 'worksheet', 'worksheets/sheet1.xml'],
            ['s2', 'worksheet', 'worksheets/sheet1.xml'],
          ]),
        },
      }),
    /two of its sheets are one part/,
  ],
  [
    'has a sheet with a very long name',
    () => rawWorkbook({ sheets: [{ name: 'é'.repeat(200) }] }),
    /name of sheet 1 is longer than 255 bytes/,
  ],
  [
    'has a part with a very long name',
    () => other(`${'n'.repeat(256)}.csv`),
    /longer than 255 bytes/,
  ],
  [
    'has 65 attributes in an element of its sheet',
    () => sheet({ data: `<row ${attributes(65)}>${cell}</row>` }),
    /more than 64 attributes/,
  ],
  [
    'has 65 attributes in an element of its list of sheets',
    () => rawWorkbook({ sheets: [{}], properties: `<workbookPr ${attributes(65)}/>` }),
    /more than 64 attributes/,
  ],
  [
    'has 64,001 cell styles',
    () => {
      const parts = rawParts({ sheets: [{}] });
      const styles = `<styleSheet><cellXfs>${'<xf/>'.repeat(64_001)}</cellXfs></styleSheet>`;
      return zipSync({ ...parts, 'xl/styles.xml': new TextEncoder().encode(styles) });
    },
    /64,001 cell styles; 64,000 are the most/,
  ],
  [
    'names a character that an object inherits',
    () => sheet({ data: '<row><c t="str"><v>&constructor;</v></c></row>' }),
    /unknown character reference/,
  ],
  [
    'holds half a pair of characters',
    () => sheet({ data: '<row><c t="str"><v>&#xD800;</v></c></row>' }),
    /unknown character reference/,
  ],
  [
    'merges 17 billion cells',
    () => sheet({ after: '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>' }),
    /merged range of 17,179,869,184/,
  ],
  [
    'merges beyond the sheet',
    () => sheet({ after: '<mergeCells><mergeCell ref="A1:ZZZ9"/></mergeCells>' }),
    /merged range/,
  ],
  [
    'has 200,000 merges',
    () =>
      sheet({ after: `<mergeCells>${'<mergeCell ref="A1:B1"/>'.repeat(200_000)}</mergeCells>` }),
    /too many merged/,
  ],
  [
    'has wide merges on every row',
    () =>
      sheet({
        after: `<mergeCells>${Array.from({ length: 9_000 }, (_, i) => `<mergeCell ref="A${i + 1}:XFD${i + 1}"/>`).join('')}</mergeCells>`,
      }),
    /too many merged/,
  ],
  [
    'has columns beyond the last',
    () => sheet({ before: '<cols><col min="1" max="2000000000"/></cols>' }),
    /beyond the last, XFD/,
  ],
  [
    'has a row beyond the last',
    () => sheet({ data: `<row r="2000000000">${cell}</row>` }),
    /rows beyond the last/,
  ],
  [
    'has a row before the first',
    () => sheet({ data: `<row r="0">${cell}</row>` }),
    /row has no number/,
  ],
  [
    'has rows out of order',
    () => sheet({ data: `<row r="2">${cell}</row><row r="1">${cell}</row>` }),
    /out of order/,
  ],
  [
    'has cells out of order',
    () => sheet({ data: '<row><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>' }),
    /out of order/,
  ],
  [
    'has a cell beyond the last column',
    () => sheet({ data: '<row><c r="AAAA1"><v>1</v></c></row>' }),
    /beyond the last, XFD/,
  ],
  [
    'spreads few cells over billions',
    () =>
      sheet({
        data: '<row><c r="XFD1"><v>1</v></c></row>'.replace(' r="XFD1"', ' r="XFD"').repeat(4000),
      }),
    /spread over far too many columns/,
  ],
  [
    'refers to a text it lacks',
    () => sheet({ data: '<row><c t="s"><v>7</v></c></row>' }),
    /text is missing/,
  ],
  [
    'has a number that is none',
    () => sheet({ data: '<row><c><v>abc</v></c></row>' }),
    /number is none/,
  ],
  [
    'has a cell of no known kind',
    () => sheet({ data: '<row><c t="zz"><v>1</v></c></row>' }),
    /unknown kind/,
  ],
  [
    'does not close its tags',
    () => sheet({ part: '<worksheet><sheetData><row><c></row></sheetData></worksheet>' }),
    /not well-formed/,
  ],
  [
    'ends within a tag',
    () => sheet({ part: '<worksheet><sheetData><row r="1' }),
    /not well-formed/,
  ],
  [
    'has a second root',
    () => sheet({ part: '<worksheet><sheetData/></worksheet><worksheet/>' }),
    /not well-formed/,
  ],
  [
    'defines entities in a sheet',
    () => sheet({ part: '<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>' }),
    /document type/,
  ],
  ['defines entities among its rows', () => sheet({ data: '<!DOCTYPE x><row/>' }), /document type/],
  [
    'uses an undefined entity',
    () => sheet({ data: '<row><c t="str"><v>&xxe;</v></c></row>' }),
    /character reference/,
  ],
  [
    'defines entities in its list of sheets',
    () =>
      rawWorkbook({
        sheets: [{}],
        parts: {
          'xl/workbook.xml':
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><workbook>&a;</workbook>',
        },
      }),
    /document type/,
  ],
  [
    'has a list of sheets that is not XML',
    () => rawWorkbook({ sheets: [{}], parts: { 'xl/workbook.xml': '<workbook' } }),
    /not well-formed/,
  ],
  [
    'has a tag that never ends',
    () => sheet({ data: `<row a="${'x'.repeat(5 * MIB)}` }),
    /not well-formed/,
  ],
  ['nests without end', () => sheet({ data: '<row><c>'.repeat(10_000) }), /nest too deep/],
  [
    'is not UTF-8',
    () =>
      sheet({
        part: '<?xml version="1.0" encoding="Shift_JIS"?><worksheet><sheetData/></worksheet>',
      }),
    /not UTF-8/,
  ],
  [
    'lacks a sheet',
    () =>
      rawWorkbook({
        sheets: [{}, {}],
        parts: { 'xl/_rels/workbook.xml.rels': '<Relationships xmlns="x"/>' },
      }),
    /Sheet1 is missing/,
  ],
  ['has no sheets', () => rawWorkbook({ sheets: [] }), /no worksheets/],
  ['is a zip of other files', () => other('episodes.csv', 'header.csv'), /zip, but not a workbook/],
  ['is a Word document', () => other('[Content_Types].xml', 'word/document.xml'), /Word document/],
  ['is a presentation', () => other('[Content_Types].xml', 'ppt/presentation.xml'), /PowerPoint/],
  ['is OpenDocument', () => other('mimetype', 'content.xml'), /OpenDocument/],
  ['is a binary workbook', () => other('[Content_Types].xml', 'xl/workbook.bin'), /xlsb/],
  ['is an Apple document', () => other('Index/Document.iwa'), /Apple/],
  [
    'has a sheet that is none',
    () => sheet({ part: '<html><sheetData/></html>' }),
    /not a worksheet/,
  ],
];

describe('a file that would harm the machine, or is no workbook', () => {
  it.each(hostile)(
    'is refused in words, at once and in little memory: %s',
    async (_name, make, message) => {
      const { error, seconds, grownMiB } = await refusalOf(make());
      expect(error.code).toBe('contract');
      expect(error.message).toMatch(message);
      expect(error.fix).toMatch(/[.]$/);
      expect(error.place.file).toBe('return.xlsx');
      expect(seconds).toBeLessThan(1);
      expect(grownMiB).toBeLessThan(100);
    },
  );

  it('is refused by its size before a byte of it is read', async () => {
    const bytes = sheet({});
    await expect(openBytes(bytes, 'a.xlsx', { archiveBytes: 100 })).rejects.toThrow(/larger than/);
  });

  it('is refused for more text than is read from one file', async () => {
    const bytes = rawWorkbook({ sheets: [{}], texts: '<si><t>a</t></si>'.repeat(1000) });
    await expect(openBytes(bytes, 'a.xlsx', { sharedTexts: 999 })).rejects.toThrow(/more text/);
    await expect(openBytes(bytes, 'a.xlsx', { sharedTextBytes: 999 })).rejects.toThrow(/more text/);
    await expect(openBytes(bytes, 'a.xlsx', { sharedTexts: 1000 })).resolves.toBeDefined();
  });

  it('never says what a cell holds', async () => {
    const { error } = await refusalOf(sheet({ data: '<row><c><v>Jo Smith</v></c></row>' }));
    expect(JSON.stringify([error.message, error.fix, error.facts])).not.toContain('Smith');
  });
});

describe('a damaged file', () => {
  const parts = rawParts({
    sheets: [
      {
        before: '<cols><col min="1" max="2" hidden="1"/></cols>',
        data:
          '<row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>43100</v></c></row>' +
          '<row r="3"><c t="inlineStr"><is><r><t>a&amp;b</t></r></is></c><c t="b"><f>1</f><v>1</v></c></row>',
        after: '<mergeCells><mergeCell ref="A3:B3"/></mergeCells>',
      },
      { name: 'Two', state: 'hidden' },
    ],
    texts: '<si><r><t>x</t></r></si>',
    formats: ['dd/mm/yyyy'],
  });
  const names = Object.keys(parts);
  const zip = zipSync(parts);

  const isReadOrRefused = async (bytes: Uint8Array, name: string): Promise<boolean> => {
    try {
      await readAll(bytes, name);
      return true;
    } catch (error) {
      if (error instanceof QuarterlyError) return true;
      throw error;
    }
  };

  it('is read or refused, whichever of its bytes are changed or lost', async () => {
    const change = fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(change, fc.nat(zip.length), async (changes, length) => {
        const bytes = Uint8Array.from(zip);
        for (const [at, byte] of changes) bytes[at] = byte;
        return await isReadOrRefused(changes.length > 0 ? bytes : bytes.slice(0, length), 'a.xlsx');
      }),
      { numRuns: atLength({ sample: 150, full: 5000 }) },
    );
  });

  it('is read or refused, whatever is changed within a part', async () => {
    const junk = fc.constantFrom(
      '<',
      '>',
      '"',
      '&',
      '/',
      '=',
      '9',
      '\0',
      'é',
      '</row>',
      '<c>',
      ' r="',
      ']]>',
      '<!--',
      '',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.nat(),
        fc.nat(20),
        junk,
        async (name, at, cut, text) => {
          const content = Buffer.from(parts[name] ?? []);
          const place = at % content.length;
          const changed = Buffer.concat([
            content.subarray(0, place),
            Buffer.from(text),
            content.subarray(place + cut),
          ]);
          return await isReadOrRefused(
            zipSync({ ...parts, [name]: changed }, { level: 0 }),
            'a.xlsx',
          );
        },
      ),
      { numRuns: atLength({ sample: 200, full: 8000 }) },
    );
  });

  it('is read or refused when it is any bytes at all', async () => {
    const starts = fc.constantFrom(
      '',
      'PK\u0003\u0004',
      '\u00ff\u00fe',
      '\u00fe\u00ff',
      '\u00ef\u00bb\u00bf',
      'a,"b',
    );
    await fc.assert(
      fc.asyncProperty(starts, fc.uint8Array({ maxLength: 300 }), async (start, rest) => {
        return await isReadOrRefused(Buffer.concat([Buffer.from(start, 'latin1'), rest]), 'a.csv');
      }),
      { numRuns: atLength({ sample: 150, full: 5000 }) },
    );
  });
});
