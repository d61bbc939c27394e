import { notYetReceived } from '../intake/not-yet-received.js';
import path from 'node:path';
import { areWhole } from '../quarter/whole-pack.js';
import { basisOf, readBasis, readRunReturns } from '../quarter/basis.js';
import { readFrozen } from '../quarter/frozen.js';
import { outputsOf, sameFingerprints } from '../quarter/ledger.js';
import { gatherInputs } from './gather-inputs.js';
import { comparedRun, type PlanFacts } from './plan.js';
import { otherReleases, isSameList, releasesBeside } from '../quarter/earlier-releases.js';
import { keptSeries, plannedSeries } from '../quarter/public-series.js';
import type { Session } from '../workspace/session.js';

/** Gathers what a plan is made from. Reads alone: nothing is taken in, computed or written. */
export async function gatherPlan(
  session: Pick<Session, 'workspace' | 'warehouse' | 'authorities' | 'runtime'>,
  order: {
    readonly quarter: string;
    readonly knownAt: Date;
    readonly force: boolean;
    readonly isToDate: boolean;
  },
): Promise<PlanFacts> {
  const { warehouse, workspace } = session;
  const { quarter } = order;
  const inputs = await gatherInputs(session, order);
  const { provenance, ledger, released } = inputs;
  const { authority, knownAt, definitions } = inputs.order;
  const found = await warehouse.read(async (trx) => {
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
  const { last, samePack, publicSeries, releasedSince } = found;
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
