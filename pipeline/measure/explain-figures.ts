import type { Knex } from 'knex';
import { shiftQuarter } from '../calendar/quarter.js';
import type { MeasureDefinition } from '../figure/definition.js';
import type { Basis, Value } from '../figure/value.js';
import type { Figure } from '../../reports/input.js';
import type { Strategy } from '../../reports/strategies/types.js';
import type { Engine } from '../warehouse/types.js';
import { readComparatorFacts } from './comparators.js';
import { computeValues } from './compute.js';
import { buildFigures } from './figures.js';
import {
  type MeasureOrder,
  quartersNeeded,
  regionOfAuthority,
  SERIES_LENGTH,
  TOO_FEW,
} from './measure.js';
import { choosePins, type Pin } from './pins.js';
import { receivedBy } from './returns.js';
import { england } from './roll-up.js';
import type { sourceFacts } from './source-facts.js';

type Sources = ReturnType<typeof sourceFacts>;

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
> {
  readonly measure: string;
  readonly basis: Basis;
  readonly areaCode: string;
  readonly breakdown: string;
  /** The returns that counted in a run; null: those that count as known at the moment. */
  readonly pins: readonly Pin[] | null;
}

/** A figure's values in the quarter, the returns that they rest on, and of the council's own the series as a pack has it. */
export interface SeriesBehind {
  readonly pins: readonly Pin[];
  /** Of the quarter. */
  readonly values: readonly Value[];
  /** One for each priority that names it, or one; none of another area's figure. */
  readonly figures: readonly Figure[];
}

/** Computes one measure for an area. The council's own figure is compared and judged as in a pack, by its own series. */
export async function computeSeries(
  trx: Knex.Transaction,
  engine: Engine,
  order: SeriesOrder,
  sources: Sources,
): Promise<SeriesBehind> {
  const { quarter, authority, areas, workingDays, areaCode } = order;
  const isOwn = areaCode === authority;
  const definitions = order.definitions.filter((each) => each.measure === order.measure);
  const strategies = promisesOf(order.strategies, order.measure);
  const quarters = isOwn ? quartersNeeded({ ...order, strategies }) : [quarter];
  // The quarter before too, since a break is told from its file's date.
  const before = shiftQuarter(quarters[0] ?? quarter, -1);
  const pins = order.pins ?? (await choose(trx, order, sources, [before, ...quarters]));
  const region = regionOfAuthority(areas, authority);
  const facts = isOwn ? await readComparatorFacts(trx, quarter, pins, { authority, region }) : null;
  const computed = await computeValues(trx, engine, {
    definitions,
    quarters,
    pins,
    sources,
    authority,
    regionOf: (code) => areas.regionOf(code),
    workingDays,
    only: new Set([areaCode, ...(facts === null ? [] : [england, region?.code ?? ''])]),
    ...(facts === null ? {} : { everyAreaIn: quarter.key }),
  });
  return {
    pins,
    values: computed.filter((value) => value.quarter === quarter.key),
    figures:
      facts === null
        ? []
        : buildFigures({
            quarter,
            authority,
            definitions,
            strategies,
            values: computed,
            pins,
            comparators: facts,
            tooFew: order.tooFew ?? TOO_FEW,
            seriesLength: order.seriesLength ?? SERIES_LENGTH,
          }).filter((each) => each.basis === order.basis && each.breakdown === order.breakdown),
  };
}

async function choose(
  trx: Knex.Transaction,
  { knownAt }: SeriesOrder,
  sources: Sources,
  quarters: Parameters<typeof choosePins>[2],
): Promise<Pin[]> {
  const ledger = await receivedBy(trx, knownAt);
  return choosePins(
    ledger.filter((each) => each.status === 'accepted'),
    (source) => sources.get(source)?.reach,
    quarters,
    knownAt,
  );
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
