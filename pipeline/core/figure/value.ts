import type { QuarterKey } from '../calendar/quarter.js';
import type { PublishedDetail } from './published.js';

/** In place of a value: `c` suppressed, `x` not available, `z` not applicable, `low` rounds to zero, `u` unreliable. */
export type ValueSymbol = 'c' | 'x' | 'z' | 'low' | 'u';

/** Next to a value, in the order in which they are listed: `p` provisional, `r` revised, `b` break in the series, `e` estimated, `m` at least. */
export const VALUE_FLAGS = ['p', 'r', 'b', 'e', 'm'] as const;

export type ValueFlag = (typeof VALUE_FLAGS)[number];

export type Basis = 'snapshot' | 'quarter' | 'ytd' | 'rolling12' | 'rolling36' | 'annual';

/** A measure of ours is in one of the first six; publishers print the others too. */
export type Unit =
  | 'count'
  | 'percent'
  | 'rate_per_10000'
  | 'days'
  | 'grade'
  | 'rank'
  | 'mean'
  | 'score'
  | 'pounds'
  | 'rate_per_1000'
  | 'rate_per_100000';

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
  /**
   * Of a figure that its publisher worked out: its own period, and its counts. Numerator over denominator is then the printed figure
   * and says nothing of how many were counted. Absent of what we compute.
   */
  readonly published?: PublishedDetail | null;
}

/** How many were counted: ours exactly, a publisher's as printed. */
export interface CountsBehind {
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** The counts behind a value, whoever worked it out. Each is null where there is none, or none is published. */
export function countsBehind({ numerator, denominator, published }: Value): CountsBehind {
  return published == null ? { numerator, denominator } : published;
}

/**
 * True of a value that is a bound: the returns show so much, and there may be more that they don't reach. It is compared with nothing, and
 * rated only where more couldn't change the rating.
 */
export function isAtLeast({ flags }: Pick<Value, 'flags'>): boolean {
  return flags.includes('m');
}
