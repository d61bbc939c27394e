import { groupBy } from '../../../reports/group-by.js';
import type { Figure } from '../../core/figure/figure.js';
import { labelOf } from '../../../reports/sentences/subject.js';
import { headline } from '../../../reports/sentences/headline.js';
import { counted } from '../../core/counted.js';
import { longDate } from '../../core/calendar/days.js';
import type { Receipt } from '../../load/receive.js';
import { isFresh } from '../../intake/receipts-words.js';
import type { RunOutcome } from '../../publish/find-current-run.js';
import { deducibleWords } from './deducible.js';
import { shortPath } from './short-path.js';

/** The figures of a priority's measures: those that the strategy is about. */
export function strategyFigures({ input }: RunOutcome): readonly Figure[] {
  return input.figures.filter((figure) => figure.priority !== null);
}

/** Returns of the quarter that are missing or were refused. */
export function lackingReturns({ input }: RunOutcome): RunOutcome['input']['returns'] {
  return input.returns.filter(({ state }) => ['missing', 'refused'].includes(state));
}

/** What a run did, in lines: what it received, its headlines, what it lacks, and where its files are. */
export function outcomeText(outcome: RunOutcome): string {
  const { input } = outcome;
  const figures = strategyFigures(outcome);
  return [
    outcome.isNew
      ? `Run ${outcome.runId}: the pack for ${input.quarter.label} is ${input.status}.`
      : `Nothing has changed since run ${outcome.runId}; its pack stays as it is.`,
    ...section('Received:', receivedLines(outcome.inbox.receipts)),
    ...section(
      'Figures:',
      figures.filter(hasFigure).map((figure) => `- ${headline(figure)}`),
    ),
    ...section('No figure:', unavailableLines(figures)),
    ...section('Missing or refused:', [
      ...lackingLines(outcome),
      ...outcome.inbox.left.map(
        (each) => `! Left in the inbox: ${shortPath(each.path)}: ${each.why}`,
      ),
      ...deducibleWords(outcome.deducible),
    ]),
    '',
    ...(outcome.unpublishedReason === null
      ? []
      : [`This pack is in its own folder: ${outcome.unpublishedReason}`, '']),
    ...outcome.files.map((file) => shortPath(file)),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

/** A line a source: how many returns, and which dates they cover. */
function receivedLines(receipts: readonly Receipt[]): string[] {
  const loaded = receipts.filter((each) => isFresh(each) && each.status !== 'refused');
  return [...groupBy(loaded, ({ title }) => title)].map(([title, own]) => {
    const days = [...new Set(own.map(({ asAt }) => asAt))].sort();
    const [first = '', last = first] = [days[0], days.at(-1)];
    const when =
      first === last ? `as at ${longDate(first)}` : `as at ${longDate(first)} to ${longDate(last)}`;
    return `- ${title}: ${own.length === 1 ? '' : `${counted(own.length, 'return')}, `}${when}`;
  });
}

function hasFigure({ current }: Figure): boolean {
  return current.symbol !== 'x';
}

/** A line a reason, with the measures that it leaves without a figure. */
function unavailableLines(figures: readonly Figure[]): string[] {
  const without = figures.filter((figure) => !hasFigure(figure));
  return [...groupBy(without, ({ current }) => current.reason ?? 'No reason is known.')].map(
    ([reason, own]) => `- ${reason} ${own.map(labelOf).join('; ')}.`,
  );
}

function lackingLines(outcome: RunOutcome): string[] {
  const lacking = lackingReturns(outcome);
  const refusedNow = outcome.inbox.receipts.filter(
    ({ status, source, asAt }) =>
      status === 'refused' && !lacking.some((each) => each.source === source && each.asAt === asAt),
  );
  return [
    ...lacking.map(({ title, state, notes }) => `! ${[`${title}: ${state}.`, ...notes].join(' ')}`),
    ...refusedNow.map(
      ({ title, asAt, refusedWhy }) =>
        `! ${title}, as at ${longDate(asAt)}: refused. ${refusedWhy ?? ''} An earlier return counts, or another quarter is concerned.`,
    ),
  ];
}
