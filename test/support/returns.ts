import ExcelJS from 'exceljs';
import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import type { ColumnContext } from '../../sources/contract/columns.js';
import { readReturn, type StoredRow } from '../../sources/contract/read-return.js';
import type { ReturnReading } from '../../sources/contract/reading-ledger.js';
import type { SourceContract } from '../../sources/contract/types.js';
import { bufferSource } from '../../pipeline/core/files/byte-source.js';
import { openTabular } from '../../sources/read/open.js';
import type { ByteSource } from '../../pipeline/core/files/tabular-file.js';

export type StoredRecord = Readonly<Record<string, string | number | null>>;

export interface Reading extends ReturnReading {
  /** Every record handed on, by table, as objects by column. */
  readonly records: Readonly<Record<string, readonly StoredRecord[]>>;
}

/** Pseudonyms that a test can foresee: `child:` and the identifier's length, never the identifier. */
export function testContext(asAt: IsoDate, authority = 'E06000004'): ColumnContext {
  const known = new Map<string, string>();
  return {
    authority,
    asAt,
    pseudonym(identifier) {
      const pseudonym = known.get(identifier) ?? `child-${known.size + 1}`;
      known.set(identifier, pseudonym);
      return pseudonym;
    },
    authorities: { find: () => undefined },
  };
}

/** Reads files by a contract through the real readers, and keeps all that comes out. */
export async function readAll(
  contract: SourceContract,
  sources: readonly ByteSource[],
  context: ColumnContext,
): Promise<Reading> {
  const files = await Promise.all(
    sources.map(async (source) => ({
      name: source.name,
      role: contract.role?.(source.name) ?? 'data',
      tabular: await openTabular(source),
    })),
  );
  const records: Record<string, StoredRecord[]> = {};
  const reading = await readReturn(contract, files, context, {
    batch(table, columns, rows, constants) {
      (records[table] ??= []).push(
        ...rows.map((row) => ({ ...constants, ...asRecord(columns, row) })),
      );
    },
  });
  await Promise.all(files.map((file) => file.tabular.close()));
  return { ...reading, records };
}

function asRecord(columns: readonly string[], row: StoredRow): StoredRecord {
  return Object.fromEntries(columns.map((column, place) => [column, row[place] ?? null]));
}

/** A workbook as officers make one; the builder fills it. */
export async function workbook(
  name: string,
  fill: (book: ExcelJS.Workbook) => void,
): Promise<ByteSource> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return bufferSource(name, new Uint8Array(await book.xlsx.writeBuffer()));
}

/** A CSV file from its lines. */
export function csv(name: string, lines: readonly string[]): ByteSource {
  return bufferSource(name, new TextEncoder().encode(`${lines.join('\r\n')}\r\n`));
}

/** read = loaded + rejected + ignored, over all files. */
export function countsOf(reading: ReturnReading) {
  const sum = (of: (file: ReturnReading['files'][number]) => number): number =>
    reading.files.reduce((total, file) => total + of(file), 0);
  return {
    read: sum((file) => file.read),
    loaded: sum((file) => file.loaded),
    rejected: sum((file) => file.rejected),
    ignored: sum((file) => file.ignored),
  };
}

/** How often each rule was broken, by level: `warning reason-without-end`. */
export function problemsByRule(reading: ReturnReading): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const problem of reading.problems) {
    const key = `${problem.level} ${problem.rule}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}
