import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';

import { projectRoot } from '../../../pipeline/core/root.js';
import { fileSource } from '../../../pipeline/core/files/byte-source.js';
import { decode, detectEncoding } from '../../../sources/read/encoding.js';
import { parserOptions } from '../../../sources/read/odd-records.js';
import { openTabular } from '../../../sources/read/open.js';
import { isFullLength } from '../../support/length.js';
import { rowsOf } from '../../support/raw-workbook.js';

const data = path.join(projectRoot, '../shared/data');
const files = existsSync(data)
  ? readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.csv'))
  : [];
if (files.length === 0)
  console.warn(`SKIPPED: the reader is not tried on real CSV files, as there are none in ${data}.`);

/** The long tier reads larger files too. */
const MOST_BYTES = isFullLength ? Infinity : 1_000_000;
const read = files.filter((name) => statSync(path.join(data, name)).size <= MOST_BYTES);

describe.skipIf(files.length === 0)('real CSV files', () => {
  it.each(read)('%s reads as csv-parse alone reads it', async (name) => {
    const source = fileSource(path.join(data, name));
    let text = '';
    for await (const piece of decode(source, await detectEncoding(source))) text += piece;
    const expected = parse(text, parserOptions(',', 1 << 20))
      .map((record) => record.map((field) => (field === '' ? null : field)))
      .filter((record) => record.some((field) => field !== null));
    const rows = await rowsOf((await openTabular(source)).sheets[0]);
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.length).toBe(expected.length);
    const differing = rows.findIndex(
      ({ cells }, i) => JSON.stringify(cells) !== JSON.stringify(expected[i]),
    );
    expect(differing).toBe(-1);
  });

  it('are of the encodings that their publishers used', async () => {
    const encodings = new Set<string>();
    for (const name of files)
      encodings.add(await detectEncoding(fileSource(path.join(data, name))));
    expect([...encodings].sort()).toEqual(['utf-8', 'windows-1252']);
  });
});
