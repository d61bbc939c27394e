import { QuarterlyError } from '../../pipeline/core/errors.js';
import type { CellId, Terms } from './cells.js';
import type { Secret } from './rule.js';
import { whatIsKnown } from './known.js';
import type { Solve } from './solver.js';
import type { Table } from './table.js';

/** How far a reader can narrow a secret down; where the attack was told what is enough, no less far than this. */
export interface Bounds {
  readonly secret: Secret;
  readonly least: number;
  /** `MOST` of parts.ts means any number. */
  readonly most: number;
}

/**
 * Attacks hidden values as the best-informed reader would: with all that is shown, every declared sum, and the rules of
 * suppression, each secret is made as small and as large as whole numbers of children allow.
 * @param isHidden tells of a value, by its key, whether neither this edition nor an earlier release shows it.
 * @param enough a secret that may be so many numbers is safe, and not looked into further: each answer of the solver is one way in
 * which all may be, so a few answers show of most secrets that they are. Left out: every secret to its ends.
 */
export function attack(
  table: Table,
  isHidden: (owner: string) => boolean,
  secrets: readonly Secret[],
  solve: Solve,
  enough = Number.POSITIVE_INFINITY,
): Bounds[] {
  const { partOf, variables } = whatIsKnown(table, isHidden);
  const goals = secrets.map((secret) => goalOf(secret, table, variables));
  const extreme = (aim: 'minimise' | 'maximise', { objective, shown }: Goal): number => {
    const answer = solve({ aim, objective, ...partOf(objective), isWhole: true });
    if (answer.status !== 'optimal') throw noAnswer(objective);
    if (Number.isFinite(enough)) for (const goal of goals) learn(goal, answer.at);
    return Math.round(answer.value) + shown;
  };
  // What is there in truth is one way too.
  const truth = new Map([...table.cells].map(([id, { count }]) => [id, count]));
  for (const { terms, count } of table.derived) {
    const [id, ...others] = terms.keys();
    if (id !== undefined && others.length === 0 && table.unseen.has(id)) truth.set(id, count);
  }
  if (Number.isFinite(enough)) for (const goal of goals) learn(goal, truth);
  return goals.map((goal) => {
    const { secret, objective, shown } = goal;
    if (objective.size === 0) return { secret, least: shown, most: shown };
    const isSafe = (): boolean => goal.most - goal.least + 1 >= enough;
    const seen = (): Bounds => ({ secret, least: goal.least, most: goal.most });
    if (isSafe()) return seen();
    // A small number has more room above it.
    const most = extreme('maximise', goal);
    if (isSafe()) return seen();
    return { secret, least: extreme('minimise', goal), most };
  });
}

/** What is to be found out of a secret: the hidden part of its sum, beside what is shown of it; and what it was seen to be able to be. */
interface Goal {
  readonly secret: Secret;
  readonly objective: Terms;
  readonly shown: number;
  least: number;
  most: number;
}

function goalOf(secret: Secret, table: Table, variables: ReadonlySet<CellId>): Goal {
  const shown = [...secret.terms]
    .filter(([id]) => !variables.has(id))
    .reduce((sum, [id, factor]) => sum + factor * (table.cells.get(id)?.count ?? 0), 0);
  const objective = new Map([...secret.terms].filter(([id]) => variables.has(id)));
  return { secret, objective, shown, least: Infinity, most: -Infinity };
}

/** Takes what a secret is in one way in which all may be; one of counts that this way says nothing of stays as it was. */
function learn(goal: Goal, at: ReadonlyMap<CellId, number>): void {
  let number = goal.shown;
  for (const [id, factor] of goal.objective) {
    const count = at.get(id);
    if (count === undefined) return;
    number += factor * Math.round(count);
  }
  goal.least = Math.min(goal.least, number);
  goal.most = Math.max(goal.most, number);
}

/** What is there in truth keeps every condition and bound, so that there is always an answer. */
function noAnswer(objective: Terms): QuarterlyError {
  return new QuarterlyError('unexpected', 'What is hidden has no bounds: the sums contradict it.', {
    fix: 'Report the run: its public edition is not published.',
    facts: { counts: [...objective.keys()] },
  });
}

/** How many whole numbers a secret may be, for all that a reader can tell. */
export function widthOf({ least, most }: Bounds): number {
  return most - least + 1;
}
