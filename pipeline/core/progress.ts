/** Reports what is going on. Never on standard output, which is for results. */
export interface Progress {
  /** Runs a step under its name; `onProgress` updates what is next to it ("12,000 rows"). */
  step<T>(name: string, body: (onProgress: (detail: string) => void) => Promise<T>): Promise<T>;
}
