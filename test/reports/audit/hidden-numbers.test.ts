import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type PublicFiles,
  requireNothingHidden,
  type Secrets,
} from '../../../reports/audit/hidden-numbers.js';
import { openForAudit } from '../../../reports/audit/open-for-audit.js';
import { drawEditions } from '../../../reports/editions/editions.js';
import { writeHtml } from '../../../reports/html/write.js';
import { writeWorkbook } from '../../../reports/workbook/write.js';
import { inputWith, planted } from '../editions/support.js';

const input = inputWith(planted);
let bytes: Uint8Array;
let files: PublicFiles;
let secrets: Secrets;
let officers: PublicFiles;

beforeAll(async () => {
  const { cabinet, officer, openData, hidden } = await drawEditions(input);
  bytes = await writeWorkbook(cabinet);
  const names = { workbook: 'cabinet.xlsx', openData: 'measures.csv' };
  const page = (pack: typeof cabinet) => ({
    name: 'cabinet.html',
    html: new TextDecoder().decode(writeHtml(pack, names)),
  });
  const csv = openData.get('measures.csv') ?? '';
  files = { workbook: await openForAudit(bytes, 'cabinet.xlsx'), page: page(cabinet), csv };
  officers = {
    workbook: await openForAudit(await writeWorkbook(officer), 'cabinet.xlsx'),
    page: page(officer),
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
    const changed = text.replaceAll('suppressed, as the numbers are small,', '17');
    expect(changed).not.toBe(text);
    parts[name] = strToU8(changed);
    const workbook = await openForAudit(zipSync(parts), 'cabinet.xlsx');
    expect(check({ workbook })).toThrow('cabinet.xlsx');
  });
});
