import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quarterly } from '../../support/command-line.js';
import {
  correction,
  FIRST_RUN,
  makeCouncil,
  QUARTER,
  SECOND_RUN,
  sendSchools,
} from '../support/workspaces.js';

const MONDAY = new Date('2018-01-22T09:00:00Z');
const TUESDAY = new Date('2018-01-23T09:00:00Z');
const WEDNESDAY = new Date('2018-01-24T09:00:00Z');
const WHY = 'a provisional grade was corrected';
let council = '';

beforeAll(async () => {
  council = await makeCouncil();
  await done(MONDAY, 'run', '--quarter', QUARTER);
}, 60_000);
afterAll(() => rm(council, { recursive: true, force: true }));

async function done(now: Date, ...argv: string[]): Promise<string> {
  const { code, stdout, stderr } = await quarterly([...argv, '--workspace', council, '--quiet'], {
    now,
  });
  if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}: ${stderr}`);
  return stdout;
}

/** A sheet of revisions of a pack, row by row, its headings first. */
async function revisions(
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
    const rows = await revisions(FIRST_RUN, 'officer', 'Revisions');
    expect(rows).toHaveLength(2);
    expect(rows[1]?.[0]).toBe('No figure differs from what was released before');
  });

  it('are each figure that was released and has changed: what it was, is, by how much and why', async () => {
    await done(MONDAY, 'release', FIRST_RUN, '--reason', 'agreed by the director');
    await sendSchools(council, correction);
    await done(TUESDAY, 'run', '--quarter', QUARTER);
    for (const recency of ['officer', 'cabinet']) {
      const [, ...rows] = await revisions(SECOND_RUN, recency);
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
    await done(WEDNESDAY, 'release', SECOND_RUN, '--reason', WHY);
    const [, ...rows] = await revisions('');
    const large = rows.filter((row) => row[7] === 'Yes');
    expect(large.length).toBeGreaterThan(0);
    expect(new Set(large.map((row) => row[9]))).toEqual(new Set([WHY]));
    const small = rows.filter((row) => row[7] === 'No');
    expect(new Set(small.map((row) => row[9]))).toEqual(new Set(['[z]']));
    const measures = await readFile(path.join(council, 'packs', QUARTER, 'measures.csv'), 'utf8');
    const marked = measures
      .split('\n')
      .filter((line) => line.includes('E06000004') && /,r(,|$)/.test(line));
    expect(marked).toHaveLength(rows.length);
  });
});
