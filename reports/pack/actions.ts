import { isIsoDate } from '../../pipeline/core/calendar/days.js';
import type { PackInput } from '../input.js';

export type Action = PackInput['lists']['actions'][number];

/** The action is late: it says so, or its due day has passed by the day that progress is given for. */
export function isLate(action: Action, asAt: string | null): boolean {
  if (statusCode(action) === 'complete') return false;
  return statusCode(action) === 'behind' || isOverdue(action, asAt);
}

export function isOverdue(action: Action, asAt: string | null): boolean {
  if (statusCode(action) === 'complete' || asAt === null || action.due === null) return false;
  return isIsoDate(action.due) && action.due < asAt;
}

export function isOpen(action: Action): boolean {
  return statusCode(action) !== 'complete';
}

export function statusCode(action: Action): string {
  return action.status.trim().toLowerCase().replaceAll(/\s+/g, '-');
}

/** What the next quarter will see: every milestone that was sent, each once, in the order of the return. */
export function milestonesOf(actions: readonly Action[]): string[] {
  const sent = actions.flatMap(({ milestone }) => milestone?.trim() ?? []);
  return [...new Set(sent.filter((words) => words !== ''))];
}
