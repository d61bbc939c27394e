import { counted } from '../core/counted.js';
import type { Knex } from 'knex';
import type { IsoDate } from '../core/calendar/days.js';
import {
  parseQuarter,
  type Quarter,
  quartersUpTo,
  shiftQuarter,
} from '../core/calendar/quarter.js';
import type { WorkingDays } from '../core/calendar/working-days.js';
import type { MeasureDefinition } from '../core/figure/definition.js';
import type { Value } from '../core/figure/value.js';
import type { Warehouse } from '../warehouse/types.js';
import type { Figure } from '../core/figure/figure.js';
import type { PackLists } from '../core/figure/lists.js';
import type { ReconciledFigure } from '../core/figure/reconciliation.js';
import type { ReturnSummary } from '../core/figure/return-summary.js';
import type { Strategy } from '../core/strategy/types.js';
import type { SourceContract } from '../../sources/contract/types.js';
import { readComparatorFacts } from './compare/comparator-facts.js';
import { computeValues } from './compute.js';
import { buildFigures } from './figures.js';
import { withPublicLabels } from './public-labels.js';
import { MOST_POINTS } from './judge/exception.js';
import { readLists } from './lists/lists.js';
import { listReasons } from './lists/reasons.js';
import type { KnownAuthority } from './nation.js';
import type { Pin } from './pins.js';
import { england } from './roll-up.js';
import { knownReturns } from './known-returns.js';
import { reconcile } from './reconcile/reconcile.js';
import { type ExpectedReturn, summariseReturns } from './returns.js';
import type { SourceFacts } from './source-facts.js';
import type { MeasuredFrom } from './which-return.js';

/** The authorities' names and regions, as `sources/authorities` lists them. */
export interface Areas {
  regionOf(code: string): string | undefined;
  nameOf(code: string): string | undefined;
  /** Every authority, of today and of earlier vintages. */
  readonly all: readonly KnownAuthority[];
}

export interface MeasureOrder {
  readonly quarter: Quarter;
  /** The workspace's authority, nine characters. */
  readonly authority: string;
  /** UTC instant as ISO text: returns received later don't exist yet. */
  readonly knownAt: string;
  readonly definitions: readonly MeasureDefinition[];
  readonly contracts: readonly SourceContract[];
  readonly strategies: readonly Strategy[];
  readonly areas: Areas;
  readonly expected: readonly ExpectedReturn[];
  readonly workingDays: WorkingDays;
  /** Which returns the council wants to count, where several speak of one fact. */
  readonly measuredFrom?: MeasuredFrom | undefined;
  /** A denominator under this is too few to rate; default 10. */
  readonly tooFew?: number;
  /** A label from a return needs more children than this in some quarter, or it becomes `other`; default 0. */
  readonly threshold?: number;
  /** Quarters in a series; default 8. */
  readonly seriesLength?: number;
}

/** Everything of a pack that comes from the warehouse. */
export interface Measured {
  /** The authority's, its region's, England's and its statistical neighbours', sorted by key. */
  readonly values: readonly Value[];
  readonly figures: readonly Figure[];
  readonly lists: PackLists;
  readonly returns: readonly ReturnSummary[];
  /** The latest as-at date among the returns that count for the quarter, reference lists apart. */
  readonly dataCutOff: IsoDate;
  /** What other returns than those that count give, and the rows that make the difference. */
  readonly reconciliation: readonly ReconciledFigure[];
  /** Which returns counted, for each quarter computed; the ledger keeps them. */
  readonly pins: readonly Pin[];
  readonly areaNames: ReadonlyMap<string, string>;
}

export const SERIES_LENGTH = 8;
export const TOO_FEW = 10;

/**
 * Measures a quarter: chooses the returns that count, computes every measure for its series and baselines, judges and compares them,
 * and reads the lists. Stores nothing.
 * @throws QuarterlyError `configuration` where a strategy names a measure that isn't there; `integrity` where a measure's SQL is wrong.
 */
export async function measureQuarter(
  warehouse: Warehouse,
  order: MeasureOrder,
  onProgress: (detail: string) => void = () => undefined,
): Promise<Measured> {
  const measured = await warehouse.read(async (trx) => {
    const { sources, quarters, pins, returns } = await chooseReturns(trx, order);
    const { authority, areas, definitions, workingDays, quarter } = order;
    const regionOf = (code: string): string | undefined => areas.regionOf(code);
    const region = regionOfAuthority(areas, authority);
    const comparators = await readComparatorFacts(
      trx,
      quarter,
      pins,
      { authority, region, authorities: areas.all },
      definitions,
    );
    const shown = new Set([
      authority,
      england,
      ...(region === null ? [] : [region.code]),
      ...(comparators.neighbours?.codes ?? []),
    ]);
    const computed = await computeValues(trx, warehouse.engine, {
      definitions,
      quarters,
      pins,
      sources,
      authority,
      regionOf,
      authorities: areas.all,
      workingDays,
      measuredFrom: order.measuredFrom,
      threshold: order.threshold,
      only: shown,
      everyAreaIn: quarter.key,
    });
    const labelled = withPublicLabels(computed, definitions, order.threshold ?? 0);
    const figures = buildFigures({
      quarter,
      authority,
      definitions,
      strategies: order.strategies,
      values: labelled,
      pins,
      sources,
      comparators,
      tooFew: order.tooFew ?? TOO_FEW,
      seriesLength: order.seriesLength ?? SERIES_LENGTH,
    });
    const values = labelled.filter((value) => shown.has(value.areaCode));
    onProgress(`${counted(definitions.length, 'definition')}, ${counted(values.length, 'value')}`);
    return {
      values,
      figures,
      lists: await readLists(
        trx,
        warehouse.engine,
        quarter,
        listReasons(quarter, definitions, pins, sources),
      ),
      returns,
      dataCutOff: cutOff(quarter, pins, sources),
      pins,
      areaNames: namesOf(
        [...values, ...figures.flatMap(({ funnel }) => funnel?.points ?? [])],
        areas,
      ),
    };
  });
  const reconciliation = await reconcile(warehouse, {
    ...order,
    ...{ pins: measured.pins, rowsOf: 'differing' },
    naming: { fileNames: 'aliases', most: MOST_RECONCILED },
  });
  return { ...measured, reconciliation };
}

/** Children whose rows a pack names for each figure that two returns give differently; `quarterly reconcile` names all. */
const MOST_RECONCILED = 50;

/** The returns that a quarter's pack rests on. */
export type ChosenReturns = Pick<Measured, 'pins' | 'returns'>;

/**
 * Which returns count for every quarter that a pack computes, and what is told of those expected for the quarter itself. Reads the
 * ledger alone: nothing is computed yet.
 */
export async function chooseReturns(
  trx: Knex.Transaction,
  order: MeasureOrder,
): Promise<
  ChosenReturns & {
    readonly sources: ReadonlyMap<string, SourceFacts>;
    /** The series' quarters and those of baselines, oldest first. */
    readonly quarters: readonly Quarter[];
  }
> {
  const { sources, ledger, pinsOf } = await knownReturns(trx, order);
  const quarters = quartersNeeded(order);
  const pins = pinsOf([...quarters, shiftQuarter(quarters[0] ?? order.quarter, -1)]);
  const returns = await summariseReturns(trx, order.quarter, pins, ledger, sources, order.expected);
  return { sources, quarters, pins, returns };
}

/**
 * The values of one or more quarters as they would be now, for all areas: what `quarterly values` prints. Stores nothing.
 */
export async function valuesOfQuarters(
  warehouse: Warehouse,
  order: Omit<MeasureOrder, 'quarter' | 'strategies' | 'expected'> & {
    readonly quarters: readonly Quarter[];
  },
): Promise<Value[]> {
  return warehouse.read(async (trx) => {
    const { sources, pinsOf } = await knownReturns(trx, order);
    const before = order.quarters.map((quarter) => shiftQuarter(quarter, -1));
    const wanted = new Map([...before, ...order.quarters].map((quarter) => [quarter.key, quarter]));
    const pins = pinsOf([...wanted.values()]);
    return computeValues(trx, warehouse.engine, {
      definitions: order.definitions,
      quarters: order.quarters,
      pins,
      sources,
      authority: order.authority,
      regionOf: (code) => order.areas.regionOf(code),
      authorities: order.areas.all,
      workingDays: order.workingDays,
      measuredFrom: order.measuredFrom,
      threshold: order.threshold,
    });
  });
}

/** The series' quarters, those that exceptions are told from and those that baselines look up, oldest first. */
export function quartersNeeded(
  order: Pick<MeasureOrder, 'quarter' | 'strategies' | 'seriesLength'>,
): Quarter[] {
  const length = Math.max(order.seriesLength ?? SERIES_LENGTH, MOST_POINTS + 1);
  const series = quartersUpTo(order.quarter, length);
  const baselines = order.strategies
    .flatMap((strategy) => strategy.priorities)
    .flatMap((priority) => priority.measures)
    .flatMap(({ baseline }) =>
      // A pack of an earlier quarter knows nothing of a baseline that is still to come.
      baseline?.kind === 'quarter' && baseline.quarter <= order.quarter.key
        ? [parseQuarter(baseline.quarter)]
        : [],
    );
  const byQuarter = new Map([...series, ...baselines].map((quarter) => [quarter.key, quarter]));
  return [...byQuarter.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The region that an authority lies in; null where none is known. */
export function regionOfAuthority(
  areas: Areas,
  authority: string,
): { readonly code: string; readonly name: string } | null {
  const code = areas.regionOf(authority);
  return code === undefined ? null : { code, name: regionName(areas, code) };
}

function regionName(areas: Areas, code: string): string {
  return areas.all.find((area) => area.regionCode === code)?.regionName ?? code;
}

function cutOff(
  quarter: Quarter,
  pins: readonly Pin[],
  sources: ReadonlyMap<string, { readonly reach: SourceContract['reach'] }>,
): IsoDate {
  const own = pins.filter((pin) => pin.quarter === quarter.key && pin.isCurrent);
  const isReference = ({ source }: Pin): boolean => sources.get(source)?.reach.kind === 'reference';
  const latestOf = (some: readonly Pin[]): IsoDate | undefined =>
    some
      .map((pin) => pin.asAt)
      .sort()
      .at(-1);
  // A pack of reference lists alone speaks to the last of those that the quarter knew.
  return (
    latestOf(own.filter((pin) => !isReference(pin))) ??
    latestOf(own.filter(({ asAt }) => asAt <= quarter.lastDay)) ??
    quarter.lastDay
  );
}

function namesOf(values: readonly Pick<Value, 'areaCode'>[], areas: Areas): Map<string, string> {
  const codes = [...new Set(values.map((value) => value.areaCode))].sort();
  return new Map(
    codes.map((code) => [
      code,
      code === england ? 'England' : (areas.nameOf(code) ?? regionName(areas, code)),
    ]),
  );
}
