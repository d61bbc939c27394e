import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { quarterly } from '../../support/command-line.js';
import { postgresDatabases } from '../../support/warehouses.js';
import { FIRST_RUN, makeCouncil, QUARTER, treeOf } from '../support/workspaces.js';

const databases = postgresDatabases();
const folders: string[] = [];

afterAll(async () => {
  await databases.drop();
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

async function done(workspace: string, warehouse: string | null, ...argv: string[]) {
  const { code, stdout, stderr } = await quarterly([...argv, '--workspace', workspace, '--quiet'], {
    environment: warehouse === null ? {} : { QUARTERLY_WAREHOUSE: warehouse },
  });
  if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}: ${stderr}`);
  return stdout.replace(/\s+/g, ' ');
}

describe('a workspace on PostgreSQL', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it('makes the bytes that SQLite makes in another time zone with another key, and is restored from its backup with nothing else, and goes back to PostgreSQL', async () => {
    const workspace = await makeCouncil();
    const vault = await mkdtemp(path.join(tmpdir(), 'vault-'));
    folders.push(workspace, vault);
    const first = await databases.make('empty');
    await done(workspace, first, 'run', '--quarter', QUARTER);
    const other = await makeCouncil();
    folders.push(other);
    process.env['TZ'] = 'Pacific/Auckland';
    await done(other, null, 'run', '--quarter', QUARTER);
    const packs = (of: string) => treeOf(path.join(of, 'packs'));
    expect(await packs(other)).toEqual(await packs(workspace));
    const said = await done(workspace, first, 'backup', vault);
    expect(said).toContain('The warehouse is in it as warehouse.sqlite');

    const [name = ''] = await readdir(vault);
    const restored = path.join(vault, name);
    await cp(path.join(workspace, 'key'), path.join(restored, 'key'));
    const unchanged = `Nothing has changed since run ${FIRST_RUN}`;
    expect(await done(restored, null, 'run', '--quarter', QUARTER)).toContain(unchanged);

    const second = await databases.make('empty');
    const copied = await done(restored, null, 'copy-warehouse', second);
    expect(copied).toContain('Copied and compared with the original');
    await rm(path.join(restored, 'warehouse.sqlite'));
    expect(await done(restored, second, 'run', '--quarter', QUARTER)).toContain(unchanged);
    await done(restored, second, 'doctor');
  }, 300_000);
});
