import type { Knex } from 'knex';
import type { IsoDate } from '../../core/calendar/days.js';
import type { Quarter } from '../../core/calendar/quarter.js';
import type { MeasureDefinition } from '../../core/figure/definition.js';
import type { KnownAuthority } from '../nation.js';
import type { Pin } from '../pins.js';
import { type PublishedMeasure, readPublishedMeasures } from './published-definitions.js';
import { receivedTables } from './published-words.js';
import { latestPublished, type LatestPublished } from './published-figures.js';

/** Ten authorities like ours, and the model that says so. */
export interface Neighbours {
  readonly model: string;
  readonly codes: readonly string[];
}

export interface ComparatorFacts {
  readonly neighbours: Neighbours | null;
  /** By published measure: its latest period that had ended by the quarter's end, all areas. */
  readonly published: LatestPublished;
  /** The tables of publishers that count for the quarter. */
  readonly received: ReadonlySet<string>;
  readonly quarterEnd: IsoDate;
  readonly authority: string;
  readonly region: { readonly code: string; readonly name: string } | null;
  /** All that there are and were: ranks are of a file that covers those in force. */
  readonly authorities: readonly KnownAuthority[];
}

/** Reads neighbours, and the published figures that measures are compared with, for a quarter from the returns that count. */
export async function readComparatorFacts(
  trx: Knex.Transaction,
  quarter: Quarter,
  pins: readonly Pin[],
  where: Pick<ComparatorFacts, 'authority' | 'region' | 'authorities'>,
  definitions: readonly MeasureDefinition[],
): Promise<ComparatorFacts> {
  const numbers = (source: string): number[] =>
    pins
      .filter((pin) => pin.quarter === quarter.key && pin.source === source)
      .map((pin) => pin.returnNo);
  return {
    ...where,
    received: receivedTables(pins, quarter.key),
    quarterEnd: quarter.lastDay,
    neighbours: await readNeighbours(
      trx,
      quarter,
      numbers('statistical-neighbours'),
      where.authority,
    ),
    published: await latestPublished(trx, quarter, pins, comparedWith(definitions)),
  };
}

/** The newest model not later than the quarter; where all are later, the oldest, since it is the nearest in time. */
async function readNeighbours(
  trx: Knex.Transaction,
  quarter: Quarter,
  returnNumbers: readonly number[],
  authority: string,
): Promise<Neighbours | null> {
  const rows = await trx('statistical_neighbours__neighbour')
    .select<{ model: string; neighbour_rank: number; neighbour_code: string; return_no: number }[]>(
      'model',
      'neighbour_rank',
      'neighbour_code',
      'return_no',
    )
    .whereIn('return_no', [...returnNumbers])
    .where({ area_code: authority });
  const models = [...new Set(rows.map((row) => row.model))].sort();
  const model =
    models.findLast((each) => each.slice(0, 4) <= quarter.lastDay.slice(0, 4)) ?? models[0];
  if (model === undefined) return null;
  const ofModel = rows.filter((row) => row.model === model);
  const newest = returnNumbers.findLast((number) =>
    ofModel.some((row) => row.return_no === number),
  );
  const codes = ofModel
    .filter((row) => row.return_no === newest)
    .sort((a, b) => a.neighbour_rank - b.neighbour_rank)
    .map((row) => row.neighbour_code);
  return { model, codes: [...new Set(codes)] };
}

/** The published measures that some measure names as the same thing. */
function comparedWith(definitions: readonly MeasureDefinition[]): readonly PublishedMeasure[] {
  const named = new Set(
    definitions.flatMap(({ benchmark, partBenchmarks = {} }) => [
      benchmark,
      ...Object.values(partBenchmarks),
    ]),
  );
  return readPublishedMeasures().filter(({ measure }) => named.has(measure));
}
