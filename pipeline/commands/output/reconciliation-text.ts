import { capitalised } from '../../../reports/pack/cells.js';
import { basisWords, breakdownWords, numberWords } from '../../../reports/pack/words.js';
import { longDate } from '../../core/calendar/days.js';
import type { Quarter } from '../../core/calendar/quarter.js';
import { counted } from '../../core/counted.js';
import type {
  ReconciledFigure,
  ReconciledSide,
  ReturnComparison,
  RowDifference,
} from '../../core/figure/reconciliation.js';
import { wrap } from '../../core/wrap.js';
import { placeLines } from './place-lines.js';

interface Reconciled {
  readonly quarter: Quarter;
  readonly areaName: string;
  readonly figures: readonly ReconciledFigure[];
  /** Every row is listed; else the first few of each kind. */
  readonly isWhole: boolean;
}

/** Children of a kind whose rows are listed where not all are asked for. */
const MOST_LISTED = 5;

/** A reconciliation for a reader at a terminal: figures that differ first, with their rows; then those that are the same. */
export function reconciliationText(reconciled: Reconciled, columns: number): string {
  const { quarter, areaName, figures, isWhole } = reconciled;
  const prose = (lines: readonly string[]): string[] => lines.map((line) => wrap(line, columns));
  const title = `${areaName}, ${quarter.label}`;
  if (figures.length === 0) {
    return `${wrap(`${title}: no figure can be given by more than one of the returns received.`, columns)}\n`;
  }
  const differing = figures.filter(isDiffering);
  const same = figures.filter((figure) => !isDiffering(figure));
  return [
    ...prose([
      `${title}: ${counted(figures.length, 'figure')} that several returns can give. ${differing.length === 0 ? 'All are the same.' : `${differing.length} ${differing.length === 1 ? 'differs' : 'differ'}.`} The return that counts is first.`,
    ]),
    ...differing.flatMap((figure) => ['', ...figureLines(figure, isWhole, prose)]),
    ...(same.length === 0 ? [] : ['', ...prose(['The same from each return, child by child:'])]),
    ...same.flatMap((figure) => prose([`  ${titleOf(figure)}: ${sameWords(figure)}`])),
    '',
  ].join('\n');
}

/** In number or, though the numbers are the same, in the children. */
function isDiffering({ comparisons, sides }: ReconciledFigure): boolean {
  return (
    sides.some(({ symbol }) => symbol !== sides[0]?.symbol) ||
    comparisons.some(
      ({ more, differences }) =>
        more.numerator !== 0 || more.denominator !== 0 || differences.length > 0,
    )
  );
}

function figureLines(
  figure: ReconciledFigure,
  isWhole: boolean,
  prose: (lines: readonly string[]) => string[],
): string[] {
  const calledOf = (source: string): string =>
    figure.sides.find((side) => side.source === source)?.called ?? source;
  return [
    ...prose([
      titleOf(figure),
      ...figure.sides.map(
        (side) => `  ${side.called}, ${longDate(side.asAt)}: ${shown(side, figure)}`,
      ),
    ]),
    ...figure.comparisons.flatMap((each) => [
      ...prose([
        `  ${capitalised(calledOf(each.source))} ${moreWords(each, figure)}. ${matchWords(each)}`,
      ]),
      ...kindLines(each, figure, calledOf(each.source), isWhole, prose),
    ]),
  ];
}

function titleOf({ title, basis, breakdown }: ReconciledFigure): string {
  const part = breakdown === 'all' ? '' : `, ${breakdownWords(breakdown) ?? breakdown}`;
  return `${title}${part} (${basisWords[basis]})`;
}

function shown(side: ReconciledSide | undefined, { unit }: ReconciledFigure): string {
  if (side === undefined) return '[x]';
  const { value, symbol, reason, numerator, denominator } = side;
  if (value === null || numerator === null || denominator === null) {
    return `[${symbol ?? 'x'}] ${reason ?? ''}`.trim();
  }
  return unit === 'count'
    ? numberWords(value, unit)
    : `${numberWords(value, unit)}, ${numberWords(numerator, 'count')} of ${numberWords(denominator, 'count')}`;
}

function sameWords(figure: ReconciledFigure): string {
  const [first] = figure.sides;
  return first?.symbol == null ? shown(first, figure) : `[${first.symbol}]`;
}

function moreWords({ more }: ReturnComparison, { unit }: ReconciledFigure): string {
  const words = (count: number): string =>
    `${Math.abs(count).toLocaleString('en-GB')} ${count > 0 ? 'more' : 'fewer'}`;
  if (more.numerator === 0 && more.denominator === 0) return 'gives the same number';
  if (unit === 'count') return `has ${words(more.numerator)}`;
  const parts = [
    ...(more.numerator === 0 ? [] : [`${words(more.numerator)} in the numerator`]),
    ...(more.denominator === 0 ? [] : [`${words(more.denominator)} in the denominator`]),
  ];
  return `has ${parts.join(' and ')}`;
}

function matchWords({ matching, sameCount }: ReturnComparison): string {
  switch (matching) {
    case 'by child':
      return `Both give the same for ${counted(sameCount, 'child', 'children')}.`;
    case 'other identifiers':
      return 'The two returns identify children differently: no child of one is in the other, so rows can’t be matched.';
    case 'not a sum':
      return 'The figure isn’t a sum over children, so rows can’t be matched.';
    case 'not asked':
      return '';
  }
}

function kindLines(
  { differences }: ReturnComparison,
  { measure }: ReconciledFigure,
  other: string,
  isWhole: boolean,
  prose: (lines: readonly string[]) => string[],
): string[] {
  const headings: Readonly<Record<RowDifference['kind'], string>> = {
    'not in the other': `Not in ${other}`,
    'only in the other': `Only in ${other}`,
    differently: 'In both, and counted differently',
  };
  return (Object.keys(headings) as RowDifference['kind'][]).flatMap((kind) => {
    const own = differences.filter((each) => each.kind === kind);
    if (own.length === 0) return [];
    const listed = isWhole ? own : own.slice(0, MOST_LISTED);
    const left = own.length - listed.length;
    return [
      ...prose([`  ${headings[kind]}: ${counted(own.length, 'child', 'children')}`]),
      // Of a child in both, the rows that belong together are together.
      ...(kind === 'differently'
        ? listed.flatMap(({ rows }) => placeLines(rows, 4))
        : placeLines(
            listed.flatMap(({ rows }) => rows),
            4,
          )),
      ...(left === 0
        ? []
        : prose([`    and ${counted(left, 'child', 'children')} more: add --measure ${measure}`])),
    ];
  });
}
