import type { Figure } from '../../pipeline/core/figure/figure.js';
import { longDate } from '../../pipeline/core/calendar/days.js';
import { packTitle } from '../sheets/cover.js';
import type { PackContext } from '../pack/context.js';
import type { PriorityReport } from '../pack/priorities.js';
import { assessmentPage } from '../sentences/assessment-page.js';
import { publishedAssessments } from '../sentences/assessment.js';
import { isCongratulated } from '../sentences/briefing/recommendations.js';
import { gravestFirst } from '../sentences/gravest-first.js';
import { changeWords, shownDecimals, targetWords } from '../pack/words.js';
import { currentWords } from '../sentences/headline.js';
import { achievements, resolution } from '../sentences/resolution.js';
import { milestonesOf } from '../pack/actions.js';
import { aboutPaper } from './about-paper.js';
import { labelWithUnit } from './label.js';
import type { Paper, PaperBlock } from './paper.js';
import { inspectionAnswers } from './inspection.js';
import { strategyWords } from './strategy-words.js';
import { ownWords } from './report.js';

/** Figures that the record names under a priority, the gravest first. */
const MOST_FIGURES = 4;

/** The draft record of the decision, under the seven headings that a council's proforma has: its officers complete it after the meeting. */
export function decisionRecordPaper(context: PackContext): Paper {
  const { input } = context;
  const { council, cabinet } = input;
  const { alternatives, reasons } = council.report;
  const meeting = cabinet.meeting === null ? 'date to be set' : longDate(cabinet.meeting);
  return {
    ...aboutPaper(
      context,
      'decision-record.docx',
      `${council.wording.cabinet}: draft record of decision`,
    ),
    blocks: [
      paragraph(`${council.wording.cabinet} meeting: ${meeting}.`),
      paragraph(
        `This is a draft: ${council.wording.cabinet} hasn’t decided yet. Complete it after the meeting.`,
      ),
      heading('1. Title of item or report'),
      paragraph(packTitle(input)),
      heading('2. Record of the decision'),
      ...recordBlocks(context),
      heading('3. Reasons for the decision'),
      paragraph(ownWords(reasons)),
      heading('4. Alternative options considered and rejected'),
      paragraph(ownWords(alternatives)),
      heading('5. Declared conflicts of interest'),
      paragraph('To be completed at the meeting.'),
      heading('6. Details of any dispensations'),
      paragraph('To be completed at the meeting.'),
      heading('7. Date and time by which call-in must be executed'),
      paragraph(
        cabinet.callIn === null
          ? `To be completed once the meeting is set (${cabinet.callInRule}).`
          : `Midnight, ${longDate(cabinet.callIn)}.`,
      ),
      paragraph('Proper Officer: name and date to be completed.'),
    ],
  };
}

function heading(text: string): PaperBlock {
  return { kind: 'heading', level: 1, text };
}

function paragraph(text: string): PaperBlock {
  return { kind: 'paragraph', text };
}

function recordBlocks(context: PackContext): PaperBlock[] {
  const { input, priorities } = context;
  const figures = priorities.flatMap((report) => report.figures);
  const found = achievements(figures, input.quarter);
  const assessment = assessmentPage(input);
  const assessments = publishedAssessments(input);
  const milestones = milestonesOf(input.lists.actions);
  return [
    paragraph(considerationWords(context)),
    ...(assessment.length === 0
      ? []
      : [paragraph('The report gave the results of the assessment:'), list(assessment)]),
    ...priorities.flatMap(priorityBlocks),
    ...inspectionAnswers(context).flatMap(({ name, hasAreas, items }) => [
      paragraph(
        hasAreas
          ? `${name} had named these areas for improvement:`
          : `These actions answered ${name.slice(0, 1).toLowerCase()}${name.slice(1)}:`,
      ),
      list(items),
    ]),
    ...(milestones.length === 0
      ? []
      : [paragraph(`Quarter ${input.nextUpdate.number} would see:`), list(milestones)]),
    ...(isCongratulated(assessments)
      ? [paragraph('Members congratulated all staff of children’s services on the higher grades.')]
      : []),
    paragraph(resolution(found, assessments, input.lists.actionsAsAt)),
    ...(found.length === 0
      ? []
      : [{ kind: 'list' as const, items: found.map(({ words }) => words), numbered: true }]),
  ];
}

function list(items: readonly string[]): PaperBlock {
  return { kind: 'list', items };
}

function considerationWords({ input }: PackContext): string {
  const { strategies, authority, quarter } = input;
  const named = strategyWords(strategies);
  const basis = named === null ? '' : ` It was based on the priorities of ${named}.`;
  return `Consideration was given to a report on performance across children’s services in ${authority.name}, ${quarter.label}.${basis}`;
}

function priorityBlocks({ priority, figures }: PriorityReport): PaperBlock[] {
  const shown = gravestFirst(figures.filter(isTold)).slice(0, MOST_FIGURES);
  if (shown.length === 0) return [];
  return [
    paragraph(`With regard to the priority “${priority.title}”, the report gave:`),
    list(figures.filter((figure) => shown.includes(figure)).map(lineOn)),
  ];
}

/** It has a number, and isn't an assessment's grade, which the record gives already. */
function isTold({ current, definition }: Figure): boolean {
  return current.symbol === null && definition.theme !== 'assessments';
}

/** "Primary schools judged good or outstanding: 94.9% (56 of 59), target 90%, improved by …." */
function lineOn(figure: Figure): string {
  const { target } = figure.judgement;
  const aim = target === null ? '' : `, target ${targetWords(target, figure.unit)}`;
  return `${labelWithUnit(figure)}: ${currentWords(figure)}${aim}${sinceLastYear(figure)}.`;
}

function sinceLastYear(figure: Figure): string {
  const { longTerm } = figure.judgement;
  if (longTerm?.change == null) return '';
  if (longTerm.change === 0) return ', the same as last year';
  return `, ${longTerm.word} by ${changeWords(longTerm.change, figure.unit, shownDecimals(figure))} on last year`;
}
