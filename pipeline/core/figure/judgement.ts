import type { IsoDate } from '../calendar/days.js';
import type { Quarter } from '../calendar/quarter.js';
import type { Rebase } from '../strategy/types.js';
import type { Signal } from './control-chart.js';

export type Rag =
  | 'green'
  | 'amber'
  | 'red'
  | 'too few to rate'
  | 'no target'
  | 'for information'
  | 'not rated'
  | 'not available';

export interface Direction {
  readonly word: 'improved' | 'same' | 'worse' | 'up' | 'down' | 'not comparable';
  /** The quarter compared with. */
  readonly since: Quarter;
  /** Change in the published (rounded) figure; null where not comparable. */
  readonly change: number | null;
}

export interface Judgement {
  readonly rag: Rag;
  /** The rule that gave it, in words, such as "green at 95.0% or more, amber to 92.0%". */
  readonly rule: string;
  /** In force in the quarter: of a profile that quarter's. */
  readonly target: number | null;
  /** How far amber reaches beyond the target, in the unit; null without one, and where it is a share of the target. */
  readonly tolerance: number | null;
  /** Red beyond it, whatever the tolerance; null where none was set. */
  readonly minimum: number | null;
  readonly shortTerm: Direction | null;
  readonly longTerm: Direction | null;
  readonly baseline: {
    readonly value: number | null;
    readonly at: IsoDate;
    readonly source: string;
    /** Change in the published figure since then; null where either is missing, or they can't be compared. */
    readonly change: number | null;
  } | null;
  /** Whether the figure is what its own history makes likely; null of what no chart is made of (grades, ranks, words). */
  readonly exception: Exception | null;
  /** Whether the target will be met by its date; null where the strategy sets none. */
  readonly course: Course | null;
}

/** A figure compared with the limits of its own history. It is apart from the rating: a green figure may be exceptional. */
export interface Exception {
  readonly word: 'exceptional' | 'not exceptional' | 'cannot say';
  /** The signals, the graver first. */
  readonly fired: readonly Signal[];
  /** The side of the mean where the figure is, or the way of its trend; null where its variation is usual. */
  readonly side: 'above' | 'below' | null;
  /** Limits and mean in the measure's unit, to one decimal; null where none can be drawn. */
  readonly limits: ControlLimits | null;
  /** Why nothing can be said; null where something is. */
  readonly why: string | null;
  /** A person let the chart begin at a quarter, and said why; null, or absent, where nobody did. */
  readonly rebase?: Rebase | null;
}

/** Of an XmR chart of single quarters. */
export interface ControlLimits {
  /** Quarters that the chart has, the one judged among them. */
  readonly points: number;
  readonly centre: number;
  readonly lower: number;
  readonly upper: number;
}

/** An estimate of where a figure will be at the day by which its target is to be met. */
export interface Course {
  readonly word: 'on course' | 'not on course' | 'cannot say';
  readonly targetDate: IsoDate;
  /** The target of that day. */
  readonly target: number | null;
  /** Where a straight line from the baseline to the target is now; null where there is none. */
  readonly needed: number | null;
  /** Where the trend of the last eight quarters is at the target date; null where there is none. */
  readonly projected: number | null;
  /** Why nothing can be said; null where something is. */
  readonly why: string | null;
}
