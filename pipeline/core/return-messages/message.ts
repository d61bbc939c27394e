/** What a return's sender is told: what was found, and what to do about it. */
export interface Message {
  /** One sentence. */
  readonly says: string;
  readonly fix: string;
}
