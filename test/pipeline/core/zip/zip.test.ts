import { describe, expect, it } from 'vitest';

import { bufferSource } from '../../../../pipeline/core/files/byte-source.js';
import { isZipOfFiles, openTabular } from '../../../../sources/read/open.js';
import { openZip } from '../../../../pipeline/core/zip/zip.js';
import { forgedZip, type ForgedEntry } from '../../../support/forged-zip.js';
import { rawWorkbook, rowsOf } from '../../../support/raw-workbook.js';

const zipOf = (...entries: ForgedEntry[]) => bufferSource('903.zip', forgedZip(entries));

describe('a return sent as a zip', () => {
  it('gives its files by name, each to be read as often as wanted, clutter and folders left out', async () => {
    const files = await openZip(
      zipOf(
        { name: 'set/', method: 0 },
        { name: 'set/header.csv', content: 'CHILD\n1\n', method: 0 },
        { name: 'set/episodes.csv', content: 'CHILD,DECOM\n1,01/04/2017\n' },
        { name: '__MACOSX/set/._header.csv', content: 'x' },
        { name: 'set/.DS_Store', content: 'x' },
      ),
    );
    expect(files.map(({ name, size }) => [name, size])).toEqual([
      ['set/episodes.csv', 25],
      ['set/header.csv', 8],
    ]);
    for (const source of [files[0], files[0]]) {
      if (source === undefined) throw new Error('no file');
      const { sheets } = await openTabular(source);
      expect(sheets[0]?.name).toBe('episodes');
      const rows = await rowsOf(sheets[0]);
      expect(rows.map(({ rowNo, cells }) => [rowNo, ...cells])).toEqual([
        [1, 'CHILD', 'DECOM'],
        [2, '1', '01/04/2017'],
      ]);
    }
  });

  it('may hold a workbook', async () => {
    const content = rawWorkbook({
      sheets: [{ name: 'List 1', data: '<row><c><v>5</v></c></row>' }],
    });
    const [file] = await openZip(zipOf({ name: 'a.xlsx', content }));
    if (file === undefined) throw new Error('no file');
    expect((await openTabular(file)).sheets.map(({ name }) => name)).toEqual(['List 1']);
  });

  it('is distinguished from a workbook, a CSV and an OpenDocument file', async () => {
    const is = async (source: Parameters<typeof isZipOfFiles>[0]) => await isZipOfFiles(source);
    expect(await is(zipOf({ name: 'a.csv', content: 'x' }))).toBe(true);
    expect(await is(bufferSource('a.zip', rawWorkbook({ sheets: [{}] })))).toBe(false);
    expect(await is(bufferSource('a.zip', Buffer.from('a,b')))).toBe(false);
    expect(await is(zipOf({ name: 'mimetype', content: 'x' }, { name: 'content.xml' }))).toBe(
      false,
    );
  });

  const link = 0o120777 * 0x10000;
  it.each<[string, ForgedEntry[], RegExp]>([
    ['nothing', [], /no files/],
    ['clutter alone', [{ name: '.DS_Store', content: 'x' }], /no files/],
    ['another zip', [{ name: 'a/inner.ZIP', content: 'x' }], /another packed file, "a\/inner.ZIP"/],
    ['a link', [{ name: 'a.csv', content: '/etc/passwd', attributes: link }], /a link, "a.csv"/],
    ['a name that leads out', [{ name: 'a/../../b.csv', content: 'x' }], /leads out/],
    ['a name with a drive', [{ name: 'C:/b.csv', content: 'x' }], /leads out/],
    ['an encrypted file', [{ name: 'a.csv', content: 'x', flags: 1 }], /password/],
    ['names that differ in capitals alone', [{ name: 'a.csv' }, { name: 'A.csv' }], /two parts/],
    ['a bomb', [{ name: 'a.csv', claimedSize: 4_000_000_000 }], /unpack to/],
  ])('is refused for %s', async (_name, entries, message) => {
    await expect(openZip(zipOf(...entries))).rejects.toMatchObject({
      code: 'contract',
      message: expect.stringMatching(message) as string,
    });
  });

  it('is refused on reading for a file of another size or checksum than it says', async () => {
    const read = async (bytes: Buffer) => {
      const [file] = await openZip(bufferSource('a.zip', bytes));
      if (file === undefined) throw new Error('no file');
      return await rowsOf((await openTabular(file)).sheets[0]);
    };
    await expect(
      read(forgedZip([{ name: 'a.csv', content: 'a,b', claimedSize: 2 }])),
    ).rejects.toThrow(/larger than it says/);
    const bytes = forgedZip([{ name: 'a.csv', content: 'abcdef' }]);
    const crcInDirectory = bytes.lastIndexOf('a.csv') - 46 + 16;
    bytes.writeUInt32LE(1, crcInDirectory);
    await expect(read(bytes)).rejects.toThrow(/checksum/);
  });
});
