/** Tells whoever waits what is going on. Never on standard output, which is for results. */
export interface Progress {
  /** Runs a step under its name; `tell` updates what stands beside it ("12,000 rows"). */
  step<T>(name: string, body: (onProgress: (detail: string) => void) => Promise<T>): Promise<T>;
}
