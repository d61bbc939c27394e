import { isIsoDate, longDate } from '../../pipeline/core/calendar/days.js';
import { type Action, isLate, isOpen, statusCode } from '../pack/actions.js';
import type { PackContext } from '../pack/context.js';
import type { Bullets, Heading, Paragraph } from '../pack/model.js';
import type { PriorityReport } from '../pack/priorities.js';
import { spaced } from '../pack/words.js';
import { labelOf } from '../sentences/subject.js';
import { needsComment } from '../templates/commentary-form.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import { answerWords, namesFigure } from '../sentences/answer.js';
import { headline, sentence } from '../sentences/headline.js';
import { gravestFirst } from '../sentences/gravest-first.js';
import { missingWords } from '../sentences/missing.js';
import { numberName } from '../sentences/number-name.js';
import { capitalised } from '../pack/cells.js';

/** Sentences of a kind that a priority's page has room for. */
const MOST = { changes: 2, reasons: 2, next: 2 } as const;

type Words = Heading | Paragraph | Bullets;

/** What changed on a priority, what is being done, and what happens next: from its figures, and from what its leads report of its actions. */
export function narrative(context: PackContext, report: PriorityReport): Words[] {
  const { actionsAsAt } = context.input.lists;
  return [
    { kind: 'heading', text: 'What changed' },
    listOr(changes(context, report), 'No measure of this priority has a figure this quarter.'),
    ...commentary(context, report),
    { kind: 'heading', text: 'What we are doing' },
    listOr(
      shortened(reasons(report.actions, actionsAsAt), MOST.reasons, 'in Part A'),
      'No progress was reported under this priority.',
    ),
    { kind: 'heading', text: 'What happens next' },
    listOr(
      shortened(next(report.actions), MOST.next, 'in Part A'),
      'No milestone was reported, and no action has a date to come.',
    ),
  ];
}

/**
 * The gravest of what has a figure are chosen, and come in the strategy's order, a red one with its actions; then what has none, by its
 * reason.
 */
function changes({ input }: PackContext, report: PriorityReport): string[] {
  const { figures } = report;
  const known = knownFigures(report);
  const chosen = changedFigures(report);
  const rest = known.filter((figure) => !chosen.includes(figure));
  const said = [...known.filter((figure) => chosen.includes(figure)), ...rest].map((figure) =>
    figure.judgement.rag === 'red'
      ? `${headline(figure)} ${sentence(answerWords(figure, report, input.lists))}`
      : headline(figure),
  );
  return [
    ...shortened(said, MOST.changes, 'in the table below'),
    ...missingWords(figures.filter(({ current }) => current.symbol === 'x')),
  ];
}

function knownFigures({ figures }: PriorityReport): Figure[] {
  return figures.filter(({ current }) => current.symbol !== 'x');
}

/** The figures that "What changed" names, the gravest first. */
export function changedFigures(report: PriorityReport): Figure[] {
  return gravestFirst(knownFigures(report)).slice(0, MOST.changes);
}

/** Characters of an officer's text that a page has room for. */
const LONGEST = 200;

/** A long text is cut after a word: Part A has it whole. */
function cut(words: string): string {
  return words.length <= LONGEST
    ? words
    : `${words.slice(0, LONGEST).replace(/\s+\S*$/, '')} … (in full in Part A)`;
}

/** What leads say of their actions' progress, late ones first, then those at risk. */
function reasons(actions: readonly Action[], asAt: string | null): string[] {
  const weight = (action: Action): number =>
    isLate(action, asAt) ? 0 : statusCode(action) === 'at-risk' ? 1 : 2;
  return actions
    .filter(({ progress }) => progress !== null && progress.trim() !== '')
    .sort((a, b) => weight(a) - weight(b))
    .map((action) => {
      const name = action.reference ?? action.action;
      return `${name} (${spaced(statusCode(action))}): ${cut(action.progress?.trim() ?? '')}`;
    });
}

/** Milestones; where none was sent, the open actions that have a day to come. */
function next(actions: readonly Action[]): string[] {
  const milestones = actions.flatMap(({ milestone }) => (milestone === null ? [] : [milestone]));
  if (milestones.length > 0) return milestones;
  return actions.filter(isOpen).flatMap((action) => {
    if (action.due === null) return [];
    const name = action.reference === null ? '' : `${action.reference} `;
    return [
      `${name}${action.action}: due ${isIsoDate(action.due) ? longDate(action.due) : action.due}`,
    ];
  });
}

/** What the owners of measures say of them; of one that owes a comment and has none, that it was not received. */
function commentary({ input }: PackContext, { figures }: PriorityReport): Words[] {
  const items = gravestFirst(figures).flatMap((figure) => {
    const own = input.lists.commentary.filter(({ measure }) => namesFigure(measure, figure));
    if (own.length > 0) return own.map((comment) => commentWords(comment, figure));
    return needsComment(figure) ? [`${labelOf(figure)}: no commentary was received.`] : [];
  });
  if (items.length === 0) return [];
  return [
    { kind: 'heading', text: 'What the service says' },
    { kind: 'bullets', items },
  ];
}

type Comment = PackContext['input']['lists']['commentary'][number];

/** "Repeat plans: … Back on target by 30 June 2018. (Head of Safeguarding, 9 January 2018)". */
function commentWords(comment: Comment, figure: Figure): string {
  const { whatHappened, why, whatIsDone, backOnTarget, author, written } = comment;
  const back =
    backOnTarget === null
      ? null
      : `Back on target by ${isIsoDate(backOnTarget) ? longDate(backOnTarget) : backOnTarget}.`;
  const said = [whatHappened, why, whatIsDone, back].filter((each) => each !== null);
  return `${labelOf(figure)}: ${said.join(' ')} (${author}, ${longDate(written)})`;
}

function shortened(items: readonly string[], most: number, where: string): string[] {
  if (items.length <= most) return [...items];
  const rest = items.length - most;
  return [
    ...items.slice(0, most),
    `${capitalised(numberName(rest))} more ${rest === 1 ? 'is' : 'are'} ${where}.`,
  ];
}

function listOr(items: readonly string[], none: string): Words {
  return items.length === 0 ? { kind: 'paragraph', text: none } : { kind: 'bullets', items };
}
