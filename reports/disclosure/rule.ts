import { isMeanOf } from '../../pipeline/core/figure/units.js';
import type { MeasureDefinition } from '../../pipeline/core/figure/definition.js';
import type { Unit } from '../../pipeline/core/figure/value.js';
import { type CellId, type Cells, denominatorOf, numeratorOf, type Terms } from './cells.js';

/** From which size on figures on children are shown. */
export interface DisclosureRule {
  /** Counts from 1 to this many are hidden; zero is shown. */
  readonly threshold: number;
}

/** True for counts of children, and of what happened to them: DfE hides 1 to 5 re-referrals as it does 1 to 5 children. */
export function isControlled(definition: MeasureDefinition | undefined): boolean {
  return definition?.counts === 'people' || definition?.counts === 'events';
}

/** A percentage of fewer than this many children is hidden (DfE's rule for children in need). */
export const LEAST_DENOMINATOR = 10;

/** A number that nobody may work out: a cell, or the difference of two. */
export interface Secret {
  readonly terms: Terms;
  /** The value (its key) that it belongs to. */
  readonly owner: string;
}

/**
 * What is too small to be shown of a value: its count; of a percentage its numerator, the rest of its denominator, or all of it where
 * the denominator is small; of a mean the children it rests on. Nothing where the value may be shown.
 */
export function secretsOf(owner: string, unit: Unit, cells: Cells, rule: DisclosureRule): Secret[] {
  const [n, d] = [numeratorOf(owner), denominatorOf(owner)];
  const [numerator, denominator] = [cells.get(n)?.count, cells.get(d)?.count];
  const isSmall = (count: number): boolean => count >= 1 && count <= rule.threshold;
  const secrets: Terms[] = [];
  if (numerator === undefined) return [];
  if (unit === 'count' || unit === 'rate_per_10000') {
    if (isSmall(numerator)) secrets.push(one(n));
  } else if (unit === 'percent' && denominator !== undefined) {
    const isFew = denominator < LEAST_DENOMINATOR;
    if (isSmall(numerator) || isFew) secrets.push(one(n));
    if (isSmall(denominator - numerator)) secrets.push(new Map([...one(d), [n, -1]]));
    if (isSmall(denominator)) secrets.push(one(d));
  } else if (isMeanOf(unit) && denominator !== undefined) {
    if (isSmall(denominator)) secrets.push(one(d));
  }
  return secrets.map((terms) => ({ terms, owner }));
}

/** What an attack on a value that is hidden for another's sake aims at. */
export function targetOf(owner: string, unit: Unit): Secret {
  return { terms: one(isMeanOf(unit) ? denominatorOf(owner) : numeratorOf(owner)), owner };
}

function one(cell: CellId): Terms {
  return new Map([[cell, 1]]);
}
