import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReconciledFigure } from '../../../pipeline/core/figure/reconciliation.js';
import { shippedFile } from '../../../pipeline/core/root.js';
import { type CommandResult, quarterly } from '../../support/command-line.js';

let folder = '';
let workspace = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reconcile-'));
  workspace = path.join(folder, 'workspace');
  await quarterly(['init', workspace, '--authority', 'E06000004']);
  for (const source of ['annex-a', 'ssda903']) {
    const received = await quarterly([
      ...['receive', shippedFile('sources', source, 'samples'), '--source', source],
      ...['--as-at', '2017-12-31', '--workspace', workspace],
    ]);
    expect(received).toMatchObject({ code: 0 });
  }
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

function reconcile(...more: string[]): Promise<CommandResult> {
  return quarterly([
    ...['reconcile', '--workspace', workspace, '--quarter', '2017-18-Q3', '--quiet', ...more],
  ]);
}

interface Reconciled {
  readonly quarter: string;
  readonly figures: readonly ReconciledFigure[];
}

describe('quarterly reconcile', () => {
  it('prints each figure from each return, the difference and the rows by place, within 80 columns', async () => {
    const { code, stdout } = await reconcile();
    expect(code).toBe(0);
    expect(stdout).toContain(
      [
        'Children looked after (last day of the quarter)',
        '  the looked-after children return (903), 31 December 2017: 2',
        '  Annex A, 31 December 2017: 1',
        '  Annex A has 1 fewer. Both give the same for 1 child.',
        '  Not in Annex A: 1 child',
        '    episodes.csv, sheet episodes, row 4',
      ].join('\n'),
    );
    expect(stdout).toContain('The same from each return, child by child:');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('gives the same as JSON, and nothing of a child', async () => {
    const { stdout } = await reconcile('--measure', 'children-looked-after', '--json');
    const { quarter, figures } = JSON.parse(stdout) as Reconciled;
    expect(quarter).toBe('2017-18-Q3');
    expect(figures).toHaveLength(1);
    expect(figures[0]?.comparisons[0]?.differences).toEqual([
      {
        kind: 'not in the other',
        rows: [
          expect.objectContaining({
            source: 'ssda903',
            asAt: '2017-12-31',
            file: 'episodes.csv',
            row: 4,
          }),
        ],
      },
    ]);
    // Neither an identifier nor its pseudonym.
    expect(stdout).not.toMatch(/INV-|"[0-9a-f]{24}"/);
  });

  it('refuses a measure that only one return can give', async () => {
    const { code, stderr } = await reconcile('--measure', 'seen-alone-at-last-visit');
    expect(code).toBe(2);
    expect(stderr).toContain('Only one return can give seen-alone-at-last-visit.');
  });

  it('takes the return that quarterly.yaml chooses, and says so with the figure', async () => {
    const file = path.join(workspace, 'quarterly.yaml');
    const before = await readFile(file, 'utf8');
    const chosen = async (line: string): Promise<CommandResult> => {
      await writeFile(file, `${before}\nmeasured_from: { ${line} }\n`);
      return quarterly([
        ...['explain', '--workspace', workspace, '--quarter', '2017-18-Q3', '--quiet'],
        ...['--measure', 'children-looked-after'],
      ]);
    };
    const { stdout } = await chosen('children-looked-after: annex-a');
    expect(stdout).toMatch(/^Value: 1\b/m);
    expect(stdout).toContain('Note: from Annex A, as the council chose');
    expect(stdout).toContain('List 8.csv, sheet List 8, row 2');
    const wrong = await chosen('children-looked-after: cin-census');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(/cin-census can't give\s+children-looked-after\./);
    expect(wrong.stderr).toContain('Name one of: ssda903, annex-a.');
  });
});
