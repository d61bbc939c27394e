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

/** Whether a change is more than chance, in a word: "Usual", "Improving", "Worsening", "Rising", "Falling", "Cannot say". */
export function significanceWord(figure: Figure): string {
  const { exception } = figure.judgement;
  if (exception === null || exception.word === 'cannot say') return 'Cannot say';
  if (exception.word === 'not exceptional') return 'Usual';
  if (figure.polarity === 'none' || figure.definition.polarity === 'none')
    return exception.side === 'above' ? 'Rising' : 'Falling';
  return isWorse(figure) ? 'Worsening' : 'Improving';
}
