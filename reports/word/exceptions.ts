import type { PackContext } from '../pack/context.js';
import { isLate } from '../pack/actions.js';
import { unmatchedActions, type PriorityReport } from '../pack/priorities.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import { published } from '../pack/cells.js';
import { shownCell } from '../pack/shown-cell.js';
import { valuePeriod } from '../pack/words.js';
import { longDate, isIsoDate } from '../../pipeline/core/calendar/days.js';
import { answerWords, namesFigure } from '../sentences/answer.js';
import { exceptionReason, exceptionSentence, exceptionWord } from '../sentences/exception.js';
import { headline, sentence } from '../sentences/headline.js';
import { missingWords } from '../sentences/missing.js';
import { labelWithPeriod } from './label.js';
import { paperCell } from './paper-cell.js';
import { drawnAsLines, trends } from '../sheets/charts.js';
import type { PaperBlock, PaperChart, PaperTable } from './paper.js';
import { lowerFirst } from '../sentences/subject.js';

/** A measure that Part B reports on, and why. */
interface Reported {
  readonly figure: Figure;
  readonly report: PriorityReport;
  readonly why: 'red' | 'exceptional' | 'worse';
}

const HEADINGS = {
  red: 'Measures that miss their target',
  exceptional: 'Measures outside what is usual for them',
  worse: 'Measures within tolerance that got worse',
} as const;

/** Part B by exception: the measures of the priorities that are red, exceptional or amber and worse, each once, under its gravest reason. */
export function exceptionBlocks(context: PackContext): PaperBlock[] {
  const reported = context.priorities.flatMap((report) =>
    report.figures.flatMap((figure) => {
      const why = reasonOf(figure, signalsOf(context, figure));
      return why === null ? [] : [{ figure, report, why }];
    }),
  );
  const once = reported.filter(
    ({ figure }, index) => reported.findIndex((each) => each.figure === figure) === index,
  );
  const figures = [...new Set(context.priorities.flatMap((report) => report.figures))];
  const missing = missingBlocks(figures);
  const actions = [...missing, ...actionBlocks(context)];
  if (once.length === 0) return [...allClear(figures, missing.length > 0), ...actions];
  return [
    ...(['red', 'exceptional', 'worse'] as const).flatMap((why) => {
      const own = once.filter((each) => each.why === why);
      if (own.length === 0) return [];
      const heading: PaperBlock = { kind: 'heading', level: 2, text: HEADINGS[why] };
      return [heading, ...own.flatMap((each) => wordsOn(context, each))];
    }),
    ...courseBlocks(
      context,
      once.map(({ figure }) => figure),
    ),
    ...actions,
  ];
}

/** That nothing needs attention, of the measures that have a figure: what has none may. */
function allClear(figures: readonly Figure[], isMissing: boolean): PaperBlock[] {
  const known = figures.filter(({ current }) => current.symbol !== 'x');
  if (known.length === 0 && isMissing) return [];
  const rated = known.filter(({ judgement }) => RATED.includes(judgement.rag));
  const which = isMissing ? 'measure that has a figure' : 'measure of the strategy';
  return [
    {
      kind: 'paragraph',
      text:
        rated.length === 0
          ? `No ${which} is rated this quarter, and none is known to be beyond its usual range.`
          : `No ${which} is red, exceptional, or within tolerance and worse than a year before.`,
    },
  ];
}

const RATED: readonly string[] = ['green', 'amber', 'red'];

/** What has no figure, and why: unknown isn't good. */
function missingBlocks(figures: readonly Figure[]): PaperBlock[] {
  const items = missingWords(figures.filter(({ current }) => current.symbol === 'x'));
  if (items.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Measures without a figure' },
    { kind: 'list', items },
  ];
}

/** Actions that are late, and those that no priority of the strategy is named by. */
function actionBlocks({ input }: PackContext): PaperBlock[] {
  const { actions, actionsAsAt } = input.lists;
  const late = actions.filter((action) => isLate(action, actionsAsAt));
  const unmatched = unmatchedActions(input);
  const list = (text: string, items: readonly string[]): PaperBlock[] =>
    items.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text },
          { kind: 'list', items },
        ];
  return [
    ...list(
      'Actions that are behind or overdue',
      late.map(({ action, due }) => (due === null ? action : `${action} (due ${dueWords(due)})`)),
    ),
    ...list(
      'Actions under no priority of the strategy',
      unmatched.map(({ action, priority }) => `${action} (sent under “${priority}”)`),
    ),
  ];
}

function dueWords(due: string): string {
  return isIsoDate(due) ? longDate(due) : due;
}

function reasonOf(figure: Figure, signals: readonly string[]): Reported['why'] | null {
  const { rag, longTerm } = figure.judgement;
  if (rag === 'red') return 'red';
  if (signals.length > 0) return 'exceptional';
  return rag === 'amber' && longTerm?.word === 'worse' ? 'worse' : null;
}

/** What is exceptional of a measure, on whatever period: a signal since April shows in the quarter. */
function signalsOf({ input }: PackContext, { definition, breakdown, basis }: Figure): string[] {
  const sentences = input.figures
    .filter(
      (figure) =>
        figure.definition.measure === definition.measure && figure.breakdown === breakdown,
    )
    .flatMap((figure) => {
      const said = exceptionSentence(figure);
      if (said === null) return [];
      return [
        figure.basis === basis
          ? `It is ${lowerFirst(exceptionWord(figure) ?? '')}: ${lowerFirst(exceptionReason(figure) ?? '')}`
          : `${said} That is the figure for ${valuePeriod(figure, figure.current).replace(/^in /, '')}.`,
      ];
    });
  return [...new Set(sentences)];
}

function wordsOn(context: PackContext, { figure, report, why }: Reported): PaperBlock[] {
  const { lists } = context.input;
  const answer = answerWords(figure, report, lists);
  const ours = [
    headline(figure),
    ...signalsOf(context, figure),
    ...(why === 'red' ? [sentence(answer)] : []),
  ];
  return [{ kind: 'paragraph', text: ours.join(' ') }, ...commentaryBlocks(context, figure, why)];
}

/** What the measure's owner says of it, in the owner's words; that nothing was received is said of what must have some. */
function commentaryBlocks(
  { input }: PackContext,
  figure: Figure,
  why: Reported['why'],
): PaperBlock[] {
  const own = input.lists.commentary.filter(({ measure }) => namesFigure(measure, figure));
  if (own.length === 0)
    return why === 'worse'
      ? []
      : [{ kind: 'paragraph', text: 'No commentary was received from the owner of this measure.' }];
  return own.map((each) => {
    const back =
      each.backOnTarget === null
        ? []
        : [
            `Back on target: ${isIsoDate(each.backOnTarget) ? longDate(each.backOnTarget) : each.backOnTarget}.`,
          ];
    const said = [each.whatHappened, each.why, each.whatIsDone].flatMap((text) =>
      text === null || text.trim() === '' ? [] : [ended(text)],
    );
    return {
      kind: 'paragraph',
      style: 'sent',
      text: `${each.author}, ${longDate(each.written)}: ${[...said, ...back].join(' ')}`,
    };
  });
}

/** An officer's text with a full stop at its end, whatever it begins with. */
function ended(text: string): string {
  const words = text.trim();
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

/** Lines that the report has room for: the gravest. */
const MOST_CHARTS = 2;

/** The last quarters of what Part B reports on: the gravest as lines, the others as a table. */
function courseBlocks(context: PackContext, figures: readonly Figure[]): PaperBlock[] {
  const lines = drawnAsLines(context, figures, MOST_CHARTS);
  const drawn = trends(context, 'Lines', lines);
  const charts =
    drawn === null
      ? []
      : drawn.charts.map((chart): PaperChart => ({ kind: 'chart', chart, table: drawn.table }));
  const isDrawn = ({ definition, breakdown }: Figure): boolean =>
    lines.some((line) => line.definition === definition && line.breakdown === breakdown);
  const rest = figures.filter((figure) => figure.basis !== 'annual' && !isDrawn(figure));
  return [...charts, ...courseTables(context, rest)];
}

/** Quarters that the table shows: this one, the one a year before, and those between. */
const SHOWN = 5;

/** The last quarters of what Part B reports on; none of what has one figure a year. */
function courseTables({ input, quarters }: PackContext, figures: readonly Figure[]): PaperTable[] {
  if (figures.length === 0) return [];
  const shown = quarters.slice(-SHOWN);
  const [first, last] = [shown[0]?.months ?? '', shown.at(-1)?.months ?? ''];
  return [
    {
      kind: 'table',
      caption: 'The measures of Part B over the last five quarters',
      description: `For each measure of Part B, its figure in each quarter from ${first} to ${last}.`,
      columns: [
        { heading: 'Measure', width: 35 },
        ...shown.map(({ months }) => ({ heading: months, width: 13, align: 'right' as const })),
      ],
      rows: figures
        .map((figure) => byQuarter(figure, input.figures))
        .map((figure) => [
          { text: labelWithPeriod(figure) },
          ...shown.map(({ key }) => {
            const value = figure.series.find(({ quarter }) => quarter === key);
            return value === undefined
              ? { text: 'Not available' }
              : paperCell(shownCell(value, figure));
          }),
        ]),
    },
  ];
}

/** What counts since 1 April begins again each year: it is shown by the quarter, where quarters have figures. */
function byQuarter(figure: Figure, figures: readonly Figure[]): Figure {
  if (figure.basis !== 'ytd') return figure;
  const quarterly = figures.find(
    (each) =>
      each.basis === 'quarter' &&
      each.definition.measure === figure.definition.measure &&
      each.breakdown === figure.breakdown,
  );
  return quarterly === undefined || published(quarterly.current, quarterly) === null
    ? figure
    : quarterly;
}
