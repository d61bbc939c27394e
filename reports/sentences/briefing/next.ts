import { isIsoDate, longDate } from '../../../pipeline/core/calendar/days.js';
import { type Action, isOpen, milestonesOf } from '../../pack/actions.js';
import type { PackContext } from '../../pack/context.js';
import type { Briefing } from '../../pack/briefing.js';
import { capitalised } from '../../pack/cells.js';
import { numberName } from '../number-name.js';

/** Items that the first page has room for; Part A has all. */
const MOST = 6;

/** "Quarter 4 will see", and all milestones together; where none was sent, the open actions that are due in that quarter. */
export function nextQuarter({ input }: PackContext): Briefing['next'] {
  const { actions } = input.lists;
  const milestones = milestonesOf(actions);
  const items = milestones.length > 0 ? milestones : dueIn(actions, input.nextUpdate);
  const shown = items.length > MOST ? items.slice(0, MOST - 1) : items;
  const rest = items.length - shown.length;
  if (items.length === 0)
    return {
      heading: 'Next quarter',
      items: [`No milestone was reported for quarter ${input.nextUpdate.number}.`],
    };
  return {
    heading: nextHeading(input.nextUpdate),
    items: [...shown, ...(rest === 0 ? [] : [`${capitalised(numberName(rest))} more, in Part A`])],
  };
}

/** "Quarter 4 will see", as the papers put what is planned. */
export function nextHeading({ number }: PackContext['input']['nextUpdate']): string {
  return `Quarter ${number} will see`;
}

function dueIn(
  actions: readonly Action[],
  { firstDay, lastDay }: PackContext['input']['nextUpdate'],
): string[] {
  return actions
    .filter(isOpen)
    .flatMap(({ action, due }) =>
      due !== null && isIsoDate(due) && due >= firstDay && due <= lastDay
        ? [`${action} (due ${longDate(due)})`]
        : [],
    );
}
