import type { IsoDate } from '../calendar/days.js';
import type { QuarterKey } from '../calendar/quarter.js';
import type { Basis, Polarity } from '../figure/value.js';

/** A council's strategy: what `strategy/*.yaml` holds, checked. */
export interface Strategy {
  readonly id: string;
  readonly title: string;
  /** Who agreed it, and when ("Cabinet, June 2017"). */
  readonly agreed: string | null;
  readonly priorities: readonly Priority[];
  /** From how many on a red or amber measure, a late action or one at risk shows on a priority's status. */
  readonly status: StatusRule;
}

/** The least number of each that counts; null: it never does. */
export interface StatusRule {
  /** This many red measures, or late actions: the priority needs attention. */
  readonly red: number | null;
  readonly late: number | null;
  /** This many amber or red measures, or actions at risk or late: it is mostly on track, at best. */
  readonly amber: number | null;
  readonly atRisk: number | null;
}

/** One is enough of each: the rule of a strategy that says nothing else. */
export const defaultStatusRule: StatusRule = { red: 1, late: 1, amber: 1, atRisk: 1 };

export interface Priority {
  /** Stable, such as `schools-and-learning`; actions name it. */
  readonly id: string;
  readonly title: string;
  /** What a worksheet's name calls it; where there is none, the title's first phrase. */
  readonly shortTitle?: string | null;
  readonly lead: string | null;
  readonly measures: readonly StrategyMeasure[];
}

/** A measure that a priority promises something about. */
export interface StrategyMeasure {
  readonly measure: string;
  readonly basis: Basis;
  /** `all` unless said, such as `phase:primary`. */
  readonly breakdown: string;
  /** In the measure's unit; null where none was set, or a profile is in its place. */
  readonly target: number | null;
  /** A target for each quarter: by its key (`2017-18-Q3`), or by its number in every year (`Q3`). */
  readonly profile: TargetProfile | null;
  /** The day by which the target is to be met. */
  readonly targetDate: IsoDate | null;
  /** Amber reaches this far beyond the target, in the measure's unit. */
  readonly tolerance: number | null;
  /** The same as a share of the target, in per cent. */
  readonly tolerancePercent: number | null;
  /** The least that is accepted (the most, where less is better): red beyond it, whatever the tolerance. */
  readonly minimum: number | null;
  /** The council's own choice of polarity, where it differs from the definition's. */
  readonly polarity: Polarity | null;
  readonly baseline: Baseline | null;
  /** The quarter from which its control chart begins, since something changed what is usual; null, or absent: where its series does. */
  readonly rebase?: Rebase | null;
  /** A funnel plot of it among all authorities is drawn, where counts are published. */
  readonly funnel?: boolean | undefined;
}

/** A person's choice to let a control chart begin at a quarter. */
export interface Rebase {
  readonly from: QuarterKey;
  /** Why, in a sentence: the pack prints it. */
  readonly why: string;
}

export type TargetProfile = Readonly<Record<string, number>>;

/** A dated value to compare with: looked up from a quarter's own figure, or a number with its source. */
export type Baseline =
  | { readonly kind: 'quarter'; readonly quarter: QuarterKey }
  | {
      readonly kind: 'number';
      readonly value: number;
      readonly at: IsoDate;
      readonly source: string;
    };
