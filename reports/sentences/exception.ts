import type { ControlLimits, Exception } from '../../pipeline/core/figure/judgement.js';
import { wordedPolarity } from '../../pipeline/core/figure/definition.js';
import type { Polarity } from '../../pipeline/core/figure/value.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import { numberWords } from '../pack/words.js';
import { currentWords } from './headline.js';
import { labelOf } from './subject.js';

/** The rule of exceptions, as the notes print it. */
export const EXCEPTION_RULE =
  'A figure is “exceptional” where it is outside what its own history makes likely; the word is apart from the status, and a green figure may be exceptional. It is compared with the 8 to 12 quarters before it, since the last break of the series; quarters without a figure are left out. Of a percentage a p-chart is made: the limits lie three standard deviations from the earlier quarters taken together, by the number that the quarter itself is out of. Of a quarter’s number, rate or mean an XmR chart is made: the limits lie 2.66 mean moving ranges from the mean of the earlier quarters. Exceptional is a figure outside the limits, or the eighth in a row on one side of the centre line. Numbers and rates on the last day of a quarter carry over from one quarter to the next. So does the percentage of pupils, who change their group a whole school at a time. Of these the quarter’s change is judged (the mR half of the chart): exceptional is one of more than 3.267 mean moving ranges. The direction of travel and the change since the baseline show a slow drift. Nothing is said of figures since 1 April and of 12 or 36 months, whose quarters share days with each other: only every fourth or twelfth would be new, and eight of those would reach back years past the breaks in most series. Nor is anything said where fewer than one would be expected, where the earlier quarters do not differ, or where any figure that the limits rest on is suppressed.';

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

/** True of a figure that is exceptional on the worse side. */
export function isExceptionallyWorse(figure: Figure): boolean {
  const { exception } = figure.judgement;
  return exception?.word === 'exceptional' && meaning(figure.polarity, exception) === 'worse';
}

/** Which rule fired, beside which limits; why nothing can be said; null where no chart is made. */
export function exceptionReason(figure: Figure): string | null {
  const { exception } = figure.judgement;
  if (exception === null) return null;
  const { limits, fired, why } = exception;
  if (limits === null) return sentence(why ?? '');
  const level = (at: number): string => levelWords(at, figure);
  if (limits.chart === 'mR') return changeReason(figure, exception, limits);
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

/** Where the limits lie about the quarter before: whether the change is larger than the changes before it make likely. */
function changeReason(
  figure: Figure,
  { word, side }: Exception,
  { lower, upper, points }: ControlLimits,
): string {
  const level = (at: number): string => levelWords(at, figure);
  const likely = `than the ${points} quarters before make likely (mR chart)`;
  return word === 'exceptional'
    ? sentence(
        `${side ?? ''} ${level(side === 'above' ? upper : lower)}, a larger change since the quarter before ${likely}`,
      )
    : sentence(
        `between ${level(lower)} and ${level(upper)}, no larger a change since the quarter before ${likely}`,
      );
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
