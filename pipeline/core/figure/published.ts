import type { IsoDate } from '../calendar/days.js';

/** Values of filters that single one series out; of several values the first that is published counts (a final version, else a revised one). */
export type Filters = Readonly<Record<string, readonly string[]>>;

/** A column of a published table, among the rows that its filters single out. */
export interface PublishedColumn {
  readonly indicator: string;
  readonly filters: Filters;
}

/** Where a published measure is: one table, in which a column is its value and others may be the counts behind it. */
export interface PublishedPlace {
  /** The id of a definition in `sources/published/tables`, or `lait`. */
  readonly table: string;
  readonly value: PublishedColumn;
  readonly numerator: PublishedColumn | null;
  readonly denominator: PublishedColumn | null;
  /** Counts that add up to the denominator with the numerator, where the row publishes them: a suppressed figure is bounded by them. */
  readonly others: readonly PublishedColumn[];
  /** Of several hidden parts the numerator is taken as the small one (1 to 5), and the figure says so. */
  readonly isTakenAsSmall: boolean;
  /** The value is a count, and the figure is that over the children of the area, worked out by us. */
  readonly isOverChildren?: boolean;
}

/** What makes a measure one that its publisher has worked out: it has no SQL. */
export interface PublishedSource {
  /** `date`: the state on the last day of its period; `period`: what happened in it. */
  readonly speaksFor: 'date' | 'period';
  /** In order of preference: of a period that several give, the first counts. None where its table can't be received yet. */
  readonly from: readonly PublishedPlace[];
  /** Its last period ended by this day, and why: later figures in the table mean nothing (`[z]`). */
  readonly ended: { readonly after: IsoDate; readonly why: string } | null;
}

/** What a publisher printed with a figure. */
export interface PublishedDetail {
  /** Its own period as a sentence has it after a comma: "31 March 2025", "year to March 2025". */
  readonly period: string;
  /** The same with the word before it: "at 31 March 2025", "in the year to March 2025". */
  readonly when: string;
  /** The last day of the period. */
  readonly to: IsoDate;
  /** Decimal places that its publisher prints, where these are fewer than its unit has here. */
  readonly decimals?: number;
  /** The counts behind the figure; null where none are published. */
  readonly numerator: number | null;
  readonly denominator: number | null;
}
