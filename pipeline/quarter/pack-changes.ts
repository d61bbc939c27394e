import type { PackInput } from '../../reports/input.js';
import { packContext } from '../../reports/pack/context.js';
import { priorityReports } from '../../reports/pack/priorities.js';
import { briefingOf } from '../../reports/sentences/briefing/briefing.js';
import type { Figure } from '../core/figure/figure.js';

/** Something of a pack, apart from its numbers, that a reader would see differ. */
export interface PackChange {
  readonly kind:
    /** Whether the pack is provisional, final or revised. */
    | 'pack'
    /** A priority's status. */
    | 'status'
    /** A measure's rating. */
    | 'rating'
    /** A sentence of the first page. */
    | 'sentence'
    /** An action's status, due date or progress. */
    | 'action'
    /** What an owner says about a measure. */
    | 'commentary';
  readonly what: string;
  /** null where there was none. */
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * What differs from one pack to the next in statuses, ratings, sentences, actions and commentary; in the order of the pack, what the
 * first page has first. Title and sentences are compared within one quarter only: of two quarters they all differ.
 */
export function packChanges(before: PackInput, after: PackInput): readonly PackChange[] {
  const isOneQuarter = before.quarter.key === after.quarter.key;
  return [
    ...differing('pack', new Map([['pack', before.status]]), new Map([['pack', after.status]])),
    ...differing('status', statuses(before), statuses(after)),
    ...(isOneQuarter ? differing('sentence', firstPage(before), firstPage(after)) : []),
    ...differing('rating', ratings(before), ratings(after)),
    ...differing('action', actions(before), actions(after)),
    ...differing('commentary', commentary(before), commentary(after)),
  ];
}

/** Whether the first page shows it. */
export function isOnFirstPage({ kind }: PackChange): boolean {
  return ['pack', 'status', 'sentence', 'rating'].includes(kind);
}

type Said = ReadonlyMap<string, string>;

function differing(kind: PackChange['kind'], before: Said, after: Said): PackChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((what) => {
    const [old, now] = [before.get(what) ?? null, after.get(what) ?? null];
    return old === now ? [] : [{ kind, what, before: old, after: now }];
  });
}

function statuses(input: PackInput): Said {
  return new Map(
    priorityReports(input).map(({ priority, status }) => [priority.title, status.words]),
  );
}

function ratings(input: PackInput): Said {
  return new Map(ofPriorities(input).map((figure) => [nameOf(figure), figure.judgement.rag]));
}

/** The officers' title and sentences: what the public edition hides differs with it. */
function firstPage(input: PackInput): Said {
  const { title, sentences } = briefingOf(packContext(input, 'officer'));
  return new Map([
    ['Title', title],
    ...sentences.map((words, index) => [`Sentence ${index + 1}`, words] as const),
  ]);
}

function ofPriorities({ figures }: PackInput): Figure[] {
  return figures.filter(({ priority }) => priority !== null);
}

function nameOf({ definition, basis, breakdown, priority }: Figure): string {
  const parts = [definition.measure, basis, ...(breakdown === 'all' ? [] : [breakdown])];
  return `${parts.join(' ')} (${priority ?? ''})`;
}

function actions({ lists }: PackInput): Said {
  return new Map(
    lists.actions.map(({ reference, action, status, due, progress }) => [
      reference ?? action,
      [
        status,
        ...(due === null ? [] : [`due ${due}`]),
        ...(progress === null ? [] : [progress]),
      ].join('; '),
    ]),
  );
}

function commentary({ lists }: PackInput): Said {
  return new Map(
    lists.commentary.map(({ measure, whatHappened, why, whatIsDone, backOnTarget }) => [
      measure,
      [whatHappened, why, whatIsDone, backOnTarget].filter((part) => part !== null).join(' '),
    ]),
  );
}
