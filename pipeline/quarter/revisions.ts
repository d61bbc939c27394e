import type { PackInput } from '../../reports/input.js';
import {
  isAtLeast,
  type Value,
  VALUE_FLAGS,
  type ValueFlag,
  type ValueKey,
} from '../core/figure/value.js';

/** A value as it was given out, or as it is now: what a reader would see change. */
export type ValueContent = Pick<Value, 'numerator' | 'denominator' | 'symbol' | 'word' | 'flags'>;

/** One text for a value's key. */
export function keyOf(key: ValueKey): string {
  return [key.measure, key.version, key.basis, key.areaCode, key.breakdown, key.quarter].join('|');
}

/** True where both say the same to a reader: a count, a ratio, a bound, a symbol or a word. */
export function isSame(a: ValueContent, b: ValueContent): boolean {
  return (
    a.numerator === b.numerator &&
    a.denominator === b.denominator &&
    a.symbol === b.symbol &&
    a.word === b.word &&
    isAtLeast(a) === isAtLeast(b)
  );
}

/**
 * A pack's input with `[r]` next to every value that differs from the one last given out, in its series too.
 * @param published the values last given out, by {@link keyOf}
 */
export function markRevised(
  input: PackInput,
  published: ReadonlyMap<string, ValueContent>,
): PackInput {
  const marked = <V extends Value>(value: V): V => {
    const before = published.get(keyOf(value));
    if (before === undefined || isSame(before, value) || value.flags.includes('r')) return value;
    const flags = new Set<ValueFlag>([...value.flags, 'r']);
    return { ...value, flags: VALUE_FLAGS.filter((flag) => flags.has(flag)) };
  };
  return {
    ...input,
    values: input.values.map(marked),
    figures: input.figures.map((figure) => ({
      ...figure,
      current: marked(figure.current),
      series: figure.series.map(marked),
      comparators: figure.comparators.map((comparator) => ({
        ...comparator,
        value: marked(comparator.value),
      })),
    })),
  };
}
