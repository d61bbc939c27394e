import type { Figure } from '../../pipeline/core/figure/figure.js';
import { capitalised } from '../pack/cells.js';
import { numberWords } from '../pack/words.js';

/** The test in words, for a note. */
export const SIGNIFICANCE_TEST =
  'Whether the council differs from England and its region is tested on counts. An authority of its size is “similar” within 99.8% limits around their figure; outside them it is “higher” or “lower”. The limits are wider than chance makes them, since authorities differ by more: the overdispersion says by how many times the variance is larger (a multiplicative factor from winsorised differences). A year’s flow is compared with last year’s by the same limits of two shares or rates. Two dates of one stock are not compared, since most of its children are the same, nor is what has no published counts.';

/**
 * How the council's figure differs from another: "Similar (27.2% to 32.1%; overdispersion 4.2)", "Higher than last year".
 * @returns null where nothing was tested.
 */
export function significanceWords(
  { significance = [], unit }: Pick<Figure, 'significance' | 'unit'>,
  against: string,
): string | null {
  const found = significance.find((each) => each.against === against);
  if (found === undefined) return null;
  if (found.why !== null) return `${capitalised(found.word)}: ${found.why}`;
  const { limits, overdispersion } = found;
  const widened = overdispersion === null ? [] : [`overdispersion ${overdispersion.toFixed(1)}`];
  if (limits === null) {
    const word =
      found.word === 'similar'
        ? 'Similar to last year'
        : `${capitalised(found.word)} than last year`;
    return widened.length === 0 ? word : `${word} (${widened.join('')})`;
  }
  const range = `${numberWords(limits.lower, unit)} to ${numberWords(limits.upper, unit)}`;
  return `${capitalised(found.word)} (${[range, ...widened].join('; ')})`;
}
