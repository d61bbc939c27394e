import type { Figure } from '../../../pipeline/core/figure/figure.js';
import { monthAndYear } from '../../../pipeline/core/calendar/days.js';
import type { Quarter } from '../../../pipeline/core/calendar/quarter.js';
import type { PackInput } from '../../input.js';
import type { PriorityReport } from '../../pack/priorities.js';
import { listed, numberName } from '../number-name.js';
import { lowerFirst, sentenceLabel } from '../subject.js';

/** The rule of the title, as the notes print it. */
export const TITLE_RULE =
  'The title counts the measures of the strategy that are rated green, amber or red, and how many are green. It names one or two red measures, and counts more. Where none is rated it says so, and that none has a figure or a target where that is why.';

/** Red measures that a title has room to name. */
const MOST_NAMED = 2;

/** "Children’s services, October to December 2017: six of the eight rated measures meet their target; …". */
export function findingTitle(
  { quarter, strategies }: Pick<PackInput, 'quarter' | 'strategies'>,
  priorities: readonly PriorityReport[],
): string {
  const figures = priorities.flatMap((report) => report.figures);
  const finding =
    strategies.length === 0 ? 'no strategy is set, so nothing is rated' : findingOf(figures);
  return `Children’s services, ${monthsInFull(quarter)}: ${finding}`;
}

/** "October to December 2017". */
export function monthsInFull({ firstDay, lastDay }: Quarter): string {
  return `${monthAndYear(firstDay).slice(0, -5)} to ${monthAndYear(lastDay)}`;
}

function findingOf(figures: readonly Figure[]): string {
  const rated = (rag: string): Figure[] => figures.filter((each) => each.judgement.rag === rag);
  const [green, amber, red] = [rated('green'), rated('amber'), rated('red')];
  const all = green.length + amber.length + red.length;
  if (all === 0) return unratedWords(figures);
  const [only] = red;
  if (all === 1 && only !== undefined)
    return `the one rated measure is red: ${lowerFirst(sentenceLabel(only))}`;
  const met = metWords(green.length, all);
  if (red.length > 0) return `${met}; ${redWords(red)}`;
  if (amber.length === 0) return met;
  return `${met}; ${amberWords(amber.length, green.length)}`;
}

/** Why nothing is rated, where one reason holds for all. */
function unratedWords(figures: readonly Figure[]): string {
  if (figures.length > 0 && figures.every(({ current }) => current.symbol === 'x'))
    return figures.length === 1
      ? 'the strategy’s one measure has no figure this quarter'
      : `none of the strategy’s ${numberName(figures.length)} measures has a figure this quarter`;
  if (figures.length > 0 && figures.every(({ judgement }) => judgement.target === null))
    return 'no measure has a target, so none is rated';
  return 'no measure is rated this quarter';
}

function metWords(green: number, all: number): string {
  const measures = `${numberName(all)} rated measures`;
  if (all === 1)
    return green === 1
      ? 'the one rated measure meets its target'
      : 'the one rated measure misses its target';
  if (green === all)
    return `${all === 2 ? 'both' : `all ${numberName(all)}`} rated measures meet their targets`;
  if (green === 0)
    return all === 2
      ? 'neither of the two rated measures meets its target'
      : `none of ${measures} meets its target`;
  return green === 1
    ? `one of ${measures} meets its target`
    : `${numberName(green)} of ${measures} meet their targets`;
}

function redWords(red: readonly Figure[]): string {
  const is = red.length === 1 ? 'is' : 'are';
  if (red.length > MOST_NAMED) return `${numberName(red.length)} are red`;
  const names = red.map((figure) => lowerFirst(sentenceLabel(figure)));
  return `${numberName(red.length)} ${is} red: ${listed(names)}`;
}

function amberWords(amber: number, green: number): string {
  if (green === 0) return amber === 1 ? 'it is within tolerance' : 'all are within tolerance';
  return amber === 1
    ? 'the other is within tolerance'
    : `the other ${numberName(amber)} are within tolerance`;
}
