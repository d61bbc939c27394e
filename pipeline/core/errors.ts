/** What went wrong, as the exit codes of the command line show it. README lists them for users. */
export const exitCodes = {
  unexpected: 1,
  usage: 2,
  configuration: 2,
  contract: 3,
  audit: 4,
  locked: 5,
  missing: 6,
  schema: 7,
  integrity: 8,
  delivery: 9,
  machine: 10,
  interrupted: 130,
} as const;

export type ErrorCode = keyof typeof exitCodes;

/** Where a fault is: as many of these as are known. */
export interface Place {
  readonly file?: string;
  readonly sheet?: string;
  readonly line?: number;
  readonly column?: string;
}

export interface ErrorDetails {
  /** What the reader should do next, in a whole sentence. */
  readonly fix: string;
  readonly place?: Place;
  /** Machine-readable facts, never a child's data. */
  readonly facts?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly cause?: unknown;
}

/** The one error type of the project: a code, what happened, where, and what to do about it. */
export class QuarterlyError extends Error {
  override readonly name = 'QuarterlyError';
  readonly code: ErrorCode;
  readonly fix: string;
  readonly place: Place;
  readonly facts: NonNullable<ErrorDetails['facts']>;

  constructor(code: ErrorCode, message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.fix = details.fix;
    this.place = details.place ?? {};
    this.facts = details.facts ?? {};
  }
}

/** The process exit code for whatever was thrown: 1 for what nobody foresaw. */
export function exitCodeOf(error: unknown): number {
  return error instanceof QuarterlyError ? exitCodes[error.code] : exitCodes.unexpected;
}
