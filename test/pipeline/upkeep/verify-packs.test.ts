import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { promote, placePack } from '../../../pipeline/publish/place-pack.js';
import { verifyPacks } from '../../../pipeline/upkeep/verify-packs.js';

const RUN = '2017-18-Q3-E06000004-r01';
const quarter = '2017-18-Q3';

let packs: string;

beforeEach(async () => {
  packs = await mkdtemp(path.join(tmpdir(), 'packs-'));
  const files = ['pack-cabinet.xlsx', 'measures.csv'].map((name) => ({
    name,
    bytes: Buffer.from(`the bytes of ${name}`),
  }));
  const { folder, outputs } = await placePack(packs, quarter, RUN, files, (made) =>
    JSON.stringify({ outputs: made }),
  );
  await promote(folder, outputs);
});
afterEach(() => rm(packs, { recursive: true, force: true }));

const inQuarter = (name: string): string => path.join(packs, quarter, name);

describe('the packs next to their manifests', () => {
  it('are as they were made', async () => {
    expect(await verifyPacks(packs)).toEqual({ checked: 4, changed: [] });
  });

  it('are named where a file was changed or is gone, for readers or in its run', async () => {
    await writeFile(inQuarter('pack-cabinet.xlsx'), 'other bytes');
    await rm(path.join(packs, quarter, RUN, 'measures.csv'));
    expect((await verifyPacks(packs)).changed).toEqual([
      path.join(quarter, RUN, 'measures.csv'),
      path.join(quarter, 'pack-cabinet.xlsx'),
    ]);
  });

  it('are named by a manifest that can’t be read, and left aside where they are unfinished', async () => {
    await writeFile(inQuarter('manifest.json'), '{"outputs": [{"path": 3}]}');
    await rename(inQuarter(RUN), inQuarter(`.${RUN}.part`));
    expect(await verifyPacks(packs)).toEqual({
      checked: 0,
      changed: [path.join(quarter, 'manifest.json')],
    });
  });
});
