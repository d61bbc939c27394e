import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../pipeline/core/root.js';

const FOLDERS = ['pipeline', 'sources', 'reports', 'sql', 'test', '.github'];

const guides = [
  'README.md',
  ...FOLDERS.flatMap((folder) =>
    readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => path.posix.join(folder, file.replaceAll('\\', '/')))
      .filter((file) => file.endsWith('.md'))
      .sort(),
  ),
];

function isThere(...parts: readonly string[]): boolean {
  return existsSync(path.join(projectRoot, ...parts));
}

/** Links to files of ours, without their anchors. */
function linksOf(text: string): string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)[^)\s]*\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

/**
 * Names in backticks that can only be a path of ours: a file with an ending of ours, or a folder from the root. Names with a gap (`<source>`,
 * `*`, `…`, `NNNN`) or a quarter in them are examples.
 */
function pathsOf(text: string): string[] {
  const prose = text.replaceAll(/^ {4}.*$/gm, '');
  return [...prose.matchAll(/`([^`\s]+)`/g)]
    .map(([, name = '']) => name)
    .filter((name) => !/[<>*…{}()=:]|NNNN|^x\.|^\.\.\/shared|^\//.test(name))
    .filter(
      (name) =>
        /^[\w./-]+\.(ts|cjs|sql|md)$/.test(name) ||
        /^(pipeline|sources|reports|sql|test|\.github)\/[\w./-]*$/.test(name),
    );
}

/** Whether a name is a path from the root or from the guide's folder, or the end of one below it. CONTRIBUTING's folder is the root. */
function isPath(name: string, guide: string): boolean {
  const folder = guide.startsWith('.github/') ? '' : `${path.posix.dirname(guide)}/`;
  return (
    isThere(name) ||
    isThere(folder, name) ||
    [...allFiles].some((file) => file.startsWith(folder) && file.endsWith(`/${name}`))
  );
}

const allFiles = new Set(
  FOLDERS.flatMap((folder) =>
    readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.posix.join(folder, file.replaceAll('\\', '/')),
    ),
  ),
);

describe('A README', () => {
  it('links to files that are there', () => {
    const missing = guides.flatMap((guide) =>
      linksOf(readFileSync(path.join(projectRoot, guide), 'utf8'))
        .filter((target) => !isThere(path.posix.dirname(guide), target))
        .map((target) => `${guide}: ${target}`),
    );
    expect(missing).toEqual([]);
  });

  it('names files and folders that are there', () => {
    const missing = guides.flatMap((guide) =>
      pathsOf(readFileSync(path.join(projectRoot, guide), 'utf8'))
        .filter((name) => !isPath(name, guide))
        .map((name) => `${guide}: ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
