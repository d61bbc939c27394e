import { longDate } from '../../pipeline/core/calendar/days.js';
import type { OwnText } from '../../pipeline/core/council/report.js';
import { lineWords, statusWords } from '../sheets/summary.js';
import { actionStatusCell } from '../sheets/part-a.js';
import { cutOffWords, packTitle } from '../sheets/cover.js';
import { dueCell } from '../sheets/action-plan.js';
import { isLate, statusCode, type Action } from '../pack/actions.js';
import type { PackContext } from '../pack/context.js';
import { actionsUnderNoPriority, type PriorityReport } from '../pack/priorities.js';
import { capitalised, textOr } from '../pack/cells.js';
import type { Briefing, HeadlineRow } from '../pack/briefing.js';
import { briefingOf } from '../sentences/briefing/briefing.js';
import { statusParagraph } from '../sentences/status.js';
import { counted } from '../../pipeline/core/counted.js';
import { exceptionBlocks } from './exceptions.js';
import { inspectionAnswers } from './inspection.js';
import { strategyWords } from './strategy-words.js';
import { paperCell } from './paper-cell.js';
import type { Paper, PaperBlock, PaperCell, PaperTable } from './paper.js';
import { aboutPaper } from './about-paper.js';

/** The report that goes to cabinet, in four or five sides: drawn from what cabinet and public may know. */
export function reportPaper(context: PackContext, companions: readonly string[]): Paper {
  const { input } = context;
  const page = briefingOf(context);
  return {
    ...aboutPaper(context, 'report.docx', packTitle(input)),
    blocks: [
      paragraph(meetingWords(context)),
      heading('Purpose of the report'),
      paragraph(purposeWords(context)),
      heading('Recommendations'),
      ...recommendationBlocks(page),
      heading('Summary'),
      ...summaryBlocks(context, page),
      heading('Part A: progress on the priorities'),
      ...partABlocks(context),
      heading('Part B: what needs attention'),
      ...exceptionBlocks(context),
      heading('Next quarter'),
      ...nextBlocks(page),
      heading('Consultation'),
      paragraph(ownWords(input.council.report.consultation)),
      heading('Implications'),
      ...input.council.report.implications.flatMap((each): PaperBlock[] => [
        { kind: 'heading', level: 2, text: each.heading },
        paragraph(ownWords(each)),
      ]),
      heading('Background papers'),
      { kind: 'list', items: backgroundPapers(context, companions) },
      heading('Contact'),
      paragraph(input.council.contact ?? 'To be completed by the report’s author.'),
    ],
  };
}

function heading(text: string): PaperBlock {
  return { kind: 'heading', level: 1, text };
}

function paragraph(text: string): PaperBlock {
  return { kind: 'paragraph', text };
}

/** The council's standing text; where it has none, who is to write it. */
export function ownWords({ text, by }: OwnText): string {
  return text ?? `To be completed by ${by ?? 'the report’s author'}.`;
}

function meetingWords({ input }: PackContext): string {
  const { cabinet, council } = input;
  const meeting =
    cabinet.meeting === null
      ? `Report to ${council.wording.cabinet}. The date of the meeting isn’t set.`
      : `Report to ${council.wording.cabinet}, ${longDate(cabinet.meeting)}.`;
  const cutOff = cutOffWords(input);
  const to = cutOff.startsWith('not printed') ? '' : ` Data to ${cutOff}.`;
  return `${meeting} ${statusWords(input.status)} figures.${to}`;
}

function purposeWords({ input }: PackContext): string {
  const { authority, quarter, strategies } = input;
  const named = strategyWords(strategies);
  const against = named === null ? '' : ` It reports against ${named}.`;
  return `This report summarises performance across children’s services in ${authority.name} from ${longDate(quarter.firstDay)} to ${longDate(quarter.lastDay)}.${against} Part A reports progress on the priorities. Part B reports the measures that need attention.`;
}

function recommendationBlocks({ recommendations }: Briefing): PaperBlock[] {
  const { heading: start, items, achievements } = recommendations;
  return [
    paragraph(`${start}:`),
    { kind: 'list', items, numbered: true },
    ...(achievements.length === 0 ? [] : [{ kind: 'list' as const, items: achievements }]),
  ];
}

/** The first page of the pack: the finding, three sentences, the counts, and one table. */
function summaryBlocks(context: PackContext, page: Briefing): PaperBlock[] {
  const counts = page.counts.map(({ number, label }) => `${number} ${label}`).join(', ');
  const standing = [...(counts === '' ? [] : [`Measures: ${counts}.`]), page.actions ?? ''];
  return [
    { kind: 'paragraph', text: `${page.title}.`, style: 'lead' },
    ...page.sentences.map(paragraph),
    ...(page.assessment.length === 0
      ? []
      : [paragraph('The assessment says:'), { kind: 'list' as const, items: page.assessment }]),
    paragraph(standing.join(' ').trim()),
    ...(page.headlines.length === 0 ? [] : [headlineTable(context, page)]),
    ...[[...page.reasons, restWords(page)].join(' ').trim()]
      .filter((words) => words !== '')
      .map(paragraph),
  ];
}

/** "Two more measures are in the workbook.": the report has no page a priority. */
function restWords({ rest }: Briefing): string {
  return (rest ?? '').replace(
    / on (?:its priority’s page|their priorities’ pages)/,
    ' in the workbook',
  );
}

function headlineTable(
  { input, quarters: shown }: PackContext,
  { headlines }: Briefing,
): PaperTable {
  const { months } = input.quarter;
  const quarters = shown.map((quarter) => quarter.months);
  const right = 'right' as const;
  return {
    kind: 'table',
    caption: 'Headline measures by priority',
    description: `Each headline measure, under its priority: the figure for ${months}, its target and its status. Then a line of the last eight quarters, the change on last year, whether the figure is usual, and England’s figure.`,
    columns: [
      { heading: 'Measure', width: 23 },
      { heading: months, width: 12.5, align: right },
      { heading: 'Target', width: 9, align: right },
      { heading: 'Status', width: 11 },
      { heading: 'Last eight quarters', width: 13 },
      { heading: 'On last year', width: 9.5 },
      { heading: 'Usual?', width: 9 },
      { heading: 'England', width: 13 },
    ],
    rows: headlines.flatMap((each, index) => {
      const { number, title } = each.priority;
      const isFirst = headlines[index - 1]?.priority.number !== number;
      const row: PaperCell[] = [
        { text: each.measure },
        { text: each.latest },
        { text: each.target },
        { text: each.status.word, tone: each.status.tone },
        lineCell(each, quarters),
        { text: each.change },
        { text: each.significance },
        { text: each.england },
      ];
      return isFirst ? [[{ text: `Priority ${number}: ${title}` }], row] : [row];
    }),
  };
}

/** The last eight quarters as a small line; a word where there are too few for one. */
function lineCell(row: HeadlineRow, quarters: readonly string[]): PaperCell {
  const { values, target, label } = row.line;
  if (values.filter((value) => value !== null).length < 2) return { text: 'No line' };
  const altText = lineWords(row);
  return { text: altText, line: { label, quarters, values, target, altText } };
}

/** Actions that a priority's table has room for: the late ones and those at risk come first. */
const MOST_ACTIONS = 4;

function partABlocks(context: PackContext): PaperBlock[] {
  const { input, priorities } = context;
  const unmatched = actionsUnderNoPriority(input);
  if (priorities.length === 0 && unmatched.length === 0)
    return [paragraph('No strategy is set, so no priority can be reported on.')];
  return [
    ...priorities.flatMap((report): PaperBlock[] => [
      { kind: 'heading', level: 2, text: priorityTitle(report) },
      paragraph(statusParagraph(report)),
      ...actionBlocks(context, `Actions of priority ${report.number}`, report.actions),
    ]),
    ...inspectionAnswers(context).flatMap(({ name, hasAreas, items, aspects }): PaperBlock[] => [
      {
        kind: 'heading',
        level: 2,
        text: `${name}: ${hasAreas ? 'areas for improvement' : 'actions that answer it'}`,
      },
      { kind: 'list', items },
      ...(aspects.length === 0
        ? []
        : [paragraph('The next one will look at:'), { kind: 'list' as const, items: aspects }]),
    ]),
    ...(unmatched.length === 0
      ? []
      : [
          { kind: 'heading' as const, level: 2 as const, text: 'Other actions' },
          ...actionBlocks(context, 'Other actions', unmatched),
        ]),
  ];
}

function priorityTitle({ number, priority }: PriorityReport): string {
  return `Priority ${number}: ${priority.title}`;
}

function actionBlocks(
  { input }: PackContext,
  caption: string,
  actions: readonly Action[],
): PaperBlock[] {
  if (actions.length === 0) return [paragraph('No action was reported.')];
  const { actionsAsAt } = input.lists;
  const shown = gravestFirst(actions, actionsAsAt).slice(0, MOST_ACTIONS);
  const rest = actions.length - shown.length;
  const asAt = actionsAsAt === null ? '' : ` at ${longDate(actionsAsAt)}`;
  return [
    {
      kind: 'table',
      caption,
      description: `For each action: when it is due, its status and its progress${asAt}.`,
      columns: [
        { heading: 'Action', width: 31 },
        { heading: 'Due', width: 16 },
        { heading: 'Status', width: 14 },
        { heading: `Progress${asAt}`, width: 39 },
      ],
      rows: shown.map((action) => [
        {
          text: action.reference === null ? action.action : `${action.reference} ${action.action}`,
          isSent: true,
        },
        paperCell(dueCell(action)),
        paperCell(actionStatusCell(action, actionsAsAt)),
        { ...paperCell(textOr(action.progress, 'x')), isSent: true },
      ]),
    },
    ...(rest === 0
      ? []
      : [
          paragraph(`${counted(rest, 'more action is', 'more actions are')} in the pack’s Part A.`),
        ]),
  ];
}

function gravestFirst(actions: readonly Action[], asAt: string | null): Action[] {
  const weight = (action: Action): number => {
    if (isLate(action, asAt)) return 0;
    if (statusCode(action) === 'at-risk') return 1;
    return statusCode(action) === 'complete' ? 3 : 2;
  };
  return [...actions].sort((a, b) => weight(a) - weight(b));
}

function nextBlocks({ next }: Briefing): PaperBlock[] {
  const [only] = next.items;
  return only !== undefined && next.heading === 'Next quarter'
    ? [paragraph(only)]
    : [paragraph(`${next.heading}:`), { kind: 'list', items: next.items }];
}

function backgroundPapers({ input }: PackContext, companions: readonly string[]): string[] {
  return [
    ...input.strategies.map(({ title, agreed }) =>
      capitalised(agreed === null ? `${title}.` : `${title} (${agreed}).`),
    ),
    ...companions.map((file) => `${file}, published with this report.`),
  ];
}
