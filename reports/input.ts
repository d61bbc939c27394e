import type { IsoDate } from '../pipeline/calendar/days.js';
import type { Quarter } from '../pipeline/calendar/quarter.js';
import type { MeasureDefinition } from '../pipeline/figure/definition.js';
import type { Basis, Polarity, Unit, Value, ValueKey } from '../pipeline/figure/value.js';
import type { CouncilColours } from './pack/colours.js';
import type { Wording } from './pack/wording.js';
import type { Strategy } from './strategies/types.js';

/** All that a pack is drawn from. The run gathers it; `reports/` reads nothing else: no clock, no file, no database. */
export interface PackInput {
  readonly quarter: Quarter;
  readonly authority: { readonly code: string; readonly name: string };
  readonly council: {
    readonly name: string;
    readonly contact: string | null;
    readonly website: string | null;
    readonly colours: CouncilColours;
    readonly wording: Wording;
  };
  readonly status: 'provisional' | 'final' | 'revised';
  /** The latest as-at date among the returns that count; the pack's date, since no instant of a run appears in it. */
  readonly dataCutOff: IsoDate;
  readonly cabinet: {
    readonly meeting: IsoDate | null;
    /** Every meeting that is known, this one included, sorted. */
    readonly meetings: readonly IsoDate[];
    readonly publication: IsoDate | null;
    /** Midnight at the end of this day. */
    readonly callIn: IsoDate | null;
    readonly callInRule: string;
  };
  readonly nextUpdate: Quarter;
  readonly disclosure: DisclosureSettings;
  readonly strategies: readonly Strategy[];
  readonly definitions: readonly MeasureDefinition[];
  /** Every measure, basis and breakdown of this authority, strategy measures and others alike, sorted by key. */
  readonly figures: readonly Figure[];
  /** All values in scope (this authority and comparators), for measures.csv, sorted by key. */
  readonly values: readonly Value[];
  readonly areaNames: ReadonlyMap<string, string>;
  readonly lists: PackLists;
  readonly returns: readonly ReturnSummary[];
  /** What differs from figures released before; what runs froze before there were revisions lacks it. */
  readonly revisions?: Revisions;
}

/** Figures of the council that differ from those last given out. */
export interface Revisions {
  /** A change of more than this share of the figure, in per cent, is large. */
  readonly band: number;
  /** Why, in the words of whoever released the pack; null for a run that nobody has released. */
  readonly reason: string | null;
  /** Sorted by key. */
  readonly lines: readonly Revision[];
}

/** One figure as it was given out, and as it is now. */
export interface Revision {
  /** Such as `2017-18-Q2-E06000004-release-1`. */
  readonly release: string;
  readonly before: Pick<Value, 'numerator' | 'denominator' | 'symbol' | 'word'>;
  /** The public editions of that release hid it. */
  readonly wasHidden: boolean;
  readonly now: Value;
  /** What the ledger tells, such as "late entry", "correction". */
  readonly causes: readonly string[];
}

/** What the public editions hide by. */
export interface DisclosureSettings {
  /** Counts of children from 1 to this many are hidden. */
  readonly threshold: number;
  /** What earlier public releases of the same financial year held and showed, oldest first. */
  readonly earlier: readonly EarlierRelease[];
  /** Why the pack is published though an earlier release gives away what it hides; null: then it isn't. */
  readonly reason: string | null;
  /** Codes of officers' texts that a rule stopped at, and that somebody has read since and lets be published. */
  readonly checkedTexts?: readonly string[];
  /** What the public editions hide and why; the officers' edition lists it, and no other has it. */
  readonly hidden?: readonly HiddenFigure[];
}

/** A figure that the public editions hide. */
export interface HiddenFigure {
  readonly value: ValueKey & { readonly numerator: number; readonly denominator: number };
  readonly title: string;
  readonly kind: 'few children' | 'protects another';
  /** The rule in words, such as "count of 1 to 5". */
  readonly rule: string;
  /** What tells it all the same; null: nothing does. */
  readonly givenAway: 'headlines' | 'earlier releases' | null;
}

/** A release that the public has: its figures on children that have a number. */
export interface EarlierRelease {
  /** Such as `2017-18-Q2-E06000004-release-1`. */
  readonly release: string;
  readonly values: readonly EarlierValue[];
}

/** A figure as an earlier release had it: its number in truth, and whether that release hid it. */
export interface EarlierValue extends ValueKey {
  readonly numerator: number;
  readonly denominator: number;
  readonly isHidden: boolean;
}

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
  /** Its place among all authorities; null where it has none. What runs froze before there were ranks lacks it. */
  readonly standing?: Standing | null;
}

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

/** A figure held against the limits of its own history. It is apart from the rating: a green figure may be exceptional. */
export interface Exception {
  readonly word: 'exceptional' | 'not exceptional' | 'cannot say';
  /** The rules that fired, the graver first. */
  readonly fired: readonly ('outside limits' | 'run of eight')[];
  /** The side of the centre line where the figure lies, if it is exceptional. */
  readonly side: 'above' | 'below' | null;
  /** Limits and centre line in the measure's unit, to one decimal; null where none can be drawn. */
  readonly limits: ControlLimits | null;
  /** Why nothing can be said; null where something is. */
  readonly why: string | null;
}

export interface ControlLimits {
  /**
   * p: of proportions, by the quarter's denominator; XmR: of numbers, rates and means, by moving ranges; mR: its half on moving ranges
   * alone, for what carries over from quarter to quarter: the limits lie about the quarter before.
   */
  readonly chart: 'p' | 'XmR' | 'mR';
  /** Earlier quarters that the limits rest on. */
  readonly points: number;
  readonly centre: number;
  readonly lower: number;
  readonly upper: number;
}

/** An estimate of where a figure will stand at the day by which its target is to be met. */
export interface Course {
  readonly word: 'on course' | 'not on course' | 'cannot say';
  readonly targetDate: IsoDate;
  /** The target of that day. */
  readonly target: number | null;
  /** Where a straight line from the baseline to the target stands now; null where there is none. */
  readonly needed: number | null;
  /** Where the trend of the last eight quarters stands at the target date; null where there is none. */
  readonly projected: number | null;
  /** Why nothing can be said; null where something is. */
  readonly why: string | null;
}

export interface Comparator {
  /** England, a region's name, "Statistical neighbours (median)". */
  readonly name: string;
  readonly value: Value;
  /** Period or date it speaks for, and whose figures: "same file, 31 August 2025"; "year to 31 March 2017, DfE". */
  readonly basis: string;
}

/** Where the authority stands among all that have a figure, by the published figures. */
export interface Standing {
  /** One more than the number of authorities that do better; ties have the best. */
  readonly rank: number;
  /** Authorities with a figure, this one included. */
  readonly of: number;
  /** Without polarity the rank goes from the highest figure. */
  readonly order: 'best first' | 'highest first';
  /** 1 the best quarter; null without polarity, and of fewer than four authorities. */
  readonly quartile: number | null;
  /** As a comparator's. */
  readonly basis: string;
}

/** Lists that a pack shows beside measures. */
export interface PackLists {
  readonly schoolsByPhase: readonly {
    readonly phase: string;
    readonly openSchools: number;
    readonly grade1: number;
    readonly grade2: number;
    readonly grade3: number;
    readonly grade4: number;
    readonly ungraded: number;
    readonly pupils: number | null;
  }[];
  /** School inspections published in the quarter. */
  readonly inspections: readonly {
    readonly urn: string;
    readonly name: string;
    readonly phase: string;
    readonly published: IsoDate;
    readonly outcome: string;
    readonly previous: string | null;
  }[];
  readonly schoolsBelowGood: readonly {
    readonly urn: string;
    readonly name: string;
    readonly phase: string;
    readonly grade: string;
    readonly inspected: IsoDate | null;
    readonly pupils: number | null;
  }[];
  readonly homes: readonly {
    readonly urn: string;
    readonly provision: string;
    readonly sector: string | null;
    readonly grade: string | null;
    readonly inspected: IsoDate | null;
    readonly places: number | null;
  }[];
  readonly actions: readonly {
    readonly priority: string;
    readonly reference: string | null;
    readonly action: string;
    readonly lead: string | null;
    readonly due: string | null;
    readonly status: string;
    readonly progress: string | null;
    readonly milestone: string | null;
    readonly finding: string | null;
    /** Measures that it answers, as sent: codes or titles, parted by semicolons. */
    readonly measure: string | null;
  }[];
  /** Progress of the actions is as at this date. */
  readonly actionsAsAt: IsoDate | null;
  /** What the owners of measures say about the quarter, in the order of the return. */
  readonly commentary: readonly {
    /** By title (with its breakdown, as a row's label) or by code, as sent. */
    readonly measure: string;
    readonly whatHappened: string;
    readonly why: string | null;
    readonly whatIsDone: string | null;
    /** A date, or words such as "Spring 2018". */
    readonly backOnTarget: string | null;
    readonly author: string;
    readonly written: IsoDate;
  }[];
  readonly judgements: readonly {
    readonly framework: string;
    readonly year: number;
    readonly judgement: string;
    readonly kind: string;
    readonly grade: string | null;
    readonly descriptor: string | null;
    readonly previousGrade: string | null;
    readonly change: string;
    readonly published: IsoDate | null;
  }[];
  readonly findings: readonly {
    readonly framework: string;
    readonly year: number;
    readonly outcome: string;
    readonly kind: string;
    readonly reference: string | null;
    readonly finding: string;
  }[];
}

/** One expected or counting return, for the data quality sheet. */
export interface ReturnSummary {
  readonly source: string;
  readonly title: string;
  /** counts: used by this quarter; missing: required, not received; refused: received, refused; stale. */
  readonly state: 'counts' | 'missing' | 'refused' | 'optional, not received';
  readonly asAt: IsoDate | null;
  /** Days from the as-at date to the quarter's end (negative: after it). */
  readonly ageDays: number | null;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  readonly layout: string | null;
  readonly read: number;
  readonly loaded: number;
  readonly rejected: number;
  readonly ignored: number;
  readonly notes: readonly string[];
  /** Rejected rows and warnings by their place, as far as they are listed; what runs froze before they were lacks it. */
  readonly problems?: readonly RowProblem[];
}

/** A cell that broke a rule: where it stands, the rule and the mend. What it holds isn't told. */
export interface RowProblem {
  readonly file: string;
  /** A CSV’s name without its ending. */
  readonly sheet: string;
  /** As Excel shows it. */
  readonly row: number;
  readonly column: string;
  /** `rejected`: its row was left out; `warning`: the row was taken, without this cell or in spite of it. */
  readonly level: 'rejected' | 'warning';
  readonly rule: string;
  readonly mend: string;
}
