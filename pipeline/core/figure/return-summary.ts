import type { IsoDate } from '../calendar/days.js';

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
  /** Rejected rows and warnings by their place, as far as they are listed. */
  readonly problems: readonly RowProblem[];
}

/** A cell that broke a rule: where it is, the rule and the fix. What it holds isn't reported. */
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
  readonly fix: string;
}
