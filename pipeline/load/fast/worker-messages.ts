import type { ReturnReading } from '../../../sources/contract/reading-ledger.js';
import { type ErrorCode, QuarterlyError } from '../../core/errors.js';
import type { EncodedRows } from '../../warehouse/rows.js';
import type { IsoDate } from '../../core/calendar/days.js';
import type { OpenJob, RowsForTable } from '../job.js';

/** From the reading thread to the one that inserts. */
export type FromReader =
  /** It isn't stuck: sent every second, which a thread that is can't. */
  | { readonly kind: 'alive' }
  | {
      readonly kind: 'opened';
      readonly asAt: IsoDate | undefined;
      readonly fault: Failure | undefined;
    }
  | { readonly kind: 'rows'; readonly rows: RowsForTable }
  | { readonly kind: 'done'; readonly reading: ReturnReading }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** To the reading thread: what to open, to read it, and then, piece by piece, that so many more may be sent. */
export type ToReader =
  | { readonly kind: 'open'; readonly job: OpenJob }
  | { readonly kind: 'read'; readonly asAt: IsoDate }
  | { readonly kind: 'close' }
  /** `spent`: memory that may be written over. */
  | { readonly kind: 'credit'; readonly more: number; readonly spent: ArrayBuffer | undefined };

/** The memory of encoded rows, which holds nothing else and may be given to the other thread. */
export function memoryOf({ bytes }: EncodedRows): ArrayBuffer | undefined {
  return bytes.buffer instanceof ArrayBuffer ? bytes.buffer : undefined;
}

/** Pieces on their way at once: one is inserted while the next ones are read. */
export const PIECES_AHEAD = 3;

/** An error in a form that passes between threads with its code and its fix. */
export interface Failure {
  readonly code: ErrorCode | null;
  readonly message: string;
  readonly fix: string;
  readonly place: QuarterlyError['place'];
  readonly stack: string;
}

export function toFailure(error: unknown): Failure {
  const isOurs = error instanceof QuarterlyError;
  return {
    code: isOurs ? error.code : null,
    message: error instanceof Error ? error.message : String(error),
    fix: isOurs ? error.fix : '',
    place: isOurs ? error.place : {},
    stack: error instanceof Error ? (error.stack ?? '') : '',
  };
}

export function fromFailure(failure: Failure): Error {
  if (failure.code !== null) {
    const { fix, place } = failure;
    return new QuarterlyError(failure.code, failure.message, { fix, place });
  }
  const error = new Error(failure.message);
  error.stack = failure.stack;
  return error;
}
