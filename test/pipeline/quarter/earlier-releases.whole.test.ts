import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import { quarterly } from '../../support/command-line.js';
import { isFullLength } from '../../support/length.js';
import {
  FIRST_RUN,
  makeCouncil,
  QUARTER,
  SECOND_RUN,
  treeOf,
  within,
} from '../support/workspaces.js';

const MONDAY = new Date('2018-01-22T09:00:00Z');
const TUESDAY = new Date('2018-01-23T09:00:00Z');
const WEDNESDAY = new Date('2018-01-24T09:00:00Z');
const THIRD_RUN = `${QUARTER}-E06000004-r03`;
const FOURTH_RUN = `${QUARTER}-E06000004-r04`;
const FIRST_RELEASE = `${QUARTER}-E06000004-release-1`;
const folders: string[] = [];

afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

async function command(now: Date, workspace: string, ...argv: string[]) {
  return quarterly([...argv, '--workspace', workspace, '--quiet'], { now });
}

/** A command that must do well, and what it printed, on one line. */
async function done(now: Date, workspace: string, ...argv: string[]): Promise<string> {
  const { code, stdout, stderr } = await command(now, workspace, ...argv);
  if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}: ${stderr}`);
  return stdout.replace(/\s+/g, ' ');
}

/** Puts Annex A into the inbox: so many boys and girls on plans of neglect, all of one age. */
async function sendPlans(workspace: string, boys: number, girls: number): Promise<void> {
  const inbox = path.join(workspace, 'inbox', 'annex-a', '2017-12-31');
  await mkdir(inbox, { recursive: true });
  const samples = shippedFile('sources', 'annex-a', 'samples');
  for (const name of await readdir(samples))
    await cp(path.join(samples, name), path.join(inbox, name));
  const [heading = ''] = (await readFile(path.join(samples, 'List 7.csv'), 'utf8')).split('\n');
  const child = (index: number, sex: string): string =>
    `INV-${1000 + index},${sex},a) WBRI,14/06/2009,8,b) No,27/10/2017,a) Neglect,a) Neglect,18/12/2017,a) Yes,,,b) No,0,Team 1,#N/A`;
  const rows = [
    ...Array.from({ length: boys }, (_, index) => child(index, 'a) Male')),
    ...Array.from({ length: girls }, (_, index) => child(500 + index, 'b) Female')),
  ];
  await writeFile(path.join(inbox, 'List 7.csv'), [heading, ...rows, ''].join('\n'));
}

/** What a folder's open data says of children on plans this quarter, by breakdown. */
async function shownPlans(...folder: string[]): Promise<Record<string, string>> {
  const text = await readFile(path.join(...folder, 'measures.csv'), 'utf8');
  const rows: Record<string, string>[] = parse(text, { columns: true });
  return Object.fromEntries(
    rows
      .filter((row) => row['measure'] === 'child-protection-plans' && row['quarter'] === QUARTER)
      .map((row) => [row['breakdown'] ?? '', row['numerator'] || `[${row['symbol'] ?? ''}]`]),
  );
}

async function copyOf(workspace: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'public-'));
  folders.push(folder);
  await cp(workspace, folder, { recursive: true });
  return folder;
}

/** 30 boys and 3 girls, released. */
let released = '';
/** Then corrected: 9 girls; run again. */
let corrected = '';
const packs = (workspace: string, ...rest: string[]) =>
  path.join(workspace, 'packs', QUARTER, ...rest);

beforeAll(async () => {
  released = await makeCouncil();
  folders.push(released);
  await sendPlans(released, 30, 3);
  await done(MONDAY, released, 'run', '--quarter', QUARTER);
  await done(MONDAY, released, 'release', FIRST_RUN, '--reason', 'agreed by the director');
  corrected = await copyOf(released);
  await sendPlans(corrected, 30, 9);
  await done(TUESDAY, corrected, 'run', '--quarter', QUARTER);
}, 120_000);

describe('a pack of a quarter that the public has already', () => {
  it('hides the small part and what protects it, the first time', async () => {
    const plans = await shownPlans(packs(released));
    expect(plans).toMatchObject({ all: '33', 'sex:female': '[c]', 'sex:male': '[c]' });
  });

  it('doesn’t show what the release hid, though a correction has made it large enough to show', async () => {
    // 33 less the 30 boys, who are as they were, would be the 3 girls.
    const plans = await shownPlans(packs(corrected, SECOND_RUN));
    expect(plans).toMatchObject({ all: '39', 'sex:female': '[c]', 'sex:male': '[c]' });
    await done(WEDNESDAY, corrected, 'release', SECOND_RUN, '--reason', 'late entries');
    expect(await shownPlans(packs(corrected))).toEqual(plans);
  });

  it('as it was known at an earlier moment is the same, byte for byte', async () => {
    const before = await treeOf(packs(corrected));
    for (const [knownAt, run] of [
      ['2018-01-22', FIRST_RUN],
      ['2018-01-23', SECOND_RUN],
    ] as const) {
      const argv = ['--quarter', QUARTER, '--known-at', knownAt, '--reason', 'as it was'];
      const text = await done(WEDNESDAY, corrected, 'rebuild', ...argv);
      expect(text).toContain(`Nothing has changed since run ${run}`);
      expect(within(await treeOf(packs(corrected)), run)).toEqual(within(before, run));
    }
  });
});

describe('what a council is reported as well', () => {
  it('holds no child’s identifier, birth date or row, in the log or in any public file', async () => {
    const log = await readFile(path.join(corrected, 'quarterly.log'), 'utf8');
    expect(log).toContain('annex-a');
    const shown = packs(corrected);
    const names = (await readdir(shown)).filter((name) => /-cabinet\.|\.csv$|\.json$/.test(name));
    expect(names.length).toBeGreaterThan(4);
    const texts = await Promise.all(
      names.map(async (name): Promise<[string, string][]> => {
        const bytes = await readFile(path.join(shown, name));
        if (!name.endsWith('.xlsx')) return [[name, bytes.toString('utf8')]];
        return Object.entries(unzipSync(bytes)).map(([part, content]) => [
          `${name} ${part}`,
          strFromU8(content),
        ]);
      }),
    );
    for (const [name, text] of [['quarterly.log', log] as const, ...texts.flat()]) {
      for (const canary of ['INV-1', '14/06/2009', '2009-06', 'Team 1'])
        expect(text, `${name}: ${canary}`).not.toContain(canary);
    }
    // The log says what is hidden by nothing but how many figures there are.
    expect(log).not.toMatch(/sex:(?:female|male)/);
  });
});

describe('a run after a release', () => {
  it('of the same pack does nothing', async () => {
    const text = await done(TUESDAY, released, 'run', '--quarter', QUARTER);
    expect(text).toContain(`Nothing has changed since run ${FIRST_RUN}`);
  });

  it.runIf(isFullLength)(
    'is made again where another pack of the year was released since, and the plan says why',
    async () => {
      const workspace = await copyOf(released);
      await done(TUESDAY, workspace, 'run', '--quarter', '2017-18-Q4', '--to-date');
      await done(
        TUESDAY,
        workspace,
        'release',
        '2017-18-Q4-E06000004-r01',
        ...['--provisional', '--reason', 'asked for by the board'],
      );
      const plan = await done(WEDNESDAY, workspace, 'plan', '--quarter', QUARTER);
      expect(plan).toContain('2017-18-Q4-E06000004-release-1 is public since');
      const text = await done(WEDNESDAY, workspace, 'run', '--quarter', QUARTER);
      expect(text).toContain(SECOND_RUN);
      const again = await done(WEDNESDAY, workspace, 'plan', '--quarter', QUARTER);
      expect(again).toContain('would do nothing');
    },
  );
});

// A long chain of releases: what comes before is the sample of it.
describe.runIf(isFullLength)('what an earlier release gives away', () => {
  let workspace = '';
  const settings = (): string => path.join(workspace, 'quarterly.yaml');
  let text = '';
  beforeAll(async () => {
    workspace = await copyOf(released);
    text = await readFile(settings(), 'utf8');
    // A pack that counts on boys and girls being hidden; then another shows both.
    await sendPlans(workspace, 30, 4);
    await done(TUESDAY, workspace, 'run', '--quarter', QUARTER);
    await writeFile(settings(), `${text}disclosure: { threshold: 1 }\n`);
    await sendPlans(workspace, 30, 9);
    await done(TUESDAY, workspace, 'rebuild', '--quarter', QUARTER, '--reason', 'no rule');
    await done(TUESDAY, workspace, 'release', THIRD_RUN, '--reason', 'no rule');
  }, 120_000);

  it('stops the release of a run that was made before it came out', async () => {
    expect(await shownPlans(packs(workspace))).toMatchObject({ 'sex:male': '30' });
    await writeFile(settings(), text);
    const late = await command(WEDNESDAY, workspace, 'release', SECOND_RUN, '--reason', 'agreed');
    expect(late.code).toBe(4);
    expect(late.stderr).toContain('earlier releases');
    expect(late.stderr).toContain('quarterly rebuild --quarter 2017-18-Q3 --reason');
    expect((await readdir(packs(workspace))).filter((name) => name.includes('release'))).toEqual([
      FIRST_RELEASE,
      `${QUARTER}-E06000004-release-2`,
    ]);
  });

  it('is said of a new run, which needs a reason to be published next to it', async () => {
    expect(await shownPlans(packs(workspace))).toMatchObject({ 'sex:female': '9' });
    // The council comes to hide what is as few as nine.
    await writeFile(settings(), `${text}disclosure: { threshold: 9 }\n`);
    const refused = await command(WEDNESDAY, workspace, 'run', '--quarter', QUARTER);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain('sex:female 2017-18-Q3 (earlier releases)');
    expect(await readdir(packs(workspace))).not.toContain(FOURTH_RUN);
    const argv = ['--quarter', QUARTER, '--reason', 'public since January'];
    const made = await done(WEDNESDAY, workspace, 'rebuild', ...argv);
    expect(made).toContain('The public can tell');
    expect(made).toContain('sex:female 2017-18-Q3 (from earlier releases)');
    const given = await done(WEDNESDAY, workspace, 'release', FOURTH_RUN, '--reason', 'agreed');
    expect(given).toContain('sex:female 2017-18-Q3 (from earlier releases)');
    expect(await shownPlans(packs(workspace))).toMatchObject({ 'sex:female': '[c]' });
  });
});
