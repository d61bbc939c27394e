import { QuarterlyError } from '../../pipeline/core/errors.js';
import { attack, widthOf } from './attack.js';
import type { CellId } from './cells.js';
import type { DisclosureRule, Secret } from './rule.js';
import type { Row, Solve } from './solver.js';
import { commonKnowledge, type Table } from './table.js';

/** What a table's pattern is chosen from. */
export interface Choice {
  /** Values that must be hidden, by key. */
  readonly primary: ReadonlySet<string>;
  /** Values that may be hidden besides, and what hiding each costs: whole numbers, 1 the least. */
  readonly prices: ReadonlyMap<string, number>;
  /** What must not be worked out, whatever else is hidden. */
  readonly secrets: readonly Secret[];
  /** What an attack on a value aims at if it is hidden for another's sake. */
  readonly targetOf: (owner: string) => Secret;
}

/** Rounds before giving up; one or two are the rule. */
const MOST_ROUNDS = 20;

/**
 * The values to hide besides those that are small, so that no hidden number can be narrowed down to fewer whole numbers than
 * the threshold: the cheapest pattern there is, by one integer program. For each number to be protected it holds two further
 * tables that a reader must think possible, one with the number low and one with it high, that differ from the truth in hidden
 * counts alone (Fischetti and Salazar's model of the problem). Asked for is what an attack in whole numbers breaks, and more strongly what
 * it still breaks.
 * @returns keys of values; undefined where no pattern protects every secret.
 */
export function cheapestPattern(
  table: Table,
  choice: Choice,
  rule: DisclosureRule,
  solve: Solve,
): ReadonlySet<string> | undefined {
  const targets = new Map(
    [...choice.prices.keys()].map((owner) => [owner, choice.targetOf(owner)]),
  );
  // What the small values protect by themselves, they protect beside more: only what an attack breaks need be asked for.
  const demands = new Map<Secret, Demand>();
  let extra: ReadonlySet<string> = new Set();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const hidden = new Set([...choice.primary, ...extra]);
    const aims = [...choice.secrets, ...[...extra].flatMap((owner) => targets.get(owner) ?? [])];
    const failed = attack(table, (owner) => hidden.has(owner), aims, solve, rule.threshold).filter(
      (bounds) => widthOf(bounds) < rule.threshold,
    );
    if (failed.length === 0) return extra;
    for (const { secret } of failed) {
      const known = demands.get(secret);
      const isConditional = known?.isConditional ?? !choice.secrets.includes(secret);
      const spread = known === undefined ? rule.threshold - 1 : known.spread + 1;
      demands.set(secret, { spread, isConditional });
    }
    const found = solveFor(table, choice, demands, rule, solve);
    if (found === undefined) return undefined;
    extra = found;
  }
  throw new QuarterlyError('unexpected', 'No pattern of suppression withstood its attack.', {
    fix: 'Report the run: its public edition is not published.',
    facts: { values: [...choice.primary] },
  });
}

interface Demand {
  /** How far apart the secret's low and high must lie. */
  readonly spread: number;
  /** Holds only where the secret's value is hidden. */
  readonly isConditional: boolean;
}

/** How far a possible table may lie from the truth in one count: many times what any secret needs. */
const REACH = 12;

function solveFor(
  table: Table,
  choice: Choice,
  demands: ReadonlyMap<Secret, Demand>,
  rule: DisclosureRule,
  solve: Solve,
): ReadonlySet<string> | undefined {
  const switches = new Map(
    [...choice.prices.keys()].map((owner, index) => [owner, `hide${index}`]),
  );
  const bounds = new Map<string, { least: number; most: number | null }>(
    [...switches.values()].map((name) => [name, { least: 0, most: 1 }]),
  );
  const rows: Row[] = [];
  [...demands].forEach(([secret, demand], index) => {
    const low = possibleTable(`low${index} `, table, choice, switches, rule);
    const high = possibleTable(`high${index} `, table, choice, switches, rule);
    for (const each of [low, high]) {
      rows.push(...each.rows);
      for (const [name, bound] of each.bounds) bounds.set(name, bound);
    }
    const apart = new Map([
      ...[...secret.terms].map(([id, factor]) => [high.nameOf(id), factor] as const),
      ...[...secret.terms].map(([id, factor]) => [low.nameOf(id), -factor] as const),
    ]);
    const hides = demand.isConditional ? switches.get(secret.owner) : undefined;
    if (hides !== undefined) apart.set(hides, -demand.spread);
    rows.push({ terms: apart, sense: '>=', right: hides === undefined ? demand.spread : 0 });
  });
  const answer = solve({
    aim: 'minimise',
    objective: new Map([...switches].map(([owner, name]) => [name, priceOf(owner, choice)])),
    rows,
    bounds,
    whole: new Set(switches.values()),
  });
  if (answer.status !== 'optimal') return undefined;
  return new Set(
    [...switches].filter(([, name]) => (answer.at.get(name) ?? 0) > 0.5).map(([owner]) => owner),
  );
}

/** Of patterns that cost the same, always the same one: earlier keys are a trifle cheaper. */
function priceOf(owner: string, choice: Choice): number {
  const owners = [...choice.prices.keys()];
  const trifle = (owners.indexOf(owner) + 1) / (owners.length + 1) ** 2;
  return (choice.prices.get(owner) ?? 1) + trifle;
}

/** A table that keeps every sum and every common knowledge, and differs from the truth in hidden counts alone. */
function possibleTable(
  prefix: string,
  table: Table,
  choice: Choice,
  switches: ReadonlyMap<string, string>,
  rule: DisclosureRule,
) {
  const nameOf = (id: CellId): string => prefix + id;
  const reach = REACH * (rule.threshold + 1);
  const bounds = new Map<string, { least: number; most: number | null }>();
  const rows: Row[] = [];
  for (const [id, cell] of table.cells) {
    const hide = switches.get(cell.owner);
    const isPrimary = choice.primary.has(cell.owner);
    const least = Math.max(0, cell.count - reach);
    const most = cell.count + reach;
    const isFixed = !isPrimary && hide === undefined;
    bounds.set(nameOf(id), isFixed ? { least: cell.count, most: cell.count } : { least, most });
    if (isFixed || isPrimary || hide === undefined) continue;
    // Shown: as in truth. Hidden: as far from it as its bounds let it be.
    rows.push(
      {
        terms: new Map([
          [nameOf(id), 1],
          [hide, cell.count - least],
        ]),
        sense: '>=',
        right: cell.count,
      },
      {
        terms: new Map([
          [nameOf(id), -1],
          [hide, most - cell.count],
        ]),
        sense: '>=',
        right: -cell.count,
      },
    );
  }
  for (const id of table.unseen) bounds.set(nameOf(id), { least: 0, most: null });
  const known = [...choice.primary, ...switches.keys()].flatMap((owner) =>
    table.units.has(owner) ? commonKnowledge(owner, table) : [],
  );
  for (const { terms, sense, right } of [
    ...table.sums.map((sum) => ({ ...sum, right: 0 })),
    ...known,
  ]) {
    rows.push({
      terms: new Map([...terms].map(([id, factor]) => [nameOf(id), factor])),
      sense,
      right,
    });
  }
  return { rows, bounds, nameOf };
}
