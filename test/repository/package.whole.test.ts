import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../pipeline/core/root.js';

const run = promisify(execFile);
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
let files: string[] = [];

beforeAll(async () => {
  const { stdout } = await run(npm, ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: projectRoot,
    shell: process.platform === 'win32',
    maxBuffer: 16 * 1024 * 1024,
  });
  const [packed] = JSON.parse(stdout) as { files: { path: string }[] }[];
  files = (packed?.files ?? []).map((file) => file.path);
}, 120_000);

/** Links of a page to files of ours, from the root. */
function linksOf(page: string): string[] {
  const text = readFileSync(path.join(projectRoot, page), 'utf8');
  return [...text.matchAll(/\]\(([^)#\s]+)[^)\s]*\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => path.posix.join(path.posix.dirname(page), target));
}

describe('the package', () => {
  it('holds what its pages link to', () => {
    const pages = files.filter((file) => file.endsWith('.md'));
    expect(pages).toContain('README.md');
    expect(pages).toContain('pipeline/schedule/windows.md');
    const isHeld = (target: string): boolean =>
      files.includes(target) ||
      files.some((file) => file.startsWith(`${target.replace(/\/$/, '')}/`));
    const missing = pages.flatMap((page) =>
      linksOf(page)
        .filter((target) => !isHeld(target))
        .map((target) => `${page}: ${target}`),
    );
    expect(missing).toEqual([]);
  });

  it('holds the program, and neither source maps, types nor tests', () => {
    expect(files).toContain('dist/pipeline/cli.js');
    expect(files.filter((file) => /\.map$|\.d\.ts$|\.tsbuildinfo$|^test\//.test(file))).toEqual([]);
  });
});
