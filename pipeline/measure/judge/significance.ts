/** Counts of one authority, area or year: what was counted, out of how many. */
export interface Counts {
  readonly numerator: number;
  readonly denominator: number;
}

/** `proportion`: some of the denominator; `rate`: events over a population, which may happen to one child twice. */
export type CountsKind = 'proportion' | 'rate';

/** What a test on counts finds. Limits are ratios: numerator over denominator. */
export interface Tested {
  readonly word: 'similar' | 'higher' | 'lower';
  readonly limits: { readonly lower: number; readonly upper: number };
  /** A variance ratio, 1 or more. */
  readonly overdispersion: number;
}

/** Standard deviations of 99.8 % limits: one authority in 500 lies outside by chance. */
const LIMIT = 3.09;

/** An expected count under this, of what is counted or of the rest, is too few for a normal approximation. */
const LEAST_EXPECTED = 5;

/** Fewer authorities say nothing of how much they differ from each other. */
export const FEWEST_AUTHORITIES = 20;

/** Of the standardised differences this share at either end counts as the one next to it, so that a few odd ones don't decide. */
const WINSORISED = 0.1;

/**
 * Compares an authority's counts with a reference (England's, a region's) by a funnel: 99.8 % limits around the reference for an authority
 * of its size, widened by the authorities' overdispersion, since they differ by more than chance (Spiegelhalter 2005: a multiplicative factor
 * from winsorised standardised differences).
 * @param peers counts of all authorities of the same period, this one included
 * @returns null where too few are counted, or too few authorities have counts.
 */
export function compareWithReference(
  own: Counts,
  reference: Counts,
  peers: readonly Counts[],
  kind: CountsKind,
): Tested | null {
  const target = reference.numerator / reference.denominator;
  if (!isEnough(own.denominator, target, kind)) return null;
  const overdispersion = overdispersionOf(peers, kind);
  if (overdispersion === null) return null;
  const { reach, ...limits } = limitsOf(target, own.denominator, overdispersion, kind);
  const ratio = own.numerator / own.denominator;
  const word = ratio > target + reach ? 'higher' : ratio < target - reach ? 'lower' : 'similar';
  return { word, limits, overdispersion };
}

/** The funnel's limits around a ratio for a denominator, and how far they reach before they meet the ends of what is possible. */
export function limitsOf(
  target: number,
  denominator: number,
  overdispersion: number,
  kind: CountsKind,
): Tested['limits'] & { readonly reach: number } {
  const reach = LIMIT * Math.sqrt(overdispersion * varianceOf(target, denominator, kind));
  const most = kind === 'proportion' ? 1 : Infinity;
  return { lower: Math.max(0, target - reach), upper: Math.min(most, target + reach), reach };
}

/**
 * By how much more authorities differ from their common ratio than chance makes them: the mean of the squared standardised differences, a
 * tenth of them at either end winsorised; 1 where they differ by no more. Null of too few authorities with enough counted.
 */
export function overdispersionOf(peers: readonly Counts[], kind: CountsKind): number | null {
  const sum = (of: (counts: Counts) => number): number =>
    peers.reduce((total, each) => total + of(each), 0);
  const all = sum((each) => each.denominator);
  if (all === 0) return null;
  const target = sum((each) => each.numerator) / all;
  const differences = peers
    .filter(({ denominator }) => isEnough(denominator, target, kind))
    .map(
      ({ numerator, denominator }) =>
        (numerator / denominator - target) / Math.sqrt(varianceOf(target, denominator, kind)),
    )
    .sort((a, b) => a - b);
  if (differences.length < FEWEST_AUTHORITIES) return null;
  const cut = Math.floor(differences.length * WINSORISED);
  const [low = 0, high = 0] = [differences[cut], differences[differences.length - 1 - cut]];
  const squares = differences.map((each) => Math.min(Math.max(each, low), high) ** 2);
  return Math.max(1, squares.reduce((total, each) => total + each, 0) / squares.length);
}

/**
 * Compares two years of one authority's flow by their counts: 99.8 % limits of the difference of two independent shares or rates. Two dates of one
 * stock aren't independent: their children are mostly the same, so nobody may ask that of them.
 * @param overdispersion widens the limits where what is counted comes in clusters, such as sessions of one pupil; else 1
 * @returns null where too few are counted in either.
 */
export function compareYears(
  now: Counts,
  then: Counts,
  kind: CountsKind,
  overdispersion = 1,
): Tested['word'] | null {
  const pooled = (now.numerator + then.numerator) / (now.denominator + then.denominator);
  const isTooFew = [now, then].some(({ denominator }) => !isEnough(denominator, pooled, kind));
  if (isTooFew) return null;
  const variance =
    varianceOf(pooled, now.denominator, kind) + varianceOf(pooled, then.denominator, kind);
  const difference = now.numerator / now.denominator - then.numerator / then.denominator;
  const reach = LIMIT * Math.sqrt(overdispersion * variance);
  return difference > reach ? 'higher' : difference < -reach ? 'lower' : 'similar';
}

function isEnough(denominator: number, target: number, kind: CountsKind): boolean {
  if (denominator * target < LEAST_EXPECTED) return false;
  return kind === 'rate' || denominator * (1 - target) >= LEAST_EXPECTED;
}

/** The variance of a ratio by chance only: binomial of a share, Poisson of a rate. */
function varianceOf(target: number, denominator: number, kind: CountsKind): number {
  return (kind === 'proportion' ? target * (1 - target) : target) / denominator;
}
