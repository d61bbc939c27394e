import type { IsoDate } from '../core/calendar/days.js';
import { parseQuarter } from '../core/calendar/quarter.js';
import { definitionsOfPack } from '../measure/compare/published-measures.js';
import { chooseReturns, type ChosenReturns, type MeasureOrder } from '../measure/measure.js';
import { type QuarterLedger, quarterLedger, unpublishedReason } from '../quarter/current.js';
import { releasesBefore } from '../quarter/earlier-releases.js';
import { type Provenance, provenanceOf } from '../quarter/manifest.js';
import { measureOrder } from '../quarter/measure-order.js';
import { partOfQuarter } from '../quarter/part-quarter.js';
import type { Release } from '../quarter/release-ledger.js';
import { assertNotExpired } from '../upkeep/expire.js';
import { checkFacts, checkReturns } from '../upkeep/integrity.js';
import type { Session } from '../workspace/session.js';

/** All that a quarter's pack depends on, before anything is computed. */
export interface PackInputs extends ChosenReturns {
  readonly order: MeasureOrder;
  readonly provenance: Provenance;
  readonly startedAt: Date;
  /** The day to which a quarter that isn't over is reported; null for one that is. */
  readonly toDate: IsoDate | null;
  /** Why readers don't get the pack where they look; null where they do. */
  readonly unpublishedReason: string | null;
  /** The quarter's own runs and releases. */
  readonly ledger: QuarterLedger;
  /** What the public has: with the fingerprints it decides what the public editions hide. */
  readonly released: readonly Release[];
}

/**
 * Chooses the returns that count, and reads what the ledger knows of the quarter. Computes and writes nothing.
 * @param asked `knownAt`: only returns received up to then count; null: all there are
 * @throws QuarterlyError `usage` where a return that counts has been deleted, or the quarter isn't over and nobody asked for a part of it.
 */
export async function gatherInputs(
  session: Pick<Session, 'workspace' | 'warehouse' | 'authorities' | 'runtime'>,
  asked: {
    readonly quarter: string;
    readonly knownAt: Date | null;
    readonly isToDate?: boolean;
  },
): Promise<PackInputs> {
  const { warehouse, workspace, authorities } = session;
  const quarter = parseQuarter(asked.quarter);
  const startedAt = session.runtime.now();
  const toDate = partOfQuarter(quarter, startedAt, asked.isToDate === true);
  const definitions = definitionsOfPack(workspace.strategies);
  const order = measureOrder(workspace, authorities, {
    quarter,
    knownAt: asked.knownAt ?? startedAt,
    definitions,
  });
  const { authority, knownAt } = order;
  return warehouse.read(async (trx) => {
    await assertNotExpired(trx, workspace.configuration, quarter, knownAt);
    const { pins, returns } = await chooseReturns(trx, order);
    const ledger = await quarterLedger(trx, authority, quarter.key);
    return {
      order,
      startedAt,
      toDate,
      pins,
      returns,
      provenance: await provenanceOf(trx, workspace, definitions, { pins, returns }),
      ledger,
      unpublishedReason: unpublishedReason(ledger, knownAt),
      released: await releasesBefore(trx, authority, { knownAt }),
    };
  });
}

/**
 * Reads through what the returns were received as, and what was loaded of those that count for the quarter itself.
 * @throws QuarterlyError `integrity` that names the returns that are damaged.
 */
export async function checkInputs(
  session: Pick<Session, 'workspace' | 'warehouse' | 'keys'>,
  { order, pins, provenance }: PackInputs,
): Promise<void> {
  const counting = pins.filter((pin) => pin.isCurrent && pin.quarter === order.quarter.key);
  await checkReturns(session.workspace.paths.store, session.keys, provenance.returns);
  await checkFacts(
    session.warehouse,
    counting.map((pin) => pin.returnNo),
  );
}
