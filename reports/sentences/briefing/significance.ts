import { assuranceOf } from '../../../pipeline/core/figure/control-chart.js';
import type { Figure } from '../../../pipeline/core/figure/figure.js';

/** True of a figure beyond what its own history makes usual. */
export function isExceptional({ judgement }: Figure): boolean {
  return judgement.exception?.word === 'exceptional';
}

/** True where its side is the worse one by its polarity. */
export function isWorse({ judgement, polarity }: Figure): boolean {
  const side = judgement.exception?.side ?? null;
  if (side === null || polarity === 'none') return false;
  return (side === 'above') !== (polarity === 'high');
}

/**
 * The figure whose single quarters can be charted: of what accumulates or overlaps, the same measure by quarters, as far as the edition
 * shows these.
 */
export function chartedFigure(figures: readonly Figure[], figure: Figure): Figure {
  if (figure.basis !== 'ytd' && figure.basis !== 'rolling12' && figure.basis !== 'rolling36')
    return figure;
  return (
    figures.find(
      (each) =>
        each.basis === 'quarter' &&
        each.definition.measure === figure.definition.measure &&
        each.breakdown === figure.breakdown &&
        each.current.symbol !== 'c',
    ) ?? figure
  );
}

/** Variation in a word: whether the quarter is more than chance. */
export type Variation = 'Usual' | 'Improving' | 'Worsening' | 'Rising' | 'Falling' | 'Cannot say';

/** Said once where a word of the first page is "Cannot say". */
export const CANNOT_SAY_REASON =
  'Cannot say: there are fewer than 12 quarters to judge by, one of them is not shown, or the figure is of a day and carries over.';

/** Whether a change is more than chance, in a word; of what isn't charted, that nothing can be said. */
export function significanceWord(figure: Figure): Variation {
  const { exception } = figure.judgement;
  if (exception === null || exception.word === 'cannot say') return 'Cannot say';
  if (exception.word === 'not exceptional') return 'Usual';
  if (figure.polarity === 'none' || figure.definition.polarity === 'none')
    return exception.side === 'above' ? 'Rising' : 'Falling';
  return isWorse(figure) ? 'Worsening' : 'Improving';
}

/** Whether what is usual meets the target, in words; "None" without a target of the charted quarters, a polarity or limits. */
export function assuranceWord(figure: Figure, charted: Figure): string {
  const limits = charted.judgement.exception?.limits ?? null;
  const { target } = figure.judgement;
  // A number since 1 April has no target of a single quarter; a share has.
  if (limits === null || target === null || (charted !== figure && figure.unit !== 'percent'))
    return 'None';
  const found = assuranceOf(limits, target, figure.polarity);
  return found === null ? 'None' : `${found.slice(0, 1).toUpperCase()}${found.slice(1)}`;
}
