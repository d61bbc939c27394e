import { longDate } from '../../../pipeline/core/calendar/days.js';
import type { Briefing } from '../../pack/briefing.js';
import type { PackContext } from '../../pack/context.js';
import { type PublishedAssessment, publishedAssessments } from '../assessment.js';
import { lowerFirst } from '../subject.js';
import { achievements } from '../resolution.js';

/** What cabinet is asked to do, from the figures and from what was published in the quarter. */
export function recommendations({ input, priorities }: PackContext): Briefing['recommendations'] {
  const found = achievements(
    priorities.flatMap((report) => report.figures),
    input.quarter,
  );
  const assessments = publishedAssessments(input);
  const { actionsAsAt } = input.lists;
  const asAt = actionsAsAt === null ? '' : ` as at ${longDate(actionsAsAt)}`;
  const items = [
    ...assessments.flatMap(({ words, isTaken }) =>
      isTaken ? [] : [`note the results of ${words}`],
    ),
    ...(isCongratulated(assessments)
      ? ['congratulate all staff of children’s services on the higher grades']
      : []),
    ...assessments.flatMap(({ words, isTaken, isAnswered }) =>
      isTaken && isAnswered
        ? [`endorse the action plan resulting from ${words}, and note the progress made${asAt}`]
        : [],
    ),
    found.length === 0
      ? 'note the report'
      : 'note the report, and in particular the achievements around:',
  ];
  return {
    heading: `${input.council.wording.cabinet} is recommended to`,
    items,
    achievements: found.map(({ words }) => lowerFirst(words.replace(/\.$/, ''))),
  };
}

/** Cabinet takes results in which every grade is higher than the year before. */
export function isCongratulated(assessments: readonly PublishedAssessment[]): boolean {
  return assessments.some(({ isTaken, isBetter }) => isBetter && !isTaken);
}
