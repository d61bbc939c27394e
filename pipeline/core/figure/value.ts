import type { QuarterKey } from '../calendar/quarter.js';

/** In place of a value: `c` suppressed, `x` not available, `z` not applicable, `low` rounds to zero, `u` unreliable. */
export type ValueSymbol = 'c' | 'x' | 'z' | 'low' | 'u';

/** Next to a value: `p` provisional, `r` revised, `b` break in the series, `e` estimated. */
export type ValueFlag = 'p' | 'r' | 'b' | 'e';

export type Basis = 'snapshot' | 'quarter' | 'ytd' | 'rolling12' | 'rolling36' | 'annual';

export type Unit = 'count' | 'percent' | 'rate_per_10000' | 'days' | 'grade' | 'rank';

export type Polarity = 'high' | 'low' | 'none';

/** What a figure is a figure of. One value at most has a key. */
export interface ValueKey {
  readonly measure: string;
  readonly version: number;
  readonly basis: Basis;
  /** Nine-character code: an authority (E06…E10), a region (E12…) or England (E92000001). */
  readonly areaCode: string;
  /** `all`, or one or more `name:value` joined by commas, such as `phase:primary`. */
  readonly breakdown: string;
  readonly quarter: QuarterKey;
}

/** A computed figure: an exact numerator over an exact denominator, or the symbol and reason why there is none. */
export interface Value extends ValueKey {
  /** Whole number; null where there is a `symbol` instead. */
  readonly numerator: number | null;
  /** Whole number; 1 for a count; null where there is none. */
  readonly denominator: number | null;
  readonly symbol: ValueSymbol | null;
  /** Why there is a symbol, in a sentence for the reader; null with a number. */
  readonly reason: string | null;
  readonly flags: readonly ValueFlag[];
  /** A figure in a word, such as an inspection outcome "Good"; numerator and denominator are then null and so is symbol. */
  readonly word: string | null;
  /** What to know next to the figure: coverage ("51 of 52; 60 schools"), population year, as-at date of its file. */
  readonly note: string | null;
}
