import type { MeasureDefinition } from './definition.js';
import type { Judgement } from './judgement.js';
import type { Basis, Polarity, Unit, Value } from './value.js';

/** One series of one measure for the authority, judged. */
export interface Figure {
  readonly definition: MeasureDefinition;
  readonly basis: Basis;
  readonly breakdown: string;
  readonly unit: Unit;
  /** The polarity in force and whose choice it is. */
  readonly polarity: Polarity;
  readonly polarityBy: 'definition' | 'council';
  /** Strategy and priority that name it; null where it is reported beside the strategy. */
  readonly priority: string | null;
  readonly current: Value;
  /** Oldest first, ends with the current quarter; eight quarters at least. */
  readonly series: readonly Value[];
  /** The quarters before the series, oldest first: what an exception is told from besides it. */
  readonly history: readonly Value[];
  readonly judgement: Judgement;
  readonly comparators: readonly Comparator[];
  /** Its place among all authorities; null where it has none. */
  readonly rank: Rank | null;
}

export interface Comparator {
  /** England, a region's name, "Statistical neighbours (median)". */
  readonly name: string;
  readonly value: Value;
  /** Period or date it speaks for, and whose figures: "same file, 31 August 2025"; "year to 31 March 2017, DfE". */
  readonly basis: string;
}

/** Where the authority stands among all that have a figure, by the published figures. */
export interface Rank {
  /** One more than the number of authorities that do better; ties have the best. */
  readonly position: number;
  /** Authorities with a figure, this one included. */
  readonly of: number;
  /** Without polarity the rank goes from the highest figure. */
  readonly order: 'best first' | 'highest first';
  /** 1 the best quarter; null without polarity, and of fewer than four authorities. */
  readonly quartile: number | null;
  /** As a comparator's. */
  readonly basis: string;
}
