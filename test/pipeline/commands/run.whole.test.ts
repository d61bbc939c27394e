import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeWorkspace } from '../../../pipeline/workspace/make-workspace.js';
import { shippedFile } from '../../../pipeline/core/root.js';
import { runProgramFile } from '../../support/run-program.js';

const folder = mkdtempSync(path.join(tmpdir(), 'run-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('quarterly run', () => {
  it('counts the returns that it takes in itself, by a clock that goes on', async () => {
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
    const first = await runProgramFile(argv);
    expect(first.code).toBe(0);
    expect(JSON.parse(first.stdout)).toMatchObject({ isNew: true, lacking: [] });
    const again = await runProgramFile(argv);
    expect(JSON.parse(again.stdout)).toMatchObject({ isNew: false });
  });
});
