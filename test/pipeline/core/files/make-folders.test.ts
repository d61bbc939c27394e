import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeFolders } from '../../../../pipeline/core/files/make-folders.js';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'folders-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it('makes each level, and leaves those that are there', async () => {
  const deep = path.join(folder, 'one', 'two', 'three');
  await makeFolders(deep);
  await makeFolders(deep);
  expect((await stat(deep)).isDirectory()).toBe(true);
});

it('says where a file is in the way', async () => {
  await writeFile(path.join(folder, 'file'), '');
  await expect(makeFolders(path.join(folder, 'file', 'below'))).rejects.toMatchObject({
    code: 'machine',
  });
});

it.skipIf(process.platform !== 'linux')(
  'gives up at once where a file system takes no folder',
  async () => {
    await expect(makeFolders('/proc/xx/yy')).rejects.toMatchObject({ code: 'machine' });
  },
  5_000,
);
