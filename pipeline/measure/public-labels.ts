import type { MeasureDefinition } from '../core/figure/definition.js';
import type { Value } from '../core/figure/value.js';
import { byKey } from './compute.js';

/** Labels that are ours, whatever returns say. */
const OWN_LABELS = ['unknown', 'other'];

/**
 * Puts labels that come from returns, such as the district of a home, together under `other` where no quarter has more children behind
 * them than the threshold: a name alone would say that some child comes from there, and a typing error would become a public label.
 * @param values every quarter of a run, since a label that was large enough once keeps its name
 * @returns values sorted by key
 */
export function withPublicLabels(
  values: readonly Value[],
  definitions: readonly MeasureDefinition[],
  threshold: number,
): Value[] {
  const open = new Map(
    definitions.map((each) => [each.measure, each.labelsFromReturns ?? []] as const),
  );
  const isOpen = (value: Value): boolean => {
    const [name = '', label = ''] = value.breakdown.split(':');
    return (open.get(value.measure) ?? []).includes(name) && !OWN_LABELS.includes(label);
  };
  const known = new Set(
    values.filter((value) => isOpen(value) && (value.numerator ?? 0) > threshold).map(labelKey),
  );
  const kept: Value[] = [];
  const others = new Map<string, Value>();
  for (const value of values) {
    const other = { ...value, breakdown: `${value.breakdown.split(':')[0] ?? ''}:other` };
    const isNamedOther = value.breakdown === other.breakdown && isOpenName(value, open);
    if (!isNamedOther && (!isOpen(value) || known.has(labelKey(value)))) {
      kept.push(value);
      continue;
    }
    const key = `${labelKey(other)} ${value.quarter}`;
    const sum = others.get(key);
    others.set(key, sum === undefined ? other : added(sum, other));
  }
  return [...kept, ...others.values()].sort(byKey);
}

function isOpenName(
  { measure, breakdown }: Value,
  open: ReadonlyMap<string, readonly string[]>,
): boolean {
  return (open.get(measure) ?? []).includes(breakdown.split(':')[0] ?? '');
}

function labelKey({ measure, version, basis, areaCode, breakdown }: Value): string {
  return `${measure} ${version} ${basis} ${areaCode} ${breakdown}`;
}

/** Two labels' counts together; a quarter without a number has none for any of them. */
function added(one: Value, two: Value): Value {
  if (one.numerator === null || two.numerator === null) return one.numerator === null ? one : two;
  return {
    ...one,
    numerator: one.numerator + two.numerator,
    // A count has the denominator 1, whatever it is the sum of.
    denominator:
      one.denominator === 1 && two.denominator === 1
        ? 1
        : (one.denominator ?? 0) + (two.denominator ?? 0),
  };
}
