import { parseQuarter } from '../../../pipeline/core/calendar/quarter.js';
import type { Comparator, Figure } from '../../../pipeline/core/figure/figure.js';
import { isAtLeast } from '../../../pipeline/core/figure/value.js';
import { published } from '../../pack/cells.js';
import { comparatorWords } from '../../pack/words.js';

/** England's figure with its number; null where there is none, or it is hidden. */
export function englandOf(
  figure: Figure,
): { readonly number: number; readonly comparator: Comparator } | null {
  const comparator = figure.comparators.find(({ name }) => name === 'England');
  if (comparator === undefined) return null;
  const number = published(comparator.value, figure);
  return number === null ? null : { number, comparator };
}

/** "90.2%, 31 December 2017": the number and the day or period that it is of. */
export function englandWords(figure: Figure): string {
  const england = englandOf(figure);
  if (england === null) return 'None';
  return `${comparatorWords(england.comparator, figure) ?? 'None'}, ${england.comparator.period}`;
}

/**
 * "above England’s 90.2% (31 December 2017)"; null where there is nothing to compare with, or England’s figure is of a period of another
 * length: nine months aren't set above or below a year.
 */
export function besideEngland(figure: Figure): string | null {
  const [now, england] = [exactNumber(figure), englandOf(figure)];
  if (now === null || england === null || !england.comparator.isLike) return null;
  const theirs = comparatorWords(england.comparator, figure) ?? '';
  const when = england.comparator.period;
  if (now === england.number) return `the same as England (${when})`;
  return `${now > england.number ? 'above' : 'below'} England’s ${theirs} (${when})`;
}

/** Whether the figure is better than England’s, by a polarity and over as long a period. */
export function isBetterThanEngland(figure: Figure): boolean {
  const [now, england] = [exactNumber(figure), englandOf(figure)];
  if (now === null || england === null || !england.comparator.isLike) return false;
  if (figure.polarity === 'none') return false;
  return figure.polarity === 'high' ? now > england.number : now < england.number;
}

/** The figure's number where others' may be set next to it: it isn't a bound, and its series has no break. */
function exactNumber(figure: Figure): number | null {
  const isExact = !isAtLeast(figure.current) && figure.judgement.rag !== 'not rated';
  return isExact ? published(figure.current, figure) : null;
}

/** England's figure is of the same day, so that a few words need not say of which. */
export function isOfEnglandsDay(figure: Figure): boolean {
  const { quarter } = figure.current;
  const day = figure.asAt[quarter] ?? parseQuarter(quarter).lastDay;
  return englandOf(figure)?.comparator.asAt === day;
}
