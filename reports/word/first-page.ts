import type { Direction } from '../../pipeline/core/figure/judgement.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import { capitalised, published, ragCell } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import type { PriorityReport } from '../pack/priorities.js';
import { numberWords, targetWords } from '../pack/words.js';
import { changeText } from '../sentences/direction.js';
import { publishedAssessments } from '../sentences/assessment.js';
import { gravestFirst } from '../sentences/gravest-first.js';
import { currentWords, headline, isFew } from '../sentences/headline.js';
import { achievements, recommendation } from '../sentences/resolution.js';
import { labelWithPeriod } from './label.js';
import { milestoneWords } from './milestones.js';
import { paperCell } from './paper-cell.js';
import type { PaperCell } from './paper.js';

/** What the first page says, for the report: the finding, what bears it out, and what the cabinet is asked. */
export interface FirstPage {
  /** The finding, as a sentence without its full stop. */
  readonly title: string;
  /** At most three. */
  readonly sentences: readonly string[];
  /** How many measures are green, amber, red and not rated. */
  readonly count: string;
  /** Headline measures in the strategy's order. */
  readonly rows: readonly HeadlineRow[];
  readonly nextQuarter: readonly string[];
  /** Each follows "Cabinet is recommended to:". */
  readonly recommendations: readonly string[];
}

export interface HeadlineRow {
  readonly priority: number;
  readonly figure: Figure;
  readonly cells: {
    readonly label: string;
    readonly now: string;
    readonly target: string;
    readonly status: PaperCell;
    readonly onLastYear: string;
    readonly england: string;
  };
}

/** One side of A4 has room for so many; the others are in the workbook. */
const MOST_ROWS = 14;

/** Takes the first page out of what the pack's summary is made from. */
export function firstPage(context: PackContext): FirstPage {
  const { input, priorities } = context;
  const figures = priorities.flatMap((report) => report.figures);
  return {
    title: findingOf(figures),
    sentences: gravestFirst(figures).slice(0, 3).map(headline),
    count: countWords(figures),
    rows: headlineRows(priorities),
    nextQuarter: milestoneWords(input.lists.actions),
    recommendations: recommendations(context, figures),
  };
}

function rated(figures: readonly Figure[], ...rags: Figure['judgement']['rag'][]): Figure[] {
  return figures.filter(({ judgement }) => rags.includes(judgement.rag));
}

/** "6 of the 8 rated measures meet their target". */
function findingOf(figures: readonly Figure[]): string {
  const all = rated(figures, 'green', 'amber', 'red').length;
  const met = rated(figures, 'green').length;
  if (all === 0) return 'No measure is rated this quarter';
  if (met === all)
    return all === 1
      ? 'The rated measure meets its target'
      : `All ${all} rated measures meet their target`;
  return `${met} of the ${all} rated measures ${met === 1 ? 'meets its' : 'meet their'} target`;
}

function countWords(figures: readonly Figure[]): string {
  const [green, amber, red] = (['green', 'amber', 'red'] as const).map(
    (rag) => rated(figures, rag).length,
  );
  const hidden = figures.filter(({ current }) => current.symbol === 'c').length;
  const rest = figures.length - (green ?? 0) - (amber ?? 0) - (red ?? 0) - hidden;
  const parts = [
    `${green ?? 0} green`,
    `${amber ?? 0} amber`,
    `${red ?? 0} red`,
    ...(rest === 0 ? [] : [`${rest} not rated`]),
    ...(hidden === 0 ? [] : [`${hidden} not shown, as the numbers are small`]),
  ];
  return `Of ${figures.length} headline measures: ${parts.join(', ')}.`;
}

function headlineRows(priorities: readonly PriorityReport[]): HeadlineRow[] {
  const all = priorities.flatMap((report) =>
    report.figures.map((figure) => ({ priority: report.number, figure })),
  );
  const graver = new Set(gravestFirst(all.map(({ figure }) => figure)).slice(0, MOST_ROWS));
  return all
    .filter(({ figure }) => graver.has(figure))
    .map(({ priority, figure }) => ({ priority, figure, cells: cellsOf(figure) }));
}

function cellsOf(figure: Figure): HeadlineRow['cells'] {
  const { target, rag, longTerm } = figure.judgement;
  return {
    label: labelWithPeriod(figure),
    now: nowWords(figure),
    target: target === null ? 'None' : targetWords(target, figure.unit),
    status: paperCell(ragCell(rag)),
    onLastYear: onLastYear(longTerm, figure),
    england: englandWords(figure),
  };
}

function nowWords(figure: Figure): string {
  if (figure.current.symbol === 'c') return 'Not shown';
  return capitalised(currentWords(figure));
}

/** "Improved, +3.4 points": short, for a narrow column. */
function onLastYear(direction: Direction | null, figure: Figure): string {
  if (direction?.change == null) return 'Not compared';
  if (direction.change === 0) return 'The same';
  const size = changeText(direction.change, figure).replace('percentage ', '');
  return `${capitalised(direction.word)}, ${size}`;
}

function englandWords(figure: Figure): string {
  const england = figure.comparators.find(({ name }) => name === 'England');
  if (england === undefined || isFew(figure)) return 'No figure';
  const number = published(england.value, figure);
  return number === null ? 'No figure' : `${numberWords(number, figure.unit)} (${england.period})`;
}

function recommendations({ input }: PackContext, figures: readonly Figure[]): string[] {
  const found = achievements(figures, input.quarter);
  const asked = recommendation(
    publishedAssessments(input),
    input.council.wording.cabinet,
    input.lists.actionsAsAt,
  );
  const around = found.map(({ words }) => words.replace(/^The /, 'the ').replace(/\.$/, ''));
  return [
    ...(asked === null ? [] : [asked.replace(/^.* is asked to /, '').replace(/\.$/, '')]),
    'note this report',
    ...around.map((words) => `note in particular ${words}`),
  ];
}
