import type { IsoDate } from '../../pipeline/calendar/days.js';
import type { QuarterKey } from '../../pipeline/calendar/quarter.js';
import type { Basis, Polarity } from '../../pipeline/figure/value.js';

/** A council's strategy: what `strategy/*.yaml` holds, checked. */
export interface Strategy {
  readonly id: string;
  readonly title: string;
  /** Who agreed it, and when ("Cabinet, June 2017"). */
  readonly agreed: string | null;
  readonly priorities: readonly Priority[];
}

export interface Priority {
  /** Stable, such as `schools-and-learning`; actions name it. */
  readonly id: string;
  readonly title: string;
  readonly lead: string | null;
  readonly measures: readonly StrategyMeasure[];
}

/** A measure that a priority promises something about. */
export interface StrategyMeasure {
  readonly measure: string;
  readonly basis: Basis;
  /** `all` unless said, such as `phase:primary`. */
  readonly breakdown: string;
  /** In the measure's unit; null where none was set. */
  readonly target: number | null;
  /** Amber reaches this far beyond the target, in the measure's unit. */
  readonly tolerance: number | null;
  /** The council's own choice of polarity, where it differs from the definition's. */
  readonly polarity: Polarity | null;
  readonly baseline: Baseline | null;
}

/** A dated value to compare with: looked up from a quarter's own figure, or a number with its source. */
export type Baseline =
  | { readonly kind: 'quarter'; readonly quarter: QuarterKey }
  | {
      readonly kind: 'number';
      readonly value: number;
      readonly at: IsoDate;
      readonly source: string;
    };
