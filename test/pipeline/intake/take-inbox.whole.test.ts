import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import { quarterly } from '../../support/command-line.js';

const folder = mkdtempSync(path.join(tmpdir(), 'quarterly-inbox-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('loads what is directly in the inbox by its headings, and says what it can’t place', async () => {
  const workspace = path.join(folder, 'stockton');
  const now = new Date('2018-01-20T09:00:00Z');
  const council = ['--authority', 'Stockton-on-Tees'];
  expect((await quarterly(['init', workspace, ...council], { now })).code).toBe(0);
  const put = (source: string, name: string, as = name): void => {
    copyFileSync(
      shippedFile('sources', source, 'samples', name),
      path.join(workspace, 'inbox', as),
    );
  };
  put('population', 'mid-year_estimates_2016_to_2017.csv');
  mkdirSync(path.join(workspace, 'inbox', 'From Ana'));
  put('actions', 'actions_2017-18-Q3.csv', 'From Ana/actions_2017-18-Q3.csv');
  writeFileSync(path.join(workspace, 'inbox', 'rota.csv'), 'Day,Duty\nMonday,Kim\n');
  // A date in the name wouldn't make an action plan of it.
  mkdirSync(path.join(workspace, 'inbox', 'actions'), { recursive: true });
  writeFileSync(
    path.join(workspace, 'inbox', 'actions', 'figures.csv'),
    'Indicator,Period,Numerator\nVisits,Q3 2017-18,4\n',
  );

  const run = ['run', '--quarter', '2017-18-Q3', '--workspace', workspace];
  const { code, stdout } = await quarterly(run, { now });
  // The council's own returns are missing, so the pack is provisional.
  expect(code).toBe(6);
  const said = stdout.replaceAll(/\s+/g, ' ');
  expect(said).toContain('- Priorities and action plan: as at 31 December 2017');
  expect(said).toContain('- Population estimates of children (ONS): as at 30 June 2017');
  expect(said).toContain("rota.csv: The headings in rota.csv don't match any known source.");
  expect(said).toContain('Move it to the folder of its source: actions, annex-a,');

  expect(said).toContain("figures.csv: The headings don't match Priorities and action plan.");
  expect(said).toContain('receive it with --source indicators, or put it in inbox/indicators.');
  expect(said).not.toContain('figures.csv is waiting');

  const again = await quarterly([...run, '--json'], { now });
  const { isNew, leftInInbox } = JSON.parse(again.stdout) as {
    isNew: boolean;
    leftInInbox: { path: string }[];
  };
  expect(isNew).toBe(false);
  expect(leftInInbox.map((each) => path.basename(each.path)).sort()).toEqual([
    'figures.csv',
    'rota.csv',
  ]);
});
