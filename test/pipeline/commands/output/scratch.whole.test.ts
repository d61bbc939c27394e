import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { inScratch } from '../../../../pipeline/commands/output/scratch.js';

/** A folder as one of ours leaves it, with a pack's copy in it. */
function left(pid: number): string {
  const folder = path.join(tmpdir(), `quarterly-briefing-${pid}-abc123`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'pack-officer.xlsx'), 'copy');
  return folder;
}

it('a temporary folder goes afterwards, also where the work fails', async () => {
  const seen = await inScratch('pdf', (folder) => Promise.resolve(folder));
  expect(existsSync(seen)).toBe(false);
  let failing = '';
  const work = inScratch('pdf', (folder) => {
    failing = folder;
    return Promise.reject(new Error('no office'));
  });
  await expect(work).rejects.toThrow('no office');
  expect(existsSync(failing)).toBe(false);
});

it('what a killed program left goes with the next call, and what a living one works in stays', async () => {
  // No process has so high a number.
  const [dead, living] = [left(99_999_999), left(process.ppid)];
  try {
    await inScratch('pdf', () => Promise.resolve());
    expect(existsSync(dead)).toBe(false);
    expect(existsSync(living)).toBe(true);
  } finally {
    rmSync(living, { recursive: true });
  }
});
