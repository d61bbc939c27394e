import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace } from '../../../pipeline/workspace/make-workspace.js';
import { findOffice } from '../../../pipeline/commands/output/find-office.js';
import { shippedFile } from '../../../pipeline/core/root.js';
import { auditWorkbook } from '../../../reports/audit/audit.js';
import { quarterly } from '../../support/command-line.js';
import { isFullLength } from '../../support/length.js';

const folder = mkdtempSync(path.join(tmpdir(), 'template-'));
const workspace = path.join(folder, 'workspace');
const NOW = new Date('2018-04-10T09:00:00Z');
const office = await findOffice(undefined, process.env).catch(() => null);
if (office === null)
  console.warn('SKIPPED: forms saved by LibreOffice: it is not on this machine.');

const STRATEGY = `id: plan
title: Children's plan
priorities:
  - id: help-early
    title: Help early
    measures:
      - { measure: local-indicator-counts, basis: quarter, breakdown: "indicator:early-help-episodes-started" }
      - { measure: local-indicator-counts, basis: quarter, breakdown: "indicator:family-hub-visits" }
  - id: safeguarding
    title: Safeguarding and protecting children
    measures:
      - { measure: child-protection-plans, basis: snapshot, polarity: low }
      - { measure: repeat-plans, basis: ytd, target: 20 }
`;

const sample = (source: string, name: string): string =>
  shippedFile('sources', source, 'samples', name);

async function run(argv: readonly string[]) {
  return quarterly([...argv, '--workspace', workspace, '--quiet'], { now: NOW });
}

interface Received {
  readonly status: string;
  readonly asAt: string;
  readonly notes: readonly { readonly level: string; readonly message: string }[];
  readonly counts: Readonly<Record<string, number>>;
  readonly problemCount: Readonly<Record<string, number>>;
}

async function receive(file: string, source: string): Promise<Received> {
  const { code, stdout, stderr } = await run(['receive', file, '--source', source, '--json']);
  if (code !== 0) throw new Error(stderr + stdout);
  return JSON.parse(stdout) as Received;
}

/** Writes a template for the last quarter of 2017-18. */
async function template(source: string, name = `${source}_2017-18-Q4.xlsx`): Promise<string> {
  const file = path.join(folder, name);
  const { code, stderr } = await run([
    'template',
    source,
    '--quarter',
    '2017-18-Q4',
    '--out',
    file,
  ]);
  if (code !== 0) throw new Error(stderr);
  return file;
}

/** A sheet by its headings, so that a test can fill it in as a person does. */
class Form {
  readonly #places = new Map<string, number>();
  readonly #headerRow: number;

  constructor(readonly sheet: ExcelJS.Worksheet) {
    let found = 0;
    sheet.eachRow((row, number) => {
      // A merged title repeats itself in every cell that it covers.
      const texts = new Set((row.values as ExcelJS.CellValue[]).slice(1).map(String));
      if (found === 0 && texts.size > 1) found = number;
    });
    this.#headerRow = found;
    sheet.getRow(found).eachCell((cell, place) => this.#places.set(cell.text, place));
  }

  get headings(): string[] {
    return [...this.#places.keys()];
  }

  cell(row: number, heading: string): ExcelJS.Cell {
    const place = this.#places.get(heading);
    if (place === undefined) throw new Error(`no column ${heading}`);
    return this.sheet.getCell(this.#headerRow + row, place);
  }

  row(row: number): Record<string, string> {
    return Object.fromEntries(
      this.headings.map((heading) => [heading, this.cell(row, heading).text]),
    );
  }

  fill(row: number, cells: Readonly<Record<string, ExcelJS.CellValue>>): void {
    for (const [heading, value] of Object.entries(cells)) this.cell(row, heading).value = value;
  }
}

async function open(file: string, sheet: string): Promise<{ book: ExcelJS.Workbook; form: Form }> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  const found = book.getWorksheet(sheet);
  if (found === undefined) throw new Error(`no sheet ${sheet}`);
  return { book, form: new Form(found) };
}

/** Saves a workbook again by LibreOffice, as a council without Excel does: the action plan always, the other forms in the long tier. */
function savedByOffice(file: string): string {
  const out = path.join(folder, 'saved-by-office');
  const profile = pathToFileURL(path.join(folder, 'office-profile')).href;
  const args = ['--headless', '--norestore', '--convert-to', 'xlsx:Calc MS Excel 2007 XML'];
  spawnSync(office ?? '', [`-env:UserInstallation=${profile}`, ...args, '--outdir', out, file]);
  return path.join(out, path.basename(file));
}

/** Starting LibreOffice takes half a minute on a busy machine. */
const WITH_OFFICE = 240_000;
const SPOTLESS = { rejected: 0, warning: 0 };

beforeAll(async () => {
  await makeWorkspace(
    workspace,
    {
      configuration: 'authority: E06000004\n',
      strategies: { 'plan.yaml': STRATEGY },
      sourceIds: ['actions', 'commentary', 'indicators'],
    },
    { force: true },
  );
  await receive(sample('actions', 'actions_2017-18-Q3.csv'), 'actions');
  await receive(sample('indicators', 'indicators-long_2017-18-Q3.csv'), 'indicators');
  await receive(sample('commentary', 'commentary_2017-18-Q3.csv'), 'commentary');
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a template of the action plan', () => {
  it('holds last quarter’s actions, with the words of the lists', async () => {
    const { form } = await open(await template('actions', 'read.xlsx'), 'Action plan');
    expect(form.sheet.getCell('A1').text).toBe('Action plan return, Q4 2017-18 (Jan to Mar 2018)');
    expect(form.row(1)).toMatchObject({
      Priority: 'Help early',
      Ref: 'HE1',
      Status: 'On track',
      Progress: 'Partners have agreed a draft.',
    });
    expect(form.cell(1, 'Due').value).toEqual(new Date('2018-03-31T00:00:00Z'));
    expect(form.row(2)).toMatchObject({ Due: 'Spring 2018', Status: 'At risk' });
    expect(form.row(3)).toMatchObject({ 'Finding reference': '2006/area-for-improvement/2' });
  });

  it('offers priorities, statuses and measures down to its spare rows, and says what each column means', async () => {
    const { book, form } = await open(await template('actions', 'lists.xlsx'), 'Action plan');
    const listOf = (heading: string, row: number) => form.cell(row, heading).dataValidation;
    for (const row of [1, 40]) {
      expect(listOf('Status', row)).toMatchObject({ type: 'list', showErrorMessage: true });
      expect(listOf('Priority', row)).toMatchObject({ type: 'list' });
      expect(listOf('Priority', row).showErrorMessage).not.toBe(true);
    }
    const words = (heading: string): string[] => {
      const [, sheet = '', from = '', to = ''] =
        /^'(.+)'!\$A\$(\d+):\$A\$(\d+)$/.exec(String(listOf(heading, 1).formulae[0])) ?? [];
      const rows = Array.from(
        { length: Number(to) - Number(from) + 1 },
        (_, n) => n + Number(from),
      );
      return rows.map((row) => book.getWorksheet(sheet)?.getCell(row, 1).text ?? '');
    };
    expect(words('Priority')).toEqual(['Help early', 'Safeguarding and protecting children']);
    expect(words('Status')).toEqual(['Complete', 'On track', 'At risk', 'Behind', 'Not started']);
    expect(words('Measure answered')).toContain('Second or subsequent child protection plan');
    const guide = new Form(book.getWorksheet('How to fill this in') as ExcelJS.Worksheet);
    for (const [index, heading] of form.headings.entries()) {
      expect(guide.row(index + 1)['Column']).toBe(heading);
      expect(form.cell(1, heading).dataValidation.prompt).toBe(
        guide.row(index + 1)['What to write'],
      );
    }
  });

  it(
    'comes back filled in and is taken, also when LibreOffice has saved it',
    async () => {
      const file = await template('actions');
      const { book, form } = await open(file, 'Action plan');
      // A fixed height would hide a longer text.
      expect(form.cell(1, 'Progress').worksheet.getRow(4).height).toBeUndefined();
      form.fill(1, { Status: 'Complete', Progress: 'The offer is published.' });
      form.fill(2, { Status: 'Behind', Due: new Date(Date.UTC(2018, 5, 30)) });
      form.fill(4, {
        Priority: 'Safeguarding and protecting children',
        Action: 'Agree a year of early help after each plan',
        Status: 'Not started',
        'Measure answered': 'Second or subsequent child protection plan',
      });
      await book.xlsx.writeFile(file);
      for (const sent of office === null ? [file] : [file, savedByOffice(file)]) {
        const received = await receive(sent, 'actions');
        expect(received).toMatchObject({
          status: 'accepted',
          asAt: '2018-03-31',
          counts: { loaded: 4, rejected: 0 },
          problemCount: SPOTLESS,
        });
        // Last quarter's action is under a priority that the strategy has no more.
        const notes = received.notes.filter(({ level }) => level !== 'information');
        expect(notes.map(({ message }) => message)).toEqual([
          '1 priority isn’t in the strategy: "Learn well" (1 action). Actions under it count for no priority. The strategy has "Help early", "Safeguarding and protecting children".',
        ]);
      }
      const next = await open(await template('actions', 'next.xlsx'), 'Action plan');
      expect(next.form.row(4)).toMatchObject({
        Action: 'Agree a year of early help after each plan',
        Status: 'Not started',
      });
      expect(next.form.cell(2, 'Due').value).toEqual(new Date('2018-06-30T00:00:00Z'));
    },
    WITH_OFFICE,
  );
});

describe('a template of the indicators', () => {
  it(
    'asks for the quarter of each indicator, and comes back without a warning',
    async () => {
      const file = await template('indicators');
      const { book, form } = await open(file, 'Indicators');
      expect([1, 2, 3, 4].map((row) => form.row(row))).toMatchObject([
        { Indicator: 'Early help assessments closed in time', Period: 'Q4 2017-18', Numerator: '' },
        { Indicator: 'Early help episodes started', Period: 'Q4 2017-18', Numerator: '' },
        {
          Indicator: 'Early help assessments closed in time',
          Period: 'Q3 2017-18',
          Numerator: '96',
        },
        {
          Indicator: 'Early help assessments closed in time',
          Period: 'Q2 2017-18',
          Numerator: '88',
        },
      ]);
      const names = book.getWorksheet('Indicator names');
      expect(names?.getColumn(1).values).toContain('Family hub visits');
      form.fill(1, { Numerator: 101, Denominator: 122 });
      form.fill(6, { Indicator: 'Family hub visits', Period: 'Q4 2017-18', Numerator: 840 });
      await book.xlsx.writeFile(file);
      for (const sent of office === null || !isFullLength ? [file] : [file, savedByOffice(file)]) {
        const received = await receive(sent, 'indicators');
        expect(received).toMatchObject({
          status: 'accepted',
          asAt: '2018-03-31',
          counts: { loaded: 5, rejected: 0, ignored: 1 },
          problemCount: SPOTLESS,
        });
        expect(received.notes.filter(({ level }) => level !== 'information')).toEqual([]);
      }
    },
    WITH_OFFICE,
  );
});

describe('a template of the commentary', () => {
  it(
    'names each measure of the strategies with what was said last, and comes back without a warning',
    async () => {
      const file = await template('commentary');
      const { book, form } = await open(file, 'Commentary');
      const rows = [1, 2, 3, 4].map((row) => form.row(row));
      expect(rows.map((row) => row['Quarter'])).toEqual(Array(4).fill('Q4 2017-18'));
      const place = rows.findIndex((row) => row['Measure']?.startsWith('Second or subsequent')) + 1;
      expect(place).toBeGreaterThan(0);
      form.fill(place, {
        'What happened': 'Fewer plans began for families known before.',
        'Back on target by': new Date(Date.UTC(2018, 5, 30)),
        Author: 'Head of Safeguarding',
        Date: new Date(Date.UTC(2018, 3, 9)),
      });
      await book.xlsx.writeFile(file);
      for (const sent of office === null || !isFullLength ? [file] : [file, savedByOffice(file)]) {
        const received = await receive(sent, 'commentary');
        expect(received).toMatchObject({
          status: 'accepted',
          asAt: '2018-03-31',
          counts: { loaded: 1, rejected: 0, ignored: 3 },
          problemCount: SPOTLESS,
        });
        expect(received.notes.filter(({ level }) => level !== 'information')).toEqual([]);
      }
    },
    WITH_OFFICE,
  );
});

describe('every template', () => {
  /** A pack's own sheets and lines, which a form hasn't: cover, contents, notes, sources. */
  const OF_A_PACK = new Set([
    'sheet-order',
    'cover-content',
    'contents-links',
    'symbols-on-cover',
    'says-source',
    'file-name',
    // A column that nobody has filled in yet.
    'no-blank-rows',
  ]);

  /** What holds for sheets of data alone; the guide is read, and has words, a filled heading and bullets. */
  const OF_DATA = new Set(['says-one-table', 'no-merged-cells', 'no-fills']);

  it.each(['actions', 'indicators', 'commentary'])('of %s is accessible', async (source) => {
    const file = await template(source, `audit-${source}.xlsx`);
    const { results } = await auditWorkbook(readFileSync(file), path.basename(file));
    const broken = results
      .filter(({ rule }) => !OF_A_PACK.has(rule))
      .flatMap(({ rule, findings }) => findings.map((finding) => ({ rule, ...finding })))
      .filter(({ rule, sheet }) => !(sheet === 'How to fill this in' && OF_DATA.has(rule)));
    expect(broken).toEqual([]);
  });

  it('is never written over a file that is there', async () => {
    const file = await template('actions', 'kept.xlsx');
    const before = readFileSync(file);
    const again = await run(['template', 'actions', '--quarter', '2017-18-Q4', '--out', file]);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('--out');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('is of a return that is filled in by hand', async () => {
    const { code, stderr } = await run([
      'template',
      'annex-a',
      '--out',
      path.join(folder, 'a.xlsx'),
    ]);
    expect(code).toBe(2);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('actions, commentary, indicators');
    expect(existsSync(path.join(folder, 'a.xlsx'))).toBe(false);
  });
});
