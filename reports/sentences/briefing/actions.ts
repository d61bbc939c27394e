import {
  addMonths,
  type IsoDate,
  isIsoDate,
  longDate,
} from '../../../pipeline/core/calendar/days.js';
import { type Action, isLate, statusCode } from '../../pack/actions.js';
import { unmatchedActions } from '../../pack/priorities.js';
import type { PackContext } from '../../pack/context.js';
import { capitalised } from '../../pack/cells.js';
import { listed, numberName } from '../number-name.js';
import { lowerFirst } from '../subject.js';

/** Late actions that are named; of more the first. */
const MOST_NAMED = 2;
/** Words of an action's own text that the first page has room for. */
const MOST_WORDS = 9;

/** "9 of 13 actions on track or complete. One behind: settle partners’ capacity, due 28 February." */
export function actionsWords({ input }: PackContext): string | null {
  const { actions, actionsAsAt } = input.lists;
  if (actions.length === 0) return null;
  const late = actions.filter((action) => isLate(action, actionsAsAt));
  const fine = actions.filter(
    (action) => !late.includes(action) && ['on-track', 'complete'].includes(statusCode(action)),
  );
  const all = `${fine.length} of ${actions.length} actions on track or complete.`;
  const end = input.quarter.lastDay;
  const unmatched = unmatchedActions(input);
  return [
    all,
    ...(late.length === 0 ? [] : [lateWords(late, end)]),
    ...(unmatched.length === 0
      ? []
      : [`${capitalised(numberName(unmatched.length))} under no priority.`]),
  ].join(' ');
}

/** "One behind: settle partners’ capacity, due 28 February." */
function lateWords(actions: readonly Action[], end: IsoDate): string {
  const named = actions.slice(0, MOST_NAMED).map((action) => nameOf(action, end));
  const more = actions.length - named.length;
  const names = more === 0 ? listed(named) : `${named.join(', ')} and ${numberName(more)} more`;
  return `${capitalised(numberName(actions.length))} behind: ${names}.`;
}

/** An action in its lead’s words, cut after a word where they are long, and the day it was due. */
function nameOf({ action, due }: Action, end: IsoDate): string {
  const words = action.trim().replace(/\.$/, '').split(/\s+/);
  const text =
    words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS).join(' ')} …` : words.join(' ');
  return `${lowerFirst(text)}${due === null ? '' : `, due ${dayWords(due, end)}`}`;
}

/** "28 February": a day within half a year of the quarter’s end needs no year. */
function dayWords(due: string, end: IsoDate): string {
  if (!isIsoDate(due)) return due;
  const isNear = due > addMonths(end, -6) && due < addMonths(end, 6);
  return isNear ? longDate(due).replace(/ \d{4}$/, '') : longDate(due);
}
