import { isIsoDate } from '../../pipeline/calendar/days.js';
import type { Figure, PackInput } from '../input.js';
import type { Priority, Strategy, StrategyMeasure } from '../strategies/types.js';
import type { Tone } from './model.js';
import { spaced } from './words.js';

export type Action = PackInput['lists']['actions'][number];

/** A priority with all that the pack knows of it. */
export interface PriorityReport {
  /** 1, 2, 3 … over all strategies. */
  readonly number: number;
  readonly strategy: Strategy;
  readonly priority: Priority;
  /** In the strategy's order; the figure is null where none was computed. */
  readonly measures: readonly {
    readonly promise: StrategyMeasure;
    readonly figure: Figure | null;
  }[];
  readonly figures: readonly Figure[];
  readonly actions: readonly Action[];
  readonly status: PriorityStatus;
}

export interface PriorityStatus {
  readonly words: 'On track' | 'Mostly on track' | 'Needs attention' | 'Not rated';
  readonly tone: Tone;
  /** What it rests on: "measures: 3 green, 1 amber; actions: 4 on track, 1 complete". */
  readonly because: string;
}

/** The rule of {@link statusOf}, as the notes print it. */
export const STATUS_RULE =
  'A priority “needs attention” where any of its measures is red or any of its actions is behind or overdue; it is “mostly on track” where any is amber or at risk; it is “on track” where the measures that are rated are all green and no action is late; it is “not rated” where no measure could be rated and no action is late or at risk.';

export function priorityReports(input: PackInput): PriorityReport[] {
  return input.strategies
    .flatMap((strategy) => strategy.priorities.map((priority) => ({ strategy, priority })))
    .map(({ strategy, priority }, index) => {
      const measures = priority.measures.map((promise) => ({
        promise,
        figure: figureOf(promise, strategy, priority, input.figures),
      }));
      const figures = measures.flatMap(({ figure }) => (figure === null ? [] : [figure]));
      const actions = input.lists.actions.filter((action) => belongs(action.priority, priority));
      const status = statusOf(figures, actions, input.lists.actionsAsAt);
      return { number: index + 1, strategy, priority, measures, figures, actions, status };
    });
}

/** Figures that no priority names. */
export function figuresBeside(input: PackInput, reports: readonly PriorityReport[]): Figure[] {
  const named = new Set(reports.flatMap((report) => report.figures));
  return input.figures.filter((figure) => !named.has(figure));
}

/** Actions whose priority is none of the strategies'. */
export function actionsBeside(input: PackInput): Action[] {
  const priorities = input.strategies.flatMap((strategy) => strategy.priorities);
  return input.lists.actions.filter(
    (action) => !priorities.some((priority) => belongs(action.priority, priority)),
  );
}

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

/** One figure may stand under several priorities, each judged by its own promise. */
function figureOf(
  promise: StrategyMeasure,
  strategy: Strategy,
  priority: Priority,
  figures: readonly Figure[],
): Figure | null {
  const same = figures.filter(
    (figure) =>
      figure.definition.measure === promise.measure &&
      figure.basis === promise.basis &&
      figure.breakdown === promise.breakdown,
  );
  const named = [priority.id, `${strategy.id}/${priority.id}`];
  return (
    same.find((figure) => figure.priority !== null && named.includes(figure.priority)) ??
    same[0] ??
    null
  );
}

/** Actions name their priority by id or by title, as their sender wrote it. */
function belongs(sent: string, priority: Priority): boolean {
  const name = sent.trim().toLowerCase();
  return name === priority.id.toLowerCase() || name === priority.title.trim().toLowerCase();
}

function statusOf(
  figures: readonly Figure[],
  actions: readonly Action[],
  asAt: string | null,
): PriorityStatus {
  const rated = (rag: string): number =>
    figures.filter((figure) => figure.judgement.rag === rag).length;
  const [green, amber, red] = [rated('green'), rated('amber'), rated('red')];
  const late = actions.filter((action) => isLate(action, asAt)).length;
  const atRisk = actions.filter((action) => statusCode(action) === 'at-risk').length;
  const because = [ratedWords(green, amber, red, figures.length), actionWords(actions, asAt)].join(
    '; ',
  );
  if (red > 0 || late > 0) return { words: 'Needs attention', tone: 'red', because };
  if (amber > 0 || atRisk > 0) return { words: 'Mostly on track', tone: 'amber', because };
  return green > 0
    ? { words: 'On track', tone: 'green', because }
    : { words: 'Not rated', tone: 'grey', because };
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

function ratedWords(green: number, amber: number, red: number, all: number): string {
  const parts = [
    [green, 'green'],
    [amber, 'amber'],
    [red, 'red'],
    [all - green - amber - red, 'not rated'],
  ] as const;
  const words = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return words.length === 0 ? 'no measures' : `measures: ${words.join(', ')}`;
}
