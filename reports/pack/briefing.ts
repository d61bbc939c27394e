import type { Tone } from '../../pipeline/core/council/colours.js';
import type { Unit } from '../../pipeline/core/figure/value.js';

/** A quarter on one page, as data: what the workbook's Summary, the top of the web page and the report's summary are written from. */
export interface Briefing {
  /** The finding: "Children’s services, October to December 2017: six of the eight rated measures meet their target; …". */
  readonly title: string;
  /** Three at most: what is good, what changed, what isn't good. Each is a whole sentence. */
  readonly sentences: readonly string[];
  /** How many measures have which status, the status that a reader asks for first: never empty where there are measures. */
  readonly counts: readonly BriefingCount[];
  /** Actions on track of all, and what is behind by name: one or two sentences; null where no action was reported. */
  readonly actions: string | null;
  /** At most twelve measures, in the strategy's order. */
  readonly headlines: readonly HeadlineRow[];
  /** Measures of the strategies that the table leaves out: "Two more measures are on their priorities’ pages."; null for none. */
  readonly rest: string | null;
  /** What the status words of the table stand for, where that isn't a colour, each once: "No target: …". */
  readonly reasons: readonly string[];
  /** What an assessment that the pack is about says; none in other packs. */
  readonly assessment: readonly string[];
  /** "Quarter 4 will see". */
  readonly next: { readonly heading: string; readonly items: readonly string[] };
  /** "Cabinet is recommended to". */
  readonly recommendations: {
    readonly heading: string;
    /** Each goes on from the heading: "note the report, and in particular the achievements around:". */
    readonly items: readonly string[];
    /** What the last item names, as a numbered list; none where it names nothing. */
    readonly achievements: readonly string[];
  };
}

export interface BriefingCount {
  readonly number: number;
  /** "green", "not rated": what the number counts. */
  readonly label: string;
  readonly tone: Tone;
}

/** A headline measure on the first page. */
export interface HeadlineRow {
  /** The priority that names it: its number over all strategies, and its title in short, "Schools and learning". */
  readonly priority: { readonly number: number; readonly title: string };
  readonly measure: string;
  /** "94.9% (56 of 59)"; the counts only where they are few. */
  readonly latest: string;
  /** The number that `latest` is, in the measure's unit; null where it is words, or a number with its counts. */
  readonly latestNumber: number | null;
  /** "90%"; "None" where the strategy sets none. */
  readonly target: string;
  /** The target in the measure's unit; null for none. */
  readonly targetNumber: number | null;
  readonly status: { readonly word: string; readonly tone: Tone };
  readonly line: SmallLine;
  /** "+3.4 points", "63 fewer", "Same", "Not compared". */
  readonly change: string;
  /** Whether the figure is beyond what its own history makes usual, in a word. */
  readonly significance: string;
  /** "90.2%, 31 December 2017"; "None" where nothing is published. */
  readonly england: string;
}

/** The last eight quarters of a measure, for a line without axes. */
export interface SmallLine {
  /** Oldest first; null where there is no figure. No number that the edition hides. */
  readonly values: readonly (number | null)[];
  /** Over the same quarters; null for none, and where the line is of another period than the target. */
  readonly target: number | null;
  readonly unit: Unit;
  /** Of its numbers: those that their publisher prints, where these are fewer than the unit's. */
  readonly decimals: number;
  /** What the points are of, as tables name a figure: "Early help assessments started (the quarter)". */
  readonly label: string;
}
