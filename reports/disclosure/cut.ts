import { QuarterlyError } from '../../pipeline/core/errors.js';
import type { CellId, Terms } from './cells.js';
import type { Known } from './known.js';
import { MOST } from './parts.js';
import type { Secret } from './rule.js';
import type { Row, Solve } from './solver.js';
import { commonKnowledge, type Table } from './table.js';

/** A condition that every pattern meets if it protects a secret: the values that it hides weigh at least this much in all. */
export interface Cut {
  /** How much room the secret may gain if a value is hidden, by the value's key; at most `needed`. */
  readonly weights: ReadonlyMap<string, number>;
  readonly needed: number;
  /** The condition holds only where this value is hidden; null: always. */
  readonly onlyIfHidden: string | null;
}

/** What a pattern hides of a table. */
export interface Pattern {
  readonly table: Table;
  /** Values that must be hidden. */
  readonly primary: ReadonlySet<string>;
  /** Values that may be hidden, and of these the ones that are. */
  readonly mayHide: ReadonlySet<string>;
  readonly extra: ReadonlySet<string>;
}

/** Less than this is the solver's rounding. */
const TRIFLE = 1e-6;

/**
 * Why a pattern doesn't protect a secret, as a condition on all patterns. It is a Benders cut of Fischetti and Salazar's model: the
 * prices of the two linear programs that narrow the secret down say how much further it could go for each value that is shown, and
 * how much it owes to each value that is hidden.
 * @param known what a reader knows where the pattern is published.
 * @param wanted how far the secret's least and most must be apart.
 */
export function cutOf(
  secret: Secret,
  wanted: number,
  onlyIfHidden: string | null,
  pattern: Pattern,
  known: Known,
  solve: Solve,
): Cut {
  const { extra } = pattern;
  const ends = [1, -1].map((direction) => endOf(secret, direction, known, pattern, solve));
  const apart = ends.reduce((sum, end) => sum + end.at, 0);
  // Where fractions of a child leave enough room and whole children don't, ask for more than fractions leave.
  const asked = Math.max(wanted, Math.floor(apart + TRIFLE) + 1);
  const weights = new Map<string, number>();
  for (const [owner, weight] of ends.flatMap((end) => [...end.weights]))
    weights.set(owner, (weights.get(owner) ?? 0) + weight);
  const owed = [...weights].reduce(
    (sum, [owner, weight]) => sum + (extra.has(owner) ? weight : 0),
    0,
  );
  const own = weights.get(onlyIfHidden ?? '') ?? 0;
  const needed = asked - apart + owed - own;
  const others = [...weights].filter(([owner]) => owner !== onlyIfHidden);
  return {
    weights: new Map(others.map(([owner, weight]) => [owner, Math.min(weight, needed)])),
    needed,
    onlyIfHidden,
  };
}

/** How far a secret goes up (1) or down (-1), and how much of that each value adds by being hidden. */
interface End {
  readonly at: number;
  readonly weights: readonly (readonly [owner: string, weight: number])[];
}

function endOf(
  secret: Secret,
  direction: number,
  known: Known,
  { table, mayHide }: Pattern,
  solve: Solve,
): End {
  const { at, slopes, held } = furthest(secret.terms, direction, known, table, solve);
  const moved = [...slopes].map(([id, slope]) => {
    const outward = slope * direction;
    const isHidden = known.variables.has(id);
    const room = outward < 0 ? roomBelow(id, table, isHidden) : isHidden ? 0 : MOST;
    return [table.cells.get(id)?.owner ?? '', Math.abs(outward) * room] as const;
  });
  const weights = [...moved, ...held].filter(
    ([owner, weight]) => weight > TRIFLE && mayHide.has(owner),
  );
  return { at: at * direction, weights };
}

interface Furthest {
  readonly at: number;
  /** How fast the end moves with each count, once the sums have taken back what they take. */
  readonly slopes: ReadonlyMap<CellId, number>;
  /** What a hidden value adds though everybody knows something of it: shown, it would add nothing. */
  readonly held: readonly (readonly [owner: string, weight: number])[];
}

function furthest(
  terms: Terms,
  direction: number,
  { partOf, variables }: Known,
  table: Table,
  solve: Solve,
): Furthest {
  const objective = new Map([...terms].filter(([id]) => variables.has(id)));
  if (objective.size === 0) return { at: 0, slopes: terms, held: [] };
  const { rows, bounds } = partOf(objective);
  const aim = direction > 0 ? 'maximise' : 'minimise';
  const answer = solve({ aim, objective, rows, bounds, isWhole: false });
  if (answer.status !== 'optimal') {
    throw new QuarterlyError('unexpected', `The solver finds a hidden number ${answer.status}.`, {
      fix: 'Report the run. Its public edition is not published.',
    });
  }
  const slopes = new Map(terms);
  const held: [string, number][] = [];
  rows.forEach((row, index) => {
    const price = answer.prices[index] ?? 0;
    if (Math.abs(price) < TRIFLE) return;
    for (const [id, factor] of [...row.terms, ...row.shown])
      slopes.set(id, (slopes.get(id) ?? 0) - price * factor);
    if (row.owner !== null) held.push([row.owner, Math.abs(price) * slackOf(row, table)]);
  });
  return { at: answer.value, slopes, held };
}

/** How far below the truth a count may be if its value is hidden. A count that is hidden has its least as a row. */
function roomBelow(id: CellId, table: Table, isHidden: boolean): number {
  const cell = table.cells.get(id);
  if (cell === undefined) return 0;
  if (isHidden) return cell.count;
  const leasts = commonKnowledge(cell.owner, table)
    .filter(({ terms }) => terms.size === 1 && terms.has(id))
    .map(({ right }) => right);
  return Math.max(0, cell.count - Math.max(0, ...leasts));
}

/** By how much the truth is above what a row asks for. */
function slackOf({ terms, right }: Row, { cells }: Table): number {
  return [...terms].reduce(
    (sum, [id, factor]) => sum + factor * (cells.get(id)?.count ?? 0),
    -right,
  );
}

/** Conditions that need no program: a count that is hidden alone in a sum is what the others leave. */
export function cutsOfSums(
  { table, primary, mayHide }: Omit<Pattern, 'extra'>,
  secrets: readonly Secret[],
): Cut[] {
  const ownerOf = (id: CellId): string => table.cells.get(id)?.owner ?? '';
  const secretIds = new Set(
    secrets.flatMap(({ terms }) => (terms.size === 1 ? [...terms.keys()] : [])),
  );
  const isOpen = (id: CellId): boolean =>
    table.unseen.has(id) || primary.has(ownerOf(id)) || mayHide.has(ownerOf(id));
  const found = table.sums
    .filter(({ sense }) => sense === '=')
    .flatMap(({ terms }) => {
      const open = [...terms.keys()].filter(isOpen);
      return open
        .filter((id) => secretIds.has(id) && !table.unseen.has(id))
        .flatMap((id): Cut[] => {
          const owner = ownerOf(id);
          const others = open.filter((other) => other !== id).map(ownerOf);
          const isSafe = others.some((other) => other === owner || !mayHide.has(other));
          if (isSafe) return [];
          const weights = new Map(others.map((other) => [other, 1]));
          return [{ weights, needed: 1, onlyIfHidden: primary.has(owner) ? null : owner }];
        });
    });
  const textOf = ({ weights, onlyIfHidden }: Cut): string =>
    JSON.stringify([onlyIfHidden, [...weights.keys()].sort()]);
  return [...new Map(found.map((cut) => [textOf(cut), cut])).values()];
}
