import { isRate } from '../../pipeline/core/figure/units.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import { basisWords } from '../pack/words.js';
import { labelOf, sentenceLabel } from '../sentences/subject.js';

/**
 * "Primary schools judged good or outstanding"; of a figure that isn't a day's, the period that it covers too; of a rate its unit, since
 * the number itself is often the row above it.
 */
export function labelWithPeriod(figure: Figure): string {
  const label = labelWithUnit(figure);
  return figure.basis === 'snapshot' ? label : `${label} (${basisWords[figure.basis]})`;
}

/** "Primary schools judged good or outstanding"; of a rate with its unit. */
export function labelWithUnit(figure: Figure): string {
  return isRate(figure.unit) ? labelOf(figure) : sentenceLabel(figure);
}
