import { addMonths, type IsoDate } from '../calendar/days.js';
import {
  type Quarter,
  quarterContaining,
  type QuarterKey,
  shiftQuarter,
} from '../calendar/quarter.js';
import type { MeasureDefinition } from './definition.js';
import type { Funnel } from './funnel.js';
import type { Judgement } from './judgement.js';
import type { Significance } from './significance.js';
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
  /**
   * By quarter, the as-at date of the published file that the value rests on. Two quarters with one date rest on one file. Empty for a
   * council's own returns, which speak for a quarter's end.
   */
  readonly asAt: Readonly<Record<QuarterKey, IsoDate>>;
  readonly judgement: Judgement;
  readonly comparators: readonly Comparator[];
  /** Why there is no figure of England next to it, in a sentence; null where there is one. Absent from what runs froze before. */
  readonly uncompared?: string | null;
  /**
   * Whether it differs from England, the region and last year by more than chance: one entry each where there are counts to test, none
   * between two dates of one stock. Absent from what runs froze before.
   */
  readonly significance?: readonly Significance[];
  /** Its place among all authorities; null where it has none. */
  readonly rank: Rank | null;
  /** Among all authorities by their size, where the strategy asks for it. */
  readonly funnel?: Funnel;
}

export interface Comparator {
  /** England, a region's name, "Statistical neighbours (median)". */
  readonly name: string;
  readonly value: Value;
  /** Period or date it speaks for, and whose figures: "same file, 31 August 2025"; "year to 31 March 2017, DfE". */
  readonly basis: string;
  /** The last day that it speaks for. */
  readonly asAt: IsoDate;
  /** Its period as a sentence has it after a comma: "31 August 2025", "year to March 2017". */
  readonly period: string;
  /** It covers as long a period as the figure: nine months aren't set above or below a year. */
  readonly isLike: boolean;
  /** Decimal places that its publisher prints, where these are fewer than its unit has here: 64, not 64.0. Absent where we computed the value. */
  readonly decimals?: number;
  /** The counts as its publisher printed them; null where the publisher prints none. Absent where we computed the value. */
  readonly counts?: PublishedCounts | null;
}

export interface PublishedCounts {
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** Where the authority stands among all that have a figure, by the published figures. */
export interface Rank {
  /** The best rank that it can have: one more than those that certainly do better; ties have the best. Null: not ranked. */
  readonly position: number | null;
  /** The worst that it can have: others' suppressed figures may lie on either side. */
  readonly worst: number | null;
  /** Authorities with a figure, or with one that is suppressed within known bounds, this one included. */
  readonly of: number;
  /** Some authorities have no figure, so that the rank is among those that have. */
  readonly isOfSome: boolean;
  /** Without polarity in the definition nothing is better: the rank goes from the highest, or lowest where the council rates it so. */
  readonly order: 'best first' | 'highest first' | 'lowest first';
  /** 1 the best quarter; null without polarity, of fewer than four authorities, and where it isn't certain. */
  readonly quartile: number | null;
  /** As a comparator's. */
  readonly basis: string;
  /** Why it isn't ranked; null where it is. */
  readonly reason: string | null;
}

/** True where a quarter's value rests on the same file as another's: there is nothing new to compare. */
export function restsOnSameFile(
  asAt: Readonly<Record<QuarterKey, IsoDate>>,
  quarter: QuarterKey,
  other: QuarterKey,
): boolean {
  return asAt[quarter] !== undefined && asAt[quarter] === asAt[other];
}

/** The quarter a year before; of a publisher's figure the one in which its own period a year before ended. */
export function aYearBefore(quarter: Quarter, current: Value | undefined): Quarter {
  return current?.published == null
    ? shiftQuarter(quarter, -4)
    : quarterContaining(addMonths(current.published.to, -12));
}
