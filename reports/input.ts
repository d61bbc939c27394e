import type { Figure } from '../pipeline/core/figure/figure.js';
import type { PackLists } from '../pipeline/core/figure/lists.js';
import type { ReconciledFigure } from '../pipeline/core/figure/reconciliation.js';
import type { ReturnSummary } from '../pipeline/core/figure/return-summary.js';
import type { IsoDate } from '../pipeline/core/calendar/days.js';
import type { Quarter } from '../pipeline/core/calendar/quarter.js';
import type { MeasureDefinition } from '../pipeline/core/figure/definition.js';
import type { PublicSeries } from '../pipeline/core/figure/public-series.js';
import type { Value, ValueKey } from '../pipeline/core/figure/value.js';
import type { CouncilColours } from '../pipeline/core/council/colours.js';
import type { ReportSettings } from '../pipeline/core/council/report.js';
import type { Wording } from '../pipeline/core/council/wording.js';
import type { Strategy } from '../pipeline/core/strategy/types.js';

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
    readonly report: ReportSettings;
  };
  readonly status: 'provisional' | 'final' | 'revised';
  /** The latest as-at date among the returns that count; the pack's date, since no instant of a run appears in it. */
  readonly dataCutOff: IsoDate;
  /** A demo's: its figures are of no real council, and every sheet, page and file says so. */
  readonly isInvented?: boolean;
  /** The quarter isn't over: what is reported goes to this day. Null, or absent, of a whole quarter. */
  readonly toDate?: IsoDate | null;
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
  /** Figures that several returns can give, as each gives them: only for officers. Left out, or empty, where only one came. */
  readonly reconciliation?: readonly ReconciledFigure[];
  /** What differs from figures released before; left out where a pack is compared with nothing. */
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
  /** What earlier public releases held and showed, oldest first. */
  readonly earlier: readonly EarlierRelease[];
  /** The bases that each series on children publishes; what runs froze before there was a choice lacks it. */
  readonly publicSeries?: readonly PublicSeries[];
  /** Why the pack is published though an earlier release gives away what it hides; null: then it isn't. */
  readonly reason: string | null;
  /** Codes of officers' texts that a rule stopped at, and that somebody has read since and lets be published. */
  readonly checkedTexts: readonly string[];
  /** What the public editions hide and why; the officers' edition lists it, and no other has it. */
  readonly hidden?: readonly HiddenFigure[];
}

/** A figure that the public editions hide. */
export interface HiddenFigure {
  readonly value: ValueKey & { readonly numerator: number; readonly denominator: number };
  readonly title: string;
  readonly kind: 'few children' | 'protects another' | 'basis for officers';
  /** The rule in words, such as "count of 1 to 5". */
  readonly rule: string;
  /** What tells it all the same; null: nothing does. */
  readonly deducible: 'headlines' | 'earlier releases' | null;
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
