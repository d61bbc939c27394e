import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type PublicFiles,
  requireNothingHidden,
  type Secrets,
} from '../../../reports/audit/hidden-numbers.js';
import { openForAudit } from '../../../reports/audit/open-for-audit.js';
import { drawEditions } from '../../../reports/editions/editions.js';
import { readDocument } from '../../../reports/audit/read-document.js';
import { writeDocx } from '../../../reports/word/docx/write.js';
import { cabinetPapers } from '../../../reports/word/papers.js';
import { writeHtml } from '../../../reports/html/write.js';
import { writeWorkbook } from '../../../reports/workbook/write.js';
import { inputWith, planted } from '../editions/support.js';

const input = inputWith(planted);
let bytes: Uint8Array;
let papers: Uint8Array[];
let files: PublicFiles;
let secrets: Secrets;
let officers: PublicFiles;

beforeAll(async () => {
  const { cabinet, officer, open, openData, hidden } = await drawEditions(input);
  bytes = await writeWorkbook(cabinet);
  const names = { workbook: 'cabinet.xlsx', openData: 'measures.csv' };
  const page = (pack: typeof cabinet) => ({
    name: 'cabinet.html',
    html: new TextDecoder().decode(writeHtml(pack, names)),
  });
  const csv = openData.get('measures.csv') ?? '';
  papers = await Promise.all(cabinetPapers(open, []).map(writeDocx));
  const documents = await Promise.all(papers.map((each) => readDocument(each, 'report.docx')));
  files = {
    workbook: await openForAudit(bytes, 'cabinet.xlsx'),
    page: page(cabinet),
    documents,
    csv,
  };
  officers = {
    workbook: await openForAudit(await writeWorkbook(officer), 'cabinet.xlsx'),
    page: page(officer),
    documents: await Promise.all(
      cabinetPapers(input, []).map(async (paper) =>
        readDocument(await writeDocx(paper), paper.name),
      ),
    ),
    csv,
  };
  const { quarter, authority } = input;
  secrets = { quarter, authority, hidden };
});

function check(changed: Partial<PublicFiles>) {
  return () => {
    requireNothingHidden({ ...files, ...changed }, secrets);
  };
}

/** A document with a text of its own changed, read back. */
async function changed(
  document: Uint8Array | undefined,
  text: string | RegExp,
  instead: string,
  name = 'word/document.xml',
) {
  const parts = unzipSync(document ?? new Uint8Array());
  const before = strFromU8(parts[name] ?? new Uint8Array());
  const after = before.replaceAll(text, instead);
  expect(after).not.toBe(before);
  parts[name] = strToU8(after);
  return readDocument(zipSync(parts), 'report.docx');
}

describe('the public files of a pack, read back', () => {
  it('pass where every number that must be suppressed says so', () => {
    expect(secrets.hidden.length).toBeGreaterThan(0);
    expect(check({})).not.toThrow();
  });

  it('are stopped where the open data have a hidden number, which the message doesn’t repeat', () => {
    const [line = ''] = files.csv.split('\r\n').filter((each) => each.includes(',c,'));
    const shown = line.replace(',,,,', ',4711,8471,55.6,').replace(',c,', ',,');
    const csv = files.csv.replace(line, shown);
    expect(csv).toContain(',4711,');
    expect(check({ csv })).toThrow(
      expect.objectContaining({
        code: 'audit',
        facts: expect.objectContaining({ rule: 'no-hidden-numbers' }) as unknown,
      }),
    );
    expect(check({ csv })).toThrow(/^measures\.csv shows a number that has to be suppressed, in /);
    expect(check({ csv })).not.toThrow(/4711/);
  });

  it('are stopped where a Word document is drawn from what only officers see', () => {
    const [report, record] = officers.documents;
    if (report === undefined || record === undefined) throw new Error('both are drawn');
    expect(check({ documents: [report] })).toThrow(/^report\.docx shows a number/);
    expect(check({ documents: [record] })).toThrow(/^decision-record\.docx shows a number/);
  });

  it('are stopped where one suppressed cell of the report shows a number', async () => {
    const documents = [await changed(papers[0], '>Not shown<', '>17<')];
    expect(check({ documents })).toThrow(/^report\.docx shows a number .*, in Headline measures/);
  });

  it('are stopped where a chart of the report draws the number, or reads it out', async () => {
    const named = '<c:tx><c:v>Child protection plans open two years or more</c:v>';
    const drawn = await changed(
      papers[0],
      /<c:tx><c:v>[^<]*<\/c:v>/g,
      named,
      'word/charts/chart1.xml',
    );
    expect(check({ documents: [drawn] })).toThrow(/^report\.docx shows a number .*chart1\.xml/);
    const text =
      'Line chart of Child protection plans open two years or more. Oct to Dec 2017: 17%';
    const read = await changed(papers[0], / descr="[^"]*"/g, ` descr="${text}"`);
    expect(check({ documents: [read] })).toThrow(/^report\.docx shows a number .*, in a chart/);
  });

  it('are stopped where one sentence of the report says the number', async () => {
    const said = 'Child protection plans open two years or more: 17.';
    const documents = [
      await changed(papers[0], 'Part A reports progress on the priorities.', said),
    ];
    expect(check({ documents })).toThrow(/^report\.docx shows a number .*, in its text/);
  });

  it('are stopped where a sentence has the number in its middle', async () => {
    const said = 'Fewer: 17% of child protection plans are open two years or more.';
    const documents = [
      await changed(papers[0], 'Part A reports progress on the priorities.', said),
    ];
    expect(check({ documents })).toThrow(/^report\.docx shows a number .*, in its text/);
  });

  it('are stopped where the first page’s table shows the number', async () => {
    const parts = unzipSync(bytes);
    const name = 'xl/sharedStrings.xml';
    const text = strFromU8(parts[name] ?? new Uint8Array());
    parts[name] = strToU8(text.replaceAll('>Not shown<', '>17<'));
    const workbook = await openForAudit(zipSync(parts), 'cabinet.xlsx');
    expect(check({ workbook })).toThrow(
      /^cabinet\.xlsx shows a number .*, in cabinet\.xlsx, Summary/,
    );
  });

  it('are stopped where the workbook or the web page is the officers’', () => {
    expect(check({ workbook: officers.workbook })).toThrow(/^cabinet\.xlsx shows a number/);
    expect(check({ page: officers.page })).toThrow(/^cabinet\.html shows a number/);
  });

  it('are stopped where one suppressed cell of the web page shows a number', () => {
    const html = files.page.html.replace(/\[c\](?=<)/g, '17');
    expect(html).not.toBe(files.page.html);
    expect(check({ page: { ...files.page, html } })).toThrow('cabinet.html');
  });

  it('are stopped where one sentence of the workbook says the number', async () => {
    const parts = unzipSync(bytes);
    const name = 'xl/sharedStrings.xml';
    const text = strFromU8(parts[name] ?? new Uint8Array());
    const changed = text.replaceAll('not shown', '17');
    expect(changed).not.toBe(text);
    parts[name] = strToU8(changed);
    const workbook = await openForAudit(zipSync(parts), 'cabinet.xlsx');
    expect(check({ workbook })).toThrow('cabinet.xlsx');
  });
});
