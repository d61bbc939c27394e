import type { Figure } from '../../pipeline/core/figure/figure.js';

/** Red measures first, then those with a baseline to tell of, then the rest, each in the strategy's order. */
export function gravestFirst(figures: readonly Figure[]): Figure[] {
  const weight = ({ judgement }: Figure): number =>
    judgement.rag === 'red' ? 0 : judgement.baseline !== null ? 1 : 2;
  return [...figures].sort((a, b) => weight(a) - weight(b));
}
