import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';
import { quarterly } from '../../support/command-line.js';
import { FIRST_RUN, makeCouncil, QUARTER, treeOf } from '../support/workspaces.js';

const THEN = new Date('2018-01-22T09:00:00Z');
/** Three years and a day after the return's as-at date. */
const LATER = new Date('2021-01-01T09:00:00Z');
const WHY = ['--apply', '--reason', 'retention schedule 4.2'];
let council = '';
const folders: string[] = [];

beforeAll(async () => {
  council = await makeCouncil();
  folders.push(council);
  const file = path.join(council, 'quarterly.yaml');
  const settings = (await readFile(file, 'utf8')).replace(
    'required: true',
    'required: true, keep: 3 years',
  );
  await writeFile(file, `${settings}  ssda903: { keep: 3 years }\n`);
  const looked = shippedFile('sources', 'ssda903', 'samples');
  await cp(looked, path.join(council, 'inbox', 'ssda903', 'ssda903_as_at_2017-12-31'), {
    recursive: true,
  });
  await done(THEN, council, 'run', '--quarter', QUARTER);
  await done(THEN, council, 'release', FIRST_RUN, '--reason', 'agreed by the director');
}, 300_000);

afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

async function command(now: Date, workspace: string, ...argv: string[]) {
  const { code, stdout, stderr } = await quarterly([...argv, '--workspace', workspace, '--quiet'], {
    now,
  });
  const flat = (text: string): string => text.replace(/\s+/g, ' ');
  return { code, stdout: flat(stdout), stderr: flat(stderr) };
}

async function done(now: Date, workspace: string, ...argv: string[]): Promise<string> {
  const { code, stdout, stderr } = await command(now, workspace, ...argv);
  if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}: ${stderr}`);
  return stdout;
}

async function copyOfCouncil(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'expire-'));
  folders.push(folder);
  await cp(council, folder, { recursive: true });
  return folder;
}

async function pseudonyms(workspace: string): Promise<string[]> {
  const warehouse = await openWarehouse(path.join(workspace, 'warehouse.sqlite'));
  try {
    return await warehouse.read((trx) =>
      trx('ssda903__episode').distinct().pluck<string[]>('child'),
    );
  } finally {
    await warehouse.close();
  }
}

async function receivedNames(workspace: string, source: string): Promise<string[]> {
  const warehouse = await openWarehouse(path.join(workspace, 'warehouse.sqlite'));
  try {
    return await warehouse.read((trx) =>
      trx('received_file as f')
        .join('received_return as r', 'r.return_no', 'f.return_no')
        .where('r.source', source)
        .orderBy('f.file_no')
        .pluck<string[]>('f.name'),
    );
  } finally {
    await warehouse.close();
  }
}

describe('backups of what has expired', () => {
  it('are named, deleted by the next backup, and expire again where one is restored', async () => {
    const workspace = await copyOfCouncil();
    const vault = await mkdtemp(path.join(tmpdir(), 'vault-'));
    folders.push(vault);
    const key = path.join(workspace, 'key');
    await done(THEN, workspace, 'backup', vault);
    const [old = ''] = await readdir(vault);
    await done(LATER, workspace, 'expire', ...WHY);
    expect(await done(LATER, workspace, 'expire')).toContain(path.join(vault, old));
    const restored = path.join(vault, 'restored');
    const text = await done(LATER, restored, 'restore', path.join(vault, old), '--key', key);
    expect(text).toContain('ssda903 as at 2017-12-31');
    expect(await pseudonyms(restored)).toEqual([]);
    await rm(restored, { recursive: true });
    const thinned = await done(LATER, workspace, 'backup', vault);
    expect(thinned).toContain(`Deleted, since 7 daily`);
    expect(await readdir(vault)).toEqual([
      new Date(LATER).toISOString().replaceAll(':', '').replace('.000', ''),
    ]);
    expect(await done(LATER, workspace, 'expire')).not.toContain('Backups');
  }, 300_000);
});

describe('what a program that was killed left', () => {
  it('in a place for backups is named and deleted, and another council’s backup stays there', async () => {
    const workspace = await copyOfCouncil();
    const vault = await mkdtemp(path.join(tmpdir(), 'vault-'));
    folders.push(vault);
    await done(THEN, workspace, 'backup', vault);
    const [own = ''] = await readdir(vault);
    const text = await readFile(path.join(vault, own, 'backup.json'), 'utf8');
    const { workspaceId } = JSON.parse(text) as { workspaceId: string };
    const cutOff = path.join(vault, `.2018-01-23T020000Z.${workspaceId}.part`);
    const theirs = path.join(vault, '2018-01-20T020000Z');
    await cp(path.join(vault, own), cutOff, { recursive: true });
    await cp(path.join(vault, own), theirs, { recursive: true });
    await writeFile(
      path.join(theirs, 'backup.json'),
      text.replace(workspaceId, '0123456789abcdef'),
    );
    await done(LATER, workspace, 'expire', ...WHY);
    const named = await done(LATER, workspace, 'expire');
    expect(named).toContain(cutOff);
    expect(named).not.toContain(theirs);
    await done(LATER, workspace, 'backup', vault);
    expect(await readdir(vault)).toEqual(['2018-01-20T020000Z', '2021-01-01T090000Z']);
  });

  it('in the store goes with the next expiry, though no return names it', async () => {
    const workspace = await copyOfCouncil();
    const [one = ''] = Object.keys(await treeOf(path.join(workspace, 'store')));
    const orphan = 'ab'.repeat(32);
    const store = path.join(workspace, 'store');
    await cp(path.join(store, one), path.join(store, 'ab', `${orphan}.sealed`));
    await cp(path.join(store, one), path.join(store, '.landing-0123456789abcdef.part'));
    await done(LATER, workspace, 'expire', ...WHY);
    expect(Object.keys(await treeOf(store))).toHaveLength(2);
  });
});

describe('returns past their keeping time', () => {
  it('are none on the last day on which they must be kept', async () => {
    const text = await done(new Date('2020-12-31T12:00:00Z'), council, 'expire');
    expect(text).toContain('No return is past its retention period.');
  });

  it('are told with what their end ends, and nothing is deleted unasked', async () => {
    const before = await treeOf(path.join(council, 'store'));
    const text = await done(LATER, council, 'expire');
    expect(text).toContain('ofsted-schools as at 31 December 2017, kept until 31 December 2020');
    expect(text).toContain(`Can't be rebuilt any more: ${QUARTER}`);
    expect(text).toContain(`What was released stays: ${QUARTER}-E06000004-release-1`);
    expect(text).toContain('Nothing is deleted yet');
    expect(await treeOf(path.join(council, 'store'))).toEqual(before);
  });

  it('end as many quarters as the council lets a state count for (too_old)', async () => {
    const workspace = await copyOfCouncil();
    const file = path.join(workspace, 'quarterly.yaml');
    const settings = await readFile(file, 'utf8');
    const ended = async (tooOld: string): Promise<string> => {
      await writeFile(file, settings.replace('keep:', `${tooOld} keep:`));
      return /ofsted-schools.*?rebuilt any more: ([^.]*)/.exec(
        await done(LATER, workspace, 'expire'),
      )?.[1] as string;
    };
    expect(await ended('too_old: 30 days,')).toBe(QUARTER);
    expect(await ended('too_old: 200 days,')).toBe(`${QUARTER}, 2017-18-Q4, 2018-19-Q1`);
  });

  it('are deleted with rows and bytes; packs, figures and the ledger stay, and the workspace is sound', async () => {
    const workspace = await copyOfCouncil();
    const children = await pseudonyms(workspace);
    const packs = await treeOf(path.join(workspace, 'packs'));
    expect(children.length).toBeGreaterThan(0);
    expect(await done(LATER, workspace, 'expire', ...WHY)).toContain(
      'Deleted: the rows of 2 returns',
    );
    expect(await treeOf(path.join(workspace, 'packs'))).toEqual(packs);
    expect(await receivedNames(workspace, 'ssda903')).toEqual([
      'ssda903 2017-12-31 file 1',
      ...(await receivedNames(workspace, 'ssda903')).slice(1),
    ]);
    // Population and actions are kept.
    expect(Object.keys(await treeOf(path.join(workspace, 'store')))).toHaveLength(2);
    const names = (await readdir(workspace)).filter((name) => name.startsWith('warehouse'));
    for (const name of names) {
      const bytes = await readFile(path.join(workspace, name));
      expect(children.filter((child) => bytes.includes(child))).toEqual([]);
    }
    await done(LATER, workspace, 'doctor');
    const again = await done(LATER, workspace, 'expire');
    expect(again).toContain('No return is past its retention period.');
    // What lies in the inbox as it was sent isn't ours to delete, but is told.
    const [schools, children903] = [
      path.join('inbox', 'ofsted-schools', 'mi-2015_as_at_31_December_2017.csv'),
      path.join('inbox', 'ssda903', 'ssda903_as_at_2017-12-31'),
    ];
    expect(again).toContain(`remove them by hand as well: ${schools} ${children903}`);
    // A later return has some files in common with it, such as lists with a heading only: it is kept, so it isn't named.
    const kept = path.join(workspace, 'inbox', 'ssda903', 'ssda903_as_at_2020-12-31');
    await cp(path.join(workspace, children903), kept, { recursive: true });
    const header = path.join(kept, 'header.csv');
    await writeFile(header, `${await readFile(header, 'utf8')}\n`);
    await done(LATER, workspace, 'receive', kept);
    expect(await done(LATER, workspace, 'expire')).not.toContain('2020-12-31');
    await rm(path.join(workspace, 'inbox'), { recursive: true });
    expect(await done(LATER, workspace, 'expire')).not.toContain('inbox');
    const status = await done(LATER, workspace, 'status', '--quarter', QUARTER);
    expect(status).toContain('expired');
  });

  it('are not computed from again: run, plan, rebuild and values say why and what stands', async () => {
    const workspace = await copyOfCouncil();
    await done(LATER, workspace, 'expire', ...WHY);
    const packs = await treeOf(path.join(workspace, 'packs'));
    for (const argv of [
      ['run', '--quarter', QUARTER],
      ['plan', '--quarter', QUARTER],
      ['values', '--quarter', QUARTER],
      ['rebuild', '--quarter', QUARTER, '--known-at', '2018-01-31', '--reason', 'asked for'],
    ]) {
      const { code, stderr } = await command(LATER, workspace, ...argv);
      expect({ argv, code }).toEqual({ argv, code: 2 });
      expect(stderr).toContain('ofsted-schools as at 2017-12-31');
      expect(stderr).toContain(`The packs made from it are in packs/${QUARTER}/`);
    }
    expect(await treeOf(path.join(workspace, 'packs'))).toEqual(packs);
  });

  it('are not taken in again under their old date', async () => {
    const workspace = await copyOfCouncil();
    await done(LATER, workspace, 'expire', ...WHY);
    const sample = shippedFile(
      'sources',
      'ofsted-schools',
      'samples',
      'mi-2015_as_at_31_December_2017.csv',
    );
    const again = await done(LATER, workspace, 'receive', sample, '--source', 'ofsted-schools');
    expect(again).toContain("They aren't loaded again");
  });

  it('need a reason to go, and a list to look up in never goes', async () => {
    const workspace = await copyOfCouncil();
    const bare = await command(LATER, workspace, 'expire', '--apply');
    expect(bare.code).toBe(2);
    expect(bare.stderr).toContain('Nothing is deleted without a reason');
    const file = path.join(workspace, 'quarterly.yaml');
    await writeFile(file, `${await readFile(file, 'utf8')}  population: { keep: 3 years }\n`);
    const lists = await command(LATER, workspace, 'expire');
    expect(lists.code).toBe(2);
    expect(lists.stderr).toContain("population can't expire");
  });
});
