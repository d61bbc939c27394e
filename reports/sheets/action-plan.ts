import { isIsoDate, longDate } from '../../pipeline/core/calendar/days.js';
import { codeOr, symbol, text, textOr } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import type { Cell, Sheet } from '../pack/model.js';
import { isOverdue, type Action } from '../pack/actions.js';
import { label } from '../pack/words.js';
import { shortTitle } from './short-title.js';

/** Every action as its lead reported it, linked to the finding and the measures that it answers. */
export function actionPlanSheet(context: PackContext): Sheet {
  const { actions, actionsAsAt } = context.input.lists;
  const asAt = actionsAsAt === null ? '' : `, progress as at ${longDate(actionsAsAt)}`;
  return dataSheet(context, {
    name: 'Action plan',
    title: `Action plan${asAt}`,
    about: 'Every action with its lead, due date, status, progress and next milestone',
    source: 'the council’s officers, actions return',
    columns: [
      { heading: 'Reference', width: 12 },
      { heading: 'Priority', width: 14 },
      { heading: 'Action', width: 28 },
      { heading: 'Finding answered', width: 12 },
      { heading: 'Measure answered', width: 15 },
      { heading: 'Lead', width: 16 },
      { heading: 'Due', width: 13 },
      { heading: 'Status', width: 11 },
      { heading: 'Progress', width: 38 },
      { heading: 'Milestone for next quarter', width: 26 },
    ],
    rows: actions.map((action) => [
      codeOr(action.reference, 'z'),
      text(priorityOf(context, action)),
      text(action.action),
      codeOr(action.finding, 'z'),
      textOr(action.measure, 'z'),
      textOr(action.lead, 'x'),
      dueCell(action),
      statusCell(action, actionsAsAt),
      textOr(action.progress, 'x'),
      textOr(action.milestone, 'z'),
    ]),
    none: 'No action was reported',
  });
}

/** A date or a phrase such as "Spring 2018": the column holds both, so both are text. */
export function dueCell(action: Action): Cell {
  if (action.due === null) return symbol('x');
  return text(isIsoDate(action.due) ? longDate(action.due) : action.due);
}

export function statusCell(action: Action, asAt: string | null): Cell {
  return text(label(action.status) + (isOverdue(action, asAt) ? ', overdue' : ''));
}

function priorityOf(context: PackContext, action: Action): string {
  const report = context.priorities.find((each) => each.actions.includes(action));
  return report === undefined ? label(action.priority) : shortTitle(report);
}
