import { describe, expect, it } from 'vitest';
import { usualColours } from '../../../pipeline/core/council/colours.js';
import { cellMessages } from '../../../pipeline/core/return-messages/cells.js';
import { reportCsv } from '../../../reports/returns/csv.js';
import { reportPage } from '../../../reports/returns/page.js';
import { type ReportedReturn, returnReport } from '../../../reports/returns/report.js';
import { reportText } from '../../../reports/returns/text.js';
import { rejectionReport } from '../../../reports/returns/workbook.js';
import { writeWorkbook } from '../../../reports/workbook/write.js';

type Problem = ReportedReturn['problems'][number];

function problem(rule: string, rowNo: number, more: Partial<Problem> = {}): Problem {
  const fix = Object.entries(cellMessages).find(([code]) => code === rule)?.[1].fix ?? 'Check it.';
  const place = { file: 'episodes.csv', sheet: 'episodes', heading: 'DECOM' };
  return { ...place, rowNo, level: 'rejected', rule, fix, ...more };
}

function reported(
  problems: readonly Problem[],
  more: Partial<ReportedReturn> = {},
): ReportedReturn {
  const rejected = problems.filter(({ level }) => level === 'rejected').length;
  return {
    title: 'Looked-after children return',
    source: 'ssda903',
    status: 'accepted',
    asAt: '2017-12-31',
    layout: '903-2017',
    counts: { read: 1_000, loaded: 1_000 - rejected, rejected, ignored: 0 },
    files: [
      {
        name: 'episodes.csv',
        role: 'episodes',
        read: 1_000,
        loaded: 990,
        rejected: 10,
        ignored: 0,
      },
    ],
    refusedWhy: null,
    notes: [],
    problems,
    problemCount: { rejected, warning: problems.length - rejected },
    ...more,
  };
}

const rows = (rule: string, from: number, count: number, more: Partial<Problem> = {}): Problem[] =>
  Array.from({ length: count }, (_, index) => problem(rule, from + index, more));

/** Many faults of many kinds, in many columns. */
const messy = reported(
  [
    ...rows('not-a-date', 2, 40),
    ...rows('not-a-date', 60, 5, { heading: 'DEC' }),
    ...rows('unknown-code', 100, 7, { heading: 'PLACE', level: 'warning' }),
    ...Object.keys(cellMessages).flatMap((rule, index) => rows(rule, 1_000 + index * 10, 2)),
  ],
  {
    notes: Array.from({ length: 20 }, (_, index) => ({
      level: 'warning',
      topic: 'unknown-heading',
      message: `Note ${index + 1}.`,
    })),
  },
);

describe('the report on a return', () => {
  it('names each fault once, with its count, its columns, its first three places and its fix', () => {
    const { faults } = returnReport(
      reported([...rows('not-a-date', 2, 4), ...rows('not-a-date', 60, 1, { heading: 'DEC' })]),
    );
    expect(faults).toEqual([
      {
        code: 'not-a-date',
        level: 'rejected',
        says: 'The cell holds no date that can be read.',
        fix: cellMessages['not-a-date'].fix,
        count: 5,
        columns: [
          { heading: 'DECOM', count: 4 },
          { heading: 'DEC', count: 1 },
        ],
        places: [2, 3, 4].map((row) => ({
          file: 'episodes.csv',
          sheet: 'episodes',
          row,
          column: 'DECOM',
        })),
      },
    ]);
  });

  it('puts what cost rows first, then the most frequent', () => {
    const { faults } = returnReport(messy);
    expect(faults[0]).toMatchObject({ code: 'not-a-date', count: 47 });
    expect(faults.at(-1)).toMatchObject({ code: 'unknown-code', level: 'warning' });
  });

  it('keeps two fixes of one rule apart, but not a fix that says something of each row', () => {
    const { faults } = returnReport(
      reported([
        problem('unknown-word', 2, { fix: 'Give one of: 1, 2.' }),
        problem('unknown-word', 3, { fix: 'Give one of: M, F.' }),
        problem('key-twice', 4, { fix: 'Row 5 has the same key.' }),
        problem('key-twice', 5, { fix: 'Row 4 has the same key.' }),
      ]),
    );
    expect(faults.map(({ code, count }) => [code, count])).toEqual([
      ['key-twice', 2],
      ['unknown-word', 1],
      ['unknown-word', 1],
    ]);
  });

  it('says that bytes which were refused before are refused again', () => {
    const again = reported([], { status: 'already received', refusedWhy: 'No rows.' });
    expect(returnReport(again)).toMatchObject({ status: 'refused again', isRefused: true });
    expect(reportText(returnReport(again))).toContain('refused again');
  });

  it('names the codes of a refusal apart from what else is to be known', () => {
    const report = returnReport(
      reported([], {
        refusedWhy: 'It has 10 rows.',
        notes: [
          { level: 'refused', topic: 'half-size', message: 'It has 10 rows.' },
          { level: 'warning', topic: 'hidden-sheet', message: '1 hidden sheet not read.' },
          { level: 'warning', topic: 'rejections', message: 'said by the faults' },
        ],
      }),
    );
    expect(report.refusal).toEqual({ codes: ['half-size'], why: 'It has 10 rows.' });
    expect(report.notes).toEqual(['1 hidden sheet not read.']);
  });
});

describe('the report in the terminal', () => {
  it('fits a screen whatever is wrong: 80 columns, and under 50 lines', () => {
    const lines = reportText(returnReport(messy)).trimEnd().split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines.length).toBeLessThan(50);
  });

  it('names every kind of fault, and where all rows are listed', () => {
    const report = returnReport(messy);
    const text = reportText(report).replace(/\s+/g, ' ');
    for (const { code } of report.faults) expect(text).toContain(code);
    expect(text).toContain('"DECOM" 42, "DEC" 5');
    expect(text).toContain('--report FILE.csv, .xlsx or .html lists every row.');
  });

  it('says nothing of faults where there are none', () => {
    expect(reportText(returnReport(reported([])))).not.toContain('To fix');
  });
});

describe('the report as CSV, workbook and page', () => {
  it('has every cell in the CSV and in the workbook', async () => {
    const report = returnReport(messy);
    expect(reportCsv(report).trimEnd().split('\r\n')).toHaveLength(messy.problems.length + 1);
    const pack = rejectionReport({ organisation: 'A council', colours: usualColours, report });
    const tables = pack.sheets.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'table' ? [block] : [])),
    );
    expect(tables.find(({ name }) => name === 'Cells_to_fix')?.rows).toHaveLength(
      messy.problems.length,
    );
    expect(tables.find(({ name }) => name === 'Faults_to_fix')?.rows).toHaveLength(
      report.faults.length,
    );
    expect((await writeWorkbook(pack)).length).toBeGreaterThan(5_000);
  });

  it('makes a workbook of a return that has no date and no broken cell', async () => {
    const report = returnReport(reported([], { asAt: null, refusedWhy: 'No heading fits.' }));
    const pack = rejectionReport({ organisation: 'A council', colours: usualColours, report });
    expect((await writeWorkbook(pack)).length).toBeGreaterThan(2_000);
  });

  it('is one page that needs nothing else and can be read by everybody', () => {
    const page = reportPage(returnReport(messy));
    expect(page).toMatch(/^<!doctype html>\n<html lang="en-GB">/);
    expect(page.match(/<h1>/g)).toHaveLength(1);
    expect(page).toContain('<a class="skip" href="#main">');
    expect(page).not.toMatch(/https?:|<script|<link|<img|@import/);
    expect(page).not.toMatch(/<th(?!ead| scope)/);
    for (const { says } of returnReport(messy).faults) expect(page).toContain(says.slice(0, 20));
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('shows a hostile heading as text', () => {
    const page = reportPage(
      returnReport(reported([problem('empty', 2, { heading: '<script>alert(1)</script>' })])),
    );
    expect(page).not.toContain('<script>');
    expect(page).toContain('&lt;script&gt;');
  });
});
