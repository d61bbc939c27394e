import type { Figure } from '../../pipeline/core/figure/figure.js';
import type { PackInput } from '../input.js';
import { isLate, isOverdue } from '../pack/actions.js';
import type { PriorityReport } from '../pack/priorities.js';
import { answerWords } from './answer.js';
import { exceptionSentence, isExceptionallyWorse } from './exception.js';
import { brief } from './headline.js';
import { hasNewReturn } from './not-compared.js';
import { labelOf } from './subject.js';
import { counted } from '../../pipeline/core/counted.js';

/**
 * What needs attention, the gravest first: red measures (and whether an action answers them), late actions, exceptions, amber
 * measures that got worse, measures without a figure, returns that didn't come.
 */
export function attention(input: PackInput, reports: readonly PriorityReport[]): string[] {
  return [
    ...reports.flatMap((report) =>
      withRag(report, 'red').map(
        (figure) => `Red: ${brief(figure)}; ${answerWords(figure, report, input.lists)}.`,
      ),
    ),
    ...reports.flatMap((report) => lateActions(report, input.lists.actionsAsAt)),
    ...exceptions(input, reports),
    ...reports.flatMap((report) =>
      withRag(report, 'amber')
        .filter((figure) => figure.judgement.longTerm?.word === 'worse')
        .map((figure) => `Amber and worse: ${brief(figure)}.`),
    ),
    ...unavailable(reports),
    ...input.returns.flatMap((each) => {
      if (each.state === 'missing') return [`Return not received: ${each.title}.`];
      return each.state === 'refused' ? [`Return received and refused: ${each.title}.`] : [];
    }),
  ];
}

/**
 * Measures that meet their targets: what the council may be proud of. Each priority's first in turn, its measures
 * that got better before others, so that no priority crowds out the rest.
 */
export function toNote(reports: readonly PriorityReport[]): string[] {
  const queues = reports.map((report) =>
    betterFirst(withRag(report, 'green').filter(hasNewReturn)),
  );
  const longest = Math.max(0, ...queues.map((queue) => queue.length));
  const turns = Array.from({ length: longest }, (_, turn) =>
    queues.flatMap((queue) => queue.slice(turn, turn + 1)),
  );
  return [...new Set(turns.flat())].map((figure) => `${brief(figure)}.`);
}

function betterFirst(figures: readonly Figure[]): Figure[] {
  const isBetter = ({ judgement }: Figure): boolean => judgement.longTerm?.word === 'improved';
  return [...figures.filter(isBetter), ...figures.filter((figure) => !isBetter(figure))];
}

function withRag(report: PriorityReport, rag: Figure['judgement']['rag']): Figure[] {
  return report.figures.filter((figure) => figure.judgement.rag === rag);
}

/** Figures that their own history makes unlikely, on the worse side: a priority's own, and totals beside the strategy. Each once. */
function exceptions(input: PackInput, reports: readonly PriorityReport[]): string[] {
  const named = reports.flatMap((report) => report.figures);
  const totals = input.figures.filter(
    (figure) => figure.priority === null && figure.breakdown === 'all',
  );
  const sentences = [...named, ...totals]
    .filter(isExceptionallyWorse)
    .flatMap((figure) => exceptionSentence(figure) ?? []);
  return [...new Set(sentences)];
}

function lateActions(report: PriorityReport, asAt: string | null): string[] {
  const late = report.actions.filter((action) => isLate(action, asAt));
  if (late.length === 0) return [];
  const overdue = late.filter((action) => isOverdue(action, asAt)).length;
  const names = late.map((action) => action.reference ?? `“${action.action}”`).join(', ');
  const some = counted(late.length, 'action is', 'actions are');
  const past = overdue === 0 ? '' : `, ${overdue} of them past the due date`;
  return [`${report.priority.title}: ${some} behind or overdue${past} (${names}).`];
}

function unavailable(reports: readonly PriorityReport[]): string[] {
  const missing = reports.flatMap((report) =>
    report.measures.flatMap(({ promise, figure }) => {
      if (figure === null) return [promise.measure];
      return figure.current.symbol === 'x' ? [labelOf(figure)] : [];
    }),
  );
  if (missing.length === 0) return [];
  const some = missing.length === 1 ? 'No figure' : 'No figures';
  return [`${some} this quarter for: ${missing.join('; ')}.`];
}
