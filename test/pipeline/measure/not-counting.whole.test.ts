import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import { quarterly } from '../../support/command-line.js';

let folder = '';
const inWorkspace = (...argv: string[]): ReturnType<typeof quarterly> =>
  quarterly([...argv, '--workspace', path.join(folder, 'ws')]);

/** Annex A with a plan that ends before it starts in a file that a child might be named in, and indicators with a heading twice. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'not-counting-'));
  await inWorkspace('init', path.join(folder, 'ws'), '--authority', 'E06000004');
  const lists = path.join(folder, 'lists');
  await mkdir(lists);
  const samples = shippedFile('sources', 'annex-a', 'samples');
  for (const name of await readdir(samples)) {
    const text = await readFile(path.join(samples, name), 'utf8');
    // The first row again under the heading of another column: a heading twice.
    const [headings = '', ...rows] = text.split('\n');
    const twice = name === 'List 7.csv' ? `${headings.trimEnd()},Gender` : headings;
    const under = name === 'List 7.csv' ? rows.map((row) => `${row.trimEnd()},other`) : rows;
    await writeFile(
      path.join(lists, name === 'List 7.csv' ? 'Robin Doe List 7.csv' : name),
      [twice, ...under].join('\n'),
    );
  }
  const refused = await inWorkspace(
    ...['receive', lists, '--source', 'annex-a', '--as-at', '2017-12-31'],
  );
  expect(refused).toMatchObject({ code: 3 });
  const figures = path.join(folder, 'indicators_2017-12-31.csv');
  await writeFile(
    figures,
    'Indicator,Period,Numerator,Denominator,Numerator\nVisits,Q3 2017-18,45,60,50\n',
  );
  expect(await inWorkspace('receive', figures, '--source', 'indicators')).toMatchObject({
    code: 3,
  });
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const ANNEX_A =
  /The return "Annex A: child-level lists for inspection" of 31 December 2017 was received and refused\. Annex-a 2017-12-31 file \d+: the heading "Gender" is in columns .*Correct it and receive it again\./;

describe('a measure whose return was refused', () => {
  it('says in values that the return came, why it was refused and what to do, without the name of a child’s file', async () => {
    const { stdout } = await inWorkspace(
      ...['values', '--quarter', '2017-18-Q3', '--measure', 'child-protection-plans'],
    );
    expect(stdout.replaceAll('""', '"')).toMatch(ANNEX_A);
    expect(stdout).not.toContain('Robin');
  });

  it('says it in explain, and that no return of it counts', async () => {
    const { stdout } = await inWorkspace(
      ...['explain', '--quarter', '2017-18-Q3', '--measure', 'child-protection-plans'],
    );
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(ANNEX_A);
    expect(stdout).toContain('  No return of it counts.');
  });

  it('says in status that the return was refused, why, and how to receive it again', async () => {
    const { stdout } = await inWorkspace('status', '--quarter', '2017-18-Q3');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'the heading "Numerator" is in columns C and E, and their cells differ (first in row 2). Keep the column that is right, or rename the other. Correct it and receive it again.',
    );
  });

  it('has no rows where it lists what the return names, and values says where to look', async () => {
    const { stderr } = await inWorkspace(
      ...['values', '--quarter', '2017-18-Q3', '--measure', 'local-indicator-percentages'],
    );
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      'No rows: the returns that count for 2017-18-Q3 give no figure of local-indicator-percentages. "quarterly status --quarter 2017-18-Q3" says which are missing, and which were refused and why.',
    );
  });
});
