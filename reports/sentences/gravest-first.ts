import type { Figure } from '../../pipeline/core/figure/figure.js';

/** Red measures first, then amber ones, then those with a baseline, then the rest, each in the strategy's order. */
export function gravestFirst(figures: readonly Figure[]): Figure[] {
  const weight = ({ judgement }: Figure): number =>
    judgement.rag === 'red'
      ? 0
      : judgement.rag === 'amber'
        ? 1
        : judgement.baseline !== null
          ? 2
          : 3;
  return [...figures].sort((a, b) => weight(a) - weight(b));
}
