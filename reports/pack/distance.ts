import type { Figure } from '../../pipeline/core/figure/figure.js';
import { published } from './cells.js';

/**
 * How far a rated figure lies from its target, as a percentage of the target to one decimal: above zero it is better than the
 * target, whatever its polarity. It is of published numbers, so that it shows no more than they do.
 * @returns null where the figure isn't rated, or the target is zero and has no share
 */
export function distanceToTarget(figure: Figure): number | null {
  const { rag, target } = figure.judgement;
  const value = published(figure.current, figure);
  if (value === null || target === null || target === 0) return null;
  if (rag !== 'green' && rag !== 'amber' && rag !== 'red') return null;
  const better = figure.polarity === 'low' ? target - value : value - target;
  const tenths = Math.round((Math.abs(better) / target) * 1000);
  return (better < 0 && tenths > 0 ? -tenths : tenths) / 10;
}
