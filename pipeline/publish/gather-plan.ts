import { notYetReceived } from '../intake/not-yet-received.js';
import path from 'node:path';
import type { Quarter } from '../core/calendar/quarter.js';
import { readDefinitions } from '../measure/definitions.js';
import { chooseReturns } from '../measure/measure.js';
import { areWhole } from '../quarter/whole-pack.js';
import { basisOf, readBasis, readRunReturns } from '../quarter/basis.js';
import { quarterLedger } from '../quarter/current.js';
import { assertNotExpired } from '../upkeep/expire.js';
import { readFrozen } from '../quarter/frozen.js';
import { outputsOf, sameFingerprints } from '../quarter/ledger.js';
import { provenanceOf } from '../quarter/manifest.js';
import { measureOrder } from '../quarter/measure-order.js';
import { comparedRun, type PlanFacts } from './plan.js';
import {
  otherReleases,
  isSameList,
  releasesBeside,
  releasesBefore,
} from '../quarter/earlier-releases.js';
import { keptSeries, plannedSeries } from '../quarter/public-series.js';
import type { Session } from '../workspace/session.js';

/** Gathers what a plan is made from. Reads alone: nothing is taken in, computed or written. */
export async function gatherPlan(
  session: Session,
  order: { readonly quarter: Quarter; readonly knownAt: Date; readonly force: boolean },
): Promise<PlanFacts> {
  const { warehouse, workspace } = session;
  const definitions = readDefinitions();
  const asked = measureOrder(session, order.quarter, order.knownAt, definitions);
  const { knownAt, authority } = asked;
  const quarter = order.quarter.key;
  await assertNotExpired(session, order.quarter, knownAt);
  const found = await warehouse.read(async (trx) => {
    const chosen = await chooseReturns(trx, asked);
    const provenance = await provenanceOf(trx, workspace, definitions, chosen);
    const ledger = await quarterLedger(trx, authority, quarter);
    const released = await releasesBefore(trx, authority, { knownAt });
    const { fingerprints } = provenance;
    const finished = ledger.runs.filter((each) => each.status === 'finished');
    const drawnBeside = new Map<string, readonly string[]>();
    for (const { runId } of finished.filter((each) =>
      sameFingerprints(each.fingerprints, fingerprints),
    )) {
      const input = await readFrozen(trx, runId);
      if (input !== undefined) drawnBeside.set(runId, releasesBeside(input));
    }
    const samePack = new Set(
      [...drawnBeside]
        .filter(([runId, releases]) => isSameList(releases, otherReleases(released, runId)))
        .map(([runId]) => runId),
    );
    const run = comparedRun(ledger, { samePack, knownAt });
    const frozen = run === null ? undefined : await readFrozen(trx, run.runId);
    return {
      provenance,
      ledger,
      samePack,
      publicSeries: plannedSeries(
        frozen?.disclosure.publicSeries ?? [],
        await keptSeries(trx, authority, knownAt),
      ),
      releasedSince:
        run === null || !drawnBeside.has(run.runId)
          ? []
          : otherReleases(released, run.runId).filter(
              (each) => drawnBeside.get(run.runId)?.includes(each) !== true,
            ),
      last:
        run === null
          ? null
          : {
              run,
              basis: await readBasis(trx, run.runId),
              returns: await readRunReturns(trx, run.runId),
              outputs: await outputsOf(trx, run.runId),
            },
    };
  });
  const { provenance, ledger, last, samePack, publicSeries, releasedSince } = found;
  return {
    quarter,
    knownAt,
    force: order.force,
    fingerprints: provenance.fingerprints,
    basis: basisOf(provenance),
    // Of those that count for any quarter; which quarters is told by the fingerprint alone.
    returns: provenance.returns.map(({ source, asAt, returnId }) => ({
      quarter,
      source,
      asAt,
      returnId,
      isCurrent: true,
    })),
    definitions,
    ledger,
    samePack,
    publicSeries,
    releasedSince,
    last:
      last === null
        ? null
        : {
            ...last,
            isWhole: await areWhole(
              path.join(workspace.paths.packs, quarter, last.run.runId),
              last.outputs,
            ),
          },
    waiting: await notYetReceived(session),
  };
}
