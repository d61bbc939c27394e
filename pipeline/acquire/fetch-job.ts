import type { IsoDate } from '../core/calendar/days.js';
import type { SkipReason } from '../core/files/skipped.js';
import type { HeldFile } from './web-file.js';

/** What fetching a source's returns rests on, wherever they come from. */
export interface FetchJob {
  readonly source: string;
  /** The as-at date in a name, by the source's own rule. */
  readonly dateOf: (name: string) => IsoDate | undefined;
  /** A folder of its own, where what is fetched is put for the while. */
  readonly staging: string;
  readonly mostBytes: number;
  /** The mark that a place bore when it was last taken in; undefined where it never was. */
  readonly markOf: (place: string) => string | undefined;
  /** What has been fetched of a return whose other files are still to come, by address: for the next try. */
  readonly held: Map<string, HeldFile>;
  readonly signal: AbortSignal;
  /** Waits between two looks at what may still be growing. */
  readonly settle: () => Promise<void>;
  /** Called with each return as it is fetched; what is staged is removed afterwards. */
  readonly take: (fetched: Fetched) => Promise<void>;
}

/** A return that has been fetched whole. */
export interface Fetched {
  /** Where it came from, fit for the ledger: no secret in it. */
  readonly place: string;
  /** Its files, or the folder that holds them, in the staging folder. */
  readonly paths: readonly string[];
  /** Other names that may give its date: the text of a link. */
  readonly alsoNamed: readonly string[];
  /** Says whether the place holds something else the next time. */
  readonly mark: string;
  /** What its publisher says of it, such as its version: kept with the return. */
  readonly notes?: readonly string[];
}

/** What a job came to, as well as what was fetched. */
export interface FetchResult {
  /** Places that hold what they held when they were taken in. */
  readonly unchanged: number;
  /** What was left for another time, and why. */
  readonly left: readonly {
    readonly place: string;
    readonly cause: SkipReason;
    readonly why: string;
  }[];
}
