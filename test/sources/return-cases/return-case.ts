import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { bufferSource } from '../../../pipeline/core/files/byte-source.js';
import type { ByteSource } from '../../../pipeline/core/files/tabular-file.js';
import { QuarterlyError } from '../../../pipeline/core/errors.js';
import { shippedFile } from '../../../pipeline/core/root.js';
import { checkFiles } from '../../../pipeline/load/check.js';
import type { ReturnReading } from '../../../sources/contract/reading-ledger.js';
import { sourceById } from '../../../sources/register.js';
import { loadAuthorities } from '../../../sources/authorities/lookup.js';
import { readAll, type StoredRecord, testContext } from '../../support/returns.js';

/** A return of a few cells, and what reading it must say or give. */
export interface ReturnCase {
  /** A sentence: the name of its test. */
  readonly name: string;
  readonly source: string;
  readonly files: readonly CaseFile[];
  /** 31 December 2017 where left out; null: nobody says it, and the file's name and text must. */
  readonly asAt?: string | null;
  /** Read as `check` reads it: as-at date from names, keys settled, the quarter and the children looked at. What it gives isn't kept. */
  readonly isChecked?: true;
  /** Whole lines, each of which must be among what is said: see `linesOf`. */
  readonly says?: readonly string[];
  /** Codes of which nothing may be said. */
  readonly neverSays?: readonly string[];
  /** Parts of records that must be loaded, by table. */
  readonly gives?: Readonly<Record<string, readonly StoredRecord[]>>;
  /** How many rows are loaded. */
  readonly loads?: number;
}

export interface CaseFile {
  readonly name: string;
  readonly bytes: () => Promise<Uint8Array> | Uint8Array;
}

type Changes = Readonly<Record<string, string>>;

/** A shipped sample with some cells of its first row changed (or of another, counted from 0). */
export function sample(source: string, name: string, changes: Changes, row = 0): CaseFile {
  const bytes = (): Uint8Array => {
    const text = readFileSync(
      shippedFile('sources', source, 'samples', ...name.split('/')),
      'utf8',
    );
    const rows = parse(text, { relax_column_count: true, bom: true });
    const wanted = Object.keys(changes);
    const head = rows.findIndex((cells) => wanted.every((heading) => cells.includes(heading)));
    const headings = rows[head] ?? [];
    const target = rows[head + 1 + row];
    if (head < 0 || target === undefined) throw new Error(`${name} has no ${wanted.join(', ')}`);
    for (const [heading, cell] of Object.entries(changes)) target[headings.indexOf(heading)] = cell;
    return utf8(rows.map((cells) => cells.map(quoted).join(',')));
  };
  return { name: path.posix.basename(name), bytes };
}

/** A shipped sample of text with some of it replaced, each where it first occurs. */
export function sampleText(source: string, name: string, replaced: Changes): CaseFile {
  const bytes = (): Uint8Array => {
    let text = readFileSync(shippedFile('sources', source, 'samples', name), 'utf8');
    for (const [before, after] of Object.entries(replaced)) {
      if (!text.includes(before)) throw new Error(`${name} has no ${before}`);
      text = text.replace(before, after);
    }
    return new TextEncoder().encode(text);
  };
  return { name, bytes };
}

/** A return of several parts: {@link sample}, and the other samples of its folder unchanged. */
export function sampleSet(source: string, name: string, changes: Changes, row = 0): CaseFile[] {
  const folder = shippedFile('sources', source, 'samples', path.posix.dirname(name));
  const others = readdirSync(folder)
    .filter((other) => other.endsWith('.csv') && other !== path.posix.basename(name))
    .map((other) => ({ name: other, bytes: () => readFileSync(path.join(folder, other)) }));
  return [sample(source, name, changes, row), ...others];
}

/** A CSV file from its lines. */
export function csvFile(name: string, ...lines: readonly string[]): CaseFile {
  return { name, bytes: () => utf8(lines) };
}

/** A file of these very bytes. */
export function bytesFile(name: string, bytes: Uint8Array): CaseFile {
  return { name, bytes: () => bytes };
}

/**
 * A workbook as officers make one; the builder fills it.
 * @param alter changes the text of its first sheet's part, for what the builder can't write
 */
export function bookFile(
  name: string,
  fill: (book: ExcelJS.Workbook) => void,
  alter?: (part: string) => string,
): CaseFile {
  return {
    name,
    async bytes() {
      const book = new ExcelJS.Workbook();
      fill(book);
      const bytes = new Uint8Array(await book.xlsx.writeBuffer());
      if (alter === undefined) return bytes;
      const parts = unzipSync(bytes);
      const sheet = 'xl/worksheets/sheet1.xml';
      return zipSync({ ...parts, [sheet]: strToU8(alter(strFromU8(parts[sheet] ?? bytes))) });
    },
  };
}

/** A shipped sample as the sheet of a workbook, some of whose cells the change fills. */
export function sampleBook(
  source: string,
  name: string,
  change: (sheet: ExcelJS.Worksheet) => void,
): CaseFile {
  const rows = parse(readFileSync(shippedFile('sources', source, 'samples', name), 'utf8'));
  return bookFile(name.replace(/csv$/, 'xlsx'), (book) => {
    const sheet = book.addWorksheet(path.basename(name, '.csv'));
    sheet.addRows(rows);
    change(sheet);
  });
}

/** A workbook of one sheet. */
export function sheetFile(
  name: string,
  rows: readonly (readonly ExcelJS.CellValue[])[],
  change: (sheet: ExcelJS.Worksheet) => void = () => undefined,
  alter?: (part: string) => string,
): CaseFile {
  const fill = (book: ExcelJS.Workbook): void => {
    const sheet = book.addWorksheet('Return');
    rows.forEach((row) => sheet.addRow([...row]));
    change(sheet);
  };
  return bookFile(name, fill, alter);
}

function utf8(lines: readonly string[]): Uint8Array {
  return new TextEncoder().encode(lines.map((line) => `${line}\r\n`).join(''));
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

export interface CaseOutcome {
  /** Of each broken cell `level code: file, row N, "heading". Fix`; of each note `level code: message`. */
  readonly lines: readonly string[];
  readonly records: Readonly<Record<string, readonly StoredRecord[]>>;
  readonly loaded: number;
}

/** Reads a case's files by their contract, through the readers that a return goes through. */
export async function readCase(each: ReturnCase): Promise<CaseOutcome> {
  const { source, files } = each;
  const asAt = each.asAt ?? '2017-12-31';
  if (each.isChecked === true) return checkCase(each);
  const sources: ByteSource[] = await Promise.all(
    files.map(async ({ name, bytes }) => bufferSource(name, await bytes())),
  );
  const context = { ...testContext(asAt), authorities: await loadAuthorities() };
  try {
    const reading = await readAll(sourceById(source), sources, context);
    return {
      lines: linesOf(reading),
      records: reading.records,
      loaded: reading.files.reduce((total, file) => total + file.loaded, 0),
    };
  } catch (error) {
    return refusedWith(error);
  }
}

/** Writes a case's files into a folder and checks them as `quarterly check` does. */
async function checkCase({ source, files, asAt = '2017-12-31' }: ReturnCase): Promise<CaseOutcome> {
  const folder = await mkdtemp(path.join(tmpdir(), 'return-case-'));
  try {
    const paths = await Promise.all(
      files.map(async ({ name, bytes }) => {
        const file = path.join(folder, name);
        await writeFile(file, await bytes());
        return file;
      }),
    );
    const report = await checkFiles(paths, {
      ...{ source, authority: 'E06000004', today: '2018-01-12' },
      ...(asAt === null ? {} : { asAt }),
      priorities: [{ id: 'early-help', title: 'Help early', shortTitle: null }],
    });
    return { lines: linesOf(report), records: {}, loaded: report.counts.loaded };
  } catch (error) {
    return refusedWith(error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function linesOf({ problems, notes }: Pick<ReturnReading, 'problems' | 'notes'>): string[] {
  return [
    ...problems.map(
      ({ level, rule, file, rowNo, heading, fix }) =>
        `${level} ${rule}: ${file}, row ${rowNo}, "${heading}". ${fix}`,
    ),
    ...notes.map(({ level, topic, message }) => `${level} ${topic}: ${message}`),
  ];
}

/** A file that can't be opened is refused with this text on receipt. */
function refusedWith(error: unknown): CaseOutcome {
  if (!(error instanceof QuarterlyError)) throw error;
  const line = `refused cannot-be-opened: ${error.message} ${error.fix}`.trim();
  return { lines: [line], records: {}, loaded: 0 };
}
