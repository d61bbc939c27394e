import type { Exception, Figure } from '../input.js';
import { numberWords } from '../pack/words.js';
import { currentWords } from './headline.js';
import { labelOf } from './subject.js';

/** The rule of exceptions, as the notes print it. */
export const EXCEPTION_RULE =
  'A figure is “exceptional” where it lies outside what its own history makes likely; the word is apart from the status, and a green figure may be exceptional. It is held against the 8 to 12 quarters before it, since the last break of the series; quarters without a figure are passed over. Of a percentage a p-chart is made: the limits lie three standard deviations from the earlier quarters taken together, by the number that the quarter itself is out of. Of a number, a rate or a mean, and of the percentage of pupils, who change their group a whole school at a time, an XmR chart is made: the limits lie 2.66 mean moving ranges from the mean of the earlier quarters. Exceptional is a figure outside the limits, or the eighth in a row on one side of the centre line. Numbers on the last day of a quarter carry over from one to the next, so that a slow drift is told as exceptional too. Nothing is said of figures since 1 April and of 12 or 36 months, whose quarters share days with each other, nor where fewer than one would be expected, where the earlier quarters do not differ, or where any figure that the limits rest on is suppressed.';

/** "Exceptional (worse)", "Not exceptional"; null where no chart is made of such a figure. */
export function exceptionWord(figure: Figure): string | null {
  const { exception } = figure.judgement;
  if (exception === null) return null;
  if (exception.word === 'cannot say') return 'Cannot say';
  return exception.word === 'exceptional'
    ? `Exceptional (${meaning(figure, exception)})`
    : 'Not exceptional';
}

/** What the figure's side of the centre line means by its polarity. */
function meaning({ polarity }: Figure, { side }: Exception): 'better' | 'worse' | 'high' | 'low' {
  if (polarity === 'none') return side === 'above' ? 'high' : 'low';
  return (side === 'above') === (polarity === 'high') ? 'better' : 'worse';
}

/** True of a figure that is exceptional on the worse side. */
export function isExceptionallyWorse(figure: Figure): boolean {
  const { exception } = figure.judgement;
  return exception?.word === 'exceptional' && meaning(figure, exception) === 'worse';
}

/** Which rule fired, beside which limits; why nothing can be said; null where no chart is made. */
export function exceptionReason(figure: Figure): string | null {
  const { exception } = figure.judgement;
  if (exception === null) return null;
  const { limits, fired, why } = exception;
  if (limits === null) return sentence(why ?? '');
  const level = (at: number): string => levelWords(at, figure);
  const before = `that the ${limits.points} quarters before give (${limits.chart === 'p' ? 'p-chart' : 'XmR chart'})`;
  const lies = exception.side ?? '';
  const rules = fired.map((rule) =>
    rule === 'outside limits'
      ? `${lies} the ${lies === 'above' ? `upper limit of ${level(limits.upper)}` : `lower limit of ${level(limits.lower)}`}`
      : `the eighth quarter in a row ${lies} the centre line of ${level(limits.centre)}`,
  );
  return rules.length === 0
    ? sentence(`between ${level(limits.lower)} and ${level(limits.upper)}, the limits ${before}`)
    : sentence(`${rules.join(', and ')} ${before}`);
}

/** "Exceptional (worse): Referrals: 812, above the upper limit of 790.4 that the 12 quarters before give (XmR chart)." */
export function exceptionSentence(figure: Figure): string | null {
  const [word, reason] = [exceptionWord(figure), exceptionReason(figure)];
  if (word === null || reason === null || figure.judgement.exception?.word !== 'exceptional')
    return null;
  return `${word}: ${labelOf(figure)}: ${currentWords(figure)}, ${lowerFirst(reason)}`;
}

/** Limits have one decimal, also those of whole numbers. */
function levelWords(level: number, { unit }: Figure): string {
  return unit === 'count' || unit === 'days'
    ? level.toLocaleString('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
    : numberWords(level, unit);
}

function sentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}

function lowerFirst(words: string): string {
  return words.slice(0, 1).toLowerCase() + words.slice(1);
}
