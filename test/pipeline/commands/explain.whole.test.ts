import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import { type CommandResult, quarterly } from '../../support/command-line.js';

const SAMPLES = shippedFile('sources', 'annex-a', 'samples');
let folder = '';
let workspace = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'explain-'));
  workspace = path.join(folder, 'workspace');
  await quarterly(['init', workspace, '--authority', 'E06000004']);
  const received = await quarterly([
    ...['receive', SAMPLES, '--source', 'annex-a', '--as-at', '2017-12-31'],
    ...['--workspace', workspace],
  ]);
  expect(received).toMatchObject({ code: 0 });
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

function explain(...more: string[]): Promise<CommandResult> {
  return quarterly([
    ...['explain', '--workspace', workspace, '--quarter', '2017-18-Q3', '--quiet'],
    ...['--measure', 'contacts', ...more],
  ]);
}

interface Told {
  readonly value: { readonly numerator: number };
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  readonly numerator: readonly {
    readonly file: string;
    readonly row: number;
    readonly cells: readonly Record<string, string>[] | null;
  }[];
}

describe('quarterly explain', () => {
  it('prints value, definition, SQL, files and rows, within 80 columns but for names, hashes and SQL', async () => {
    const { code, stdout } = await explain();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Value: \d+$/m);
    expect(stdout).toMatch(/^Rows in the numerator: \d+\.$/m);
    expect(stdout).toContain('SQL, sql/measures/safeguarding/contacts.sql');
    expect(stdout).toContain('Compared with nothing.');
    expect(stdout).toContain('Status: for information. Rule: ');
    expect(stdout).toMatch(/^ {2}Exception: cannot say\. It takes 12 quarters with a figure/m);
    expect(stdout).toContain('from scope s');
    const [beforeSql = ''] = stdout.split('\nSQL, ');
    for (const line of beforeSql.split('\n'))
      if (!line.includes('sha256')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('names each row by file and line, and the file by the sha256 of its bytes', async () => {
    const told = JSON.parse((await explain('--json')).stdout) as Told;
    const text = await readFile(path.join(SAMPLES, 'List 1.csv'));
    expect(told.files).toMatchObject([
      { name: 'List 1.csv', sha256: createHash('sha256').update(text).digest('hex') },
    ]);
    expect(told.numerator.length).toBe(told.value.numerator);
    const lines = text.toString('utf8').split(/\r?\n/);
    for (const { file, row } of told.numerator) {
      expect(file).toBe('List 1.csv');
      expect(lines[row - 1]).toMatch(/\/(10|11|12)\/2017/);
    }
  });

  it('shows nothing stored of a child, unless the workspace says that it is restricted', async () => {
    const refused = await explain('--rows');
    expect(refused.code).toBe(2);
    expect(refused.stdout).toBe('');
    expect(refused.stderr).toContain('restricted: true');
    const named = JSON.parse((await explain('--json')).stdout) as Told;
    expect(named.numerator.every((row) => row.cells === null)).toBe(true);
    await appendFile(path.join(workspace, 'quarterly.yaml'), '\nrestricted: true\n');
    const shown = JSON.parse((await explain('--rows', '--json')).stdout) as Told;
    expect(shown.numerator[0]?.cells?.[0]).toHaveProperty('contact_date');
  });

  it('says why there is no figure, and that no row is behind it', async () => {
    const { code, stdout } = await explain('--quarter', '2018-19-Q1');
    expect(code).toBe(0);
    expect(stdout).toContain('Value: [x]');
    expect(stdout).toContain('No row is behind it: there is no figure.');
  });

  it('answers an unknown measure, breakdown, basis, area or run with what there is, and exit code 2', async () => {
    for (const [option, wrong] of [
      ['--measure', 'contacts-made'],
      ['--breakdown', 'phase:primary'],
      ['--basis', 'annual'],
      ['--area', 'Atlantis'],
      ['--run', '2017-18-Q3-E06000004-r01'],
    ] as const) {
      const { code, stderr } = await explain(option, wrong);
      expect(code, option).toBe(2);
      expect(stderr.length, option).toBeGreaterThan(40);
    }
  });
});
