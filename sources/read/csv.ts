import { widthOf } from './cut-row.js';
import { sniffDelimiter, type Delimiter } from './delimiter.js';
import { decode, encodingByMark, type OpenEncoding } from './encoding.js';
import type { ReadLimits } from '../../pipeline/core/zip/limits.js';
import { oddRecords, parserOptions, RecordFault } from './odd-records.js';
import { PlainRecords } from './plain-records.js';
import { refusal } from '../../pipeline/core/zip/refuse.js';
import type {
  ByteSource,
  RawRow,
  Sheet,
  TabularFile,
} from '../../pipeline/core/files/tabular-file.js';

/** Rows of a batch, about; large enough that awaiting costs nothing, small enough to hold several. */
const BATCH_ROWS = 4_000;
const BATCH_CELLS = 100_000;

/** How much of the start says which delimiter a file has. */
const SNIFF_LENGTH = 64 * 1024;

interface CsvShape {
  readonly encoding: OpenEncoding;
  readonly delimiter: Delimiter;
}

/**
 * Opens a CSV as a file of one sheet. Encoding and delimiter are found out here; rows stream on `batches()`. A row's number
 * is the line on which its record begins, as a text editor shows it. Throws `contract` for what is no text.
 */
export async function openCsv(source: ByteSource, limits: ReadLimits): Promise<TabularFile> {
  const encoding = await encodingByMark(source);
  const shape = { encoding, delimiter: sniffDelimiter(await startOf(source, encoding)) };
  const sheet: Sheet = {
    name: tableName(source.name),
    hidden: false,
    isDelimited: true,
    batches: () => batches(source, shape, limits),
  };
  return { kind: 'csv', sheets: [sheet], close: () => Promise.resolve() };
}

/** A file's name without folder and ending. */
function tableName(fileName: string): string {
  const base = fileName.split(/[\\/]/).at(-1) ?? fileName;
  return base.replace(/(?<=.)\.[^.]*$/, '').trim();
}

async function startOf(source: ByteSource, encoding: OpenEncoding): Promise<string> {
  let start = '';
  for await (const text of decode(source, encoding)) {
    start += text;
    if (start.length >= SNIFF_LENGTH) break;
  }
  return start.slice(0, SNIFF_LENGTH);
}

async function* batches(
  source: ByteSource,
  shape: CsvShape,
  limits: ReadLimits,
): AsyncGenerator<readonly RawRow[]> {
  let batch: RawRow[] = [];
  let cells = 0;
  for await (const rows of records(source, shape, limits)) {
    for (const row of rows) {
      const width = widthOf(row);
      if (width > limits.recordCells) throw tooWide(source, row.rowNo, width, limits);
      batch.push(row);
      cells += width;
      if (batch.length >= BATCH_ROWS || cells >= BATCH_CELLS) {
        yield batch;
        batch = [];
        cells = 0;
      }
    }
  }
  if (batch.length > 0) yield batch;
}

async function* records(
  source: ByteSource,
  { encoding, delimiter }: CsvShape,
  limits: ReadLimits,
): AsyncGenerator<readonly RawRow[]> {
  const plain = new PlainRecords(delimiter);
  const texts = decode(source, encoding)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await texts.next();
      const isLast = next.done === true;
      const rows: RawRow[] = [];
      const isPlain = plain.take(isLast ? '' : next.value, isLast, rows);
      if (rows.length > 0) yield rows;
      if (!isPlain) break;
      if (isLast) return;
      if (plain.rest.length > limits.recordLength) throw tooLong(source, plain.line, limits);
    }
    const remaining = { [Symbol.asyncIterator]: () => following(plain.rest, texts) };
    yield* oddRecords(remaining, plain.line, parserOptions(delimiter, limits.recordLength));
  } catch (error) {
    throw error instanceof RecordFault ? explained(source, error, limits) : error;
  } finally {
    await texts.return(undefined);
  }
}

async function* following(first: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

function explained(source: ByteSource, fault: RecordFault, limits: ReadLimits): Error {
  const { line } = fault;
  if (fault.code === 'CSV_MAX_RECORD_SIZE') return tooLong(source, line, limits);
  if (fault.code === 'CSV_QUOTE_NOT_CLOSED')
    return refusal(
      { file: source.name, line },
      `A quotation mark that opens in the record at line ${line} is never closed.`,
      `Look at line ${line} in a text editor: close the mark, or double it if it belongs to the text, or save the file as CSV again.`,
      fault,
    );
  return refusal(
    { file: source.name, line },
    `The record at line ${line} can't be read as CSV (${fault.code}).`,
    `Look at line ${line} in a text editor, or open the file in Excel and save it as CSV again.`,
    fault,
  );
}

function tooLong(source: ByteSource, line: number, limits: ReadLimits): Error {
  return refusal(
    { file: source.name, line },
    `The record at line ${line} is longer than ${limits.recordLength.toLocaleString('en-GB')} characters: most likely a quotation mark is never closed.`,
    `Look at line ${line} in a text editor: close the mark, or double it if it belongs to the text, or save the file as CSV again.`,
  );
}

function tooWide(source: ByteSource, line: number, width: number, limits: ReadLimits): Error {
  return refusal(
    { file: source.name, line },
    `The record at line ${line} has ${width.toLocaleString('en-GB')} cells; ${limits.recordCells.toLocaleString('en-GB')} are the most a table may have.`,
    'Check that the file is a table, one record a line, and save it as CSV again.',
  );
}
