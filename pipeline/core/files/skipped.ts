/** Why a return that is there isn't taken. */
export type SkipReason =
  /** A later look will find it whole. */
  | 'being written'
  | 'empty'
  /** Nothing says which date it covers. */
  | 'no date'
  /** It is in no source's folder, and its headings aren't those of one source. */
  | 'no source'
  /** It can't be opened, is too large, or holds what can't be distinguished. */
  | 'unusable';

/** The cause that somebody should hear of, of several: what passes by itself is none. */
export function reasonToNotify(causes: readonly SkipReason[]): SkipReason | null {
  return causes.find((cause) => cause !== 'being written') ?? null;
}
