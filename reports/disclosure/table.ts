import { isMeanOf } from '../../pipeline/core/figure/units.js';
import type { MeasureDefinition } from '../../pipeline/core/figure/definition.js';
import type { Unit, Value } from '../../pipeline/core/figure/value.js';
import type { EarlierRelease, EarlierValue } from '../input.js';
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
import { groupBy } from '../group-by.js';
import { type DerivedCount, derivedCounts, flowsNamed } from './derived.js';
import { sideBySide } from './releases.js';
import { isControlled, LEAST_DENOMINATOR } from './rule.js';
import { joinedBy } from './joined.js';
import { type Part, partsOf } from './parts.js';
import type { Row, Solve } from './solver.js';
import { declaredSums, namesOf, type Sum } from './sums.js';

/** Counts of children that hang together, and the sums by which they do. */
export interface Table {
  readonly cells: ReadonlyMap<CellId, Cell>;
  readonly units: ReadonlyMap<string, Unit>;
  readonly sums: readonly Sum[];
  /** Counts that no value shows, such as a quarter's flow under two year-to-date figures. */
  readonly unseen: ReadonlySet<CellId>;
  /** Values (their keys) that are withheld whatever they are: of these only a reader can't tell that they aren't zero. */
  readonly withheld: ReadonlySet<string>;
  /** Of these the ones on a basis that their series keeps for officers. */
  readonly concealed: ReadonlySet<string>;
  /** Counts that differences of the values may tell, such as a quarter's under two years to date. */
  readonly derived: readonly DerivedCount[];
  /** Values that stand in earlier releases alone: what they hid stays secret, and what they showed can't be hidden. */
  readonly past: ReadonlySet<string>;
  /** Values, the pack's own and past ones, that an earlier release shows. */
  readonly shownBefore: ReadonlySet<string>;
}

/**
 * The tables that the values on children make, those of earlier releases beside the pack's own: each as small as the declared
 * sums let it be.
 * @returns with the tables, the groups of declared sums that the figures don't keep (corrected returns), which an attacker can't use.
 */
export function tablesOf(
  values: readonly Value[],
  definitions: readonly MeasureDefinition[],
  earlier: readonly EarlierRelease[],
  solve: Solve,
  isForOfficers: (value: Kind) => boolean = () => false,
): { readonly tables: Table[]; readonly broken: string[] } {
  const byMeasure = new Map(definitions.map((each) => [each.measure, each]));
  const onChildren = ({ measure }: Pick<Value, 'measure'>): boolean =>
    isControlled(byMeasure.get(measure));
  const { editions, past, shownBefore } = sideBySide(
    values.filter(isCounted).filter(onChildren),
    earlier.map((each) => ({ ...each, values: each.values.filter(onChildren) })),
  );
  const units = new Map<string, Unit>();
  const cells = new Map<CellId, Cell>();
  for (const edition of editions) {
    for (const value of edition.values) {
      const owner = edition.ownerOf(keyText(value));
      if (owner === undefined || units.has(owner)) continue;
      const unit = byMeasure.get(value.measure)?.unit ?? 'count';
      units.set(owner, unit);
      for (const [id, cell] of cellsOf(value, unit, owner)) cells.set(id, cell);
    }
  }
  const declared = editions.flatMap((edition) => declaredSums(edition, byMeasure, cells));
  const broken = new Set(brokenGroups(declared, cells, solve));
  const sums = withoutRepeats(declared.filter((sum) => !broken.has(sum.group)));
  const concealed = new Set(
    editions.flatMap(({ values, ownerOf }) =>
      values.filter(isForOfficers).flatMap((value) => ownerOf(keyText(value)) ?? []),
    ),
  );
  for (const owner of shownBefore) concealed.delete(owner);
  const withheld = new Set([
    ...concealed,
    ...withheldBefore(earlier, editions, (measure) => byMeasure.get(measure)?.unit),
  ]);
  const named = flowsNamed(sums, cells);
  const derived = once(
    editions.flatMap((edition) => derivedCounts(edition, byMeasure, cells, named)),
  );
  return {
    tables: split({ cells, units, sums, withheld, concealed, derived, past, shownBefore }),
    broken: [...broken].sort(),
  };
}

/** Earlier releases that show the same numbers say the same sums again. */
function withoutRepeats(sums: readonly Sum[]): Sum[] {
  return [...new Map(sums.map((sum) => [sumText(sum), sum])).values()];
}

/** The same for what they may tell. */
function once(counts: readonly DerivedCount[]): DerivedCount[] {
  return [...new Map(counts.map((each) => [termsText(each.terms), each])).values()];
}

function sumText({ sense, terms }: Pick<Sum, 'sense' | 'terms'>): string {
  return sense + termsText(terms);
}

function termsText(terms: Terms): string {
  return JSON.stringify([...terms].sort(byId));
}

function byId([a]: readonly [CellId, number], [b]: readonly [CellId, number]): number {
  return a < b ? -1 : 1;
}

/** Values of breakdowns that an earlier release withheld whole: it hid a zero among them. */
function withheldBefore(
  earlier: readonly EarlierRelease[],
  editions: ReturnType<typeof sideBySide>['editions'],
  unitOf: (measure: string) => Unit | undefined,
): Set<string> {
  const isNought = ({ measure, numerator: n, denominator: d }: EarlierValue): boolean => {
    const unit = unitOf(measure);
    if (unit === 'percent') return d >= LEAST_DENOMINATOR && (n === 0 || n === d);
    return (unit === undefined || !isMeanOf(unit)) && n === 0;
  };
  const owners = earlier.flatMap((release) => {
    const ownerOf = editions.find((edition) => edition.release === release.release)?.ownerOf;
    const hidden = release.values.filter((value) => value.isHidden);
    const kind = (value: Kind): string =>
      keyText({ ...value, breakdown: namesOf(value.breakdown) });
    const withZero = new Set(hidden.filter(isNought).map(kind));
    return hidden
      .filter((value) => withZero.has(kind(value)))
      .flatMap((value) => ownerOf?.(keyText(value)) ?? []);
  });
  return new Set(owners);
}

export type Kind = Parameters<typeof keyText>[0];

/**
 * Groups of sums that can't be true together with those before them. What is true of the figures is found so: a flow that no value
 * shows may be any number, but the same in every sum that names it.
 */
function brokenGroups(sums: readonly Sum[], cells: Table['cells'], solve: Solve): string[] {
  const groups = [...groupBy(sums, (sum) => sum.group)].map(([group, own]) => {
    const rows = rowsOf(own, (id) => cells.get(id)?.count);
    const [open, closed] = [rows.filter(hasTerms), rows.filter((row) => !hasTerms(row))];
    return { group, open, isTrue: closed.every(isTrueOfNumbers) };
  });
  const open = groups.filter(({ isTrue }) => isTrue).flatMap((each) => each.open);
  // Mostly all of them hold. Only what a part that doesn't hold joins is looked at group by group.
  const partOf = partsOf(open);
  const parts = new Map<Part<Row>, boolean>();
  const holdsWithAll = (row: Row): boolean => {
    const part = partOf(row.terms);
    const holds = parts.get(part) ?? isPossible(part, solve);
    parts.set(part, holds);
    return holds;
  };
  const kept: Row[] = [];
  return groups.flatMap(({ group, open: own, isTrue }) => {
    const holds = isTrue && (own.every(holdsWithAll) || holdTogether(own, kept, solve));
    if (!holds) return [group];
    kept.push(...own);
    return [];
  });
}

function holdTogether(rows: readonly Row[], kept: readonly Row[], solve: Solve): boolean {
  const terms = new Map(rows.flatMap((row) => [...row.terms]));
  return isPossible(partsOf([...rows, ...kept])(terms), solve);
}

function hasTerms({ terms }: Row): boolean {
  return terms.size > 0;
}

/** A sum of which every count is known. */
function isTrueOfNumbers({ sense, right }: Row): boolean {
  return sense === '=' ? right === 0 : right <= 0;
}

function isPossible({ rows, bounds }: Part<Row>, solve: Solve): boolean {
  return (
    solve({ aim: 'minimise', objective: new Map(), rows, bounds, isWhole: true }).status ===
    'optimal'
  );
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
  if (unit !== undefined && isMeanOf(unit)) return [atLeast(new Map([[d, 1]]), 1)];
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
function split({
  cells,
  units,
  sums,
  withheld,
  concealed,
  derived,
  ...rest
}: Omit<Table, 'unseen'>): Table[] {
  const find = joinedBy([
    ...sums.map((sum) => [...sum.terms.keys()]),
    ...[...units.keys()].map((owner) =>
      [numeratorOf(owner), denominatorOf(owner)].filter((id) => cells.has(id)),
    ),
  ]);
  const members = groupBy(cells, ([id]) => find(id));
  const sumsBy = groupBy(sums, (sum) => find([...sum.terms.keys()][0] ?? ''));
  const derivedBy = groupBy(derived, ({ terms }) => find([...terms.keys()][0] ?? ''));
  return [...members].map(([top, own]) => {
    const ownSums = sumsBy.get(top) ?? [];
    const named = ownSums.flatMap((sum) => [...sum.terms.keys()]);
    const owners = new Set(own.map(([, cell]) => cell.owner));
    return {
      ...rest,
      cells: new Map(own),
      units: new Map([...units].filter(([owner]) => owners.has(owner))),
      sums: ownSums,
      unseen: new Set(named.filter((id) => !cells.has(id))),
      withheld: new Set([...withheld].filter((owner) => owners.has(owner))),
      concealed: new Set([...concealed].filter((owner) => owners.has(owner))),
      derived: derivedBy.get(top) ?? [],
    };
  });
}
