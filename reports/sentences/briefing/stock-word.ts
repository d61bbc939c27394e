import type { Figure } from '../../../pipeline/core/figure/figure.js';
import { chartedFigure, significanceWord, type Variation } from './significance.js';

/** What adds to a number on a day, and what takes from it, by measure. */
const FLOWS: ReadonlyMap<string, readonly [begun: string, ended: string]> = new Map(
  (
    [
      ['child-protection-plans', 'child-protection-plans-begun', 'child-protection-plans-ended'],
      ['children-looked-after', 'began-to-be-looked-after', 'ceased-to-be-looked-after'],
    ] as const
  ).flatMap(([stock, ...flows]) => [stock, `${stock}-rate`].map((each) => [each, flows] as const)),
);

/** The rule in a sentence, said once where a word of it is shown. */
export const FLOWS_REASON =
  'Flows: a number on a day carries over, so what began and what ended in the quarter is judged.';

const FLOW_WORDS = [
  ...(['Usual flows', 'Unusual flows'] as const),
  ...(['More began', 'Fewer began', 'More ended', 'Fewer ended'] as const),
] as const;

export type FlowWord = (typeof FLOW_WORDS)[number];

/** Whether a word is one of flows, which {@link FLOWS_REASON} explains. */
export function isFlowWord(word: string): boolean {
  return FLOW_WORDS.some((each) => each === word);
}

/**
 * Whether a quarter is beyond chance, in a word: of a number on a day by what began and ended in the quarter, since the number itself
 * carries over; of anything else by its single quarters.
 */
export function chanceWord(figures: readonly Figure[], figure: Figure): Variation | FlowWord {
  const flows = FLOWS.get(figure.definition.measure);
  if (flows === undefined || figure.breakdown !== 'all')
    return significanceWord(chartedFigure(figures, figure));
  const [begun, ended] = flows.map((measure) => wayOf(figures, measure));
  if (begun === undefined || ended === undefined) return 'Cannot say';
  if (begun === null && ended === null) return 'Usual flows';
  if (begun !== null && ended !== null) return 'Unusual flows';
  const way = begun ?? ended;
  const verb = begun === null ? 'ended' : 'began';
  return `${way === 'above' ? 'More' : 'Fewer'} ${verb}`;
}

/** On which side of its mean a flow is beyond chance; null where it is usual, undefined where nothing can be said of it. */
function wayOf(figures: readonly Figure[], measure: string): 'above' | 'below' | null | undefined {
  const flow = figures.find(
    ({ definition, basis, breakdown }) =>
      definition.measure === measure && basis === 'quarter' && breakdown === 'all',
  );
  const exception = flow?.judgement.exception;
  if (exception == null || exception.word === 'cannot say' || flow?.current.symbol !== null)
    return undefined;
  return exception.word === 'exceptional' ? exception.side : null;
}
