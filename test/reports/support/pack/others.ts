import type { Comparator } from '../../../../pipeline/core/figure/figure.js';
import { value } from '../figures.js';

/** Figures of other areas: name, code, numerator and denominator. */
export function others(
  pairs: Readonly<Record<string, readonly [string, number, number]>>,
): Comparator[] {
  return Object.entries(pairs).map(([name, [areaCode, numerator, denominator]]) => ({
    name,
    value: value({ areaCode, numerator, denominator }),
    basis: 'same file, 31 December 2017',
    asAt: '2017-12-31',
    period: '31 December 2017',
    isLike: true,
  }));
}

export const percentLow = { unit: 'percent', polarity: 'low' } as const;
