import { attack, widthOf } from './attack.js';
import { type Cut, cutOf, cutsOfSums } from './cut.js';
import { groupBy } from '../group-by.js';
import { whatIsKnown } from './known.js';
import { partsOf } from './parts.js';
import type { DisclosureRule, Secret } from './rule.js';
import type { Row, Solve } from './solver.js';
import type { Table } from './table.js';

/** What a table's pattern is chosen from. */
export interface Choice {
  /** Values that must be hidden, by key. */
  readonly primary: ReadonlySet<string>;
  /** Values that may be hidden besides, and what hiding each costs: whole numbers, 1 the least. */
  readonly prices: ReadonlyMap<string, number>;
  /** What must not be worked out, whatever else is hidden. */
  readonly secrets: readonly Secret[];
  /** What an attack on a value aims at if it is hidden for another's sake; null where that is no secret in itself. */
  readonly targetOf: ((owner: string) => Secret) | null;
}

/** Rounds before giving up; up to ten are usual. */
const MOST_ROUNDS = 100;

/**
 * The values to hide besides those that are small, so that no hidden number can be narrowed down to fewer whole numbers than
 * the threshold: the cheapest pattern that does. An attack on a pattern gives, for each number that falls, a condition that every
 * pattern must meet. The cheapest pattern that meets all conditions so far is attacked next, until none falls.
 * @returns keys of values; undefined where no pattern is found that protects every secret.
 */
export function cheapestPattern(
  table: Table,
  choice: Choice,
  { threshold }: DisclosureRule,
  solve: Solve,
): ReadonlySet<string> | undefined {
  const { primary, prices, secrets, targetOf } = choice;
  const mayHide = new Set(prices.keys());
  const targets = new Map(
    targetOf === null ? [] : [...mayHide].map((owner) => [owner, targetOf(owner)]),
  );
  const cuts: Cut[] = [];
  let extra: ReadonlySet<string> = new Set();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const pattern = { table, primary, mayHide, extra };
    const aims = [...secrets, ...[...extra].flatMap((owner) => targets.get(owner) ?? [])];
    const isHidden = (owner: string): boolean => primary.has(owner) || extra.has(owner);
    const fallen = attack(table, isHidden, aims, solve, threshold).filter(
      (bounds) => widthOf(bounds) < threshold,
    );
    if (fallen.length === 0) return extra;
    if (round === 0) cuts.push(...cutsOfSums(pattern, [...secrets, ...targets.values()]));
    const known = whatIsKnown(table, isHidden);
    for (const { secret } of fallen) {
      const onlyIfHidden = secrets.includes(secret) ? null : secret.owner;
      cuts.push(cutOf(secret, threshold - 1, onlyIfHidden, pattern, known, solve));
    }
    const next = cheapestThatMeets(cuts, prices, solve);
    if (next === undefined) return undefined;
    extra = next;
  }
  return undefined;
}

function cheapestThatMeets(
  cuts: readonly Cut[],
  prices: Choice['prices'],
  solve: Solve,
): ReadonlySet<string> | undefined {
  const rows = cuts.map(rowOf);
  if (rows.some(({ terms, right }) => terms.size === 0 && right > 0)) return undefined;
  const named = new Set(rows.flatMap(({ terms }) => [...terms.keys()]));
  const owners = [...prices.keys()];
  // Of patterns that cost the same, always the same one: earlier keys are a trifle cheaper.
  const costs = owners.map((owner, index): [string, number] => [
    owner,
    (prices.get(owner) ?? 1) + (index + 1) / (owners.length + 1) ** 2,
  ]);
  const objective = new Map(costs.filter(([owner]) => named.has(owner)));
  const partOf = partsOf(rows, { least: 0, most: 1 });
  const parts = groupBy(objective, ([owner]) => partOf(new Map([[owner, 1]])));
  const chosen = new Set<string>();
  for (const [part, own] of parts) {
    const answer = solve({ aim: 'minimise', objective: new Map(own), ...part, isWhole: true });
    if (answer.status !== 'optimal') return undefined;
    for (const [owner] of own) if ((answer.at.get(owner) ?? 0) > 0.5) chosen.add(owner);
  }
  return chosen;
}

function rowOf({ weights, needed, onlyIfHidden }: Cut): Row {
  if (onlyIfHidden === null) return { terms: weights, sense: '>=', right: needed };
  return { terms: new Map([...weights, [onlyIfHidden, -needed]]), sense: '>=', right: 0 };
}
