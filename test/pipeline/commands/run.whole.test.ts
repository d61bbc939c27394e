import { copyFileSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeWorkspace } from '../../../pipeline/workspace/make-workspace.js';
import { shippedFile } from '../../../pipeline/core/root.js';
import { quarterly } from '../../support/command-line.js';

const folder = mkdtempSync(path.join(tmpdir(), 'run-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('quarterly run', () => {
  it('counts the returns that it takes in itself, and says why it refuses one', async () => {
    const configuration = 'authority: E06000004\nreturns:\n  actions: { required: true }\n';
    await makeWorkspace(
      folder,
      { configuration, strategies: {}, sourceIds: ['actions'] },
      { force: true },
    );
    const name = 'actions_2017-18-Q3.csv';
    copyFileSync(
      shippedFile('sources', 'actions', 'samples', name),
      path.join(folder, 'inbox', 'actions', name),
    );
    const argv = ['run', '--quarter', '2017-18-Q3', '--workspace', folder, '--json', '--quiet'];
    const now = new Date();
    const first = await quarterly(argv, { now });
    expect(first.code).toBe(0);
    expect(JSON.parse(first.stdout)).toMatchObject({ isNew: true, lacking: [] });
    const again = await quarterly(argv, { now });
    expect(JSON.parse(again.stdout)).toMatchObject({ isNew: false });

    const refused = path.join(folder, 'inbox', 'actions', '2017-12-31.csv');
    writeFileSync(refused, 'Priority,Action,Lead,Status\r\nSafety,Train staff,A,maybe\r\n');
    const old = new Date(Date.now() - 60_000);
    utimesSync(refused, old, old);
    const words = argv.filter((word) => word !== '--json');
    const third = await quarterly(words, { now });
    expect(third.code).toBe(3);
    expect(third.stdout.replace(/\s+/g, ' ')).toContain(
      'Priorities and action plan, as at 31 December 2017: refused. 1 of 1 rows break a rule',
    );
    const receive = ['receive', refused, '--source', 'actions', '--workspace', folder, '--quiet'];
    const received = await quarterly(receive, { now });
    expect(received.code).toBe(3);
    expect(received.stdout).toContain('refused again');
  }, 60_000);
});
