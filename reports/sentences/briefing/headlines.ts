import { isRate } from '../../../pipeline/core/figure/units.js';
import type { Figure } from '../../../pipeline/core/figure/figure.js';
import type { HeadlineRow, SmallLine } from '../../pack/briefing.js';
import { capitalised, published } from '../../pack/cells.js';
import type { PackContext } from '../../pack/context.js';
import type { PriorityReport } from '../../pack/priorities.js';
import {
  basisWords,
  changeWords,
  longPeriod,
  numberWords,
  otherPeriod,
  shownDecimals,
  targetWords,
} from '../../pack/words.js';
import { currentWords } from '../headline.js';
import { hasOwnPoint } from '../not-compared.js';
import { numberName } from '../number-name.js';
import { labelOf } from '../subject.js';
import { englandWords } from './england.js';
import { chartedFigure, isExceptional } from './significance.js';
import { chanceWord } from './stock-word.js';
import { statusWord, toneOf } from './status-word.js';

/** Measures that the first page has room for. */
export const MOST_HEADLINES = 12;

/** The rule of the table, as the notes print it. */
export const HEADLINES_RULE =
  'The first page’s table has up to twelve measures of the strategy, in its order: red ones first, then those beyond their usual range, then those with a figure: each priority’s first, second and so on, until there are twelve.';

interface Headline {
  readonly report: PriorityReport;
  readonly measure: string;
  readonly figure: Figure | null;
}

/** The rows of the first page’s table, what they are of, and what it has no room for. */
export function headlineRows(context: PackContext): {
  readonly rows: HeadlineRow[];
  readonly figures: readonly (Figure | null)[];
  readonly rest: string | null;
} {
  const all = context.priorities.flatMap((report) =>
    report.measures.map(({ promise, figure }): Headline => ({
      report,
      figure,
      measure: promise.measure,
    })),
  );
  const shown = chosen(all);
  const rest = all.length - shown.length;
  return {
    rows: shown.map((headline) => rowOf(context, headline)),
    figures: shown.map(({ figure }) => figure),
    rest: rest === 0 ? null : restWords(all.filter((headline) => !shown.includes(headline))),
  };
}

/** "Eight more measures, six of them without a figure, are on their priorities’ pages." */
function restWords(rest: readonly Headline[]): string {
  const missing = rest.filter(({ figure }) => statusWord(figure) === 'No figure').length;
  const without =
    missing === 0
      ? ''
      : missing === rest.length
        ? ' without a figure'
        : `, ${numberName(missing)} of them without a figure,`;
  return `${capitalised(numberName(rest.length))} more ${rest.length === 1 ? `measure${without} is on its priority’s page` : `measures${without} are on their priorities’ pages`}.`;
}

function chosen(all: readonly Headline[]): Headline[] {
  const first = (headline: Headline): number =>
    headline.figure?.judgement.rag === 'red'
      ? 0
      : headline.figure !== null && isExceptional(headline.figure)
        ? 1
        : headline.figure === null || headline.figure.current.symbol === 'x'
          ? 3
          : 2;
  const turn = new Map(
    all.map((headline) => [
      headline,
      all.filter(({ report }) => report === headline.report).indexOf(headline),
    ]),
  );
  const kept = [...all]
    .sort((a, b) => first(a) - first(b) || (turn.get(a) ?? 0) - (turn.get(b) ?? 0))
    .slice(0, MOST_HEADLINES);
  return all.filter((headline) => kept.includes(headline));
}

function rowOf(context: PackContext, { report, measure, figure }: Headline): HeadlineRow {
  const { priority } = report;
  const word = statusWord(figure);
  const status = { word, tone: toneOf(word) };
  const of = { number: report.number, title: priority.shortTitle ?? priority.title };
  if (figure === null) {
    return {
      priority: of,
      measure,
      latest: 'No figure',
      latestNumber: null,
      target: 'None',
      targetNumber: null,
      status,
      line: {
        values: context.quarters.map(() => null),
        target: null,
        unit: 'count',
        decimals: 0,
        label: measure,
      },
      change: NOT_COMPARED,
      significance: 'Cannot say',
      england: 'None',
    };
  }
  const { target } = figure.judgement;
  return {
    priority: of,
    measure: labelOf(figure),
    latest: latestWords(figure),
    latestNumber: plainNumber(figure),
    target: target === null ? 'None' : targetWords(target, figure.unit),
    targetNumber: target,
    status,
    line: smallLine(context, figure),
    change: changeOnLastYear(figure),
    significance: chanceWord(context.input.figures, figure),
    england: englandWords(figure),
  };
}

function latestWords(figure: Figure): string {
  if (figure.current.symbol === 'c') return 'Not shown';
  if (figure.current.symbol === 'x') return 'No figure';
  const period = (otherPeriod(figure) ?? longPeriod(figure))?.replace(/^(?:at|in the|in) /, '');
  return capitalised([currentWords(figure), ...(period === undefined ? [] : [period])].join(', '));
}

/** The number where the figure is said by it without more: of the quarter, and of no few. */
function plainNumber(figure: Figure): number | null {
  const number = published(figure.current, figure);
  if (otherPeriod(figure) !== null || longPeriod(figure) !== null) return null;
  return number !== null && currentWords(figure) === numberWords(number, figure.unit)
    ? number
    : null;
}

const NOT_COMPARED = 'Not compared';

/** "+3.4 points", "63 fewer", "14.9 lower", "Same". */
function changeOnLastYear(figure: Figure): string {
  const { judgement, unit } = figure;
  const change = judgement.longTerm?.change;
  if (change == null) return NOT_COMPARED;
  if (change === 0) return 'Same';
  const size = changeWords(change, unit, shownDecimals(figure)).replace('percentage ', '');
  if (unit === 'percent') return `${change < 0 ? '−' : '+'}${size}`;
  const [less, more] =
    isRate(unit) || ['mean', 'score', 'pounds'].includes(unit)
      ? ['lower', 'higher']
      : ['fewer', 'more'];
  return `${size} ${change < 0 ? less : more}`;
}

/** Eight quarters as a line. What is counted since 1 April would be a sawtooth: it is drawn by single quarters, or not at all. */
function smallLine(context: PackContext, figure: Figure): SmallLine {
  const drawn = chartedFigure(context.input.figures, figure);
  const isSawtooth = drawn.basis === 'ytd';
  const isOwn = drawn === figure;
  return {
    values: context.quarters.map(({ key }) => {
      const value = drawn.series.find(({ quarter }) => quarter === key);
      return isSawtooth || value === undefined || !hasOwnPoint(drawn, key)
        ? null
        : published(value, drawn);
    }),
    // A target of a year to date is of no single quarter, unless it is of a share.
    target: isOwn || figure.unit === 'percent' ? figure.judgement.target : null,
    unit: figure.unit,
    decimals: shownDecimals(figure),
    label:
      drawn.basis === 'snapshot'
        ? labelOf(drawn)
        : `${labelOf(drawn)} (${basisWords[drawn.basis]})`,
  };
}
