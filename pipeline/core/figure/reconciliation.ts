import type { IsoDate } from '../calendar/days.js';
import type { Basis, Unit, ValueSymbol } from './value.js';

/** One figure of the council as each return gives it that can, and what makes the difference. Holds no child's data. */
export interface ReconciledFigure {
  readonly measure: string;
  readonly title: string;
  readonly unit: Unit;
  readonly basis: Basis;
  readonly breakdown: string;
  /** The return that counts is the first. */
  readonly sides: readonly ReconciledSide[];
  /** The return that counts, compared with each other one that gives a figure. */
  readonly comparisons: readonly ReturnComparison[];
}

/** A figure as the returns of one source give it. */
export interface ReconciledSide {
  readonly source: string;
  /** What a sentence calls the return. */
  readonly called: string;
  readonly asAt: IsoDate;
  readonly numerator: number | null;
  /** 1 of a count. */
  readonly denominator: number | null;
  /** As it would be printed; null where a symbol is in its place. */
  readonly value: number | null;
  readonly symbol: ValueSymbol | null;
  readonly reason: string | null;
}

export interface ReturnComparison {
  /** The source that is compared with the one that counts. */
  readonly source: string;
  /** What the other return has more (or, below nought, fewer) than the one that counts. */
  readonly more: { readonly numerator: number; readonly denominator: number };
  /**
   * How rows were matched. `by child`: by pseudonym. `other identifiers`: no child of one return is in the other, so that they name
   * children differently. `not a sum`: the figure isn't a sum over children, or there are too many. `not asked`: the numbers are the same,
   * and only the rows of differing figures were asked for.
   */
  readonly matching: 'by child' | 'other identifiers' | 'not a sum' | 'not asked';
  /** Children of whom both returns give the same. */
  readonly sameCount: number;
  /** Children of whom they don't. */
  readonly differenceCount: number;
  /** One for each of these children, in the order of the rows; the first of them where only so many were asked for. */
  readonly differences: readonly RowDifference[];
}

/** What two returns say of one child, by reference. */
export interface RowDifference {
  /**
   * `not in the other`: only the return that counts has rows of the child; `only in the other`: only the other has; `differently`: both
   * have, and give the figure something else.
   */
  readonly kind: 'not in the other' | 'only in the other' | 'differently';
  readonly rows: readonly RowReference[];
}

/** Where a row is, as its sender finds it. */
export interface RowReference {
  readonly source: string;
  readonly asAt: IsoDate;
  readonly returnNo: number;
  readonly file: string | null;
  readonly sheet: string | null;
  /** As Excel shows it. */
  readonly row: number;
}
