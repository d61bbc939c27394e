import type { Knex } from 'knex';
import { factTable } from '../../../sources/contract/fact-table.js';
import { shiftQuarter } from '../../core/calendar/quarter.js';
import type { MeasureDefinition } from '../../core/figure/definition.js';
import type { Basis, Value } from '../../core/figure/value.js';
import type { Figure } from '../../core/figure/figure.js';
import type { Strategy } from '../../core/strategy/types.js';
import type { Warehouse } from '../../warehouse/types.js';
import { readComparatorFacts } from '../compare/comparator-facts.js';
import { type ComputeOptions, computeValues } from '../compute.js';
import { buildFigures } from '../figures.js';
import {
  type MeasureOrder,
  quartersNeeded,
  regionOfAuthority,
  SERIES_LENGTH,
  TOO_FEW,
} from '../measure.js';
import type { Pin } from '../pins.js';
import { knownReturns } from '../known-returns.js';
import { england } from '../roll-up.js';
import type { SourceFacts } from '../source-facts.js';

type Sources = ReadonlyMap<string, SourceFacts>;

export interface SeriesOrder extends Pick<
  MeasureOrder,
  | 'quarter'
  | 'authority'
  | 'knownAt'
  | 'definitions'
  | 'areas'
  | 'workingDays'
  | 'strategies'
  | 'tooFew'
  | 'seriesLength'
  | 'contracts'
  | 'measuredFrom'
  | 'threshold'
> {
  readonly measure: string;
  /** null: all that the measure has. */
  readonly basis: Basis | null;
  readonly areaCode: string;
  readonly breakdown: string;
  /** The returns that counted in a run; null: those that count as known at the moment. */
  readonly pins: readonly Pin[] | null;
}

/** A figure's values in the quarter, the returns that they rest on, and of the council's own the series as a pack has it. */
export interface SeriesBehind {
  readonly pins: readonly Pin[];
  readonly sources: Sources;
  /** Of the quarter. */
  readonly values: readonly Value[];
  /** One for each priority that names it, or one; none of another area's figure. */
  readonly figures: readonly Figure[];
}

/**
 * Computes one measure for an area. The council's own figure is compared and judged as in a pack, by its own series; of the quarters
 * before, other authorities are left out where they change nothing: thirteen national files would take seconds.
 */
export async function computeSeries(
  warehouse: Warehouse,
  order: SeriesOrder,
): Promise<SeriesBehind> {
  const { quarter, authority, areas, workingDays, areaCode } = order;
  const isOwn = areaCode === authority;
  const definitions = order.definitions.filter((each) => each.measure === order.measure);
  const strategies = promisesOf(order.strategies, order.measure);
  const quarters = isOwn ? quartersNeeded({ ...order, strategies }) : [quarter];
  const region = regionOfAuthority(areas, authority);
  const compute = (
    trx: Knex.Transaction,
    { pins, sources }: Pick<SeriesBehind, 'pins' | 'sources'>,
    more: Pick<ComputeOptions, 'quarters' | 'only' | 'everyAreaIn'>,
  ): Promise<Value[]> =>
    computeValues(trx, warehouse.engine, {
      ...{ definitions, pins, sources, authority, workingDays, ...more },
      measuredFrom: order.measuredFrom,
      threshold: order.threshold,
      regionOf: (code) => areas.regionOf(code),
      authorities: areas.all,
    });
  const only = new Set([areaCode, ...(isOwn ? [england, region?.code ?? ''] : [])]);
  const here = { only, ...(isOwn ? { everyAreaIn: quarter.key } : {}) };
  const { pins, sources, facts, ofQuarter } = await warehouse.read(async (trx) => {
    // The quarter before too, since a break is told from its file's date.
    const before = shiftQuarter(quarters[0] ?? quarter, -1);
    const known = await knownReturns(trx, order);
    const chosen = order.pins ?? known.pinsOf([before, ...quarters]);
    return {
      pins: chosen,
      sources: known.sources,
      facts: isOwn
        ? await readComparatorFacts(
            trx,
            quarter,
            chosen,
            { authority, region, authorities: areas.all },
            definitions,
          )
        : null,
      ofQuarter: await compute(
        trx,
        { pins: chosen, sources: known.sources },
        { quarters: [quarter], ...here },
      ),
    };
  });
  const isNamed = ofQuarter.some(
    (value) => value.areaCode === areaCode && value.breakdown === order.breakdown,
  );
  // A part that only other quarters' files name has a symbol in the pack: then all of its quarters are looked through.
  const values =
    isNamed || !isOwn
      ? ofQuarter
      : (
          await warehouse.read((trx) => compute(trx, { pins, sources }, { quarters, ...here }))
        ).filter((value) => value.quarter === quarter.key);
  if (facts === null) return { pins, sources, values, figures: [] };
  const history = await warehouse.read(async (trx) => {
    await leaveOutOthers(trx, definitions, sources, authority, pins);
    const earlier = quarters.filter(({ key }) => key !== quarter.key);
    return compute(trx, { pins, sources }, { quarters: earlier, only: new Set([authority]) });
  });
  const figures = buildFigures({
    ...{ quarter, authority, definitions, strategies, pins, sources, comparators: facts },
    values: [...values, ...history],
    tooFew: order.tooFew ?? TOO_FEW,
    seriesLength: order.seriesLength ?? SERIES_LENGTH,
  });
  return {
    pins,
    sources,
    values,
    figures: figures.filter(
      (each) =>
        each.breakdown === order.breakdown && (order.basis === null || each.basis === order.basis),
    ),
  };
}

/**
 * Hides a national table behind the authority's own rows of it. What rolls up is counted authority by authority from its first table,
 * so that others change nothing of it.
 */
async function leaveOutOthers(
  trx: Knex.Transaction,
  definitions: readonly MeasureDefinition[],
  sources: Sources,
  authority: string,
  pins: readonly Pin[],
): Promise<void> {
  const firsts = new Set(definitions.map(firstTable));
  const [first] = firsts;
  if (first === undefined || firsts.size > 1 || !definitions.every((each) => each.rollsUp)) return;
  const [source = '', table = ''] = first.split(' ');
  if (sources.get(source)?.extent !== 'national') return;
  const fact = factTable(source, table);
  const returns = new Set(pins.filter((pin) => pin.source === source).map((pin) => pin.returnNo));
  const own = trx(fact)
    .where({ area_code: authority })
    .whereIn('return_no', [...returns]);
  await trx.raw(`create temporary table ${fact} as ${own.toQuery()}`);
}

function firstTable({ needs }: MeasureDefinition): string {
  const [source, tables] = Object.entries(needs)[0] ?? [];
  return `${source ?? ''} ${tables?.[0] ?? ''}`;
}

/** The strategies with what they promise of one measure alone. */
function promisesOf(
  strategies: readonly Strategy[],
  measure: MeasureDefinition['measure'],
): Strategy[] {
  return strategies.map((strategy) => ({
    ...strategy,
    priorities: strategy.priorities.map((priority) => ({
      ...priority,
      measures: priority.measures.filter((promise) => promise.measure === measure),
    })),
  }));
}
