import type { Signal } from '../../pipeline/core/figure/control-chart.js';
import type { ControlLimits, Exception } from '../../pipeline/core/figure/judgement.js';
import { wordedPolarity } from '../../pipeline/core/figure/definition.js';
import type { Polarity } from '../../pipeline/core/figure/value.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import { monthsOf, numberWords, valuePeriod } from '../pack/words.js';
import { currentWords } from './headline.js';
import { labelOf } from './subject.js';

/** The rule of exceptions, as the notes print it. */
export const EXCEPTION_RULE = [
  'Variation says whether a quarter’s figure is more than chance, by its own history (Making Data Count, NHS England).',
  'It is judged by an XmR chart of 12 or 13 single quarters, since the last break of the series. The limits are 2.66 mean moving ranges from the mean; moving ranges beyond their own limit are left out once.',
  'It is improving or worsening (rising or falling where neither is better) on any of four signals. The figure is outside the limits. It is the seventh in a row on one side of the mean. It is the seventh in a row beyond the one before. Or two of the last three are beyond two thirds of the way to a limit. Otherwise it is usual.',
  'A number on a day, a figure since 1 April and one of 12 or 36 months carry over from quarter to quarter. They are not charted so; their single quarters are.',
  'Assurance says what the limits promise of a target: met reliably, missed reliably, or hit or miss.',
  'A chart begins again only where a person says so in the strategy, with a reason. Nothing is said where any figure of the chart is not shown.',
].join(' ');

/** "Exceptional (worse)", "Not exceptional"; null where no chart is made of such a figure. */
export function exceptionWord(figure: Figure): string | null {
  const { exception } = figure.judgement;
  if (exception === null) return null;
  if (exception.word === 'cannot say') return 'Cannot say';
  return exception.word === 'exceptional'
    ? `Exceptional (${meaning(wordedPolarity(figure.definition, figure.polarity), exception)})`
    : 'Not exceptional';
}

/** What the figure's side of the centre line means by a polarity. */
function meaning(polarity: Polarity, { side }: Exception): 'better' | 'worse' | 'high' | 'low' {
  if (polarity === 'none') return side === 'above' ? 'high' : 'low';
  return (side === 'above') === (polarity === 'high') ? 'better' : 'worse';
}

/** Which signals there are, next to which limits; why nothing can be said; null where no chart is made. */
export function exceptionReason(figure: Figure): string | null {
  const { exception } = figure.judgement;
  if (exception === null) return null;
  const { limits, fired, why, side, rebase } = exception;
  if (limits === null) return sentence(why ?? '');
  const level = (at: number): string => levelWords(at, figure);
  const chart = `XmR chart of ${limits.points} quarters${rebase == null ? '' : `, from ${monthsOf(rebase.from)}: ${rebase.why.replace(/\.$/, '')}`}`;
  // A figure outside its limits is one of those near them as well.
  const told = fired.includes('outside limits')
    ? fired.filter((signal) => signal !== 'two of three')
    : fired;
  const signals = told.map((signal) => signalWords(signal, side ?? 'above', limits, level));
  return signals.length === 0
    ? sentence(`between the limits of ${level(limits.lower)} and ${level(limits.upper)} (${chart})`)
    : sentence(`${signals.join(', and ')} (${chart})`);
}

function signalWords(
  signal: Signal,
  side: 'above' | 'below',
  limits: ControlLimits,
  level: (at: number) => string,
): string {
  switch (signal) {
    case 'outside limits':
      return side === 'above'
        ? `above the upper limit of ${level(limits.upper)}`
        : `below the lower limit of ${level(limits.lower)}`;
    case 'run of seven':
      return `the seventh quarter in a row ${side} the mean of ${level(limits.centre)}`;
    case 'two of three':
      return `two of the last three quarters near the ${side === 'above' ? 'upper' : 'lower'} limit of ${level(side === 'above' ? limits.upper : limits.lower)}`;
    case 'trend of seven':
      return `the seventh quarter in a row to ${side === 'above' ? 'rise' : 'fall'}`;
  }
}

/**
 * "Exceptional (worse): Referrals: 812, above the upper limit of 790.4 (XmR chart of 13 quarters)."
 * @param isOther its page has the measure on another period, so that this one must be said.
 */
export function exceptionSentence(figure: Figure, isOther = false): string | null {
  const [word, reason] = [exceptionWord(figure), exceptionReason(figure)];
  if (word === null || reason === null || figure.judgement.exception?.word !== 'exceptional')
    return null;
  const period = isOther ? ` ${valuePeriod(figure, figure.current)}` : '';
  return `${word}: ${labelOf(figure)}: ${currentWords(figure)}${period}, ${lowerFirst(reason)}`;
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
