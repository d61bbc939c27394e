import type { Basis } from './value.js';

/** What a series may publish: a basis, or the year to date only where the financial year is whole. */
export type PublicBasis = Basis | 'financial-year';

export const PUBLIC_BASES = [
  'snapshot',
  'quarter',
  'ytd',
  'rolling12',
  'rolling36',
  'annual',
  'financial-year',
] as const satisfies readonly PublicBasis[];

/** The bases that a series publishes for ever. Its other bases are for officers. */
export interface PublicSeries {
  readonly measure: string;
  /** `all`, or the names that it is broken down by, such as `age,sex`. */
  readonly breakdown: string;
  /** None: the series is for officers. */
  readonly bases: readonly PublicBasis[];
  readonly chosenBy: 'rule' | 'council';
  /** The rule's reason, for officers. It may hold a small count. */
  readonly why: string;
}
