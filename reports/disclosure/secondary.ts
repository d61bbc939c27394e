import { attack, type Bounds, widthOf } from './attack.js';
import { type CellId, denominatorOf, numeratorOf } from './cells.js';
import type { DisclosureRule, Secret } from './rule.js';
import type { Row, Solve } from './solver.js';
import { commonKnowledge, nearby, rowsOf, type Table } from './table.js';

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

/** Rounds before giving up; up to five are usual. */
const MOST_ROUNDS = 20;

/**
 * How many sums away from a secret a pattern is sought first: what protects it is near, and a small program is sooner solved.
 * Where there is none so near, the whole table is searched.
 */
const NEAR = 1;

/** New demands of the first round for each part of a table; every further round may ask for three times as many. */
const FIRST_FEW = 4;

/**
 * The values to hide besides those that are small, so that no hidden number can be narrowed down to fewer whole numbers than
 * the threshold: the cheapest pattern, by integer programs over what is near each number, or over all where nothing near protects it. For each number to be protected it holds two further
 * tables that a reader must think possible, one with the number low and one with it high, that differ from the truth in hidden
 * counts alone (Fischetti and Salazar's model of the problem). Asked for is what an attack in whole numbers breaks, and more strongly what
 * it still breaks.
 * @returns keys of values; undefined where no pattern is found that protects every secret.
 */
export function cheapestPattern(
  table: Table,
  choice: Choice,
  rule: DisclosureRule,
  solve: Solve,
): ReadonlySet<string> | undefined {
  const { targetOf } = choice;
  const task: Task = { table, choice, system: openSystem(table, choice), rule, solve };
  const targets = new Map(
    targetOf === null ? [] : [...choice.prices.keys()].map((owner) => [owner, targetOf(owner)]),
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
    for (const [secret, demand] of nextDemands(failed, demands, round, task))
      demands.set(secret, demand);
    const found = apart(demands, task).map(
      (own) => solveFor(own, task, NEAR) ?? solveFor(own, task, Number.POSITIVE_INFINITY),
    );
    if (found.includes(undefined)) return undefined;
    extra = new Set(found.flatMap((each) => [...(each ?? [])]));
  }
  return undefined;
}

/**
 * What the next program also asks for. What protects one secret mostly protects its neighbours, so each part of a table asks for its
 * narrowest few first: an answer to fewer demands that withstands the attack is the cheapest answer to all of them.
 */
function nextDemands(
  failed: readonly Bounds[],
  demands: ReadonlyMap<Secret, Demand>,
  round: number,
  task: Task,
): [Secret, Demand][] {
  const again = failed.flatMap(({ secret }): [Secret, Demand][] => {
    const known = demands.get(secret);
    return known === undefined ? [] : [[secret, { ...known, spread: known.spread + 1 }]];
  });
  const narrowestFirst = failed
    .filter(({ secret }) => !demands.has(secret))
    .toSorted((a, b) => widthOf(a) - widthOf(b))
    .map(({ secret }): [Secret, Demand] => {
      const isConditional = !task.choice.secrets.includes(secret);
      return [secret, { spread: task.rule.threshold - 1, isConditional }];
    });
  const few = FIRST_FEW * 3 ** round;
  return [
    ...again,
    ...apart(new Map(narrowestFirst), task).flatMap((part) => [...part].slice(0, few)),
  ];
}

/** Demands that share no count that may be hidden are met apart: small programs are sooner solved than a large one. */
function apart(demands: ReadonlyMap<Secret, Demand>, task: Task): Map<Secret, Demand>[] {
  const groups: { readonly ids: Set<CellId>; readonly demands: Map<Secret, Demand> }[] = [];
  for (const [secret, demand] of demands) {
    const ids = new Set(reachOf(secret, task, NEAR).ids);
    const joined = groups.filter((group) => [...group.ids].some((id) => ids.has(id)));
    const group = { ids, demands: new Map([[secret, demand]]) };
    for (const each of joined) {
      for (const id of each.ids) group.ids.add(id);
      for (const [one, its] of each.demands) group.demands.set(one, its);
      groups.splice(groups.indexOf(each), 1);
    }
    groups.push(group);
  }
  return groups.map((group) => group.demands);
}

/** A table's pattern to be found. */
interface Task {
  readonly table: Table;
  readonly choice: Choice;
  readonly system: OpenSystem;
  readonly rule: DisclosureRule;
  readonly solve: Solve;
}

/** What a reader doesn't know of a table, or need not: the counts that are hidden or may be, and those that no value shows. */
interface OpenSystem {
  readonly isOpen: (id: CellId) => boolean;
  /** The sums over open counts, with what is known put in; and rows of factor 0 that hold a value's two counts together. */
  readonly rows: readonly Row[];
}

function openSystem(table: Table, choice: Choice): OpenSystem {
  const isOpen = (id: CellId): boolean => {
    const owner = table.cells.get(id)?.owner;
    return owner === undefined || choice.primary.has(owner) || choice.prices.has(owner);
  };
  const pairs = [...table.units.keys()].flatMap((owner): Row[] => {
    const [n, d] = [numeratorOf(owner), denominatorOf(owner)];
    if (!table.cells.has(n) || !table.cells.has(d) || !isOpen(n)) return [];
    const terms = new Map([
      [n, 0],
      [d, 0],
    ]);
    return [{ terms, sense: '>=', right: 0 }];
  });
  const sums = rowsOf(table.sums, (id) => (isOpen(id) ? undefined : table.cells.get(id)?.count));
  return { isOpen, rows: [...sums, ...pairs] };
}

/** A part of a table in which a secret is protected: its counts, and the sums over them. */
interface Reach {
  readonly ids: ReadonlySet<CellId>;
  readonly rows: readonly Row[];
}

/**
 * The counts that bear on a secret, by sums or by being hidden together.
 * @param steps how many sums away they may be; what is further away stays as it is in truth, unless no value shows it.
 */
function reachOf(secret: Secret, { system, table }: Task, steps: number): Reach {
  const isSum = (row: Row): boolean => [...row.terms.values()].some((factor) => factor !== 0);
  const open = new Map([...secret.terms].filter(([id]) => system.isOpen(id)));
  const { variables: ids } = nearby(open, system.rows, {
    steps,
    mayStay: (id) => table.cells.has(id),
  });
  return { ids, rows: system.rows.filter(isSum).flatMap((row) => within(row, ids, table)) };
}

/** A sum over some of its counts, the others as they are in truth; none where it has none of them. */
function within(row: Row, ids: ReadonlySet<CellId>, table: Table): Row[] {
  const terms = new Map([...row.terms].filter(([id]) => ids.has(id)));
  if (terms.size === 0) return [];
  const others = [...row.terms].filter(([id]) => !ids.has(id));
  const shown = others.reduce(
    (sum, [id, factor]) => sum + factor * (table.cells.get(id)?.count ?? 0),
    0,
  );
  return [{ ...row, terms, right: row.right - shown }];
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
  demands: ReadonlyMap<Secret, Demand>,
  task: Task,
  steps: number,
): ReadonlySet<string> | undefined {
  const { table, choice, system, solve } = task;
  const reaches = new Map([...demands].map(([each]) => [each, reachOf(each, task, steps)]));
  const owners = new Set(
    [...reaches.values()].flatMap(({ ids }) =>
      [...ids].flatMap((id) => table.cells.get(id)?.owner ?? []),
    ),
  );
  const switches = new Map(
    [...choice.prices.keys()]
      .filter((owner) => owners.has(owner))
      .map((owner, index) => [owner, `hide${index}`]),
  );
  const bounds = new Map<string, { least: number; most: number | null }>(
    [...switches.values()].map((name) => [name, { least: 0, most: 1 }]),
  );
  const rows: Row[] = [];
  [...demands].forEach(([secret, demand], index) => {
    const reach = reaches.get(secret) ?? reachOf(secret, task, steps);
    const low = possibleTable(`low${index} `, task, switches, reach);
    const high = possibleTable(`high${index} `, task, switches, reach);
    for (const each of [low, high]) {
      rows.push(...each.rows);
      for (const [name, bound] of each.bounds) bounds.set(name, bound);
    }
    const own = [...secret.terms].filter(([id]) => system.isOpen(id));
    const apart = new Map([
      ...own.map(([id, factor]) => [high.nameOf(id), factor] as const),
      ...own.map(([id, factor]) => [low.nameOf(id), -factor] as const),
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
  { table, choice, rule }: Task,
  switches: ReadonlyMap<string, string>,
  near: Reach,
) {
  const nameOf = (id: CellId): string => prefix + id;
  const reach = REACH * (rule.threshold + 1);
  const bounds = new Map<string, { least: number; most: number | null }>();
  const rows: Row[] = [];
  for (const id of near.ids) {
    const cell = table.cells.get(id);
    if (cell === undefined) {
      bounds.set(nameOf(id), { least: 0, most: null });
      continue;
    }
    const hide = switches.get(cell.owner);
    const isPrimary = choice.primary.has(cell.owner);
    const least = Math.max(0, cell.count - reach);
    const most = cell.count + reach;
    bounds.set(nameOf(id), { least, most });
    if (isPrimary || hide === undefined) continue;
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
  const owners = new Set([...near.ids].flatMap((id) => table.cells.get(id)?.owner ?? []));
  const known = [...owners]
    .flatMap((owner) => commonKnowledge(owner, table))
    .flatMap((row) => within(row, near.ids, table));
  for (const { terms, sense, right } of [...near.rows, ...known]) {
    rows.push({
      terms: new Map([...terms].map(([id, factor]) => [nameOf(id), factor])),
      sense,
      right,
    });
  }
  return { rows, bounds, nameOf };
}
