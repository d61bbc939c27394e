import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkStrategies } from '../../../pipeline/measure/check-strategies.js';

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
  await checkStrategies({ paths: { root }, files: [{ path: 'strategy/plan.yaml' }] });
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
