/** One line of the benchmark: ours next to its peer, run in turns on one machine. */
export interface BenchRow {
  readonly name: string;
  /** What was run, in words. */
  readonly ours: string;
  readonly peer: string;
  /** Medians of whole processes. */
  readonly oursSeconds: number;
  readonly peerSeconds: number;
  /** As `limit` says it: how many times as long, or as fast. */
  readonly ratio: number;
  /** What is asked for, in words. */
  readonly limit: string;
  /** The highest resident memory of our process in any of the runs. */
  readonly oursPeakMiB?: number;
  readonly pass: boolean;
}
