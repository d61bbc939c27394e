import { type Action, isLate, isOpen } from '../pack/actions.js';
import type { PriorityReport } from '../pack/priorities.js';

/**
 * Whether a red measure carries an action: those under its priority that are open. An action that is complete doesn't answer
 * a measure that is still red.
 */
export function answerWords(report: PriorityReport, asAt: string | null): string {
  const under = `under priority ${report.number}`;
  const open = report.actions.filter(isOpen);
  if (open.length === 0) {
    const done = report.actions.length;
    if (done === 0) return `it carries no action (none ${under})`;
    const all = done === 1 ? 'the only action' : `all ${done} actions`;
    return `it carries no open action (${all} ${under} ${done === 1 ? 'is' : 'are'} complete)`;
  }
  const late = open.filter((action) => isLate(action, asAt));
  const some = `${open.length} open ${open.length === 1 ? 'action' : 'actions'} ${under}`;
  if (late.length === 0) return some;
  const each = open.length === 1 ? 'behind or overdue' : `${late.length} behind or overdue`;
  return `${some}, ${each} (${late.map(nameOf).join(', ')})`;
}

function nameOf(action: Action): string {
  return action.reference ?? `“${action.action}”`;
}
