/** What the sender of a return reads: what was found, and what to do about it. */
export interface Message {
  /** One sentence. */
  readonly says: string;
  readonly fix: string;
}
