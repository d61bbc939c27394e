import type { ConstantColumns } from '../../sources/contract/read-return.js';
import type { ReturnReading } from '../../sources/contract/reading-ledger.js';
import type { QuarterlyError } from '../core/errors.js';
import type { IsoDate } from '../core/calendar/days.js';
import type { EncodedRows } from '../warehouse/rows.js';
import type { Engine } from '../warehouse/types.js';

/** A landed file of a return and the part that it plays. */
export interface LandedReturnFile {
  /** The name under which it was received. */
  readonly name: string;
  readonly role: string;
  readonly sha256: string;
  readonly byteCount: number;
  readonly isEncrypted: boolean;
}

/** All that a thread needs to open a landed return: plain data, so that it passes between threads. */
export interface OpenJob {
  readonly source: string;
  readonly engine: Engine;
  readonly authority: string;
  readonly store: string;
  readonly files: readonly LandedReturnFile[];
  readonly pseudonymKey: Uint8Array;
  readonly bytesKey: Uint8Array;
  /** The path of a directory of postcodes, by which distances are worked out before postcodes are cut. */
  readonly postcodes?: string;
}

/** Checked rows on their way into a fact table. */
export interface RowsForTable {
  readonly table: string;
  readonly columns: readonly string[];
  readonly constants: ConstantColumns;
  readonly encoded: EncodedRows;
}

/** A landed return that is open: opened once, for its date and for its rows. */
export interface OpenedReturn {
  /** The as-at date that its own text tells, if it does. */
  readonly asAt: IsoDate | undefined;
  /** Why it can't be opened, or, of one without a date, why it is none of its source's. */
  readonly fault: QuarterlyError | undefined;
  /** Reads and checks it, and hands its rows on. Once. */
  read(asAt: IsoDate, take: TakeRows): Promise<ReturnReading>;
  close(): Promise<void>;
}

export type TakeRows = (rows: RowsForTable) => Promise<void>;
