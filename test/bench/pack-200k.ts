import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { projectRoot } from '../../pipeline/core/root.js';
import { findPython } from '../support/openpyxl.js';
import { alternating, timed, type TimedRun } from './processes.js';
import type { BenchRow } from './types.js';

const PEAK_MIB = 400;

/** Data sheets, and the rows and columns of each: with cover, contents and two briefing sheets 40 sheets and 200,000 cells. */
const SHAPE = { sheets: 36, rows: 278, columns: 20 } as const;

/** The same values in both programs: [x] here and there, else a number with one decimal. */
const OURS = `
const [, url, sheets, rows, columns] = process.argv;
const { writeWorkbook } = await import(url + 'reports/workbook/write.js');
const { auditWorkbook } = await import(url + 'reports/audit/audit.js');
const { lookOf, usualColours } = await import(url + 'pipeline/core/council/colours.js');
const { createHash } = await import('node:crypto');
const marking = 'Officer edition: not for publication';
const line = (text, style = 'plain') => ({ kind: 'paragraph', text, style });
const words = (text) => ({ kind: 'text', text });
const valueAt = (s, r, c) =>
  (r + c) % 97 === 0
    ? { kind: 'symbol', symbol: 'x' }
    : { kind: 'number', value: ((s * 7919 + r * 104729 + c * 1299709) % 100000) / 10, decimals: 1 };
const quarters = (count) =>
  Array.from({ length: count }, (_, i) => ({ heading: 'Quarter ' + (i + 1) + ' (%)', width: 12, align: 'right' }));
const labels = [{ heading: 'Measure', width: 40 }, { heading: 'Breakdown', width: 16 }];
const data = Array.from({ length: Number(sheets) }, (_, i) => i + 1).map((s) => ({
  name: 'Data ' + s, kind: 'data', title: 'Measures ' + s + ': an invented council, Oct to Dec 2017', about: 'Measures',
  blocks: [
    line('This worksheet contains one table. Notes are on the worksheet called Notes.'),
    line('Symbols used: [x] not available.'), line('Source: invented.'), line(marking + '.'),
    { kind: 'table', name: 'Data_' + s, columns: [...labels, ...quarters(columns - 2)],
      rows: Array.from({ length: Number(rows) }, (_, r) => [
        words('Measure ' + s + '.' + r), words(r % 2 === 0 ? 'Primary' : 'All'),
        ...Array.from({ length: columns - 2 }, (_, c) => valueAt(s, r, c + 2)),
      ]) },
  ],
}));
const briefing = [1, 2].map((n) => {
  const table = { kind: 'table', name: 'Briefing_' + n, columns: [labels[0], ...quarters(8)],
    rows: [0, 1, 2].map((r) => [words('Measure ' + r), ...Array.from({ length: 8 }, (_, c) => ({ kind: 'number', value: 50 + r + c, decimals: 1, suffix: '%' }))]) };
  const charts = [0, 1].map((at) => ({ kind: 'chart', type: 'line', title: 'Measure ' + at + ' has risen', altText: 'Line chart of measure ' + at + '. Quarter 1: 50.', table: table.name,
    categories: [1, 2, 3, 4, 5, 6, 7, 8], series: [{ at, name: 'Measure ' + at }], decimals: 1, suffix: '%', axis: 'Percentage' }));
  return { name: 'Briefing ' + n, kind: 'briefing', title: 'Briefing ' + n + ': an invented council, Oct to Dec 2017', about: 'To read', blocks: [line(marking + '.'), table, ...charts] };
});
const cover = { name: 'Cover', kind: 'cover', title: 'An invented council: Q3 2017-18 (Oct to Dec 2017)', about: 'Cover', blocks: [line(marking),
  { kind: 'table', name: 'About', columns: [{ heading: 'Item', width: 34 }, { heading: 'Detail', width: 80 }],
    rows: [['Status', 'Provisional'], ['Data cut-off', '31 December 2017'], ['Publication', 'Not set'], ['Cabinet meeting', 'Not set'], ['Call-in ends', 'Not set'],
      ['Next update', 'Q4 2017-18 (Jan to Mar 2018)'], ['Contact', 'performance@example.org'], ['[x]', 'not available']].map((row) => row.map(words)) }] };
const others = [cover, ...briefing, ...data];
const contents = { name: 'Contents', kind: 'contents', title: 'Contents', about: 'This list', blocks: [line(marking),
  { kind: 'table', name: 'Contents', columns: [{ heading: 'Worksheet', width: 34 }, { heading: 'Kind', width: 14 }, { heading: 'What it holds', width: 60 }],
    rows: others.map(({ name, kind, about }) => [{ kind: 'link', text: name, sheet: name }, words({ data: 'Data', cover: 'Cover', briefing: 'To read' }[kind]), words(about)]) }] };
const bytes = await writeWorkbook({
  properties: { title: 'A pack', subject: 'Performance', language: 'en-GB', organisation: 'An invented council', marking, date: '2017-12-31', footer: null, look: lookOf(usualColours) },
  sheets: [cover, contents, ...briefing, ...data],
});
const report = await auditWorkbook(bytes, 'a-pack.xlsx');
if (!report.passes) throw new Error('the audit blocks it: ' + JSON.stringify(report.results.filter(({ count }) => count > 0)));
console.log(report.sheets + ' sheets, ' + report.cells + ' cells, ' + createHash('sha256').update(bytes).digest('hex'));
console.error(process.resourceUsage().maxRSS / 1024);
`;

const PEER = `
import sys, openpyxl
path, sheets, rows, columns = sys.argv[1], *map(int, sys.argv[2:])
book = openpyxl.Workbook()
book.remove(book.active)
for s in range(1, sheets + 1):
    sheet = book.create_sheet('Data %d' % s)
    sheet.append(['Measure', 'Breakdown'] + ['Quarter %d (%%)' % (i + 1) for i in range(columns - 2)])
    for r in range(rows):
        sheet.append(['Measure %d.%d' % (s, r), 'Primary' if r % 2 == 0 else 'All'] + [
            '[x]' if (r + c) % 97 == 0 else ((s * 7919 + r * 104729 + c * 1299709) % 100000) / 10 for c in range(2, columns)])
book.save(path)
`;

/**
 * Writes a pack of 40 sheets and 200,000 cells with its styles, tables, links and charts, audits it and hashes it, each time in a
 * process of its own; openpyxl writes the same cells plain, in turns. All of our files must have the same bytes.
 * Throws where the program isn't built, openpyxl is missing or the bytes differ.
 */
export async function pack200kBench(): Promise<BenchRow> {
  const python = await findPython();
  if (python === undefined)
    throw new Error('This row needs a Python with openpyxl (apt-get install python3-openpyxl).');
  const dist = path.join(projectRoot, 'dist');
  if (!existsSync(path.join(dist, 'reports', 'workbook', 'write.js')))
    throw new Error('This row times the compiled program: run "npm run build" first.');
  const folder = await mkdtemp(path.join(tmpdir(), 'quarterly-bench-'));
  const shape = [SHAPE.sheets, SHAPE.rows, SHAPE.columns].map(String);
  const told = new Set<string>();
  try {
    const runs = await alternating(
      async (): Promise<TimedRun> => {
        const url = `${pathToFileURL(dist).href}/`;
        const args = ['--input-type=module', '--eval', OURS, url, ...shape];
        const run = await timed(process.execPath, args);
        told.add(run.stdout);
        return run;
      },
      () => timed(python, ['-c', PEER, path.join(folder, 'peer.xlsx'), ...shape]),
    );
    if (told.size !== 1) throw new Error(`The bytes differ: ${[...told].join('; ')}.`);
    const ratio = runs.oursSeconds / runs.peerSeconds;
    return {
      name: `Pack of 40 sheets and 200,000 cells, written (${[...told].join('').slice(0, 60)}…)`,
      ours: 'styled, with charts, audited, the same bytes each time',
      peer: 'openpyxl, the same cells plain',
      ...runs,
      ratio,
      limit: `in less time, under ${PEAK_MIB} MiB`,
      pass: ratio < 1 && runs.oursPeakMiB < PEAK_MIB,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
