import { type FileMetaData, parquetMetadata, parquetRead } from 'hyparquet';
import { readWhole } from '../../../pipeline/core/files/byte-source.js';
import type { ReadLimits } from '../../../pipeline/core/zip/limits.js';
import { damaged } from '../../../pipeline/core/zip/refuse.js';
import type {
  ByteSource,
  Cell,
  RawRow,
  Sheet,
  TabularFile,
} from '../../../pipeline/core/files/tabular-file.js';
import { surveyParquet } from './survey.js';

const BATCH_ROWS = 4_000;
/** Rows of the first batch: who looks for headings and a date stops there, and a whole group isn't made into rows for it. */
const FIRST_ROWS = 50;

/**
 * Opens a Parquet file as a file of one sheet: the names of its columns as the first row, then its rows, numbered as a CSV of them would
 * be. It is held packed in memory, and decoded a row group at a time. Throws `contract`.
 */
export async function openParquet(source: ByteSource, limits: ReadLimits): Promise<TabularFile> {
  const bytes = await readWhole(source, limits.archiveBytes);
  const metadata = metadataOf(bytes, source.name);
  try {
    surveyParquet(bytes, metadata, source.name, limits);
  } catch (error) {
    throw error instanceof RangeError ? broken(source.name, error) : error;
  }
  const sheet: Sheet = {
    name: source.name.replace(/(?<=.)\.[^.]*$/, ''),
    hidden: false,
    batches: () => batches(bytes, metadata, source.name),
  };
  return { kind: 'csv', sheets: [sheet], close: () => Promise.resolve() };
}

function metadataOf(bytes: Buffer, file: string): FileMetaData {
  try {
    return parquetMetadata(bytes, { geoparquet: false });
  } catch (error) {
    throw broken(file, error);
  }
}

function broken(file: string, cause: unknown): Error {
  return damaged({ file }, 'it is no whole Parquet file', cause);
}

async function* batches(
  bytes: Buffer,
  metadata: FileMetaData,
  file: string,
): AsyncGenerator<readonly RawRow[]> {
  const [, ...columns] = metadata.schema;
  yield [{ rowNo: 1, cells: columns.map(({ name }) => name) }];
  const { buffer, byteOffset, byteLength } = bytes;
  const within = {
    byteLength,
    slice: (start: number, end = byteLength) =>
      (buffer as ArrayBuffer).slice(byteOffset + start, byteOffset + end),
  };
  let first = 0;
  for (const group of metadata.row_groups) {
    const end = first + Number(group.num_rows);
    const pieces = first === 0 ? [Math.min(FIRST_ROWS, end), end] : [end];
    for (const rowEnd of pieces) {
      const rows = await readGroup(within, metadata, first, rowEnd).catch((error: unknown) => {
        throw broken(file, error);
      });
      for (let at = 0; at < rows.length; at += BATCH_ROWS) {
        const rowNo = first + at + 2;
        const piece = rows.slice(at, at + BATCH_ROWS);
        yield piece.map((cells, index) => ({ rowNo: rowNo + index, cells: cells.map(cellOf) }));
      }
      first = rowEnd;
    }
  }
}

async function readGroup(
  file: { byteLength: number; slice: (start: number, end?: number) => ArrayBuffer },
  metadata: FileMetaData,
  rowStart: number,
  rowEnd: number,
): Promise<unknown[][]> {
  let rows: unknown[][] = [];
  await parquetRead({
    file,
    metadata,
    rowStart,
    rowEnd,
    rowFormat: 'array',
    onComplete: (read: unknown[][]) => {
      rows = read;
    },
  });
  return rows;
}

function cellOf(value: unknown): Cell {
  switch (typeof value) {
    case 'string':
      return value === '' ? null : value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'boolean':
      return value;
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    default:
      return value instanceof Date ? value.toISOString().replace(/T00:00:00\.000Z$/, '') : null;
  }
}
