import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFiles } from '../../../pipeline/load/check.js';
import { reportCsv } from '../../../reports/returns/csv.js';
import { returnReport } from '../../../reports/returns/report.js';
import { reportText } from '../../../reports/returns/text.js';
import { temporaryFolder, write, writeSet } from './support.js';

const at = temporaryFolder();
const today = '2018-01-12';

describe('checking a return before it is sent', () => {
  it('recognises its source by its headings, and says what would become of it', async () => {
    const folder = writeSet(at('2017-12-31'), 99, { episodes: ['1,soon,S,C2,N1,U4,PR1,,,,,,'] });
    const report = await checkFiles([folder], { today });
    expect(report).toMatchObject({
      source: 'ssda903',
      wasRecognised: true,
      status: 'acceptable',
      asAt: '2017-12-31',
      counts: { read: 101, loaded: 100, rejected: 1 },
    });
  });

  it('refuses what it would refuse on receipt, for the same reason', async () => {
    const folder = writeSet(at('few'), 1, { episodes: ['1,soon,S,C2,N1,U4,PR1,,,,,,'] });
    const report = await checkFiles([folder], { source: 'ssda903', today });
    expect(report).toMatchObject({ status: 'refused', asAt: null });
    expect(report.refusedWhy).toContain('1 of 3 rows');
  });

  it('says what is nearest where it recognises nothing', async () => {
    const file = write(at('odd.csv'), 'CHILD,DECOM,RNE\r\n1,01/01/2017,S\r\n');
    const checked = checkFiles([file], { today });
    await expect(checked).rejects.toMatchObject({ code: 'contract' });
    await expect(checked).rejects.toThrow(/looked-after|SSDA903/i);
  });
});

describe('the report for a return’s sender', () => {
  it('fits 80 columns, and names file, row, column, rule and fix', async () => {
    const episodes = Array.from({ length: 30 }, () => '1,soon,S,C2,N1,U4,PR1,,,,,,');
    const folder = writeSet(at('report', '2017-12-31'), 50, { episodes });
    const report = returnReport(await checkFiles([folder], { source: 'ssda903', today }));
    const text = reportText(report);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    const unwrapped = text.replace(/\n +/g, ' ');
    expect(text).toContain('Its dates go from ');
    expect(unwrapped).toContain(
      '- not-a-date, 30 rejected: The cell holds no date that can be read. episodes.csv, "DECOM", rows 52, 53, 54 and 27 more Fix: Write the date as',
    );
    expect(unwrapped).toContain('--report FILE.csv, .xlsx or .html lists every row');
    const csv = reportCsv(report);
    expect(csv.split('\r\n').slice(0, 2)).toEqual([
      '\ufefffile,sheet,row,column,level,rule,fix',
      'episodes.csv,episodes,52,DECOM,rejected,not-a-date,"Write the date as day, month, year (31/12/2017), or as a date cell."',
    ]);
    expect(csv.trimEnd().split('\r\n')).toHaveLength(31);
  });

  it('keeps a name that a spreadsheet would run as a formula from running', async () => {
    const folder = writeSet(at('formula'), 1);
    const name = '=cmd-header.csv';
    write(path.join(folder, name), readFileSync(path.join(folder, 'header.csv')));
    const report = await checkFiles([folder], { source: 'ssda903', today });
    const problem = {
      level: 'rejected' as const,
      rowNo: 2,
      heading: '+x',
      rule: 'empty' as const,
      fix: 'm',
      fileNo: 1,
      file: name,
      sheet: 's',
    };
    expect(reportCsv(returnReport({ ...report, problems: [problem] }))).toContain(
      "'=cmd-header.csv,s,2,'+x,",
    );
  });
});
