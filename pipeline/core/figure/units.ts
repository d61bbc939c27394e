import type { Unit } from './value.js';

/** True of a number out of so many people: its name says out of how many. */
export function isRate(unit: Unit): boolean {
  return unit === 'rate_per_10000' || unit === 'rate_per_1000' || unit === 'rate_per_100000';
}

/** True of what is added up over those counted, and divided by them: of these numbers the denominator says how many children it rests on. */
export function isMeanOf(unit: Unit): boolean {
  return unit === 'days' || unit === 'mean' || unit === 'score';
}

/**
 * True of units in which areas of any size can be compared and ranked: a number grows with the area, and a grade or a rank is a position
 * already.
 */
export function isOfAnySize(unit: Unit): boolean {
  return isRate(unit) || unit === 'percent' || isMeanOf(unit);
}
