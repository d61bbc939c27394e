import { shiftQuarter } from '../../pipeline/calendar/quarter.js';
import type { Quarter } from '../../pipeline/calendar/quarter.js';
import type { Figure } from '../input.js';
import { published } from '../pack/cells.js';
import { themesOf } from '../pack/themes.js';
import type { PublishedAssessment } from './assessment.js';

/** A theme in which the council did well, by its figures alone. */
export interface Achievement {
  readonly words: string;
  /** The rated figures that it rests on. */
  readonly figures: readonly Figure[];
}

/** The rule of {@link achievements}, as the notes print it. */
export const ACHIEVEMENT_RULE =
  'A theme is an achievement where at least one of its measures under a priority is green and none is red. It is “continued” where all that are green, and were known a year before, met today’s target then too; else it is “improved”.';

/** What the resolution may note, theme by theme. */
export function achievements(figures: readonly Figure[], quarter: Quarter): Achievement[] {
  return themesOf(figures.map((figure) => figure.definition.theme)).flatMap((theme) => {
    const own = figures.filter((figure) => figure.definition.theme === theme.id);
    const green = own.filter((figure) => figure.judgement.rag === 'green');
    if (green.length === 0 || own.some((figure) => figure.judgement.rag === 'red')) return [];
    const met = green.map((figure) => metAYearBefore(figure, quarter));
    const word = met.includes(false) ? 'improved' : 'continued';
    return [{ words: `The ${word} ${theme.performance}.`, figures: green }];
  });
}

/** The opening of the resolution; the achievements follow it as a numbered list, where there are any. */
export function resolution(
  found: readonly Achievement[],
  assessments: readonly PublishedAssessment[] = [],
): string {
  const outcomes = assessments.map(
    ({ words }) => `that the outcome of ${words} be received and noted, `,
  );
  const and = outcomes.length === 0 ? '' : 'and ';
  const opening = `RESOLVED ${outcomes.join('')}${and}that the report be noted`;
  return found.length === 0
    ? `${opening}.`
    : `${opening}, and in particular the achievements around:`;
}

/** What a report asks the cabinet to do about an assessment that was published in the quarter; null where none was. */
export function recommendation(
  assessments: readonly PublishedAssessment[],
  cabinet: string,
): string | null {
  if (assessments.length === 0) return null;
  return `${cabinet} is asked to note the results of ${assessments.map(({ words }) => words).join(' and ')}.`;
}

/** null where a year before isn't known, or no polarity tells which side of a target is better. */
function metAYearBefore(figure: Figure, quarter: Quarter): boolean | null {
  const key = shiftQuarter(quarter, -4).key;
  const value = figure.series.find((each) => each.quarter === key);
  const then = value === undefined ? null : published(value, figure);
  const { target } = figure.judgement;
  if (then === null || target === null || figure.polarity === 'none') return null;
  return figure.polarity === 'high' ? then >= target : then <= target;
}
