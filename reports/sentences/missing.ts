import type { Figure } from '../../pipeline/core/figure/figure.js';
import { headline, sentence } from './headline.js';
import { listed, numberName } from './number-name.js';
import { lowerFirst, sentenceLabel } from './subject.js';

/** Measures without a figure that a sentence names; of more, or of names with a comma or a colon in them, it says how many. */
const MOST_NAMED = 2;

/**
 * That measures have no figure, a sentence for each reason: a reason that several measures share is said once. "No figure for seven
 * measures. No return … has been received."
 */
export function missingWords(figures: readonly Figure[]): string[] {
  const byReason = new Map<string, Figure[]>();
  for (const figure of figures) {
    const reason = figure.current.reason ?? 'no return gives it';
    byReason.set(reason, [...(byReason.get(reason) ?? []), figure]);
  }
  return [...byReason].map(([reason, own]) => {
    const [only] = own;
    if (only !== undefined && own.length === 1) return headline(only);
    const labels = own.map((figure) => lowerFirst(sentenceLabel(figure)));
    const isNamed = own.length <= MOST_NAMED && !labels.some((label) => /[,:]/.test(label));
    const names = isNamed ? listed(labels) : `${numberName(own.length)} measures`;
    return `No figure for ${names}. ${sentence(reason)}`;
  });
}
