import { isMeanOf } from '../../pipeline/core/figure/units.js';
import type { Unit, Value } from '../../pipeline/core/figure/value.js';

/** Names one count: a value's numerator or denominator, or a flow that no value shows. */
export type CellId = string;

/** A sum of counts, each times its factor. */
export type Terms = ReadonlyMap<CellId, number>;

/** One count of children, as it is in truth. */
export interface Cell {
  readonly count: number;
  /** The key of the value that shows it. */
  readonly owner: string;
}

export type Cells = ReadonlyMap<CellId, Cell>;

type Key = Pick<Value, 'measure' | 'basis' | 'areaCode' | 'breakdown' | 'quarter'>;

/** A value's key as one text; of its versions one at most speaks for a quarter. */
export function keyText(value: Key): string {
  return `${value.measure} ${value.basis} ${value.areaCode} ${value.breakdown} ${value.quarter}`;
}

export function numeratorOf(owner: string): CellId {
  return `${owner} numerator`;
}

export function denominatorOf(owner: string): CellId {
  return `${owner} denominator`;
}

/** A value with its two counts; one that a symbol or a word stands for has none. */
export type Counted = Key & { readonly numerator: number; readonly denominator: number };

export function isCounted(value: Value): value is Value & Counted {
  return (
    value.symbol === null &&
    value.word === null &&
    value.numerator !== null &&
    value.denominator !== null
  );
}

/**
 * The counts that a value shows. The population under a rate is public whatever is hidden, so it is none of them.
 * @param owner the value's key, or what stands for it where an earlier release had another number under it
 */
export function cellsOf(value: Counted, unit: Unit, owner: string): [CellId, Cell][] {
  const numerator: [CellId, Cell] = [numeratorOf(owner), { count: value.numerator, owner }];
  return unit === 'percent' || isMeanOf(unit)
    ? [numerator, [denominatorOf(owner), { count: value.denominator, owner }]]
    : [numerator];
}
