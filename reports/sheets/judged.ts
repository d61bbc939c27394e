import type { Figure } from '../../pipeline/core/figure/figure.js';
import { capitalised, count, plainCell, ragCell, text, textOr, valueCell } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import type { Block, Cell, Column, Sheet } from '../pack/model.js';
import { noteMarker } from '../pack/notes.js';
import type { PriorityReport } from '../pack/priorities.js';
import { unitHeadings, unitOrder, unitTitles } from '../pack/words.js';
import { answerWords } from '../sentences/answer.js';
import { baselineWords } from '../sentences/baseline.js';
import { courseReason, courseSentence, courseWord } from '../sentences/course.js';
import { exceptionReason, exceptionSentence, exceptionWord } from '../sentences/exception.js';
import { lowerFirst, sentenceLabel } from '../sentences/subject.js';
import { isExceptional } from '../sentences/briefing/significance.js';
import { isHeadline, nameCells, oncePerKey, sourcesOf } from './figures-of.js';
import { changedFigures } from './narrative.js';
import { shortTitle } from './short-title.js';

/** The rules by which figures are judged and what they say, and for officers the limits of what history makes likely. */
export function judgedSheets(context: PackContext): Sheet[] {
  return [...rulesSheets(context), ...(context.edition === 'officer' ? limitSheets(context) : [])];
}

/** What a priority's sheet says below its measures: red ones that "What changed" has no room for, exceptions, the course to target dates. */
export function judgedBlocks({ input }: PackContext, report: PriorityReport): Block[] {
  const named = changedFigures(report);
  const items = [
    ...report.figures
      .filter((figure) => figure.judgement.rag === 'red' && !named.includes(figure))
      .map(
        (figure) =>
          `Red: ${lowerFirst(sentenceLabel(figure))}. ${capitalised(answerWords(figure, report, input.lists))}.`,
      ),
    ...signals(input, report),
    ...report.figures
      .filter(({ judgement }) => judgement.course?.word !== 'cannot say')
      .flatMap((figure) => courseSentence(figure) ?? []),
  ];
  if (items.length === 0) return [];
  return [
    {
      kind: 'heading',
      text: `What stands out${noteMarker('exception')}${noteMarker('course')}`,
    },
    { kind: 'bullets', items },
  ];
}

/** Exceptions of a priority's measures on any period, its own first: a signal since April shows in the quarter too. */
function signals({ figures }: PackContext['input'], report: PriorityReport): string[] {
  const ofMeasure = figures.filter((figure) =>
    report.figures.some(
      (own) =>
        own.definition.measure === figure.definition.measure && own.breakdown === figure.breakdown,
    ),
  );
  return [
    ...report.figures.flatMap((figure) => exceptionSentence(figure) ?? []),
    ...oncePerKey(ofMeasure)
      .filter(
        (figure) =>
          !report.figures.some(
            ({ basis, definition, breakdown }) =>
              basis === figure.basis &&
              definition.measure === figure.definition.measure &&
              breakdown === figure.breakdown,
          ),
      )
      .flatMap((figure) => exceptionSentence(figure, true) ?? []),
  ];
}

interface Judged {
  readonly figure: Figure;
  readonly report: PriorityReport | null;
}

function rulesSheets(context: PackContext): Sheet[] {
  const judged: Judged[] = [
    ...context.priorities.flatMap((report) => report.figures.map((figure) => ({ figure, report }))),
    // Of other measures those that are beyond their usual range.
    ...context.others
      .filter((figure) => isHeadline(figure) && isExceptional(figure))
      .map((figure) => ({ figure, report: null })),
  ];
  return [
    dataSheet(context, {
      name: 'How figures are judged',
      title: 'The rule that each figure is judged by, and what it says',
      about: 'Rule of the status, action on a red measure, change since the baseline',
      source: 'the council’s strategies, and the figures of this pack',
      columns: [
        ...LABELS,
        { heading: 'Priority', width: 16 },
        { heading: 'Rule of the status', width: 46 },
        { heading: `Status${noteMarker('rag')}`, width: 13 },
        { heading: `Action on a red measure${noteMarker('answer')}`, width: 20 },
        { heading: `Change since the baseline${noteMarker('baseline')}`, width: 27 },
      ],
      rows: judged.map((each) => ruleRow(context, each)),
      none: 'No measure was computed',
    }),
    dataSheet(context, {
      name: 'Exceptions and courses',
      title: 'Whether each figure is exceptional, and on course to its target',
      about: 'Exception by the figure’s own history, course to the target date, and why',
      source: 'the council’s strategies, and the figures of this pack',
      columns: [
        ...LABELS,
        { heading: `Exception${noteMarker('exception')}`, width: 16 },
        { heading: 'Why exceptional or not', width: 42 },
        { heading: `Course to the target date${noteMarker('course')}`, width: 15 },
        { heading: 'Why on course or not', width: 44 },
      ],
      rows: judged.map(({ figure }) => historyRow(figure)),
      none: 'No measure was computed',
    }),
  ];
}

const LABELS: readonly Column[] = [
  { heading: 'Measure', width: 32 },
  { heading: 'Breakdown', width: 13 },
  { heading: 'Period covered', width: 14 },
];

function ruleRow({ input }: PackContext, { figure, report }: Judged): Cell[] {
  const { judgement } = figure;
  const isRed = judgement.rag === 'red' && report !== null;
  return [
    ...nameCells(figure.definition.title, figure),
    text(report === null ? 'None' : shortTitle(report)),
    text(`${capitalised(judgement.rule)}${choiceWords(figure)}`),
    plainWord(figure),
    isRed ? text(capitalised(answerWords(figure, report, input.lists))) : textOr(null, 'z'),
    textOr(baselineWords(figure), 'z'),
  ];
}

/** Whose choice a polarity is, where it isn't the definition's. */
function choiceWords({ polarity, polarityBy }: Figure): string {
  if (polarityBy !== 'council' || polarity === 'none') return '';
  return `; that ${polarity === 'high' ? 'more' : 'less'} is better is the council’s choice`;
}

function historyRow(figure: Figure): Cell[] {
  return [
    ...nameCells(figure.definition.title, figure),
    textOr(exceptionWord(figure), 'z'),
    textOr(exceptionReason(figure), 'z'),
    textOr(courseWord(figure), 'z'),
    textOr(courseReason(figure), 'z'),
  ];
}

/** The word alone: data sheets take no fills. */
function plainWord(figure: Figure): Cell {
  const cell = ragCell(figure.judgement.rag);
  return cell.kind === 'text' ? text(cell.text) : cell;
}

/** Control limits, a sheet for each unit: only where enough quarters give some. */
function limitSheets(context: PackContext): Sheet[] {
  const figures = oncePerKey(context.input.figures).filter(
    (figure) => figure.judgement.exception?.limits != null,
  );
  return unitOrder.flatMap((unit) => {
    const own = figures.filter((figure) => figure.unit === unit);
    if (own.length === 0) return [];
    return [
      dataSheet(context, {
        name: `Limits of ${unitTitles[unit]}`,
        title: `Limits that earlier quarters make likely${noteMarker('exception')}, ${unitTitles[unit]}`,
        about: `Control limits and centre lines of measures in ${unitTitles[unit]}`,
        source: sourcesOf(own),
        columns: limitColumns(unitHeadings[unit]),
        rows: own.map(limitRow),
        none: 'No measure has enough earlier quarters',
      }),
    ];
  });
}

function limitColumns(unit: string): Column[] {
  const number = (heading: string): Column => ({ heading, width: 14, align: 'right' });
  return [
    { heading: 'Measure', width: 38 },
    { heading: 'Breakdown', width: 14 },
    { heading: 'Period covered', width: 15 },
    number('Quarters (number)'),
    number(`This quarter (${unit})`),
    number(`Lower limit (${unit})`),
    number(`Mean (${unit})`),
    number(`Upper limit (${unit})`),
    { heading: 'Exception', width: 18 },
  ];
}

function limitRow(figure: Figure): Cell[] {
  const limits = figure.judgement.exception?.limits;
  const level = (value: number | undefined): Cell =>
    value === undefined ? textOr(null, 'z') : { kind: 'number', value, decimals: 1 };
  return [
    ...nameCells(figure.definition.title, figure),
    count(limits?.points ?? 0),
    plainCell(valueCell(figure.current, figure)),
    level(limits?.lower),
    level(limits?.centre),
    level(limits?.upper),
    textOr(exceptionWord(figure), 'z'),
  ];
}
