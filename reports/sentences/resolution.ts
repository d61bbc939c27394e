import { type IsoDate, longDate } from '../../pipeline/core/calendar/days.js';
import { shiftQuarter } from '../../pipeline/core/calendar/quarter.js';
import type { Quarter } from '../../pipeline/core/calendar/quarter.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import { isAtLeast } from '../../pipeline/core/figure/value.js';
import { published } from '../pack/cells.js';
import { themesOf } from '../pack/themes.js';
import type { PublishedAssessment } from './assessment.js';
import { hasNewReturn } from './not-compared.js';

/** A theme in which the council did well, by its figures alone. */
export interface Achievement {
  readonly words: string;
  /** The rated figures that it rests on. */
  readonly figures: readonly Figure[];
}

/** The rule of {@link achievements}, as the notes print it. */
export const ACHIEVEMENT_RULE =
  'A theme is an achievement where half or more of its rated measures under a priority are green by a return of the quarter, and none is red. It is “continued” where all that are green, and were known a year before, met today’s target then too, and “improved” where one did not. Where none was known a year before it is neither.';

/** What the resolution may note, theme by theme. */
export function achievements(figures: readonly Figure[], quarter: Quarter): Achievement[] {
  return themesOf(figures.map((figure) => figure.definition.theme)).flatMap((theme) => {
    const own = figures.filter((figure) => figure.definition.theme === theme.id);
    const rated = own.filter(({ judgement }) => ['green', 'amber', 'red'].includes(judgement.rag));
    const green = own.filter((figure) => figure.judgement.rag === 'green' && hasNewReturn(figure));
    // One green among nine ambers is no achievement.
    if (green.length === 0 || green.length * 2 < rated.length) return [];
    if (own.some((figure) => figure.judgement.rag === 'red')) return [];
    const met = green.map((figure) => metAYearBefore(figure, quarter));
    const word = met.includes(false) ? 'improved ' : met.includes(true) ? 'continued ' : '';
    return [{ words: `The ${word}${theme.performance}.`, figures: green }];
  });
}

/**
 * The opening of the resolution; the achievements follow it as a numbered list, where there are any.
 * @param progressAt the day of which the actions' progress is told.
 */
export function resolution(
  found: readonly Achievement[],
  assessments: readonly PublishedAssessment[] = [],
  progressAt: IsoDate | null = null,
): string {
  const outcomes = assessments.flatMap((each) =>
    each.isTaken
      ? each.isAnswered
        ? [
            `that the action plan resulting from ${each.words} be endorsed, and the progress made${asAt(progressAt)} noted, `,
          ]
        : []
      : [`that the outcome of ${each.words} be received and noted, `],
  );
  const and = outcomes.length === 0 ? '' : 'and ';
  const opening = `RESOLVED ${outcomes.join('')}${and}that the report be noted`;
  return found.length === 0
    ? `${opening}.`
    : `${opening}, and in particular the achievements around:`;
}

function asAt(day: IsoDate | null): string {
  return day === null ? '' : ` as at ${longDate(day)}`;
}

/** null where a year before isn't known, or no polarity tells which side of a target is better. */
function metAYearBefore(figure: Figure, quarter: Quarter): boolean | null {
  const key = shiftQuarter(quarter, -4).key;
  const value = figure.series.find((each) => each.quarter === key);
  const then = value === undefined || isAtLeast(value) ? null : published(value, figure);
  const { target } = figure.judgement;
  if (then === null || target === null || figure.polarity === 'none') return null;
  return figure.polarity === 'high' ? then >= target : then <= target;
}
