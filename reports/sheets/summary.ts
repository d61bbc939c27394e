import { longDate } from '../../pipeline/core/calendar/days.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import { bold } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import type { Block, Sheet } from '../pack/model.js';
import { noteMarker } from '../pack/notes.js';
import type { PriorityReport } from '../pack/priorities.js';
import { sheetName } from './part-b.js';
import { assessmentPage } from '../sentences/assessment-page.js';
import { publishedAssessments } from '../sentences/assessment.js';
import { attention, toNote } from '../sentences/attention.js';
import { gravestFirst } from '../sentences/gravest-first.js';
import { headline } from '../sentences/headline.js';
import { achievements, recommendation, resolution } from '../sentences/resolution.js';

/** Headlines that the page has room for, over all priorities. */
const HEADLINES = 15;
const ACHIEVEMENTS = 4;
const CONCERNS = 6;

/** The page that a cabinet member reads: how each priority stands, what to be proud of, what to ask about. */
export function summarySheet(context: PackContext): Sheet {
  const { input, priorities } = context;
  return {
    name: 'Summary',
    kind: 'briefing',
    title: `Summary: ${input.council.name}, ${input.quarter.months}`,
    about: 'The quarter on one page: each priority, achievements to note, what needs attention',
    onePage: true,
    blocks: [
      {
        kind: 'paragraph',
        text: `${context.marking}. ${statusWords(input.status)} figures; data to ${cutOffDay(input)}.`,
        style: 'marking',
      },
      ...(priorities.length === 0 ? noStrategy() : [priorityTable(priorities)]),
      ...assessmentBlocks(context),
      { kind: 'heading', text: 'Achievements to note' },
      listOr(
        limited(toNote(priorities), ACHIEVEMENTS, 'Part B'),
        priorities.some(({ figures }) => figures.some(({ judgement }) => judgement.target !== null))
          ? 'No measure met its target by a return of this quarter.'
          : 'No measure has a target.',
      ),
      { kind: 'heading', text: 'What needs attention' },
      listOr(
        limited(attention(input, priorities), CONCERNS, 'Parts A and B'),
        'Nothing is red, late or missing this quarter.',
      ),
      ...resolutionBlocks(context),
    ],
  };
}

/** The cut-off, or the meeting's day where the cut-off lies after it. */
function cutOffDay({ dataCutOff, cabinet }: PackContext['input']): string {
  const { meeting } = cabinet;
  return longDate(meeting !== null && dataCutOff > meeting ? meeting : dataCutOff);
}

export function statusWords(status: 'provisional' | 'final' | 'revised'): string {
  return { provisional: 'Provisional', final: 'Final', revised: 'Revised' }[status];
}

/** The sentences that the summary says of each priority, its gravest and its dated ones first. */
function headlinesOf(priorities: readonly PriorityReport[]): Map<PriorityReport, string[]> {
  const queues = priorities.map((report) => ({ report, figures: gravestFirst(report.figures) }));
  const chosen = new Map<PriorityReport, Figure[]>(priorities.map((report) => [report, []]));
  let room = Math.max(HEADLINES, priorities.length);
  for (let turn = 0; room > 0 && queues.some(({ figures }) => figures.length > turn); turn++) {
    for (const { report, figures } of queues) {
      const figure = figures[turn];
      if (figure === undefined || room === 0) continue;
      chosen.get(report)?.push(figure);
      room--;
    }
  }
  return new Map(
    [...chosen].map(([report, figures]) => [
      report,
      report.figures.filter((figure) => figures.includes(figure)).map(headline),
    ]),
  );
}

function priorityTable(priorities: readonly PriorityReport[]): Block {
  const headlines = headlinesOf(priorities);
  return {
    kind: 'table',
    name: 'Summary_of_priorities',
    columns: [
      { heading: 'Priority', width: 30 },
      { heading: `Status${noteMarker('status')}`, width: 16.5, align: 'centre' },
      { heading: 'Headlines', width: 90 },
      { heading: 'Read more', width: 27 },
    ],
    rows: priorities.map((report) => [
      bold(`${report.number}. ${report.priority.title}`),
      { kind: 'text', text: report.status.words, tone: report.status.tone, bold: true },
      {
        kind: 'text',
        text: bulleted(headlines.get(report) ?? []) || nothingMeasured(report),
      },
      { kind: 'link', text: sheetName(report), sheet: sheetName(report) },
    ]),
  };
}

/** One sentence stands alone; of several each is told from the next by a dot. */
function bulleted(sentences: readonly string[]): string {
  return sentences.length === 1
    ? (sentences[0] ?? '')
    : sentences.map((sentence) => `• ${sentence}`).join('\n');
}

function nothingMeasured({ priority }: PriorityReport): string {
  return priority.measures.length === 0
    ? 'The strategy names no measure for this priority; Part A reports its progress.'
    : 'No measure of this priority has a figure this quarter.';
}

/** A report on an assessment says on its first page what the assessment says. */
function assessmentBlocks({ input }: PackContext): Block[] {
  const items = assessmentPage(input);
  if (items.length === 0) return [];
  return [
    { kind: 'heading', text: 'The assessment' },
    { kind: 'bullets', items },
  ];
}

function noStrategy(): Block[] {
  return [{ kind: 'paragraph', text: 'No strategy is set, so nothing is rated.' }];
}

function resolutionBlocks({ input, priorities }: PackContext): Block[] {
  const found = achievements(
    priorities.flatMap((report) => report.figures),
    input.quarter,
  );
  const heading: Block = {
    kind: 'heading',
    text: `Draft resolution${noteMarker('resolution')}`,
  };
  const items = found.map((each) => each.words);
  const assessments = publishedAssessments(input);
  const { actionsAsAt } = input.lists;
  const asked = recommendation(assessments, input.council.wording.cabinet, actionsAsAt);
  return [
    heading,
    ...(asked === null ? [] : [{ kind: 'paragraph' as const, text: asked }]),
    { kind: 'paragraph', text: resolution(found, assessments, actionsAsAt) },
    ...(items.length === 0 ? [] : [{ kind: 'bullets', items, numbered: true } as const]),
  ];
}

function listOr(items: readonly string[], none: string): Block {
  return items.length === 0 ? { kind: 'paragraph', text: none } : { kind: 'bullets', items };
}

function limited(items: readonly string[], most: number, where: string): string[] {
  if (items.length <= most) return [...items];
  const rest = items.length - most + 1;
  return [...items.slice(0, most - 1), `${rest} more: see ${where}.`];
}
