import { isIsoDate, longDate } from '../../pipeline/core/calendar/days.js';
import type { Quarter } from '../../pipeline/core/calendar/quarter.js';
import type { MeasureDefinition } from '../../pipeline/core/figure/definition.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import type { PackInput } from '../input.js';
import { capitalised } from '../pack/cells.js';
import type { Cell } from '../pack/model.js';
import { priorityReports } from '../pack/priorities.js';
import { targetWords } from '../pack/words.js';
import { currentWords } from '../sentences/headline.js';
import { labelOf } from '../sentences/subject.js';
import type { Strategy } from '../../pipeline/core/strategy/types.js';
import type { Form, FormColumn } from './form.js';
import { measureLabels, measuresList } from './lists.js';
import { written } from './written.js';

type Comment = PackInput['lists']['commentary'][number];

const columns: readonly FormColumn[] = [
  {
    heading: 'Measure',
    width: 46,
    meaning: 'The measure that the comment is on. Choose it from the list.',
    need: 'already filled in',
    choices: { list: 'Measures', isOpen: false },
  },
  {
    heading: 'Quarter',
    width: 16,
    meaning: 'The quarter that the comment is on.',
    need: 'already filled in',
  },
  {
    heading: 'Latest figure',
    width: 22,
    meaning: 'The quarter’s figure, for you to read. Nothing that you write here is taken in.',
    need: 'already filled in',
  },
  {
    heading: 'Target',
    width: 14,
    meaning: 'The quarter’s target, for you to read. Nothing that you write here is taken in.',
    need: 'already filled in',
  },
  {
    heading: 'Status',
    width: 24,
    meaning: 'How the figure is rated, and whether a comment is needed. For you to read.',
    need: 'already filled in',
  },
  {
    heading: 'Last quarter',
    width: 50,
    meaning: 'What was said about the measure last quarter, for you to read.',
    need: 'already filled in',
  },
  {
    heading: 'What happened',
    width: 60,
    meaning: 'What the figure shows, in a sentence or two that a cabinet member understands.',
    need: 'needed',
  },
  { heading: 'Why', width: 60, meaning: 'What caused it.', need: 'if there is any' },
  {
    heading: 'What is being done',
    width: 60,
    meaning: 'What the service does about it, and who does it.',
    need: 'if there is any',
  },
  {
    heading: 'Back on target by',
    width: 22,
    align: 'right',
    meaning:
      'The day by which it will be back on target, such as 30/06/2018; or words, such as Spring 2018.',
    need: 'if there is any',
  },
  {
    heading: 'Author',
    width: 28,
    meaning: 'Who says so: your post, or your name and post. It is printed with the comment.',
    need: 'needed',
  },
  {
    heading: 'Date',
    width: 20,
    align: 'right',
    meaning: 'The day on which you wrote it, such as 12/01/2018.',
    need: 'needed',
  },
];

/** What the commentary to fill in rests on. */
export interface CommentaryInput {
  readonly quarter: Quarter;
  readonly strategies: readonly Strategy[];
  readonly definitions: readonly MeasureDefinition[];
  /** The quarter's pack as its last run had it; null where the quarter hasn't been run. */
  readonly pack: PackInput | null;
  /** What was said in the last quarter that has commentary. */
  readonly before: readonly Comment[];
}

/** A row for each measure of the strategies, those first that need a comment. */
export function commentaryForm(input: CommentaryInput): Form {
  const { quarter, strategies, definitions, pack } = input;
  return {
    name: 'Commentary',
    called: 'commentary',
    advice: [
      'Every red or exceptional measure needs a comment; its status says so. Write about others if you have something to say, and leave the rest empty.',
      ...(pack === null
        ? ['The quarter hasn’t been run yet, so there are no figures here.']
        : ['Figures are as the last run of the quarter has them, and may still change.']),
      'Write a second comment on a measure in a row below the last one.',
    ],
    columns,
    rows: subjects(input)
      .sort((one, other) => Number(other.isNeeded) - Number(one.isNeeded))
      .map((subject) => rowOf(subject, quarter, input.before)),
    lists: [measuresList(strategies, definitions)],
    spareRows: 30,
  };
}

/** A measure of the strategies, and what the quarter's run says of it. */
interface Subject {
  readonly label: string;
  readonly measure: string;
  readonly figure: Figure | null;
  readonly isNeeded: boolean;
}

function subjects({ strategies, definitions, pack }: CommentaryInput): Subject[] {
  const figures = pack === null ? [] : priorityReports(pack).flatMap((report) => report.figures);
  return measureLabels(strategies, definitions).map(({ label, measure }) => {
    const own = figures.filter((figure) => labelOf(figure) === label);
    // One measure may be promised over several periods: the one that needs words goes first.
    const figure = own.find(needsComment) ?? own[0] ?? null;
    return { label, measure, figure, isNeeded: figure !== null && needsComment(figure) };
  });
}

/** The rule of who owes a comment: a red figure, or one that its own history doesn't make likely. */
export function needsComment({ judgement }: Pick<Figure, 'judgement'>): boolean {
  return judgement.rag === 'red' || judgement.exception?.word === 'exceptional';
}

function rowOf(
  { label, measure, figure, isNeeded }: Subject,
  quarter: Quarter,
  before: readonly Comment[],
): Cell[] {
  const said = before.filter((comment) => isOn(comment, label, measure)).map(saidWords);
  const target = figure?.judgement.target ?? null;
  return [
    label,
    `Q${quarter.number} ${quarter.financialYear}`,
    figure === null ? null : capitalised(currentWords(figure)),
    figure === null || target === null ? null : targetWords(target, figure.unit),
    figure === null ? null : statusOf(figure, isNeeded),
    said.length === 0 ? null : said.join('\n'),
    ...Array.from({ length: 6 }, () => null),
  ].map(written);
}

function statusOf({ judgement }: Figure, isNeeded: boolean): string {
  const words = capitalised(judgement.rag);
  return isNeeded ? `${words}: comment needed` : words;
}

/** Whether a comment names a measure, by its label or its code. */
function isOn({ measure }: Comment, label: string, code: string): boolean {
  const sent = measure.trim().toLowerCase();
  return sent === label.toLowerCase() || sent === code;
}

function saidWords({ whatHappened, why, whatIsDone, backOnTarget }: Comment): string {
  const back =
    backOnTarget === null
      ? null
      : `Back on target by ${isIsoDate(backOnTarget) ? longDate(backOnTarget) : backOnTarget}.`;
  return [whatHappened, why, whatIsDone, back].filter((each) => each !== null).join(' ');
}
