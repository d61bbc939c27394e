import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../pipeline/core/root.js';
import { codeIn, importsOf, reachable } from './imports-of.js';

const ROOMS = ['pipeline', 'sources', 'reports'];
const code = codeIn(...ROOMS);
const tests = codeIn('test').filter((file) => file.endsWith('.test.ts'));
const imports = importsOf([...code, ...codeIn('test')]);

/** The path of the source file that a test would be of: `test/a/b.warehouse.test.ts` of `a/b`. */
function subject(test: string): string {
  return test.slice('test/'.length).replace(/(\.(warehouse|whole))?\.test\.ts$/, '');
}

const subjects = new Set(tests.map(subject));

/** Rows of README's table "Tests elsewhere": a file of the code, to the tests of it. */
function named(): Map<string, string[]> {
  const text = readFileSync(path.join(projectRoot, 'test', 'README.md'), 'utf8');
  const rows = text.split('## Tests elsewhere')[1]?.split('\n## ')[0]?.split('\n') ?? [];
  const cells = rows.map((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
  return new Map(
    cells.flatMap(([place, ...of]) =>
      place === undefined ? [] : [[place, of.map((test) => `test/${test}`)]],
    ),
  );
}

const elsewhere = named();
const reachedFrom = new Map<string, Set<string>>();

/** Whether one of the tests of a folder, or of one above it, reaches a file. */
function isReached(file: string): boolean {
  let place = path.posix.dirname(file);
  for (; place !== '.'; place = path.posix.dirname(place)) {
    let reached = reachedFrom.get(place);
    if (reached === undefined) {
      const here = tests.filter((test) => path.posix.dirname(subject(test)) === place);
      reached = reachable(imports, here);
      reachedFrom.set(place, reached);
    }
    if (reached.has(file)) return true;
  }
  return false;
}

describe('The test of a source file', () => {
  it('is at the same path, or in the same folder or one above it, or named in test/README.md', () => {
    const missing = code
      .filter((file) => !subjects.has(file.replace(/\.ts$/, '')) && !elsewhere.has(file))
      .filter((file) => !isReached(file))
      .map((file) => `${file}: no test at the same path, and none of its folder reaches it`);
    expect(missing).toEqual([]);
  });
});

describe('A test', () => {
  it('in a folder of the code mirrors a folder that is there', () => {
    const folders = new Set(code.map((file) => path.posix.dirname(file)));
    const astray = tests
      .filter((test) => ROOMS.includes(subject(test).split('/')[0] ?? ''))
      .filter((test) => !folders.has(path.posix.dirname(subject(test))))
      .map((test) => `${test}: there is no folder ${path.posix.dirname(subject(test))}`);
    expect(astray).toEqual([]);
  });

  it('that README names is there, and so is the file that it is of', () => {
    expect([...elsewhere.values()].flat().filter((test) => !tests.includes(test))).toEqual([]);
    expect([...elsewhere.keys()].filter((file) => !code.includes(file))).toEqual([]);
  });
});
