import type { Writable } from 'node:stream';

/** What a command gets from its machine: read in one place (the command line's entry), and passed on. */
export interface Runtime {
  readonly now: () => Date;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Standard error is a terminal: progress may redraw its line. */
  readonly isTerminal: boolean;
  /** Columns of the terminal; 80 where there is none. */
  readonly columns: number;
  /** Aborted by SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
}
