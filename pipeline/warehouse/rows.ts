/** What a column of ours holds. Numbers are whole. */
export type Value = string | number | null;

/** Rows ready for an engine: nothing else is in `bytes.buffer`, so that it can be transferred between threads. */
export interface EncodedRows {
  readonly rowCount: number;
  readonly columnCount: number;
  /** JSONB for SQLite, COPY's text for PostgreSQL; texts are UTF-8. */
  readonly bytes: Uint8Array;
}

/** Columns that hold the same in every row, such as return_no. */
export type Constants = Readonly<Record<string, Value>>;

/**
 * Turns rows into what `insertEncoded` takes, one after another; pure, so that a worker thread can do it. `add` and `encoded` throw for
 * what isn't a whole number within ±(2^53 − 1), and for text with a NUL character, which PostgreSQL can't hold. Half of a
 * surrogate pair becomes U+FFFD on both engines.
 */
export interface RowEncoder {
  /** Rows taken so far. */
  readonly count: number;
  add(row: readonly Value[]): void;
  /** Takes all after the first `count` back. */
  backTo(count: number): void;
  /** Once, at the end. */
  encoded(): EncodedRows;
}
