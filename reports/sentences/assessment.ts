import { longDate } from '../../pipeline/core/calendar/days.js';
import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import type { PackInput } from '../input.js';
import { areAllHigher } from './assessment-change.js';

/** An assessment of the council that was published in the pack's quarter. */
export interface PublishedAssessment {
  /** "the annual performance assessment of 2007". */
  readonly words: string;
  readonly published: IsoDate;
  /** A meeting before this pack's took it already: what is left to decide on is the plan that answers it. */
  readonly isTaken: boolean;
  /** Actions answer its findings. */
  readonly isAnswered: boolean;
  /** Every grade is higher than in the assessment before. */
  readonly isBetter: boolean;
}

const FRAMEWORKS: Readonly<Record<string, string>> = {
  apa: 'the annual performance assessment',
  sif: 'the inspection under the single inspection framework',
  ilacs: 'the inspection of local authority children’s services',
  jtai: 'the joint targeted area inspection',
};

/** "the joint targeted area inspection": what sentences call a framework. */
export function frameworkName(framework: string): string {
  return FRAMEWORKS[framework] ?? `the assessment ${framework.toUpperCase()}`;
}

/** Assessments published within the quarter, one a framework, by its latest day of publication. */
export function publishedAssessments(
  input: Pick<PackInput, 'quarter' | 'lists' | 'cabinet'>,
): PublishedAssessment[] {
  const { quarter, lists, cabinet } = input;
  const frameworks = [...new Set(lists.judgements.map((each) => each.framework))].sort();
  return frameworks.flatMap((framework) => {
    const own = lists.judgements.filter((each) => each.framework === framework);
    const days = own.flatMap(({ published }) => (published === null ? [] : [published])).sort();
    const [published] = days.slice(-1);
    if (published === undefined || published < quarter.firstDay || published > quarter.lastDay)
      return [];
    const year = Math.max(...own.map((each) => each.year));
    return [
      {
        words: `${frameworkName(framework)} of ${year}`,
        published,
        isBetter: areAllHigher(own.filter((each) => each.year === year)),
        isTaken: cabinet.meetings.some(
          (meeting) => cabinet.meeting !== null && meeting > published && meeting < cabinet.meeting,
        ),
        isAnswered: lists.findings.some(
          (finding) =>
            finding.framework === framework &&
            finding.year === year &&
            lists.actions.some(
              (action) => action.finding !== null && action.finding === finding.reference,
            ),
        ),
      },
    ];
  });
}

/**
 * Results of an assessment go to the first meeting after their publication (a duty of the annual performance assessment): that day, as
 * far as the meetings are known.
 */
export function firstMeetingWords(
  { words, published }: PublishedAssessment,
  meetings: readonly IsoDate[],
): string {
  const first = [...meetings].sort().find((meeting) => meeting > published);
  const what = `to take ${words}, published on ${longDate(published)}`;
  return first === undefined
    ? `Not set: no later meeting is known (${what})`
    : `${longDate(first)} (${what})`;
}
