/** A file of a finished pack, by its path within the run's folder. */
export interface RunOutput {
  readonly path: string;
  readonly sha256: string;
  readonly byteCount: number;
}
