import { describe, expect, it } from 'vitest';

import { QuarterlyError } from '../../../pipeline/core/errors.js';
import { bufferSource } from '../../../pipeline/core/files/byte-source.js';
import { openTabular } from '../../../sources/read/open.js';
import type { ByteSource, Cell } from '../../../pipeline/core/files/tabular-file.js';
import { rowsOf } from '../../support/raw-workbook.js';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A source whose stream comes in pieces of a given size, to put borders anywhere. */
function inPieces(bytes: Uint8Array, size: number): ByteSource {
  return {
    name: 'in/return.csv',
    size: bytes.length,
    async *stream() {
      for (let at = 0; at < bytes.length; at += size)
        yield await Promise.resolve(bytes.subarray(at, at + size));
    },
  };
}

async function read(content: string | Uint8Array, piece = 1 << 20): Promise<[number, ...Cell[]][]> {
  const bytes = typeof content === 'string' ? bytesOf(content) : content;
  const file = await openTabular(inPieces(bytes, piece));
  return (await rowsOf(file.sheets[0])).map(({ rowNo, cells }) => [rowNo, ...cells]);
}

async function refusalOf(content: string | Uint8Array): Promise<QuarterlyError> {
  const error: unknown = await read(content).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof QuarterlyError)) throw new Error('was not refused', { cause: error });
  return error;
}

describe('a CSV', () => {
  it('is one sheet under its name without folder and ending', async () => {
    const file = await openTabular(bufferSource('2017/ssda903/episodes.v2.csv', bytesOf('a,b')));
    expect(file.kind).toBe('csv');
    expect(file.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([['episodes.v2', false]]);
  });

  it('gives an empty cell as null, and text untouched by trimming or casting', async () => {
    expect(await read('URN,n\n007, x ,,"",1.50\n')).toEqual([
      [1, 'URN', 'n'],
      [2, '007', ' x ', null, null, '1.50'],
    ]);
  });

  it('numbers a row by the line on which its record begins', async () => {
    const text = 'a,b\n\n"two\nlines","and\r\nthree\rmore"\n,,\nlast,1';
    expect(await read(text)).toEqual([
      [1, 'a', 'b'],
      [3, 'two\nlines', 'and\r\nthree\rmore'],
      [8, 'last', '1'],
    ]);
  });

  it('keeps its line numbers where a stray quote sends it to the full parser', async () => {
    const text = 'a,b\n"x\ny",1\n5" pipe,2\n"p\nq",3\n\n"end" of,4\nlast,5\n';
    expect(await read(text)).toEqual([
      [1, 'a', 'b'],
      [2, 'x\ny', '1'],
      [4, '5" pipe', '2'],
      [5, 'p\nq', '3'],
      [8, '"end" of', '4'],
      [9, 'last', '5'],
    ]);
  });

  it.each([
    ['a semicolon', 'Name;Rate;N\nA;1,5;2\nB;2,5;3\n', ['B', '2,5', '3']],
    ['a tab', 'Name\tRate\tN\nA, of B\t1,5\t2\n', ['A, of B', '1,5', '2']],
    ['a comma', 'Name,Rate,Note\nA,1;2;3;4,x\n', ['A', '1;2;3;4', 'x']],
    ['a comma beneath a title', 'Ofsted; schools; 2025\n\nName,Rate,N\nA,1,2\n', ['A', '1', '2']],
    ['a comma beside quoted semicolons', 'a,b\n"x;y;z;",1\n"x;y;z;",2\n', ['x;y;z;', '2']],
  ])('takes %s as its delimiter where that stands steadily', async (_name, text, last) => {
    expect((await read(text)).at(-1)?.slice(1)).toEqual(last);
  });

  it('keeps ragged rows as they are', async () => {
    expect(await read('a,b,c\n1\n1,2,3,4\n')).toEqual([
      [1, 'a', 'b', 'c'],
      [2, '1'],
      [3, '1', '2', '3', '4'],
    ]);
  });

  it('may be read twice', async () => {
    const file = await openTabular(bufferSource('a.csv', bytesOf('a\nb\n')));
    expect(await rowsOf(file.sheets[0])).toEqual(await rowsOf(file.sheets[0]));
  });

  it.each(['a,b,c\n', 'a,é,c\n'])(
    'lets go of the bytes once nobody wants more of them: %j',
    async (line) => {
      const whole = bufferSource('a.csv', bytesOf(line.repeat(50_000)));
      const open = { begun: 0, ended: 0 };
      async function* stream(): AsyncGenerator<Uint8Array> {
        open.begun += 1;
        try {
          yield* whole.stream();
        } finally {
          open.ended += 1;
        }
      }
      const file = await openTabular({ ...whole, stream });
      for await (const batch of file.sheets[0]?.batches() ?? []) if (batch.length > 0) break;
      expect(open.begun).toBeGreaterThan(0);
      expect(open.ended).toBe(open.begun);
    },
  );

  it('hands a large file out in batches', async () => {
    const file = await openTabular(bufferSource('a.csv', bytesOf('a,b,c\n'.repeat(20_000))));
    const sizes: number[] = [];
    for await (const batch of file.sheets[0]?.batches() ?? []) sizes.push(batch.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(10_000);
    expect(sizes.reduce((a, b) => a + b)).toBe(20_000);
  });
});

describe('the encoding of a CSV', () => {
  const text = 'Name,Café\nÀ l’École,€5 – “ok”\n';
  const expected = [
    [1, 'Name', 'Café'],
    [2, 'À l’École', '€5 – “ok”'],
  ];
  const windows1252 = Uint8Array.from(
    Array.from(text, (c) => {
      const special = '\u2019\u20AC\u2013\u201C\u201D'.indexOf(c);
      return [0x92, 0x80, 0x96, 0x93, 0x94][special] ?? c.charCodeAt(0);
    }),
  );
  const utf16le = Buffer.from(`\uFEFF${text}`, 'utf16le');
  it.each([
    ['UTF-8', bytesOf(text)],
    ['UTF-8 with its mark', bytesOf(`\uFEFF${text}`)],
    ['UTF-16 LE with its mark', utf16le],
    ['UTF-16 BE with its mark', Buffer.from(utf16le).swap16()],
    ['Windows-1252', windows1252],
  ])('is found to be %s, wherever pieces end', async (_name, bytes) => {
    for (const piece of [1, 2, 3, 7, 1000]) expect(await read(bytes, piece)).toEqual(expected);
  });

  it('is Windows-1252 for the whole file where only row 20,000 says so', async () => {
    const bytes = Buffer.concat([
      bytesOf('plain,row\n'.repeat(19_999)),
      Uint8Array.from([0x93, 0x41, 0x94, 0x0a]),
    ]);
    expect((await read(bytes, 4096)).at(-1)).toEqual([20_000, '“A”']);
  });

  it('does not read a broken UTF-8 character at the very end as UTF-8', async () => {
    expect(await read(Uint8Array.from([0x61, 0x2c, 0xc3]))).toEqual([[1, 'a', 'Ã']]);
  });

  it('keeps characters beyond the basic plane', async () => {
    for (const bytes of [bytesOf('😀,1\n'), Buffer.from('\uFEFF😀,1\n', 'utf16le')])
      for (const piece of [1, 3, 5]) expect(await read(bytes, piece)).toEqual([[1, '😀', '1']]);
  });
});

describe('a CSV that cannot be read', () => {
  it('names the line on which a quotation mark opens that is never closed', async () => {
    const error = await refusalOf('a,b\n1,2\n3,"open\n4,5\n6,7\n');
    expect(error).toMatchObject({ code: 'contract', place: { file: 'in/return.csv', line: 3 } });
    expect(error.message).toContain('never closed');
    expect(error.fix).toContain('line 3');
  });

  it('names that line after a stray quote too, and without reading the file into memory', async () => {
    const error = await refusalOf(`5",b\n1,2\n"open\n${'4,5\n'.repeat(400_000)}`);
    expect(error).toMatchObject({ code: 'contract', place: { line: 3 } });
    const early = await refusalOf(`a,b\n"open\n${'4,5\n'.repeat(400_000)}`);
    expect(early).toMatchObject({ code: 'contract', place: { line: 2 } });
    expect(early.message).toContain('longer than');
  });

  it.each([
    ['a NUL character', bytesOf('a,b\n1,\0\n'), 2, /NUL/],
    ['UTF-16 without a mark', Buffer.from('a,b\n1,2\n', 'utf16le'), 1, /NUL/],
    ['NUL in UTF-16', Buffer.from('\uFEFFa\0', 'utf16le'), 1, /NUL/],
    ['too many cells', bytesOf(`a\n${','.repeat(20_000)}x\n`), 2, /20,001 cells/],
  ])('is refused for %s, with the line', async (_name, bytes, line, message) => {
    const error = await refusalOf(bytes);
    expect(error).toMatchObject({ code: 'contract', place: { line } });
    expect(error.message).toMatch(message);
  });

  it.each([
    ['an empty file', '', /empty/],
    ['an old or protected workbook', '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1..', /\.xls/],
    ['a PDF', '%PDF-1.7 ...', /PDF/],
    ['a web page', '\n<html><table>', /web page/],
    ['a gzip', '\u001f\u008b\u0008', /gzip/],
    ['a picture', '\u0089PNG\r\n', /picture/],
  ])('says so in words when it is %s', async (_name, latin1, message) => {
    const error = await refusalOf(Buffer.from(latin1, 'latin1'));
    expect(error.code).toBe('contract');
    expect(error.message).toMatch(message);
    expect(error.fix).not.toBe('');
  });
});
