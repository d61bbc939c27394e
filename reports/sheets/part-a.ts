import { longDate } from '../../pipeline/core/calendar/days.js';
import { bold, capitalised, text, textOr } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import type { Block, Cell, Sheet } from '../pack/model.js';
import { noteMarker } from '../pack/notes.js';
import { type Action, isLate, milestonesOf, statusCode } from '../pack/actions.js';
import { actionsUnderNoPriority } from '../pack/priorities.js';
import { publishedAssessments } from '../sentences/assessment.js';
import { nextHeading } from '../sentences/briefing/next.js';
import { numberName } from '../sentences/number-name.js';
import { achievements, resolution } from '../sentences/resolution.js';
import { statusParagraph } from '../sentences/status.js';
import { dueCell, statusCell } from './action-plan.js';

/** Part A: what was done on each priority, what the next quarter will see, and the draft of the decision. */
export function partASheet(context: PackContext): Sheet {
  const { input, priorities } = context;
  const { actionsAsAt } = input.lists;
  const unmatched = actionsUnderNoPriority(input);
  return {
    name: 'Part A Priorities',
    kind: 'briefing',
    title: `Part A: update on the priorities, ${context.placeAndPeriod}${noteMarker('status')}`,
    about: 'Each priority: status, progress of its actions, milestones for the next quarter',
    blocks: [
      {
        kind: 'paragraph',
        text: `${context.marking}.`,
        style: 'marking',
      },
      ...(actionsAsAt === null
        ? []
        : [
            {
              kind: 'paragraph' as const,
              text: `Progress as at ${longDate(actionsAsAt)}.`,
            },
          ]),
      ...(priorities.length === 0
        ? [
            {
              kind: 'paragraph' as const,
              text: 'No strategy is set, so no priority can be reported on.',
            },
          ]
        : []),
      ...priorities.flatMap((report): Block[] => [
        { kind: 'heading', text: `Priority ${report.number}: ${report.priority.title}` },
        {
          kind: 'paragraph',
          text: statusParagraph(report),
          style: 'lead',
        },
        ...actionBlocks(context, `Actions_of_priority_${report.number}`, report.actions),
      ]),
      ...(unmatched.length === 0
        ? []
        : [
            { kind: 'heading' as const, text: `Other actions${noteMarker('other-actions')}` },
            ...actionBlocks(context, 'Other_actions', unmatched),
          ]),
      ...resolutionBlocks(context),
    ],
  };
}

/** The words of a record of the decision, proposed from the figures. */
function resolutionBlocks({ input, priorities }: PackContext): Block[] {
  const found = achievements(
    priorities.flatMap((report) => report.figures),
    input.quarter,
  );
  const items = found.map(({ words }) => words);
  return [
    { kind: 'heading', text: `Draft resolution${noteMarker('resolution')}` },
    {
      kind: 'paragraph',
      text: resolution(found, publishedAssessments(input), input.lists.actionsAsAt),
    },
    ...(items.length === 0 ? [] : [{ kind: 'bullets' as const, items, numbered: true }]),
  ];
}

function actionBlocks(context: PackContext, name: string, actions: readonly Action[]): Block[] {
  if (actions.length === 0)
    return [{ kind: 'paragraph', text: 'No action was reported under this priority.' }];
  const { actionsAsAt } = context.input.lists;
  const milestones = milestonesOf(actions);
  return [
    {
      kind: 'table',
      name,
      isDetail: true,
      foldedAs: capitalised(
        `${numberName(actions.length)} ${actions.length === 1 ? 'action' : 'actions'}, with progress`,
      ),
      columns: [
        { heading: 'Action', width: 40 },
        { heading: 'Lead', width: 27 },
        { heading: 'Due', width: 16 },
        { heading: 'Status', width: 14, align: 'centre' },
        { heading: 'Progress', width: 51 },
      ],
      rows: actions.map((action) => [
        text(action.reference === null ? action.action : `${action.reference} ${action.action}`),
        textOr(action.lead, 'x'),
        dueCell(action),
        actionStatusCell(action, actionsAsAt),
        textOr(action.progress, 'x'),
      ]),
    },
    ...(milestones.length === 0
      ? []
      : [
          {
            kind: 'paragraph' as const,
            text: `${nextHeading(context.input.nextUpdate)}:`,
            style: 'lead' as const,
          },
          { kind: 'bullets' as const, items: milestones },
        ]),
  ];
}

/** An action's status in the colour of what it says. */
export function actionStatusCell(action: Action, asAt: string | null): Cell {
  const cell = statusCell(action, asAt);
  if (cell.kind !== 'text') return cell;
  const code = statusCode(action);
  if (isLate(action, asAt)) return { ...cell, tone: 'red', bold: true };
  if (code === 'at-risk') return { ...cell, tone: 'amber', bold: true };
  if (code === 'complete' || code === 'on-track') return { ...cell, tone: 'green', bold: true };
  return bold(cell.text);
}
