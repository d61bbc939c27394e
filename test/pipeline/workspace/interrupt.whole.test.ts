import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import process from 'node:process';
import { afterAll, describe, expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import { quarterly } from '../../support/command-line.js';
import { makeCouncil, QUARTER } from '../support/workspaces.js';
import { isFullLength } from '../../support/length.js';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** Runs the quarter in a process of its own and stops it once it says that a step is done. */
async function stoppedAfter(
  workspace: string,
  step: string,
): Promise<{ code: number | null; stderr: string; milliseconds: number }> {
  const argv = ['run', '--quarter', QUARTER, '--workspace', workspace];
  const child = spawn(process.execPath, [shippedFile('dist', 'pipeline', 'cli.js'), ...argv], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  let told = 0;
  child.stderr.on('data', (piece: Buffer) => {
    stderr += piece.toString();
    if (told > 0 || !stderr.includes(`✓ ${step}`)) return;
    told = performance.now();
    child.kill('SIGTERM');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stderr, milliseconds: performance.now() - told };
}

// Windows has no SIGTERM: only Ctrl+C stops a program there.
// What is left at once when it is told to stop is tried with a return that is being read, each time.
describe.runIf(isFullLength && process.platform !== 'win32')('a run that is told to stop', () => {
  it.each(['measures'])(
    'after %s ends within ten seconds with exit code 130, and the next one is kept from nothing',
    async (step) => {
      const workspace = await makeCouncil();
      folders.push(workspace);
      const { code, stderr, milliseconds } = await stoppedAfter(workspace, step);
      expect({ code, stderr }).toMatchObject({ code: 130 });
      expect(stderr).toContain('Interrupted before it was done');
      expect(milliseconds).toBeLessThan(10_000);
      const again = await quarterly(['run', '--quarter', QUARTER, '--workspace', workspace], {
        now: new Date(),
      });
      expect(again.code, again.stderr).toBe(0);
      expect(again.stderr + again.stdout).toContain('-r01');
    },
    60_000,
  );
});
