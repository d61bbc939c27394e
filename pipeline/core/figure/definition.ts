import type { IsoDate } from '../calendar/days.js';
import type { QuarterKey } from '../calendar/quarter.js';
import type { PublishedSource } from './published.js';
import type { Basis, Polarity, Unit } from './value.js';

/** Source id to the tables that are read of it. */
export type Tables = Readonly<Record<string, readonly string[]>>;

/** A measure's definition block: the head of its SQL file, checked. One file a version. */
export interface MeasureDefinition {
  readonly measure: string;
  readonly version: number;
  /** First quarter of this version; null for the first version. */
  readonly from: QuarterKey | null;
  readonly title: string;
  readonly theme: string;
  readonly numerator: string;
  /** null for a count. */
  readonly denominator: string | null;
  readonly unit: Unit;
  /** A quarter's rate is the count times this. */
  readonly annualise: number;
  readonly bases: readonly Basis[];
  readonly polarity: Polarity;
  /** Source id to tables without which the measure can't be computed. */
  readonly needs: Tables;
  /** Source id to tables that only refine it. */
  readonly uses: Tables;
  /** What is counted; disclosure control applies to people and to what happened to them (events). */
  readonly counts: 'people' | 'schools' | 'homes' | 'pupils' | 'judgements' | 'events' | 'other';
  /** Breakdown names that it gives besides `all`, such as `phase`. */
  readonly breakdowns: readonly string[];
  /** The part that is read first, where that isn't `all`: care leavers of 19 to 21. */
  readonly headline?: string | null;
  /** Of these the parts that only the council's own area has: neither filled, nor summed, nor compared for others. */
  readonly councilOnly?: readonly string[];
  /** Of these the ones whose labels come from returns as they were typed: a label of few children becomes `other`. */
  readonly labelsFromReturns?: readonly string[];
  /** Region and England are the sums of its authorities. */
  readonly rollsUp: boolean;
  /** Where the definition comes from. */
  readonly source: string;
  /** Local choice, variant, or what isn't settled, to be printed with the definition. */
  readonly notes: readonly string[];
  /** Dated breaks in the series: the first value from this quarter on carries `[b]`, with the reason. */
  readonly breaks: readonly {
    readonly from: QuarterKey;
    readonly why: string;
    /** All values from here on carry `[b]` and are shown unrated and without direction of travel. */
    readonly unrated: boolean;
    /** The break lies at a file's date, not a quarter's end: values from files after this day have it. */
    readonly asAtAfter?: IsoDate | null;
    /** The breakdowns that it breaks, such as `placement:independent-or-supported`; left out: all. */
    readonly parts?: readonly string[] | undefined;
  }[];
  /** Breakdowns of codes that a return hasn't had in every year: outside these quarters they are `[z]`, never nought. */
  readonly partQuarters?: readonly PartQuarters[];
  /** Layouts of a source that can't give it: `[x]` with the reason. A layout may end in `*`. */
  readonly notFrom: readonly {
    readonly source: string;
    readonly layout: string;
    readonly why: string;
  }[];
  /** Months before the quarter's end that a snapshot too needs the returns to speak for, such as 12 for placements in a year. */
  readonly reachesBackMonths?: number | null;
  /** Months through which what began in a period is followed: the period counted ended so long before the quarter's end. */
  readonly followsMonths?: number | null;
  /** What the SQL's column `coverage_total` counts ("schools"): beside a figure "51 of 52; 60 schools". */
  readonly coverage?: string | null;
  /** What the SQL's column `left_out_count` counts: "schools without a pupil count". */
  readonly leftOut?: string | null;
  /** What the SQL's column `unknown_count` counts: "plans of which nothing says whether …"; above 5 % of all the figure is `[x]`. */
  readonly unknown?: string | null;
  /** Of which count the unknown ones are a part: of children for each worker they are children. Absent: of the denominator. */
  readonly unknownOf?: 'numerator' | 'denominator';
  /** The first quarter in which what it counts existed: earlier ones are `[z]`, and shown only where a strategy asks. */
  readonly begins?: QuarterKey | null;
  /** The indicator of the published benchmarks that it may be compared with. */
  readonly benchmark?: string | null;
  /** The same by breakdown (`age:19-to-21`), where parts are published under indicators of their own. */
  readonly partBenchmarks?: Readonly<Record<string, string>>;
  /** Why no figure of other areas may be put next to it; null, or absent, where one may, or nobody has said. */
  readonly notCompared?: string | null;
  /** Only these quarters of a year (1 to 4) can have it, and why: a return that is whole at a year's end alone. */
  readonly onlyIn?: { readonly quarters: readonly number[]; readonly why: string } | null;
  /** Other returns that it can be computed from in place of what it needs, the one that comes next by default first. */
  readonly orElse?: readonly Tables[];
  /** The return that it would need, in words: nothing that is received can give it, so it is `[x]` and has no SQL. */
  readonly awaits?: string | null;
  /** It has no figure for the whole: which part a strategy may name, "such as …". */
  readonly partsOnly?: string | null;
  /** Only what a return lists has a value: a figure that it doesn't give is unknown, not nought. */
  readonly asListed?: boolean;
  /** What its counts add up to: with these sums disclosure control reckons, and so does a reader. */
  readonly sums?: DeclaredSums | null;
  /** Its publisher works it out: where it is published. Null, or absent, of what we compute. */
  readonly published?: PublishedSource | null;
  /** The SQL after the block, and the file's path under the project's folder. */
  readonly sql: string;
  readonly file: string;
}

/** A return that a measure can be computed from: its source, and all tables that are read then, its own first. */
export interface Way {
  readonly source: string;
  readonly tables: Tables;
}

/** The returns that a measure can be computed from, in their default order: the first is what it needs. Never empty. */
export function waysOf({
  needs,
  orElse = [],
}: Pick<MeasureDefinition, 'needs' | 'orElse'>): readonly [Way, ...Way[]] {
  const way = (tables: Tables): Way => ({ source: Object.keys(tables)[0] ?? '', tables });
  return [way(needs), ...orElse.map(way)];
}

/** Every source that a measure may read. */
export function sourcesOf(
  definition: Pick<MeasureDefinition, 'needs' | 'orElse' | 'uses'>,
): ReadonlySet<string> {
  const read = [...waysOf(definition).map(({ tables }) => tables), definition.uses];
  return new Set(read.flatMap((tables) => Object.keys(tables)));
}

/**
 * The polarity that words go by: what has none in its definition (stocks and volumes) goes up and down, whatever a council chose to rate
 * it by. It is never "improved" or "better".
 */
export function wordedPolarity(
  definition: Pick<MeasureDefinition, 'polarity'>,
  inForce: Polarity,
): Polarity {
  return definition.polarity === 'none' ? 'none' : inForce;
}

/** The first and last quarter in which breakdowns have a meaning, and why. */
export interface PartQuarters {
  readonly parts: readonly string[];
  readonly from?: QuarterKey | undefined;
  readonly until?: QuarterKey | undefined;
  readonly why: string;
}

/** The published indicator that a measure's breakdown may be compared with; undefined where there is none. */
export function benchmarkFor(
  { benchmark, partBenchmarks = {} }: Pick<MeasureDefinition, 'benchmark' | 'partBenchmarks'>,
  breakdown: string,
): string | undefined {
  return breakdown === 'all' ? (benchmark ?? undefined) : partBenchmarks[breakdown];
}

/** The breaks of a measure that concern one of its breakdowns. */
export function breaksOf(
  { breaks }: Pick<MeasureDefinition, 'breaks'>,
  breakdown: string,
): MeasureDefinition['breaks'] {
  return breaks.filter(({ parts }) => parts?.includes(breakdown) ?? true);
}

/** Another measure's count of the same basis, area, breakdown and quarter: `child-protection-plans.numerator`. */
export type CountReference = `${string}.${'numerator' | 'denominator'}`;

/** How a measure's counts hang together with each other and with other measures'. */
export interface DeclaredSums {
  /** Breakdowns whose parts add up to `all`, or to the denominator where there is no `all`: each child is in exactly one. */
  readonly parts: readonly string[];
  /** A window's counts are the sum of its quarters': so for events, not for children who may occur in two. */
  readonly windows: boolean;
  /** Counts that are the same children as another measure's. */
  readonly equal: SharedCounts;
  /** Counts that are some of another measure's. */
  readonly within: SharedCounts;
  /** A state's count is that of the quarter before, and what began, less what ended, in the quarter. */
  readonly flow?: { readonly in: CountReference; readonly out: CountReference } | null;
  /** Counts that don't fall from one year to date to the next: of children who may occur in two quarters. */
  readonly grows?: readonly ('numerator' | 'denominator')[];
  /** Parts whose numerators add up to those of another measure's parts: the same children, parted otherwise. */
  readonly matches?: readonly MatchingParts[];
}

export interface MatchingParts {
  /** Such as `kind:foster-own`. */
  readonly parts: readonly string[];
  readonly of: CountReference;
  /** The other measure's, such as `placement:foster-other`, or `all`. */
  readonly are: readonly string[];
}

export interface SharedCounts {
  readonly numerator?: CountReference | undefined;
  readonly denominator?: CountReference | undefined;
}
