import type { Unit } from './value.js';

/** Decimal places that each unit is published with (measures.md: percentages and rates to one decimal). */
export const decimalsOf: Readonly<Record<Unit, number>> = {
  count: 0,
  percent: 1,
  rate_per_10000: 1,
  days: 0,
  grade: 0,
  rank: 0,
  mean: 1,
  score: 1,
  pounds: 0,
  rate_per_1000: 1,
  rate_per_100000: 1,
};

/** How many times its ratio a unit's number is. */
export const FACTORS: Readonly<Record<Unit, bigint>> = {
  count: 1n,
  percent: 100n,
  rate_per_10000: 10_000n,
  days: 1n,
  grade: 1n,
  rank: 1n,
  mean: 1n,
  score: 1n,
  pounds: 1n,
  rate_per_1000: 1_000n,
  rate_per_100000: 100_000n,
};

/**
 * The one place where a numerator is divided by its denominator and rounded: half away from zero, exactly, in whole numbers.
 * @param annualise 4 for a quarter's rate per year; else 1.
 * @returns the published number; null where there is nothing to divide by.
 */
export function ratio(
  numerator: number | null,
  denominator: number | null,
  unit: Unit,
  options: { readonly annualise?: number; readonly decimals?: number } = {},
): number | null {
  if (numerator === null || denominator === null || denominator === 0) return null;
  // Of a rank the numerator counts those before it, the denominator all.
  if (unit === 'rank') return numerator + 1;
  const decimals = options.decimals ?? decimalsOf[unit];
  const scale = 10n ** BigInt(decimals);
  const top = BigInt(numerator) * FACTORS[unit] * BigInt(options.annualise ?? 1) * scale;
  const bottom = BigInt(denominator);
  const negative = top < 0n !== bottom < 0n;
  const [a, b] = [abs(top), abs(bottom)];
  const rounded = (2n * a + b) / (2n * b);
  return Number(negative ? -rounded : rounded) / 10 ** decimals;
}

/** The number is one of so many decimal places: a median of whole numbers may lie between two. */
export function isAt(number: number, decimals: number): boolean {
  return Number(number.toFixed(decimals)) === number;
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
