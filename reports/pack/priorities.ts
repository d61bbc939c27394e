import type { Figure } from '../../pipeline/core/figure/figure.js';
import { namesPriority } from '../../pipeline/core/strategy/priority-names.js';
import type { PackInput } from '../input.js';
import type { Priority, Strategy, StrategyMeasure } from '../../pipeline/core/strategy/types.js';
import type { Action } from './actions.js';
import { type PriorityStatus, statusOf } from './status.js';

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

export function priorityReports(input: PackInput): PriorityReport[] {
  return input.strategies
    .flatMap((strategy) => strategy.priorities.map((priority) => ({ strategy, priority })))
    .map(({ strategy, priority }, index) => {
      const measures = priority.measures.map((promise) => ({
        promise,
        figure: figureOf(promise, strategy, priority, input.figures),
      }));
      const figures = measures.flatMap(({ figure }) => (figure === null ? [] : [figure]));
      const actions = input.lists.actions.filter((action) =>
        namesPriority(action.priority, priority),
      );
      const status = statusOf(figures, actions, input.lists.actionsAsAt, strategy.status);
      return { number: index + 1, strategy, priority, measures, figures, actions, status };
    });
}

/** Figures that no priority names. */
export function figuresOfNoPriority(
  input: PackInput,
  reports: readonly PriorityReport[],
): Figure[] {
  const named = new Set(reports.flatMap((report) => report.figures));
  return input.figures.filter((figure) => !named.has(figure));
}

/** Of what was sent with a strategy at hand, the actions that none of its priorities takes: somebody has to match them. */
export function unmatchedActions(input: PackInput): Action[] {
  return input.strategies.length === 0 ? [] : actionsUnderNoPriority(input);
}

/** Actions whose priority is not in any strategy. If there is no strategy, that is every action. */
export function actionsUnderNoPriority(input: PackInput): Action[] {
  const priorities = input.strategies.flatMap((strategy) => strategy.priorities);
  return input.lists.actions.filter(
    (action) => !priorities.some((priority) => namesPriority(action.priority, priority)),
  );
}

/** One figure may be under several priorities, each judged by its own promise. */
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
