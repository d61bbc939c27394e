/** One file within a zip. */
export interface Member {
  /** Path within the zip, with forward slashes. */
  readonly name: string;
  /** Unpacked size in bytes; the stream throws where the content isn't of that size and checksum. */
  readonly size: number;
  readonly isSymbolicLink: boolean;
  stream(): AsyncGenerator<Uint8Array>;
  /**
   * The content as text in pieces, none of which ends within a character.
   * @throws QuarterlyError `contract` where it isn't UTF-8
   */
  text(): AsyncGenerator<string>;
}
