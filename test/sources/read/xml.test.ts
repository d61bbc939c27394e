import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

import { QuarterlyError } from '../../../pipeline/core/errors.js';
import { bufferSource } from '../../../pipeline/core/files/byte-source.js';
import { defaultLimits } from '../../../pipeline/core/zip/limits.js';
import { openTabular } from '../../../sources/read/open.js';
import type { ByteSource, RawRow, TabularFile } from '../../../pipeline/core/files/tabular-file.js';
import type { XmlForm } from '../../../sources/read/xml/form.js';
import { openXml } from '../../../sources/read/xml/open-xml.js';

const form: XmlForm = {
  title: 'the register of invented cats',
  root: 'Cats',
  unit: 'Litter',
  head: { Day: 'Head/Day', Kind: 'Head/Kind' },
  only: { head: 'Kind', is: 'CAT' },
  yearOf: ({ Day }) => (Day === undefined ? undefined : Number(Day.slice(0, 4))),
  tables: {
    litters: { rows: 'Litter', columns: { Home: 'About/Home', Born: ['Born', 'Birth'] } },
    kittens: {
      rows: 'Litter/Kitten',
      inEachUnit: true,
      columns: {
        Home: '../About/Home',
        Place: '#',
        Name: 'Name',
        Colours: { list: 'Coat/Colour' },
      },
    },
    shots: {
      rows: ['Litter/Kitten/Shot', 'Litter/Kitten/Jab'],
      onlyWith: ['Day', 'Given=1'],
      columns: { Home: '../../About/Home', Of: '../#', Day: 'Day', Given: 'Given' },
    },
  },
  unread: ['Litter/Chip'],
  years: { Shot: { until: 2020 }, Jab: { from: 2021 } },
};

const bytes = (text: string) => new TextEncoder().encode(text);
const source = (text: string) => bufferSource('cats.xml', bytes(text));
const HEAD = '<Head><Day>2021-03-31</Day><Kind>CAT</Kind></Head>';
const cats = (body: string, head = HEAD) => source(`<Cats>${head}${body}</Cats>`);

/** A source that makes its bytes as they are asked for: a gigabyte that nobody holds. */
function endless(start: string, piece: string, times: number, end = ''): ByteSource {
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(bytes(start));
    const again = bytes(piece);
    for (let count = 0; count < times; count += 1) {
      if (count % 512 === 0) await pause(0);
      yield again;
    }
    yield bytes(end);
  }
  return { name: 'cats.xml', size: piece.length * times, stream };
}

async function open(from: ByteSource): Promise<TabularFile> {
  const file = await openXml(from, defaultLimits, [form]);
  if (file === undefined) throw new Error('taken for a page');
  return file;
}

/** The rows of every sheet in one pass, by the sheet's name, and what was remarked on. */
async function read(from: ByteSource) {
  const file = await open(from);
  const rows: Record<string, RawRow[]> = {};
  for await (const part of file.together?.() ?? [])
    (rows[part.sheet.name] ??= []).push(...part.rows);
  return { file, rows, remarks: (file.remarks?.() ?? []).map(({ message }) => message) };
}

const cells = (rows: readonly RawRow[] | undefined) => rows?.map((row) => row.cells);

async function refusalOf(from: ByteSource): Promise<QuarterlyError> {
  try {
    await read(from);
  } catch (error) {
    if (error instanceof QuarterlyError && error.code === 'contract') return error;
    throw error;
  }
  throw new Error('it was taken');
}

describe('an XML message', () => {
  const LITTER =
    '<Litter><About><Home>A1</Home></About><Born>1</Born>' +
    '<Kitten><Name>Tib</Name><Coat><Colour>red</Colour><Colour>white</Colour></Coat></Kitten>' +
    '<Kitten><Name>Tom &amp; co</Name><Jab><Day>9</Day></Jab><Jab/><Jab><Given>1</Given></Jab><Jab><Given>0</Given></Jab></Kitten>' +
    '</Litter>';

  it('is a sheet a table of its form, with what is above and below a row in it', async () => {
    const { rows, remarks } = await read(cats(LITTER));
    expect(cells(rows['litters'])).toEqual([['A1', '1']]);
    expect(cells(rows['kittens'])).toEqual([
      ['A1', 1, 'Tib', 'red white'],
      ['A1', 2, 'Tom & co', null],
    ]);
    expect(cells(rows['shots'])).toEqual([
      ['A1', 2, '9', null],
      ['A1', 2, null, '1'],
    ]);
    expect(remarks).toEqual([]);
  });

  it('shows its head above the headings of each sheet, before a row is read', async () => {
    const { sheets } = await open(cats(LITTER));
    expect(sheets.map(({ name }) => name)).toEqual(['litters', 'kittens', 'shots']);
    expect(sheets[1]?.headRows).toEqual([
      { rowNo: -1, cells: ['Day: 2021-03-31', 'Kind: CAT'] },
      { rowNo: 0, cells: ['Home', 'Place', 'Name', 'Colours'] },
    ]);
  });

  it('gives one sheet after another as well, as often as wanted', async () => {
    const { sheets } = await open(cats(LITTER));
    for (let time = 0; time < 2; time += 1) {
      const rows: RawRow[] = [];
      for await (const batch of sheets[1]?.batches() ?? []) rows.push(...batch);
      expect(rows.map((row) => row.cells[2])).toEqual(['Name', 'Tib', 'Tom & co']);
    }
  });

  it('numbers a row by its line, and rows of one line one after the other', async () => {
    const { rows } = await read(
      cats('\n<Litter>\n<Kitten/>\n<Kitten/><Kitten/>\n\n<Kitten/></Litter>'),
    );
    expect(rows['kittens']?.map((row) => row.rowNo)).toEqual([3, 4, 5, 6]);
  });

  it('is read in whatever order the elements of a unit come', async () => {
    const { rows } = await read(
      cats('<Litter><Kitten><Name>Tib</Name></Kitten><About><Home>A1</Home></About></Litter>'),
    );
    expect(cells(rows['kittens'])).toEqual([['A1', 1, 'Tib', null]]);
  });

  it('may give its elements a prefix and its texts as CDATA', async () => {
    const { rows } = await read(
      source(
        `<c:Cats xmlns:c="urn:x"><c:Litter><c:Kitten><c:Name><![CDATA[T&b]]></c:Name></c:Kitten></c:Litter></c:Cats>`,
      ),
    );
    expect(cells(rows['kittens'])).toEqual([[null, 1, 'T&b', null]]);
  });

  it('remarks on what the form has no place for, and never repeats a text', async () => {
    const { remarks } = await read(
      cats(
        '<Litter>STRAY-CANARY<Chip><Deep>1</Deep></Chip><Tail42>T-CANARY</Tail42>' +
          '<Born>1</Born><Born>2-CANARY</Born><Kitten><Shot><Day>1</Day></Shot></Kitten></Litter><Litter/>',
      ),
    );
    expect(remarks).toEqual([
      'Elements not seen before, and not read: Tail## in Litter, once.',
      "Elements that the register of invented cats of 2021 doesn't have, read nonetheless: Shot (until 2020), once.",
      'Elements that may occur once and occur again; the first was read: Born, once.',
      'Text directly within elements that hold only other elements, not read: Litter, once.',
      'Groups that are missing: Litter has no "kittens", once.',
    ]);
    expect(remarks.join()).not.toMatch(/CANARY/);
  });

  it('is refused where it is another message of that root', async () => {
    const error = await refusalOf(cats('<Litter/>', '<Head><Kind>DOG</Kind></Head>'));
    expect(error.message).toMatch(/its Kind is "DOG", not "CAT"/);
  });
});

describe('a file that begins with <', () => {
  it.each([
    [
      'a message nobody knows',
      '<?xml version="1.0"?><Dogs><Dog/></Dogs>',
      /first element is <Dogs>/,
    ],
    ['a web page', '<!DOCTYPE html><html><body/></html>', /web page/],
    ["Excel's old XML", '<?xml version="1.0"?><Workbook/>', /web page, or a table saved as one/],
  ])('is refused in words: %s', async (_what, text, why) => {
    await expect(openTabular(source(text))).rejects.toThrow(why);
  });
});

describe('hostile XML is refused, with its line and without its text', () => {
  it.each([
    [
      'an entity that grows',
      '<!DOCTYPE Cats [<!ENTITY a "CANARY"><!ENTITY b "&a;&a;&a;">]><Cats>&b;</Cats>',
      /document type/,
    ],
    [
      'an entity from outside',
      '<!DOCTYPE Cats [<!ENTITY a SYSTEM "file:///etc/hostname">]><Cats>&a;</Cats>',
      /document type/,
    ],
    ['an entity nobody defined', '<Cats><Litter>&CANARY;</Litter></Cats>', /well-formed/],
    ['a tag that closes another', '<Cats>\n<Litter></CANARY></Cats>', /^Line 2: .*well-formed/],
    ['an end before its end', '<Cats><Litter>', /well-formed/],
    ['two roots', '<Cats></Cats><Cats></Cats>', /well-formed/],
    ['a NUL', '<Cats><Litter>\0</Litter></Cats>', /well-formed/],
    [
      'attributes',
      `<Cats ${Array.from({ length: 65 }, (_, at) => `a${at}="CANARY"`).join(' ')}></Cats>`,
      /^Line 1: an element has more than 64 attributes/,
    ],
    ['a character that an object inherits', '<Cats>&constructor;</Cats>', /well-formed/],
    ['half a pair of characters', '<Cats><Litter>&#xD800;</Litter></Cats>', /well-formed/],
    ['depth', `<Cats>${'<a>'.repeat(100_000)}`, /more than 32 levels deep/],
  ])('%s', async (_what, text, why) => {
    const error = await refusalOf(source(text));
    expect(error.message).toMatch(why);
    expect(`${error.message} ${error.fix} ${String(error.cause)}`).not.toMatch(/CANARY/);
  });

  const PIECE = 'x'.repeat(1024 * 1024);
  it.each([
    ['a text', endless('<Cats><Litter><Born>', PIECE, 1024)],
    ['a text nobody reads', endless('<Cats><Litter><Chip>', PIECE, 1024)],
    ['a CDATA', endless('<Cats><Litter><Born><![CDATA[', PIECE, 1024)],
    ['a comment', endless('<Cats><!--', PIECE, 1024)],
    ['a tag', endless('<Cats><', PIECE, 1024)],
    ['an attribute', endless('<Cats><Litter a="', PIECE, 1024)],
    ['attributes', endless('<Cats><Litter ', 'a="b"\n'.repeat(100_000), 1024)],
    ['a document type', endless('<!DOCTYPE Cats [', '<!ENTITY a "b">'.repeat(70_000), 1024)],
    ['an instruction', endless('<Cats><?a ', PIECE, 1024)],
  ])('a gigabyte in one of its parts: %s', async (_what, from) => {
    const before = process.memoryUsage().rss;
    const error = await refusalOf(from);
    expect(error.message).toMatch(/longer than|more than 64|well-formed|document type/);
    expect(process.memoryUsage().rss - before).toBeLessThan(160 * 1024 * 1024);
  });

  it.each([
    [
      'a text between comments',
      'x'.repeat(1000) + '<!-- -->',
      '<Cats><Litter><Born>',
      /one Born holds more than/,
    ],
    [
      'rows of one unit',
      '<Kitten/>'.repeat(1000),
      '<Cats><Litter>',
      /one Litter holds more than 50000 rows/,
    ],
    [
      'a list of one row',
      '<Colour>abcdefghij</Colour>'.repeat(1000),
      '<Cats><Litter><Kitten><Coat>',
      /one Litter holds more than/,
    ],
  ])('a unit without end: %s', async (_what, piece, start, why) => {
    expect((await refusalOf(endless(start, piece, 10_000))).message).toMatch(why);
  });

  it('is told of no more than ten unknown names, however many there are', async () => {
    const names = Array.from({ length: 5000 }, (_, at) => {
      const name = `N${String.fromCharCode(97 + (at % 26), 97 + (Math.floor(at / 26) % 26), 97 + Math.floor(at / 676))}`;
      return `<${name}/>`;
    }).join('');
    const { remarks } = await read(cats(`<Litter><Kitten/>${names}</Litter>`));
    expect(remarks).toHaveLength(1);
    expect(remarks[0]?.length).toBeLessThan(400);
  });
});

describe('the encoding of XML', () => {
  const CAFE = '<Litter><Kitten><Name>Café</Name></Kitten></Litter>';
  const nameIn = async (from: ByteSource) => (await read(from)).rows['kittens']?.[0]?.cells[2];
  const declared = (encoding: string) =>
    `<?xml version="1.0" encoding="${encoding}"?><Cats>${CAFE}</Cats>`;
  const buffer = (text: string, encoding: BufferEncoding) =>
    bufferSource('cats.xml', Buffer.from(text, encoding));

  it.each([
    ['UTF-8 without a word', bufferSource('cats.xml', bytes(`<Cats>${CAFE}</Cats>`))],
    ['UTF-8 with a mark', bufferSource('cats.xml', bytes(`\uFEFF<Cats>${CAFE}</Cats>`))],
    ['UTF-8 as it says', bufferSource('cats.xml', bytes(declared('UTF-8')))],
    ['Windows-1252 as it says', buffer(declared('Windows-1252'), 'latin1')],
    ['ISO-8859-1 as it says', buffer(declared('iso-8859-1'), 'latin1')],
    ['UTF-16 with its mark', buffer(`\uFEFF${declared('UTF-16')}`, 'utf16le')],
    [
      'UTF-16 the other way round',
      bufferSource('cats.xml', Buffer.from(`\uFEFF${declared('utf-16')}`, 'utf16le').swap16()),
    ],
  ])('is read: %s', async (_what, from) => {
    expect(await nameIn(from)).toBe('Café');
  });

  it.each([
    [
      'Windows-1252 that says nothing',
      buffer(`<Cats>\n${CAFE}</Cats>`, 'latin1'),
      /Line 2 holds a byte that isn't UTF-8/,
    ],
    [
      'Windows-1252 that says UTF-8',
      buffer(declared('UTF-8'), 'latin1'),
      /isn't "utf-8", which the file says it is/,
    ],
    [
      'an encoding nobody knows',
      buffer(declared('EBCDIC-CP-BE'), 'latin1'),
      /"ebcdic-cp-be", which can't be read/,
    ],
    ['UTF-16 without its mark', buffer(declared('UTF-16'), 'utf16le'), /isn't UTF-8/],
  ])('is refused: %s', async (_what, from, why) => {
    await expect(read(from)).rejects.toThrow(why);
  });
});
