import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import exceljs from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import { type CommandResult, quarterly } from '../../support/command-line.js';

/** Six weeks before the quarter's end. */
const NOW = new Date('2018-02-14T10:00:00Z');
const QUARTER = '2017-18-Q4';
const MARKING = 'Part of a quarter: Q4 2017-18 (Jan to Mar 2018) to 14 February 2018';

let folder = '';
let workspace = '';
let files: string[] = [];

async function command(...argv: string[]): Promise<CommandResult> {
  return quarterly([...argv, '--workspace', workspace, '--quiet'], { now: NOW });
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'to-date-'));
  workspace = path.join(folder, 'workspace');
  await quarterly(['init', workspace, '--authority', 'E06000004']);
  const received = await command(
    ...['receive', shippedFile('sources', 'annex-a', 'samples')],
    ...['--source', 'annex-a', '--as-at', '2017-12-31'],
  );
  expect(received).toMatchObject({ code: 0 });
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a quarter that is not over', () => {
  it.each([
    ['run', ['run', '--quarter', QUARTER]],
    ['plan', ['plan', '--quarter', QUARTER]],
    ['rebuild', ['rebuild', '--quarter', QUARTER, '--reason', 'to see it early']],
  ])('is refused by %s, with what to do, and nothing is made', async (_name, argv) => {
    const { code, stderr } = await command(...argv);
    expect(code).toBe(2);
    const said = stderr.replaceAll(/\s+/g, ' ');
    expect(said).toContain('it ends on 31 March 2018, and today is 14 February 2018');
    expect(said).toContain('--to-date');
    const { stdout } = await command('status', '--quarter', QUARTER);
    expect(stdout).not.toContain(`${QUARTER}-E06000004-r01`);
  });

  it('is not let through by --force, which means something else', async () => {
    expect(await command('run', '--quarter', QUARTER, '--force')).toMatchObject({ code: 2 });
  });

  it('is planned with --to-date', async () => {
    expect(await command('plan', '--quarter', QUARTER, '--to-date')).toMatchObject({ code: 0 });
  });
});

describe('the pack of a quarter to date', () => {
  beforeAll(async () => {
    const { code, stdout } = await command('run', '--quarter', QUARTER, '--to-date', '--json');
    expect([0, 3, 6]).toContain(code);
    ({ files } = JSON.parse(stdout) as { files: string[] });
  }, 60_000);

  const named = (end: string): string[] => files.filter((file) => file.endsWith(end));

  it('says on each sheet of each workbook, and at its foot, to which day it reaches', async () => {
    expect(named('.xlsx')).toHaveLength(2);
    for (const file of named('.xlsx')) {
      const book = new exceljs.Workbook();
      await book.xlsx.readFile(file);
      const unmarked = book.worksheets.filter((sheet) => {
        const texts: string[] = [];
        sheet.eachRow((row) => {
          row.eachCell((cell) => {
            texts.push(cell.text);
          });
        });
        const isSaid = texts.some((text) => text.includes(MARKING));
        return !isSaid || sheet.headerFooter.oddFooter?.includes(MARKING) !== true;
      });
      expect(unmarked.map(({ name }) => name)).toEqual([]);
      expect(book.worksheets.length).toBeGreaterThan(10);
    }
  });

  it('says so on each web page, in the banner and in the foot', async () => {
    expect(named('.html')).toHaveLength(2);
    for (const file of named('.html')) {
      const text = await readFile(file, 'utf8');
      expect(/class="banner".*/.exec(text)?.[0]).toContain(MARKING);
      // The foot of each printed page is the style sheet's.
      expect(/@bottom-left[^}]*/.exec(text)?.[0]).toContain(MARKING);
    }
  });

  it('says so in the OpenDocument workbook and in both Word documents', async () => {
    const parts = [
      [named('.ods'), ['content.xml', 'styles.xml']],
      [named('.docx'), ['word/document.xml', 'word/header1.xml']],
    ] as const;
    expect(parts.map(([found]) => found.length)).toEqual([1, 2]);
    for (const [found, names] of parts) {
      for (const file of found) {
        const zip = unzipSync(await readFile(file));
        for (const name of names)
          expect(strFromU8(zip[name] ?? new Uint8Array()), `${file} ${name}`).toContain(MARKING);
      }
    }
  });

  it('says so in each row of the quarter in the open data', async () => {
    const [file = ''] = named('measures.csv');
    const [heading = '', ...rows] = (await readFile(file, 'utf8')).trim().split(/\r?\n/);
    expect(heading).toContain('status');
    expect(rows.length).toBeGreaterThan(100);
    const current = rows.filter((row) => row.includes(QUARTER));
    expect(current.length).toBeGreaterThan(10);
    for (const row of current) expect(row).toContain('part of the quarter to 2018-02-14');
  });
});
