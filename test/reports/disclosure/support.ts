import { quartersUpTo } from '../../../pipeline/core/calendar/quarter.js';
import type { DeclaredSums, MeasureDefinition } from '../../../pipeline/core/figure/definition.js';
import type { Value } from '../../../pipeline/core/figure/value.js';
import { loadSolver } from '../../../reports/disclosure/solver.js';
import { suppress, type SuppressionOrder } from '../../../reports/disclosure/suppress.js';
import { definition, QUARTER, value } from '../support/figures.js';

export const plans = definition({
  measure: 'plans',
  breakdowns: ['age', 'sex', 'age,sex'],
  sums: sums({ parts: ['age', 'sex', 'age,sex'] }),
});
export const plansRate = definition({
  measure: 'plans-rate',
  unit: 'rate_per_10000',
  denominator: 'children aged 0 to 17',
  sums: sums({ equal: { numerator: 'plans.numerator' } }),
});
export const longPlans = definition({
  measure: 'long-plans',
  unit: 'percent',
  denominator: 'children with an open plan',
  sums: sums({ equal: { denominator: 'plans.numerator' } }),
});
export const repeats = definition({
  measure: 'repeats',
  unit: 'percent',
  denominator: 'plans started',
  bases: ['quarter', 'ytd', 'rolling12'],
  sums: sums({ windows: true }),
});
export const starts = definition({
  measure: 'starts',
  bases: ['quarter', 'ytd'],
  sums: sums({ windows: true }),
});
export const waiting = definition({
  measure: 'waiting',
  unit: 'days',
  denominator: 'children adopted',
});
export const schools = definition({ measure: 'schools', counts: 'schools' });

export const definitions: readonly MeasureDefinition[] = [
  plans,
  plansRate,
  longPlans,
  repeats,
  starts,
  waiting,
  schools,
];

export function sums(over: Partial<DeclaredSums>): DeclaredSums {
  return { parts: [], windows: false, equal: {}, within: {}, ...over };
}

/** Values of one breakdown, and their total. */
export function breakdownOf(name: string, counts: readonly number[], over: Partial<Value> = {}) {
  return counts.map((numerator, index) =>
    value({ measure: 'plans', breakdown: `${name}:${index}`, numerator, ...over }),
  );
}

export function total(numerator: number, over: Partial<Value> = {}): Value {
  return value({ measure: 'plans', numerator, ...over });
}

/** The last quarters up to the pack's own, oldest first, by key. */
export function lastQuarters(count: number): string[] {
  return quartersUpTo(QUARTER, count).map((quarter) => quarter.key);
}

const solve = await loadSolver();

export function suppressed(values: readonly Value[], over: Partial<SuppressionOrder> = {}) {
  const order = {
    values,
    definitions,
    quarter: QUARTER.key,
    rule: { threshold: 5 },
    earlier: [],
    reason: null,
    ...over,
  };
  return suppress(order, solve);
}

/** What of a suppression a reader sees, in the order given: numbers and `[c]`. */
export function shown(values: readonly Value[]): (number | string | null)[] {
  return values.map((each) => (each.symbol === null ? each.numerator : `[${each.symbol}]`));
}
