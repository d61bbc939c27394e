import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quarterly } from '../support/command-line.js';
import {
  correction,
  FIRST_RUN,
  makeCouncil,
  QUARTER,
  SECOND_RUN,
  sendSchools,
  treeOf,
  within,
} from './support/workspaces.js';

const MONDAY = new Date('2018-01-22T09:00:00Z');
const TUESDAY = new Date('2018-01-23T09:00:00Z');
const WEDNESDAY = new Date('2018-01-24T09:00:00Z');
const FIRST_RELEASE = `${QUARTER}-E06000004-release-1`;
const SECOND_RELEASE = `${QUARTER}-E06000004-release-2`;
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
  return argv.includes('--json') ? stdout : stdout.replace(/\s+/g, ' ');
}

const packs = (workspace: string) => treeOf(path.join(workspace, 'packs', QUARTER));

async function copyOf(workspace: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'runs-'));
  folders.push(folder);
  await cp(workspace, folder, { recursive: true });
  return folder;
}

async function releasedManifest(workspace: string): Promise<unknown> {
  const text = await readFile(path.join(workspace, 'packs', QUARTER, 'manifest.json'), 'utf8');
  return JSON.parse(text) as unknown;
}

/** A council whose quarter was run once. */
let ran = '';
/** The same, released on the same day. */
let released = '';
/** Then corrected, and run again. */
let corrected = '';
/** That released too, and what it said. */
let revised = '';
let saidOfRevised = '';
const WHY = 'one grade corrected';

beforeAll(async () => {
  ran = await makeCouncil();
  folders.push(ran);
  await done(MONDAY, ran, 'run', '--quarter', QUARTER);
  released = await copyOf(ran);
  await done(MONDAY, released, 'release', FIRST_RUN, '--reason', 'agreed by the director');
  corrected = await copyOf(released);
  await sendSchools(corrected, correction);
  await done(TUESDAY, corrected, 'run', '--quarter', QUARTER);
  revised = await copyOf(corrected);
  saidOfRevised = await done(WEDNESDAY, revised, 'release', SECOND_RUN, '--reason', WHY);
}, 120_000);

describe('a plan', () => {
  it('says that a finished run would do nothing, and why', async () => {
    const text = await done(TUESDAY, ran, 'plan', '--quarter', QUARTER);
    expect(text).toContain(`A run of ${QUARTER} would do nothing.`);
    expect(text).toContain(`Nothing has changed since ${FIRST_RUN}`);
  });

  it('names a setting that has changed, what rests on it, and changes nothing itself', async () => {
    const workspace = await copyOf(ran);
    const file = path.join(workspace, 'quarterly.yaml');
    await writeFile(file, `${await readFile(file, 'utf8')}judgement: { too_few: 5 }\n`);
    const before = await packs(workspace);
    const plan = JSON.parse(
      await done(TUESDAY, workspace, 'plan', '--quarter', QUARTER, '--json'),
    ) as { does: string; why: string[]; measures: string[] };
    expect(plan.does).toBe('run');
    expect(plan.why).toEqual(['quarterly.yaml has changed.']);
    expect(plan.measures).toContain('schools-good-or-outstanding');
    expect(await packs(workspace)).toEqual(before);
  });

  it('names what waits in the inbox and was never received, and keeps to that', async () => {
    const workspace = await copyOf(ran);
    await sendSchools(workspace, correction);
    const plan = JSON.parse(
      await done(TUESDAY, workspace, 'plan', '--quarter', QUARTER, '--json'),
    ) as { waiting: string[] };
    expect(plan.waiting).toEqual(['ofsted-schools/mi-2015_as_at_31_December_2017.csv']);
  });

  it('does what it said: the run that follows is the plan’s', async () => {
    const workspace = await copyOf(ran);
    await done(TUESDAY, workspace, 'run', '--quarter', QUARTER);
    expect(await packs(workspace)).toEqual(await packs(ran));
  });
});

describe('a release', () => {
  it('is the first whole one: final, with who and why in the manifest', async () => {
    expect(await releasedManifest(released)).toMatchObject({
      status: 'final',
      runId: FIRST_RUN,
      release: {
        id: FIRST_RELEASE,
        releasedAt: MONDAY.toISOString(),
        reason: 'agreed by the director',
      },
    });
    const tree = await packs(released);
    expect(within({ ...prefixed(tree) }, 'top')).toEqual(within(tree, FIRST_RELEASE));
  });

  it('is printed by values as it was frozen, while those of the quarter follow the correction', async () => {
    const measure = ['--measure', 'schools-good-or-outstanding', '--json'];
    const of = async (...which: string[]) => {
      const all = JSON.parse(
        await done(TUESDAY, corrected, 'values', ...which, ...measure),
      ) as Record<string, unknown>[];
      return all.find((each) => each['breakdown'] === 'all');
    };
    const given = await of('--run', FIRST_RELEASE);
    const now = await of('--quarter', QUARTER);
    expect(given).toMatchObject({ status: 'final', quarter: QUARTER });
    expect(Number(now?.['numerator']) - Number(given?.['numerator'])).toBe(1);

    const file = path.join(corrected, 'figures.csv');
    await done(TUESDAY, corrected, 'values', '--run', FIRST_RUN, '--out', file);
    expect(await readFile(file, 'utf8')).toMatch(/^\ufeffmeasure,version,title,/);
    const { code, stderr } = await command(TUESDAY, corrected, 'values');
    expect(code).toBe(2);
    expect(stderr).toContain('--quarter 2017-18-Q3');
  });

  it('said again is nothing to do, in words', async () => {
    const before = await packs(released);
    const text = await done(TUESDAY, released, 'release', FIRST_RUN, '--reason', 'once more');
    expect(text).toContain('Nothing to do');
    expect(await packs(released)).toEqual(before);
  });

  it('is never overwritten by a run, which says what it would restate', async () => {
    const [before, after] = [await packs(released), await packs(corrected)];
    for (const [file, hash] of Object.entries(before)) expect(after[file]).toBe(hash);
    expect(Object.keys(within(after, SECOND_RUN))).toContain('manifest.json');
    const text = await done(TUESDAY, corrected, 'run', '--quarter', QUARTER);
    expect(text).toContain(`of the figures in ${FIRST_RELEASE}`);
  });

  it('is revised by a second, which marks what it restates, and leaves the first as it was', async () => {
    expect(saidOfRevised).toContain('is released as revised');
    expect(saidOfRevised).toMatch(/\d+ values differ from the last release/);
    const tree = await packs(revised);
    expect(within(tree, FIRST_RELEASE)).toEqual(within(await packs(released), FIRST_RELEASE));
    expect(within({ ...prefixed(tree) }, 'top')).toEqual(within(tree, SECOND_RELEASE));
    const csv = await readFile(path.join(revised, 'packs', QUARTER, 'measures.csv'), 'utf8');
    const marked = csv.split('\r\n').filter((line) => /,"?([pbe] )*r( [be])*"?,/.test(line));
    expect(marked.length).toBeGreaterThan(0);
  });

  it('is refused where the pack isn’t what the run made', async () => {
    const workspace = await copyOf(ran);
    const file = path.join(workspace, 'packs', QUARTER, FIRST_RUN, 'measures.csv');
    await writeFile(file, `${await readFile(file, 'utf8')}one more line\r\n`);
    const { code, stderr } = await command(
      TUESDAY,
      workspace,
      'release',
      FIRST_RUN,
      '--reason',
      'agreed',
    );
    expect(code).toBe(8);
    expect(stderr).toContain('measures.csv');
    expect(stderr).toContain('rebuild');
  });

  it('of a run that lacks a required return is provisional, and the whole one after it final', async () => {
    const workspace = await makeCouncil();
    folders.push(workspace);
    const schools = path.join(workspace, 'inbox', 'ofsted-schools');
    await rm(schools, { recursive: true });
    const { code } = await command(MONDAY, workspace, 'run', '--quarter', QUARTER);
    expect(code).toBe(6);
    const first = await done(MONDAY, workspace, 'release', FIRST_RUN, '--reason', 'for the board');
    expect(first).toContain('is released as provisional');
    await sendSchools(workspace);
    await done(TUESDAY, workspace, 'run', '--quarter', QUARTER);
    const second = await done(TUESDAY, workspace, 'release', SECOND_RUN, '--reason', 'all is in');
    expect(second).toContain('is released as final');
  });

  it.each([
    ['an unknown run', ['2017-18-Q3-E06000004-r09', '--reason', 'agreed'], 'There is no run'],
    ['a reason that says nothing', [FIRST_RUN, '--reason', ' '], 'The reason says nothing'],
  ])('is refused for %s', async (_case, argv, message) => {
    const { code, stderr } = await command(TUESDAY, ran, 'release', ...argv);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

/** A sheet of revisions of a pack, row by row, its headings first. */
async function revisions(
  council: string,
  folder: string,
  recency = 'officer',
  name = 'Revisions of percentages',
): Promise<string[][]> {
  const file = `childrens-update-stockton-on-tees-2017-18-q3-${recency}.xlsx`;
  const book = new ExcelJS.Workbook();
  const bytes = await readFile(path.join(council, 'packs', QUARTER, folder, file));
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  const sheet = book.getWorksheet(name);
  const rows: string[][] = [];
  sheet?.eachRow((row) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell) => cells.push(cell.text));
    rows.push(cells);
  });
  return rows.slice(rows.findIndex((row) => row[0] === 'Measure'));
}

describe('the revisions of a pack', () => {
  it('are none where nothing was released, and the sheet says so', async () => {
    const rows = await revisions(ran, FIRST_RUN, 'officer', 'Revisions');
    expect(rows).toHaveLength(2);
    expect(rows[1]?.[0]).toBe('No figure differs from what was released before');
  });

  it('are each figure that was released and has changed: what it was, is, by how much and why', async () => {
    for (const recency of ['officer', 'cabinet']) {
      const [, ...rows] = await revisions(corrected, SECOND_RUN, recency);
      const schools = rows.find(
        ([measure, breakdown]) =>
          measure === 'Schools judged good or outstanding' && breakdown === 'Alternative provision',
      );
      expect(schools, JSON.stringify(rows.map((row) => row.slice(0, 2)))).toBeDefined();
      expect(schools?.slice(4)).toEqual([
        '0',
        '100',
        '100',
        'Yes',
        'Correction',
        'To be given at release',
        `${QUARTER}-E06000004-release-1`,
      ]);
    }
  });

  it('carry the reason that the release was given, and [r] next to the figures', async () => {
    const [, ...rows] = await revisions(revised, '');
    const large = rows.filter((row) => row[7] === 'Yes');
    expect(large.length).toBeGreaterThan(0);
    expect(new Set(large.map((row) => row[9]))).toEqual(new Set([WHY]));
    const small = rows.filter((row) => row[7] === 'No');
    expect(new Set(small.map((row) => row[9]))).toEqual(new Set(['[z]']));
    const measures = await readFile(path.join(revised, 'packs', QUARTER, 'measures.csv'), 'utf8');
    const marked = measures
      .split('\n')
      .filter((line) => line.includes('E06000004') && /,r(,|$)/.test(line));
    expect(marked).toHaveLength(rows.length);
  });
});

/** The files where readers look, as if they were in a folder `top`. */
function prefixed(tree: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tree).map(([name, hash]) => [`top/${name}`, hash]));
}

describe('a look into the past', () => {
  it('gives the pack of that moment byte for byte, and leaves the newer one where readers look', async () => {
    const workspace = await copyOf(ran);
    await sendSchools(workspace, correction);
    await done(TUESDAY, workspace, 'run', '--quarter', QUARTER);
    const newer = within({ ...prefixed(await packs(workspace)) }, 'top');
    expect(newer).toEqual(within(await packs(workspace), SECOND_RUN));
    await rm(path.join(workspace, 'packs', QUARTER, FIRST_RUN), { recursive: true });
    const text = await done(
      WEDNESDAY,
      workspace,
      'rebuild',
      '--quarter',
      QUARTER,
      '--known-at',
      '2018-01-22',
      '--reason',
      'what cabinet saw',
    );
    const third = `${QUARTER}-E06000004-r03`;
    expect(text).toContain(`Run ${third}`);
    const then = within(await packs(ran), FIRST_RUN);
    const again = within(await packs(workspace), third);
    const names = Object.keys(then).filter((name) => name !== 'manifest.json');
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) expect(again[name]).toBe(then[name]);
    expect(within({ ...prefixed(await packs(workspace)) }, 'top')).toEqual(newer);
  });
});

describe('a comparison of two runs', () => {
  it('says which figures a correction changed, from what to what, and why', async () => {
    const diff = JSON.parse(
      await done(TUESDAY, corrected, 'diff', FIRST_RELEASE, SECOND_RUN, '--json'),
    ) as {
      changes: {
        change: string;
        key: { measure: string; breakdown: string; basis: string };
        before: { numerator: number };
        after: { numerator: number };
        causes: string[];
      }[];
      returns: { added: { source: string }[]; removed: { source: string }[] };
    };
    const change = diff.changes.find(
      (each) => each.key.measure === 'schools-good-or-outstanding' && each.key.breakdown === 'all',
    );
    expect(change?.change).toBe('changed');
    expect((change?.after.numerator ?? 0) - (change?.before.numerator ?? 0)).toBe(1);
    expect(new Set(diff.changes.flatMap((each) => each.causes))).toEqual(new Set(['correction']));
    expect(diff.returns.added.map((each) => each.source)).toEqual(['ofsted-schools']);
    expect(diff.returns.removed.map((each) => each.source)).toEqual(['ofsted-schools']);
  });

  it('is shown as a table with the reason next to each figure', async () => {
    const text = await done(TUESDAY, corrected, 'diff', FIRST_RUN, SECOND_RUN);
    expect(text).toMatch(/schools-good-or-outstanding snapshot .*correction/);
    expect(text).toMatch(/Another return counts of: ofsted-schools as at \d{4}/);
    expect(text).not.toContain('Counts no longer');
  });

  it('of a run with itself finds nothing', async () => {
    const text = await done(TUESDAY, corrected, 'diff', FIRST_RUN, FIRST_RUN);
    expect(text).toContain('No figure of the authority differs');
  });
});

describe('a backup', () => {
  it('restored with its key gives back the workspace: whole, released, with nothing left to do', async () => {
    const vault = await mkdtemp(path.join(tmpdir(), 'vault-'));
    folders.push(vault);
    await done(WEDNESDAY, corrected, 'backup', vault);
    const [name = ''] = await readdir(vault);
    const restored = await mkdtemp(path.join(tmpdir(), 'runs-'));
    folders.push(restored);
    await cp(path.join(vault, name), restored, { recursive: true });
    expect(await readdir(restored)).not.toContain('key');
    await cp(path.join(corrected, 'key'), path.join(restored, 'key'));
    await cp(path.join(corrected, 'inbox'), path.join(restored, 'inbox'), { recursive: true });
    const doctor = await command(WEDNESDAY, restored, 'doctor');
    expect(doctor.stdout).not.toContain('✗');
    const before = await packs(corrected);
    expect(await packs(restored)).toEqual(before);
    const text = await done(WEDNESDAY, restored, 'run', '--quarter', QUARTER);
    expect(text).toContain(`Nothing has changed since run ${SECOND_RUN}`);
    expect(await packs(restored)).toEqual(before);
  });

  it('is refused within the workspace, and where the store is damaged', async () => {
    const inside = await command(WEDNESDAY, ran, 'backup', path.join(ran, 'backups'));
    expect(inside.code).toBe(2);
    const workspace = await copyOf(ran);
    const store = path.join(workspace, 'store');
    const [file = ''] = Object.keys(await treeOf(store));
    await rm(path.join(store, file));
    const vault = await mkdtemp(path.join(tmpdir(), 'vault-'));
    folders.push(vault);
    const { code, stderr } = await command(WEDNESDAY, workspace, 'backup', vault);
    expect(code).toBe(8);
    expect(stderr).toMatch(/1 of \d+ stored files is\s+missing or damaged/);
    expect((await readdir(vault)).filter((name) => !name.startsWith('.'))).toEqual([]);
  });
});
