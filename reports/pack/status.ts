import type { Figure } from '../../pipeline/core/figure/figure.js';
import { lowerFirst, sentenceLabel } from '../sentences/subject.js';
import type { StatusRule } from '../../pipeline/core/strategy/types.js';
import { isLate, isOverdue, statusCode, type Action } from './actions.js';
import type { Tone } from '../../pipeline/core/council/colours.js';
import { spaced } from './words.js';

/** The status of a priority, rolled up from its measures and actions. */
export interface PriorityStatus {
  readonly words: 'On track' | 'Mostly on track' | 'Needs attention' | 'Not rated';
  readonly tone: Tone;
  /** What it rests on: "measures: 3 green, 1 amber; actions: 4 on track, 1 complete". */
  readonly because: string;
  /** What makes it no better: measures and actions by name; none where nothing holds it back. */
  readonly drivers: readonly string[];
}

/**
 * The status of a priority by its strategy's rule. Monotone: that a measure or an action gets worse never makes it better.
 * @param asAt the day that progress of the actions is given for.
 */
export function statusOf(
  figures: readonly Figure[],
  actions: readonly Action[],
  asAt: string | null,
  rule: StatusRule,
): PriorityStatus {
  const rated = (rag: string): Figure[] => figures.filter((each) => each.judgement.rag === rag);
  const [green, amber, red] = [rated('green'), rated('amber'), rated('red')];
  const late = actions.filter((action) => isLate(action, asAt));
  const atRisk = actions.filter(
    (action) => statusCode(action) === 'at-risk' && !isLate(action, asAt),
  );
  const because = `${ratedWords(figures)}; ${actionWords(actions, asAt)}`;
  const [reds, lates] = [driverOf('red', red), lateWords(late)];
  const grave = [
    ...(reaches(red.length, rule.red) ? [reds] : []),
    ...(reaches(late.length, rule.late) ? [lates] : []),
  ];
  if (grave.length > 0)
    return { words: 'Needs attention', tone: 'red', because, drivers: grave.flat() };
  const light = [
    ...(reaches(red.length + amber.length, rule.amber) ? [reds, driverOf('amber', amber)] : []),
    ...(reaches(late.length + atRisk.length, rule.atRisk) ? [lates, atRiskWords(atRisk)] : []),
  ].flat();
  if (light.length > 0) return { words: 'Mostly on track', tone: 'amber', because, drivers: light };
  return green.length + amber.length + red.length > 0
    ? { words: 'On track', tone: 'green', because, drivers: [] }
    : { words: 'Not rated', tone: 'grey', because, drivers: [] };
}

function reaches(count: number, least: number | null): boolean {
  return least !== null && count >= least;
}

/** The rule in force, as the notes print it. */
export function statusRuleWords(rule: StatusRule): string {
  const some = (least: number | null, one: string, more: string): string[] =>
    least === null ? [] : [least === 1 ? `any ${one}` : `${least} or more ${more}`];
  const grave = [
    ...some(rule.red, 'measure is red', 'measures are red'),
    ...some(rule.late, 'action is behind or overdue', 'actions are behind or overdue'),
  ];
  const light = [
    ...some(rule.amber, 'measure is amber or red', 'measures are amber or red'),
    ...some(
      rule.atRisk,
      'action is at risk, behind or overdue',
      'actions are at risk, behind or overdue',
    ),
  ];
  const when = (status: string, conditions: readonly string[]): string =>
    conditions.length === 0
      ? `No priority is “${status}”.`
      : `A priority is “${status}” where ${conditions.join(', or where ')}.`;
  return [
    when('needs attention', grave),
    `Otherwise ${lowerFirst(when('mostly on track', light))}`,
    'Failing both, it is “on track” where any of its measures is rated, and “not rated” where none is.',
    'Measures without a target, for information, too few to rate or suppressed do not count.',
  ].join(' ');
}

function driverOf(rag: string, figures: readonly Figure[]): string[] {
  return figures.map((figure) => `${lowerFirst(sentenceLabel(figure))} is ${rag}`);
}

function lateWords(actions: readonly Action[]): string[] {
  return actions.map((action) => `${nameOf(action)} is behind or overdue`);
}

function atRiskWords(actions: readonly Action[]): string[] {
  return actions.map((action) => `${nameOf(action)} is at risk`);
}

function nameOf(action: Action): string {
  return action.reference === null ? `action “${action.action}”` : `action ${action.reference}`;
}

/** "actions: 2 complete, 1 on track, 1 behind", by the words that their leads sent; one past its due day is overdue. */
function actionWords(actions: readonly Action[], asAt: string | null): string {
  const counts = new Map<string, number>();
  for (const action of actions) {
    const word = isOverdue(action, asAt) ? 'overdue' : spaced(statusCode(action));
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const words = [...counts].map(([word, count]) => `${count} ${word}`);
  return words.length === 0 ? 'no actions reported' : `actions: ${words.join(', ')}`;
}

function ratedWords(figures: readonly Figure[]): string {
  const isHidden = ({ current }: Figure): boolean => current.symbol === 'c';
  const count = (rag: string): number =>
    figures.filter((each) => each.judgement.rag === rag).length;
  const [green, amber, red] = [count('green'), count('amber'), count('red')];
  const hidden = figures.filter(isHidden).length;
  const missing = figures.filter(({ current }) => current.symbol === 'x').length;
  const parts = [
    [green, 'green'],
    [amber, 'amber'],
    [red, 'red'],
    [hidden, 'suppressed and left out'],
    [figures.length - green - amber - red - hidden - missing, 'not rated'],
    [missing, 'without a figure'],
  ] as const;
  const words = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return words.length === 0 ? 'no measures' : `measures: ${words.join(', ')}`;
}
