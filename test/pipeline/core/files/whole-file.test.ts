import { mkdtemp, readdir, readFile, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { promote, placePack } from '../../../../pipeline/publish/place-pack.js';
import { MANIFEST } from '../../../../pipeline/quarter/manifest.js';
import { writeWhole } from '../../../../pipeline/core/files/whole-file.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'publish-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a file written whole', () => {
  it('replaces what was there and leaves nothing else behind', async () => {
    const file = path.join(folder, 'a', 'b.txt');
    await writeWhole(file, 'one');
    await writeWhole(file, 'two');
    expect(await readFile(file, 'utf8')).toBe('two');
    expect(await readdir(path.dirname(file))).toEqual(['b.txt']);
  });
});

describe('a published pack', () => {
  const files = [
    { name: 'pack.xlsx', bytes: bytes('workbook') },
    { name: 'measures.csv', bytes: bytes('csv') },
  ];
  const manifest = (outputs: readonly { path: string }[]): string =>
    JSON.stringify(outputs.map((output) => output.path));

  it('is in the folder of its run and where readers look, with a manifest that names its files', async () => {
    const { folder: run, outputs } = await placePack(folder, 'q', 'q-r01', files, manifest);
    expect(await readdir(path.join(folder, 'q'))).toEqual(['q-r01']);
    const current = await promote(run, outputs);
    expect((await readdir(run)).sort()).toEqual([MANIFEST, 'measures.csv', 'pack.xlsx']);
    expect((await readdir(path.join(folder, 'q'))).sort()).toEqual(
      [MANIFEST, 'measures.csv', 'pack.xlsx', 'q-r01'].sort(),
    );
    expect(JSON.parse(await readFile(path.join(folder, 'q', MANIFEST), 'utf8'))).toEqual([
      'measures.csv',
      'pack.xlsx',
    ]);
    expect(current.map((file) => path.basename(file))).toEqual(['measures.csv', 'pack.xlsx']);
    expect(outputs.find((output) => output.path === 'pack.xlsx')?.byteCount).toBe(8);
  });

  it('is placed again over the remains of a run that was cut off', async () => {
    const remains = path.join(folder, 'q', '.q-r01.part');
    await mkdir(remains, { recursive: true });
    await writeFile(path.join(remains, 'half.xlsx'), 'half');
    await placePack(folder, 'q', 'q-r01', files, manifest);
    await placePack(folder, 'q', 'q-r01', files, manifest);
    expect(await readdir(path.join(folder, 'q'))).not.toContain('.q-r01.part');
    expect(await readdir(path.join(folder, 'q', 'q-r01'))).not.toContain('half.xlsx');
  });
});
