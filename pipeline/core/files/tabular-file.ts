import type { NoteCode } from '../return-messages/returns.js';
/**
 * What a cell holds once read: text is trimmed of nothing here; a date of a workbook is `YYYY-MM-DD`
 * (`YYYY-MM-DDTHH:MM:SS` where it has a time of day, `HH:MM:SS` where it is a time of day alone); an error cell is its
 * word, such as `#N/A`; an empty cell, or one that holds an empty text, is null. A percentage is its text, such as
 * `8.4%`: as a number 100% would be a count of 1.
 */
export type Cell = string | number | boolean | null;

/** A row as the file has it. `rowNo` counts from 1 as Excel, or a text editor, shows it. */
export interface RawRow {
  readonly rowNo: number;
  readonly cells: readonly Cell[];
}

/** A worksheet, or the one table of a CSV file (whose name is the file's name without folder and ending). */
export interface Sheet {
  /** Trimmed. */
  readonly name: string;
  /** The worksheet itself is hidden. */
  readonly hidden: boolean;
  /** Text whose cells are separated by commas or the like: one too many moves all that follow. */
  readonly isDelimited?: boolean;
  /** Numbers that are days count from 1904, as old workbooks of Excel for Mac have it. */
  readonly is1904?: boolean;
  /** By column, from 0: rows, as Excel numbers them, of empty cells whose colour is all that they say. Excel workbooks alone. */
  readonly colourOnly?: ReadonlyMap<number, readonly number[]>;
  /** What the sender should know about how the sheet was read, so far as it was, in whole sentences. */
  notes?(): readonly string[];
  /** The rows among which its headings are, where they are known without reading on. */
  readonly headRows?: readonly RawRow[];
  /** Rows in batches, in file order, wholly empty rows left out. May be called again to read again. */
  batches(): AsyncIterable<readonly RawRow[]>;
}

/** Some rows of one of a file's sheets. */
export interface SheetRows {
  readonly sheet: Sheet;
  readonly rows: readonly RawRow[];
}

/** One received file, opened for reading. */
export interface TabularFile {
  readonly kind: 'csv' | 'workbook' | 'xml';
  readonly sheets: readonly Sheet[];
  /** The rows of all sheets in one pass, where they are mixed in the file: sheet by sheet it would be read as often. */
  together?(): AsyncIterable<SheetRows>;
  /** What reading it to its end showed, in whole sentences, by a stable id of its kind. */
  remarks?(): readonly { readonly topic: NoteCode; readonly message: string }[];
  /** Lets go of what is held; the sheets can't be read afterwards. */
  close(): Promise<void>;
}

/** Bytes to read, wherever they lie: a file on disk, or landed bytes that are decrypted on the way. */
export interface ByteSource {
  /** The file's name, for messages and for the name of a CSV's table. */
  readonly name: string;
  readonly size: number;
  /** A new stream of the whole plain content. */
  stream(): AsyncIterable<Uint8Array>;
}
