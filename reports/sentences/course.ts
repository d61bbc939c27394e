import { longDate, monthAndYear } from '../../pipeline/core/calendar/days.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import { capitalised } from '../pack/cells.js';
import { numberWords, targetWords } from '../pack/words.js';
import { currentWords } from './headline.js';
import { sentenceLabel } from './subject.js';

/** The rule of the estimate, as the notes print it. */
export const COURSE_RULE =
  'Where the strategy gives a day by which a target is to be met, two readings estimate whether it will be. The first lays a straight line from the baseline to the target at that day, and asks whether this quarter’s figure is at the line or better. The second lays a straight line by least squares through the last eight quarters (six at least) and asks whether it reaches the target at that day. The figure is “on course” where both say yes, “not on course” where both say no; where only one can be made it decides; where they disagree nothing can be said. Where the baseline met the target already, or the target is 100%, no line is drawn and nothing is said. Figures since 1 April are compared only with the same quarter, so they have no second reading. It is an estimate, not a forecast of what the council will do.';

/** "On course", "Not on course", "Cannot say"; null without a target date. */
export function courseWord(figure: Figure): string | null {
  const { course } = figure.judgement;
  return course === null ? null : capitalised(course.word);
}

/** What both readings say; null without a target date. */
export function courseReason(figure: Figure): string | null {
  const { course, baseline } = figure.judgement;
  if (course === null) return null;
  const { unit } = figure;
  const day = longDate(course.targetDate);
  if (course.target === null) return `${capitalised(course.why ?? '')}.`;
  const goal = `${targetWords(course.target, unit)} at ${day}`;
  const readings = [
    ...(course.needed === null || baseline === null
      ? []
      : [
          `a straight line from the baseline (${monthAndYear(baseline.at)}) to ${goal} is now at ${numberWords(course.needed, unit)}`,
        ]),
    ...(course.projected === null
      ? []
      : [
          `the trend of the last eight quarters leads to ${numberWords(course.projected, unit)} at ${day}${course.needed === null ? `, where the target is ${targetWords(course.target, unit)}` : ''}`,
        ]),
  ];
  const parts = [
    ...readings,
    ...(course.why === null ? [] : [course.why]),
    ...(readings.length === 0 && course.why === null ? [`the day has come: ${goal}`] : []),
  ];
  return `${capitalised(parts.join('; '))}.`;
}

/** "On course: Primary schools judged good or outstanding: 94.9% (56 of 59); a straight line from the baseline …" */
export function courseSentence(figure: Figure): string | null {
  const [word, reason] = [courseWord(figure), courseReason(figure)];
  if (word === null || reason === null || figure.current.symbol !== null) return null;
  return `${word}: ${sentenceLabel(figure)}: ${currentWords(figure)}; ${reason.slice(0, 1).toLowerCase()}${reason.slice(1)}`;
}
