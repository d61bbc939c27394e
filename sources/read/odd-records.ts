import { CsvError, parse, type Options } from 'csv-parse';

import { lineEnds } from './plain-records.js';
import type { RawRow } from '../../pipeline/core/files/tabular-file.js';

/** How csv-parse reads a received file: quotes in mid-field are text, ragged rows are as they are. */
export function parserOptions(delimiter: string, recordLength: number): Options {
  return {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: recordLength,
  };
}

/** Where the full parser gave up: the line on which the record begins, and csv-parse's own code. */
export class RecordFault extends Error {
  constructor(
    readonly line: number,
    readonly code: string,
    cause: unknown,
  ) {
    super(`Record at line ${line}: ${code}`, { cause });
  }
}

/**
 * Reads CSV text from the start of a record by csv-parse, whatever it holds. `line` is the line on which it begins.
 * Throws RecordFault.
 */
export async function* oddRecords(
  pieces: AsyncIterable<string>,
  line: number,
  options: Options,
): AsyncGenerator<readonly RawRow[]> {
  const parser = parse(options);
  let rows: RawRow[] = [];
  let fault: unknown;
  let at = line;
  parser.on('data', (record: readonly string[]) => {
    const rowNo = at;
    at += 1;
    for (const field of record) at += lineEnds(field);
    if (record.some((field) => field !== ''))
      rows.push({ rowNo, cells: record.map((field) => (field === '' ? null : field)) });
  });
  const ended = new Promise<void>((resolve) => {
    parser.once('end', resolve);
    parser.once('close', resolve);
    parser.once('error', (error) => {
      fault = error;
      resolve();
    });
  });
  try {
    for await (const piece of pieces) {
      const written = new Promise<void>((resolve) => {
        parser.write(piece, () => {
          resolve();
        });
      });
      await Promise.race([written, ended]);
      if (fault !== undefined) break;
      if (rows.length > 0) {
        yield rows;
        rows = [];
      }
    }
    if (fault === undefined) {
      parser.end();
      await ended;
    }
    if (rows.length > 0) yield rows;
  } finally {
    parser.destroy();
  }
  if (fault !== undefined)
    throw new RecordFault(at, fault instanceof CsvError ? fault.code : 'unknown', fault);
}
