import type { SourceContract } from '../../../sources/contract/types.js';
import { type Quarter, shiftQuarter } from '../../core/calendar/quarter.js';
import { type MeasureDefinition, type Way, waysOf } from '../../core/figure/definition.js';
import type {
  ReconciledFigure,
  ReconciledSide,
  ReturnComparison,
} from '../../core/figure/reconciliation.js';
import { ratio } from '../../core/figure/rounding.js';
import type { Basis, Value } from '../../core/figure/value.js';
import type { Warehouse } from '../../warehouse/types.js';
import { isPublished } from '../compare/published-values.js';
import { type ComputeOptions, computeValues } from '../compute.js';
import { holdsFor } from '../definitions.js';
import { partsOfUnits, type UnitPart } from '../explain/rows.js';
import type { SubsetOptions } from '../explain/row-subsets.js';
import { type KnownReturns, knownReturns } from '../known-returns.js';
import type { Pin } from '../pins.js';
import { openWays, reachable } from '../which-return.js';
import { windowOf } from '../windows.js';
import { compareSides, type Naming, type Side, UNMATCHED } from './compare-sides.js';

/** What to reconcile, as a {@link ComputeOptions} of one quarter. */
export interface ReconcileOrder extends Pick<
  ComputeOptions,
  'authority' | 'definitions' | 'workingDays' | 'measuredFrom'
> {
  readonly quarter: Quarter;
  /** UTC instant as ISO text: returns received later don't exist yet. */
  readonly knownAt: string;
  readonly contracts: readonly SourceContract[];
  readonly areas: {
    regionOf(code: string): string | undefined;
    readonly all: ComputeOptions['authorities'];
  };
  /** The returns that counted in a run; null: those that count as known at the moment. */
  readonly pins: readonly Pin[] | null;
  /** Of which figures rows are looked for: of all, or only of those that the returns give differently. */
  readonly rowsOf: 'all' | 'differing';
  readonly naming: Naming;
}

/**
 * Every figure of the quarter that two returns or more can give, as each gives it, with the rows that make the difference. A rate rests on
 * the counts of another measure, and is left out. Stores nothing.
 * @returns in the order of the definitions and their bases.
 */
export async function reconcile(
  warehouse: Warehouse,
  order: ReconcileOrder,
): Promise<ReconciledFigure[]> {
  const { quarter } = order;
  const { sources, pinsOf } = await warehouse.read((trx) => knownReturns(trx, order));
  const pins = order.pins ?? pinsOf([shiftQuarter(quarter, -1), quarter]);
  const own = pins.filter((pin) => pin.quarter === quarter.key);
  const asked = order.definitions.flatMap((definition) => {
    if (isPublished(definition) || definition.unit === 'rate_per_10000') return [];
    if (!holdsFor(definition, order.definitions, quarter.key)) return [];
    return definition.bases.flatMap((basis): Asked[] => {
      const open = openWays(definition, basis, quarter, pins, sources);
      const answer = reachable(definition, basis, quarter, pins, sources, order.measuredFrom);
      if (open.length < 2 || !answer.can) return [];
      return [{ definition, basis, counting: answer.choice.source, open }];
    });
  });
  if (asked.length === 0) return [];
  const bySource = await valuesBySource(warehouse, order, asked, pins, sources);
  const found = asked.flatMap((each) => {
    const figure = figureOf(each, order, own, sources, bySource);
    return figure === undefined ? [] : [figure];
  });
  const rowsOf = { warehouse, order, pins: own };
  const parts = await partsBySource(found, rowsOf);
  const figures: ReconciledFigure[] = [];
  for (const each of found) {
    figures.push({ ...each.figure, comparisons: await comparisonsOf(each, parts, rowsOf) });
  }
  return figures;
}

type Sources = KnownReturns['sources'];

/** A figure that several returns can give. */
interface Asked {
  readonly definition: MeasureDefinition;
  readonly basis: Basis;
  /** The source that counts. */
  readonly counting: string;
  readonly open: readonly Way[];
}

/** The council's values of the quarter as each source gives them. */
async function valuesBySource(
  warehouse: Warehouse,
  { authority, quarter, areas, workingDays }: ReconcileOrder,
  asked: readonly Asked[],
  pins: readonly Pin[],
  sources: Sources,
): Promise<ReadonlyMap<string, readonly Value[]>> {
  const bySource = new Map<string, readonly Value[]>();
  for (const source of new Set(asked.flatMap(({ open }) => open.map((way) => way.source)))) {
    const definitions = asked
      .filter(({ open }) => open.some((way) => way.source === source))
      .map(({ definition }) => definition);
    const values = await warehouse.read((trx) =>
      computeValues(trx, warehouse.engine, {
        ...{ definitions: [...new Set(definitions)], quarters: [quarter], pins, sources },
        ...{ authority, workingDays, authorities: areas.all },
        regionOf: (code) => areas.regionOf(code),
        measuredFrom: { all: source },
        only: new Set([authority]),
      }),
    );
    bySource.set(source, values);
  }
  return bySource;
}

interface Found {
  readonly asked: Asked;
  readonly figure: Omit<ReconciledFigure, 'comparisons'>;
  /** By source, the one that counts first. */
  readonly values: ReadonlyMap<string, Value>;
}

function figureOf(
  asked: Asked,
  { quarter }: ReconcileOrder,
  pins: readonly Pin[],
  sources: Sources,
  bySource: ReadonlyMap<string, readonly Value[]>,
): Found | undefined {
  const { definition, basis, counting, open } = asked;
  const { measure, title, unit } = definition;
  const inOrder = [...open].sort(
    (a, b) => Number(b.source === counting) - Number(a.source === counting),
  );
  const breakdown = headlineOf(definition, bySource.get(counting) ?? []);
  const values = new Map<string, Value>();
  for (const { source } of inOrder) {
    const value = bySource
      .get(source)
      ?.find(
        (each) => each.measure === measure && each.basis === basis && each.breakdown === breakdown,
      );
    if (value !== undefined) values.set(source, value);
  }
  if (values.size < 2) return undefined;
  const sides = [...values].map(([source, value]): ReconciledSide => {
    const pin = pins.find((each) => each.source === source && each.isCurrent);
    const { numerator, denominator, symbol, reason } = value;
    const printed = ratio(numerator, denominator, unit, {
      annualise: basis === 'quarter' ? definition.annualise : 1,
    });
    return {
      ...{ source, called: sources.get(source)?.called ?? source },
      asAt: pin?.asAt ?? quarter.lastDay,
      ...{ numerator, denominator, symbol, reason },
      value: symbol === null ? printed : null,
    };
  });
  return { asked, figure: { measure, title, unit, basis, breakdown, sides }, values };
}

/** `all`, or the part that is read first of a measure that is only of parts. */
function headlineOf({ measure, headline }: MeasureDefinition, values: readonly Value[]): string {
  const own = values.filter((each) => each.measure === measure);
  if (own.some((each) => each.breakdown === 'all')) return 'all';
  return headline ?? own[0]?.breakdown ?? 'all';
}

interface RowsOf {
  readonly warehouse: Warehouse;
  readonly order: ReconcileOrder;
  readonly pins: readonly Pin[];
}

/** What each child has in each figure, by source; of a figure that isn't a sum of children null. */
type PartsBySource = ReadonlyMap<string, ReadonlyMap<Found, ReadonlyMap<string, UnitPart> | null>>;

/** The rows of a source are set apart by child once for all its figures: one by one, a quarter takes minutes. */
async function partsBySource(found: readonly Found[], rowsOf: RowsOf): Promise<PartsBySource> {
  const wanted = new Map<string, Found[]>();
  for (const each of found) {
    for (const [source] of comparable(each, rowsOf.order)) {
      wanted.set(source, [...(wanted.get(source) ?? []), each]);
    }
  }
  const bySource = new Map<string, Map<Found, ReadonlyMap<string, UnitPart> | null>>();
  for (const [source, figures] of wanted) {
    const each = figures.map((figure) => ({
      ...optionsOf(source, figure, rowsOf),
      value: figure.values.get(source),
    }));
    const whole = each.flatMap(({ value, ...rest }) =>
      value === undefined ? [] : [{ ...rest, value }],
    );
    const [first] = whole;
    if (first === undefined) continue;
    const parts = await partsOfUnits(rowsOf.warehouse, togetherOf(first, whole), whole);
    bySource.set(source, new Map(figures.map((figure, index) => [figure, parts[index] ?? null])));
  }
  return bySource;
}

/** Options whose definition names every table, and whose returns are all, that some figures rest on. */
function togetherOf(first: SubsetOptions, all: readonly SubsetOptions[]): SubsetOptions {
  const needs = new Map<string, Set<string>>();
  for (const { definition } of all) {
    for (const [source, tables] of [definition.needs, definition.uses].flatMap(
      Object.entries<readonly string[]>,
    )) {
      const known = needs.get(source) ?? new Set();
      tables.forEach((table) => known.add(table));
      needs.set(source, known);
    }
  }
  return {
    ...first,
    definition: {
      ...first.definition,
      needs: Object.fromEntries([...needs].map(([source, tables]) => [source, [...tables]])),
      uses: {},
    },
    pins: [...new Set(all.flatMap(({ pins }) => pins))],
  };
}

/** The returns whose children are compared, the one that counts first; none where there is nothing to compare, or nobody asks. */
function comparable(
  { asked, values }: Found,
  { rowsOf }: ReconcileOrder,
): readonly (readonly [string, Value])[] {
  const [first, ...others] = [...values].filter(([, { symbol }]) => symbol === null);
  // Without a figure of the return that counts there is nothing to compare with.
  if (first?.[0] !== asked.counting || others.length === 0) return [];
  const wanted = others.filter(([, other]) => rowsOf === 'all' || !isSameFigure(first[1], other));
  return wanted.length === 0 ? [] : [first, ...wanted];
}

async function comparisonsOf(
  each: Found,
  parts: PartsBySource,
  rowsOf: RowsOf,
): Promise<ReturnComparison[]> {
  const { asked, values } = each;
  const [first, ...others] = [...values].filter(([, { symbol }]) => symbol === null);
  if (first?.[0] !== asked.counting) return [];
  const sideOf = (source: string): Side => ({
    source,
    options: optionsOf(source, each, rowsOf),
    parts: parts.get(source)?.get(each) ?? null,
  });
  const looked = new Set(comparable(each, rowsOf.order).map(([source]) => source));
  const comparisons: ReturnComparison[] = [];
  for (const [source, other] of others) {
    const more = moreOf(first[1], other);
    const compared = looked.has(source)
      ? await compareSides(rowsOf.warehouse, sideOf(first[0]), sideOf(source), rowsOf.order.naming)
      : { ...UNMATCHED, matching: 'not asked' as const };
    comparisons.push({ source, more, ...compared });
  }
  return comparisons;
}

function isSameFigure(counting: Value, other: Value): boolean {
  const { numerator, denominator } = moreOf(counting, other);
  return numerator === 0 && denominator === 0;
}

function moreOf(counting: Value, other: Value): ReturnComparison['more'] {
  const difference = (side: 'numerator' | 'denominator'): number =>
    (other[side] ?? 0) - (counting[side] ?? 0);
  return { numerator: difference('numerator'), denominator: difference('denominator') };
}

/** Only the way's own tables and returns: what the others say changes nothing of it. */
function optionsOf(
  source: string,
  { asked, figure: { breakdown } }: Found,
  { order, pins }: RowsOf,
): SubsetOptions {
  const { definition, basis, open } = asked;
  const { quarter, contracts, workingDays, authority } = order;
  const tables = open.find((way) => way.source === source)?.tables ?? waysOf(definition)[0].tables;
  const read = new Set([...Object.keys(tables), ...Object.keys(definition.uses)]);
  return {
    ...{ contracts, workingDays },
    definition: { ...definition, needs: tables, orElse: [] },
    pins: pins.filter((pin) => read.has(pin.source)),
    at: {
      ...{ quarter, basis, breakdown, source, areas: [authority] },
      window: windowOf(basis, quarter),
    },
  };
}
