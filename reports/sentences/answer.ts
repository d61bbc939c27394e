import type { Figure } from '../../pipeline/core/figure/figure.js';
import type { PackInput } from '../input.js';
import { type Action, isLate, isOpen, isOverdue, statusCode } from '../pack/actions.js';
import type { PriorityReport } from '../pack/priorities.js';
import { spaced } from '../pack/words.js';
import { listed } from './number-name.js';
import { labelOf } from './subject.js';

type Plan = Pick<PackInput['lists'], 'actions' | 'actionsAsAt'>;

/** The rule of what answers a red measure, as the notes print it. */
export const ANSWER_RULE =
  'A red measure carries the open actions that name it (by code or title), under whatever priority; where none names it, those that are open under its priority. An action that is complete doesn’t answer a measure that is still red.';

/** Whether a red measure carries an action: those that name it, else those under its priority; and how they stand. */
export function answerWords(figure: Figure, report: PriorityReport, plan: Plan): string {
  const named = plan.actions.filter(({ measure }) => namesFigure(measure ?? '', figure));
  return named.length > 0 ? namedWords(named, plan.actionsAsAt) : priorityWords(report, plan);
}

/** A text that officers sent names a measure by its code, its title, or its title with the breakdown; several are parted by semicolons. */
export function namesFigure(sent: string, figure: Figure): boolean {
  const own = [figure.definition.measure, figure.definition.title, labelOf(figure)].map(phrase);
  return sent.split(/[;\n]/).some((part) => own.includes(phrase(part)));
}

function phrase(words: string): string {
  return words.trim().replaceAll(/[’‘]/g, "'").replaceAll(/\s+/g, ' ').toLowerCase();
}

/** "action on it: SG2 (at risk)". */
function namedWords(named: readonly Action[], asAt: string | null): string {
  const open = named.filter(isOpen);
  if (open.length === 0) {
    const verb = named.length === 1 ? 'is' : 'are';
    return `no open action names it: ${listed(named.map(nameOf))} ${verb} complete`;
  }
  const each = open.map((action) => `${nameOf(action)} (${standing(action, asAt)})`);
  return `${open.length === 1 ? 'action' : 'actions'} on it: ${each.join(', ')}`;
}

function standing(action: Action, asAt: string | null): string {
  return `${spaced(statusCode(action))}${isOverdue(action, asAt) ? ', overdue' : ''}`;
}

function priorityWords(report: PriorityReport, { actions, actionsAsAt }: Plan): string {
  const under = `under priority ${report.number}`;
  const open = report.actions.filter(isOpen);
  if (open.length === 0) {
    const done = report.actions.length;
    if (done === 0) return `no action names it, and none is ${under}`;
    const all =
      done === 1 ? 'the only action' : done === 2 ? 'both actions' : `all ${done} actions`;
    return `no open action names it: ${all} ${under} ${done === 1 ? 'is' : 'are'} complete`;
  }
  const late = open.filter((action) => isLate(action, actionsAsAt));
  const linked = actions.some((action) => action.measure !== null);
  const some = `${open.length} open ${open.length === 1 ? 'action' : 'actions'} ${under}${linked ? ', none of which names it' : ''}`;
  if (late.length === 0) return some;
  const each = open.length === 1 ? 'behind or overdue' : `${late.length} behind or overdue`;
  return `${some}, ${each} (${late.map(nameOf).join(', ')})`;
}

function nameOf(action: Action): string {
  return action.reference ?? `“${action.action}”`;
}
