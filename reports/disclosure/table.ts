import type { MeasureDefinition } from '../../pipeline/figure/definition.js';
import type { Unit, Value } from '../../pipeline/figure/value.js';
import {
  type Cell,
  type CellId,
  cellsOf,
  denominatorOf,
  isCounted,
  keyText,
  numeratorOf,
  type Terms,
} from './cells.js';
import { groupBy } from './group-by.js';
import { LEAST_DENOMINATOR } from './rule.js';
import type { Row, Solve } from './solver.js';
import { declaredSums, type Sum } from './sums.js';

/** Counts of children that hang together, and the sums by which they do. */
export interface Table {
  readonly cells: ReadonlyMap<CellId, Cell>;
  readonly units: ReadonlyMap<string, Unit>;
  readonly sums: readonly Sum[];
  /** Counts that no value shows, such as a quarter's flow under two year-to-date figures. */
  readonly unseen: ReadonlySet<CellId>;
  /** Values (their keys) of breakdowns that are withheld as a whole: of these alone a reader can't tell that they aren't zero. */
  readonly withheld: ReadonlySet<string>;
}

/** No count in a pack comes near it: it stands for "any number". */
export const MOST = 1_000_000;

/**
 * The tables that the values of children make: each as small as the declared sums let it be.
 * @returns with the tables, the groups of declared sums that the figures don't keep (corrected returns), which an attacker can't use.
 */
export function tablesOf(
  values: readonly Value[],
  definitions: readonly MeasureDefinition[],
  solve: Solve,
): { readonly tables: Table[]; readonly broken: string[] } {
  const byMeasure = new Map(definitions.map((each) => [each.measure, each]));
  const people = values.filter(
    (value) => byMeasure.get(value.measure)?.counts === 'people' && isCounted(value),
  );
  const counted = people.filter(isCounted);
  const units = new Map(
    counted.map((value) => [keyText(value), byMeasure.get(value.measure)?.unit ?? 'count']),
  );
  const cells = new Map(
    counted.flatMap((value) => cellsOf(value, units.get(keyText(value)) ?? 'count')),
  );
  const declared = declaredSums(counted, byMeasure, cells);
  const broken = new Set(brokenGroups(declared, cells, solve));
  const sums = declared.filter((sum) => !broken.has(sum.group));
  return { tables: split(cells, units, sums), broken: [...broken].sort() };
}

function brokenGroups(sums: readonly Sum[], cells: Table['cells'], solve: Solve): string[] {
  return [...groupBy(sums, (sum) => sum.group)].flatMap(([group, own]) => {
    const rows = rowsOf(own, (id) => cells.get(id)?.count);
    const free = new Set(rows.flatMap((row) => [...row.terms.keys()]));
    const holds =
      free.size === 0
        ? rows.every((row) => (row.sense === '=' ? row.right === 0 : row.right <= 0))
        : solve({
            aim: 'minimise',
            objective: new Map(),
            rows: rows.filter((row) => row.terms.size > 0),
            bounds: new Map([...free].map((id) => [id, { least: 0, most: MOST }])),
            whole: new Set(),
          }).status === 'optimal';
    return holds ? [] : [group];
  });
}

/** The sums with what is known put in; a row without terms is left where all is known. */
export function rowsOf(sums: readonly Sum[], known: (id: CellId) => number | undefined): Row[] {
  return sums.map(({ terms, sense }) => {
    let right = 0;
    const rest = new Map<CellId, number>();
    for (const [id, factor] of terms) {
      const count = known(id);
      if (count === undefined) rest.set(id, factor);
      else right -= factor * count;
    }
    return { terms: rest, sense, right: right + 0 };
  });
}

/** What every reader knows of a hidden value: it isn't zero, nor all, since those are shown. */
export function commonKnowledge(owner: string, table: Table): Row[] {
  if (table.withheld.has(owner)) return [];
  const [n, d] = [numeratorOf(owner), denominatorOf(owner)];
  const unit = table.units.get(owner);
  if (unit === 'days') return [atLeast(new Map([[d, 1]]), 1)];
  if (unit !== 'percent') return [atLeast(new Map([[n, 1]]), 1)];
  // A denominator of ten or more may be known from elsewhere, or guessed: then neither end is possible.
  if ((table.cells.get(d)?.count ?? 0) < LEAST_DENOMINATOR) return [atLeast(new Map([[d, 1]]), 1)];
  return [
    atLeast(new Map([[d, 1]]), LEAST_DENOMINATOR),
    atLeast(new Map([[n, 1]]), 1),
    atLeast(
      new Map([
        [d, 1],
        [n, -1],
      ]),
      1,
    ),
  ];
}

function atLeast(terms: Terms, right: number): Row {
  return { terms, sense: '>=', right };
}

/** Counts that no sum joins stand in different tables. */
function split(cells: Table['cells'], units: Table['units'], sums: readonly Sum[]): Table[] {
  const leader = new Map<CellId, CellId>();
  const find = (id: CellId): CellId => {
    const up = leader.get(id) ?? id;
    if (up === id) return id;
    const top = find(up);
    leader.set(id, top);
    return top;
  };
  const join = (ids: readonly CellId[]): void => {
    for (const id of ids.slice(1)) leader.set(find(id), find(ids[0] ?? id));
  };
  for (const sum of sums) join([...sum.terms.keys()]);
  for (const owner of units.keys()) {
    join([numeratorOf(owner), denominatorOf(owner)].filter((id) => cells.has(id)));
  }
  const members = groupBy(cells, ([id]) => find(id));
  const sumsBy = groupBy(sums, (sum) => find([...sum.terms.keys()][0] ?? ''));
  return [...members].map(([top, own]) => {
    const ownSums = sumsBy.get(top) ?? [];
    const named = ownSums.flatMap((sum) => [...sum.terms.keys()]);
    const owners = new Set(own.map(([, cell]) => cell.owner));
    return {
      cells: new Map(own),
      units: new Map([...units].filter(([owner]) => owners.has(owner))),
      sums: ownSums,
      unseen: new Set(named.filter((id) => !cells.has(id))),
      withheld: new Set(),
    };
  });
}
