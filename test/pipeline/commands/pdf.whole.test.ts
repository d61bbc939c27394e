import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QuarterlyError } from '../../../pipeline/core/errors.js';
import { findOffice, usualPlaces } from '../../../pipeline/commands/output/find-office.js';
import { toPdf } from '../../../pipeline/commands/output/to-pdf.js';
import { quarterly } from '../../support/command-line.js';
import { isFullLength } from '../../support/length.js';

const folder = mkdtempSync(path.join(tmpdir(), 'quarterly-print-'));
const workbook = path.join(folder, 'a pack & more.xlsx');
const office = await findOffice(undefined, process.env).catch(() => null);
if (office === null) console.warn('SKIPPED: printing as PDF: LibreOffice is not on this machine.');

beforeAll(async () => {
  const book = new exceljs.Workbook();
  book.addWorksheet('Contents').addRows([
    ['Worksheet', 'Kind'],
    ['Summary', 'To read'],
    ['Figures', 'Data'],
  ]);
  book.addWorksheet('Summary').getCell('A1').value = 'Plans are down from 307 to 240';
  book.addWorksheet('Figures').getCell('A1').value = 240;
  await book.xlsx.writeFile(workbook);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A program in place of LibreOffice, where it must fail. */
function script(name: string, body: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, `#!${process.execPath}\n${body}\n`, { mode: 0o755 });
  return file;
}

/** The names of a PDF's bookmarks: one for each sheet printed. */
function bookmarksOf(pdf: string): string[] {
  return [...pdf.matchAll(/\/Title<FEFF([0-9A-F]*)>\s*\/Dest/g)].map(([, hex = '']) =>
    Buffer.from(hex, 'hex').swap16().toString('utf16le'),
  );
}

const never = new AbortController().signal;

async function errorOf(work: Promise<unknown>): Promise<QuarterlyError> {
  const error: unknown = await work.then(
    () => null,
    (found: unknown) => found,
  );
  if (error instanceof QuarterlyError) return error;
  throw new Error(`It didn't fail as it should: ${String(error)}`);
}

describe('LibreOffice', () => {
  it('is looked for on the path, then where its installers put it', () => {
    expect(usualPlaces({ Path: 'C:\\tools;', ProgramFiles: 'C:\\Program Files' }, 'win32')).toEqual(
      ['C:\\tools\\soffice.com', 'C:\\Program Files\\LibreOffice\\program\\soffice.com'],
    );
    const mac = usualPlaces({ PATH: '/opt/homebrew/bin' }, 'darwin');
    expect(mac[0]).toBe('/opt/homebrew/bin/soffice');
    expect(mac).toContain('/Applications/LibreOffice.app/Contents/MacOS/soffice');
  });

  it('is taken from where it is said to be, and missed there in plain words', async () => {
    const program = script('said', '');
    expect(await findOffice(undefined, { QUARTERLY_LIBREOFFICE: program })).toBe(program);
    const error = await errorOf(findOffice(path.join(folder, 'nowhere'), {}));
    expect(error.code).toBe('configuration');
    expect(error.message).toContain('There is no program at');
  });

  it('isn’t needed for anything else: where it is missing, the web page is named', async () => {
    const error = await errorOf(findOffice(undefined, {}, 'win32'));
    expect(error.message).toBe('LibreOffice is not on this machine, and a PDF is made by it.');
    expect(error.fix).toContain('.html');
  });
});

describe('a workbook as PDF', () => {
  it.runIf(isFullLength)(
    'is printed next to the workbook, whatever its name',
    async ({ skip }) => {
      if (office === null) return skip();
      const { code, stdout, stderr } = await quarterly(['pdf', workbook, '--libreoffice', office]);
      expect(stderr).toBe('');
      expect(code).toBe(0);
      const out = path.join(folder, 'a pack & more.pdf');
      expect(stdout).toBe(`${out}\n`);
      const pdf = readFileSync(out).toString('latin1');
      expect(pdf.slice(0, 5)).toBe('%PDF-');
      expect(bookmarksOf(pdf)).toEqual(['Contents', 'Summary', 'Figures']);
    },
    60_000,
  );

  it('prints only the sheets to read, as many pages as a cabinet’s agenda has room for', async ({
    skip,
  }) => {
    if (office === null) return skip();
    const args = ['pdf', workbook, '--briefing', '--libreoffice', office];
    const { code, stderr } = await quarterly(args);
    expect([code, stderr]).toEqual([0, '']);
    const pdf = readFileSync(path.join(folder, 'a pack & more-briefing.pdf')).toString('latin1');
    expect(bookmarksOf(pdf)).toEqual(['Summary']);
  }, 60_000);

  it('says so where nothing is to be read', async () => {
    const book = new exceljs.Workbook();
    book.addWorksheet('Figures').getCell('A1').value = 240;
    const data = path.join(folder, 'data.xlsx');
    await book.xlsx.writeFile(data);
    // Whether LibreOffice is there or not: it is found first.
    const program = script('idle-office', '');
    const { code, stderr } = await quarterly(['pdf', data, '--briefing', '--libreoffice', program]);
    expect(code).toBe(2);
    expect(stderr).toContain('data sheets');
  });

  it.skipIf(process.platform === 'win32')('is given up after its time limit', async () => {
    const program = script('slow', 'setTimeout(() => {}, 60_000);');
    const error = await errorOf(toPdf(workbook, { program, timeout: 300, signal: never }));
    expect(error.message).toBe('LibreOffice was not done after 0 seconds, and was stopped.');
  });

  it.skipIf(process.platform === 'win32')('is given up when the run is stopped', async () => {
    const program = script('slow', 'setTimeout(() => {}, 60_000);');
    const signal = AbortSignal.timeout(100);
    const error = await errorOf(toPdf(workbook, { program, timeout: 60_000, signal }));
    expect(error.code).toBe('interrupted');
  });

  it.skipIf(process.platform === 'win32')(
    'is missed where the program ends well without making one',
    async () => {
      const program = script('idle', 'console.error("Error: source file could not be loaded");');
      const error = await errorOf(toPdf(workbook, { program, timeout: 10_000, signal: never }));
      expect(error.message).toBe(
        'LibreOffice made no PDF (it says: Error: source file could not be loaded).',
      );
    },
  );

  it('is asked of a workbook alone', async () => {
    const { code, stderr } = await quarterly(['pdf', 'returns.csv']);
    expect(code).toBe(2);
    expect(stderr).toContain('is no workbook (.xlsx)');
  });
});
