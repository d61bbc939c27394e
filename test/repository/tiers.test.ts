import { describe, expect, it } from 'vitest';
import { codeIn, importsOf, type Imports, reachable } from './imports-of.js';

const files = codeIn('test');
const imports = importsOf(files);
const tests = files.filter((file) => file.endsWith('.test.ts'));

/** What a tier's tests do without, themselves and in what they import from `test/`. */
const SERVERS = [
  'node:http',
  'node:https',
  'node:net',
  'test/support/https-server.ts',
  'test/support/mail-server.ts',
  'test/support/sshd.ts',
];
const PROGRAMS = [
  'playwright-core',
  'test/support/command-line.ts',
  'test/support/run-program.ts',
  'test/support/small-disk.ts',
];
const WAREHOUSES = [
  'test/support/ask-for-postgres.ts',
  'test/support/warehouses.ts',
  'pipeline/warehouse/open.ts',
];

function breaches(all: readonly string[], of: Imports, banned: readonly string[], fix: string) {
  return all.flatMap((test) => {
    const reached = reachable(of, [test]);
    const found = banned.filter((each) => reached.has(each));
    return found.length === 0 ? [] : [`${test} uses ${found.join(', ')}: ${fix}`];
  });
}

describe('A test of the unit tier', () => {
  it('asks for no warehouse, server, command line or other program', () => {
    const unit = tests.filter((test) => !/\.(warehouse|whole)\.test\.ts$/.test(test));
    expect(
      breaches(
        unit,
        imports,
        [...WAREHOUSES, ...SERVERS, ...PROGRAMS, 'node:child_process'],
        'end its name in .warehouse.test.ts or .whole.test.ts',
      ),
    ).toEqual([]);
  });
});

describe('A test of the warehouse tier', () => {
  it('asks for no other server, command line or program', () => {
    const warehouse = tests.filter((test) => test.endsWith('.warehouse.test.ts'));
    expect(
      breaches(warehouse, imports, [...SERVERS, ...PROGRAMS], 'end its name in .whole.test.ts'),
    ).toEqual([]);
  });
});
