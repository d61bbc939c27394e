import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace } from '../../../pipeline/workspace/make-workspace.js';
import { quarterly } from '../../support/command-line.js';
import { writeSet } from '../load/support.js';

const folder = mkdtempSync(path.join(tmpdir(), 'postcodes-'));
const workspace = path.join(folder, 'workspace');
const directory = path.join(workspace, 'onspd.csv');

beforeAll(async () => {
  const configuration = 'authority: E06000004\npostcodes: onspd.csv\n';
  await makeWorkspace(
    workspace,
    { configuration, strategies: {}, sourceIds: ['ssda903'] },
    { force: true },
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Finding {
  readonly name: string;
  readonly state: string;
  readonly fix: string | null;
}

async function finding(): Promise<Finding | undefined> {
  const { stdout } = await quarterly(['doctor', '--json', '--workspace', workspace]);
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  return findings.find(({ name }) => name === 'postcodes');
}

describe('the directory of postcodes that quarterly.yaml names', () => {
  it('is missed by the doctor where it isn’t there, or has other columns', async () => {
    expect(await finding()).toMatchObject({ state: 'fault' });
    writeFileSync(directory, 'name,town\nA,B\n');
    const other = await finding();
    expect(other?.state).toBe('fault');
    expect(other?.fix).toContain('pcds');
  });

  it('is what a return’s distances are worked out from', async () => {
    writeFileSync(
      directory,
      'pcds,oseast1m,osnrth1m\nTS18 1AB,444000,519000\nTS20 2CD,447000,523000\n',
    );
    expect(await finding()).toMatchObject({ state: 'ok' });
    const set = writeSet(path.join(folder, 'set'), 1);
    const argv = ['receive', set, '--source', 'ssda903', '--as-at', '2017-12-31', '--json'];
    const { code, stdout } = await quarterly([...argv, '--workspace', workspace, '--quiet']);
    expect(code).toBe(0);
    const { notes } = JSON.parse(stdout) as { notes: { message: string }[] };
    expect(notes.map(({ message }) => message)).toContain(
      'Distances were worked out from 2 postcodes of onspd.csv.',
    );
  });
});
