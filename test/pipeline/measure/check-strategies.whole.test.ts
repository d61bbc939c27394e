import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exitCodes } from '../../../pipeline/core/errors.js';
import { checkStrategies } from '../../../pipeline/measure/check-strategies.js';
import { readDefinitions } from '../../../pipeline/measure/definitions.js';
import { quarterly } from '../../support/command-line.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'strategy-'));
  await mkdir(path.join(root, 'strategy'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function check(...measures: string[]): Promise<void> {
  const lines = [
    'id: plan',
    'title: Plan',
    'priorities:',
    '  - id: one',
    '    title: One',
    '    measures:',
  ];
  await writeFile(
    path.join(root, 'strategy', 'plan.yaml'),
    [...lines, ...measures.map((each) => `      - ${each}`)].join('\n'),
  );
  await checkStrategies(root);
}

it('names every fault of a strategy at once, with its line and the nearest name', async () => {
  const faults = check(
    '{ measure: referals, basis: quarter }',
    '{ measure: schools-good-or-outstanding, basis: quarter, breakdown: "phase:secundary" }',
    '{ measure: schools-good-or-outstanding, basis: snapshot, breakdown: "fase:primary" }',
  );
  await expect(faults).rejects.toMatchObject({ code: 'configuration' });
  const message = await faults.catch((error: unknown) => String(error));
  expect(message).toMatch(
    /plan\.yaml:7: .*referals isn't the name of a measure \(nearest: referrals\)/,
  );
  expect(message).toMatch(/plan\.yaml:8: .*isn't measured on quarter; its bases are snapshot/);
  expect(message).toMatch(/plan\.yaml:8: .*no phase secundary \(nearest: secondary\)/);
  expect(message).toMatch(/plan\.yaml:9: .*isn't broken down by fase \(nearest: phase\)/);
});

it('has nothing to say of a strategy that names what there is', async () => {
  await expect(
    check(
      '{ measure: schools-good-or-outstanding, basis: snapshot, breakdown: "phase:secondary" }',
    ),
  ).resolves.toBeUndefined();
});

it('says which parts there are of a measure that is only of parts', async () => {
  await expect(check('{ measure: report-card-profile, basis: snapshot }')).rejects.toThrow(
    /name a part, such as "area:inclusion,grade:strong"\. Areas: inclusion, .*Grades: exceptional/,
  );
});

it('knows of every measure whether it has a figure for the whole, as its SQL gives one', () => {
  const computed = readDefinitions().filter(
    ({ breakdowns, sql }) => breakdowns.length > 0 && sql !== '',
  );
  const partsOnly = computed.filter(({ partsOnly }) => partsOnly != null);
  const withoutWhole = computed.filter(({ sql }) => !sql.includes("'all'"));
  expect(partsOnly.map(({ file }) => file)).toEqual(withoutWhole.map(({ file }) => file));
  expect(partsOnly.length).toBeGreaterThan(10);
});

it.each([
  'run',
  'plan',
  'rebuild',
  'values',
  'explain',
  'template',
  'measures',
  'status',
  'tick',
  'schedule',
  'check',
])(
  '%s names every fault of every strategy, a broken one among them, before it does anything',
  async (command) => {
    await expect(check('{ measure: referals, basis: quarter }')).rejects.toThrow();
    await writeFile(path.join(root, 'strategy', 'second.yaml'), 'id: second\ntitel: Second\n');
    const extra: Readonly<Record<string, readonly string[]>> = {
      template: ['actions'],
      check: ['return.csv'],
      explain: ['--measure', 'referrals', '--quarter', '2017-18-Q3'],
      rebuild: ['--quarter', '2017-18-Q3', '--reason', 'To see it.'],
    };
    const quarter = ['run', 'plan', 'values'].includes(command) ? ['--quarter', '2017-18-Q3'] : [];
    const { code, stderr, stdout } = await quarterly([
      ...[command, ...(extra[command] ?? []), ...quarter, '--workspace', root],
    ]);
    expect(code).toBe(exitCodes.configuration);
    expect(stdout).toBe('');
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(/plan\.yaml:7: .*\(nearest: referrals\)/);
    expect(stderr).toContain('second.yaml');
  },
);
