import type { Value, ValueSymbol } from '../../core/figure/value.js';

/** A count of a published row that is hidden, and what the row publishes of the rest. */
export interface HiddenCount {
  readonly symbol: ValueSymbol;
  /** All that the row counts; null where it isn't published. */
  readonly total: number | null;
  /** The other parts that add up to the total with it, null for one that is hidden too; empty where none are published. */
  readonly others: readonly (number | null)[];
  /** Of several hidden parts the definition takes this one as the small one. */
  readonly isTakenAsSmall: boolean;
}

/** Least and most that a hidden count can be. */
export interface CountBounds {
  readonly least: number;
  readonly most: number;
}

/** DfE hides counts of 1 to 5. */
const SMALLEST_HIDDEN = 1;
const LARGEST_SMALL = 5;

/**
 * What a hidden count can be. The only one in its row is 1 to 5. Where parts add up to a published total, another is hidden too: the
 * hidden ones add up to the remainder, and one of them is 1 to 5. Another can be nought: DfE has hidden noughts (Milton Keynes, 2014).
 * @returns null where nothing bounds it: `x`, `u`, or a row that contradicts itself.
 */
export function countBounds(hidden: HiddenCount): CountBounds | null {
  const { symbol, total, others, isTakenAsSmall } = hidden;
  if (symbol !== 'c') return null;
  const alone = { least: SMALLEST_HIDDEN, most: Math.min(LARGEST_SMALL, total ?? LARGEST_SMALL) };
  if (others.length === 0) return alone.most < alone.least ? null : alone;
  if (total === null) return null;
  const known = others.filter((count) => count !== null);
  const hiddenToo = others.length - known.length;
  const remainder = total - known.reduce((sum, count) => sum + count, 0);
  if (hiddenToo === 0) return remainder < 0 ? null : { least: remainder, most: remainder };
  if (remainder < SMALLEST_HIDDEN) return null;
  const isSmall = remainder <= LARGEST_SMALL;
  if (isTakenAsSmall) return { least: SMALLEST_HIDDEN, most: isSmall ? remainder : LARGEST_SMALL };
  return {
    least: isSmall || hiddenToo > 1 ? 0 : SMALLEST_HIDDEN,
    most: isSmall ? remainder : remainder - SMALLEST_HIDDEN,
  };
}

/** An authority's figure as far as it is known: the least and the most that it can be, one and the same where it was published. */
export interface BoundedFigure {
  readonly areaCode: string;
  readonly least: Value;
  readonly most: Value;
}

/** What is known of some authorities' figures. */
export interface KnownFigures {
  readonly figures: readonly BoundedFigure[];
  /** Authorities without a figure, and without bounds; those that have nothing to measure (`z`) aren't among them. */
  readonly lacking: number;
}

/**
 * Sorts figures into those that are known, exactly or within bounds, and the rest.
 * @param boundsOf least and most of a figure that a symbol replaces; null where nothing bounds it.
 */
export function knownFigures(
  values: readonly (Value | null)[],
  boundsOf: (value: Value) => BoundedFigure | null = () => null,
): KnownFigures {
  const figures: BoundedFigure[] = [];
  let lacking = 0;
  for (const value of values) {
    if (value?.symbol === 'z') continue;
    const known = value === null ? null : isNumber(value) ? exactly(value) : boundsOf(value);
    if (known === null) lacking += 1;
    else figures.push(known);
  }
  return { figures, lacking };
}

function exactly(value: Value): BoundedFigure {
  return { areaCode: value.areaCode, least: value, most: value };
}

function isNumber({ symbol, word, numerator, denominator }: Value): boolean {
  return (
    symbol === null &&
    word === null &&
    numerator !== null &&
    denominator !== null &&
    denominator > 0
  );
}
