import { describe, expect, it } from 'vitest';
import { bufferSource } from '../../../pipeline/core/files/byte-source.js';
import { openTabular } from '../../../sources/read/open.js';
import type { RawRow } from '../../../pipeline/core/files/tabular-file.js';
import { QuarterlyError } from '../../../pipeline/core/errors.js';
import { allThere, parquetFile, texts } from './parquet-file.js';

async function rowsOf(bytes: Uint8Array): Promise<RawRow[]> {
  const file = await openTabular(bufferSource('table.parquet', bytes));
  const rows: RawRow[] = [];
  for await (const batch of file.sheets[0]?.batches() ?? []) rows.push(...batch);
  return rows;
}

const two = [...allThere(2), ...texts('2016', '2017')];
const whole = parquetFile({ rows: 2, content: two });

describe('A Parquet file', () => {
  it('gives its columns’ names and its rows, numbered as a CSV’s', async () => {
    expect(await rowsOf(whole)).toEqual([
      { rowNo: 1, cells: ['Years'] },
      { rowNo: 2, cells: ['2016'] },
      { rowNo: 3, cells: ['2017'] },
    ]);
  });

  it('has nothing where a value is missing', async () => {
    // One run of a 1 and one of a 0.
    const content = [4, 0, 0, 0, 2, 1, 2, 0, ...texts('2016')];
    expect((await rowsOf(parquetFile({ rows: 2, content }))).map(({ cells }) => cells)).toEqual([
      ['Years'],
      ['2016'],
      [null],
    ]);
  });

  it.each([
    ['breaks off', whole.slice(0, -20), /whole Parquet file/],
    [
      'has a run of a billion values in five bytes',
      parquetFile({ rows: 2, content: [...allThere(1_000_000_000), ...texts('a', 'b')] }),
      /run is longer/,
    ],
    [
      'has more values in a page than rows',
      parquetFile({ rows: 2, values: 2_000_000, content: two }),
      /more values/,
    ],
    [
      'has fewer values than rows',
      parquetFile({ rows: 9, values: 2, content: two }),
      /fewer values/,
    ],
    [
      'claims two billion rows',
      parquetFile({ rows: 2_000_000_000, content: two }),
      /cells|rows in one group/,
    ],
    [
      'would unpack to gigabytes',
      parquetFile({ rows: 2, unpacked: 2_000_000_000, codec: 1, content: two }),
      /unpack to far too much/,
    ],
    [
      'is packed in another way',
      parquetFile({ rows: 2, codec: 2, content: two }),
      /packed by GZIP/,
    ],
    [
      'writes its values in another way',
      parquetFile({ rows: 2, encoding: 7, content: two }),
      /written as DELTA_BYTE_ARRAY/,
    ],
  ])('that %s is refused', async (_, bytes, why) => {
    await expect(rowsOf(bytes)).rejects.toThrow(why);
  });

  it('with any byte changed is read or refused in words, and nothing else', async () => {
    for (let place = 4; place < whole.length; place += 1) {
      for (const byte of [0, 0x7f, 0xff]) {
        const changed = Uint8Array.from(whole);
        changed[place] = byte;
        const outcome = await rowsOf(changed).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(QuarterlyError);
      }
    }
  });
});
