/** read = loaded + rejected + ignored. */
export interface ReturnCounts {
  readonly read: number;
  readonly loaded: number;
  readonly rejected: number;
  readonly ignored: number;
}

/** Rows of all files of a return together. */
export function totals(files: readonly ReturnCounts[]): ReturnCounts {
  const sum = (of: (file: ReturnCounts) => number): number =>
    files.reduce((total, file) => total + of(file), 0);
  return {
    read: sum((file) => file.read),
    loaded: sum((file) => file.loaded),
    rejected: sum((file) => file.rejected),
    ignored: sum((file) => file.ignored),
  };
}
