import type { PackInput } from '../../reports/input.js';
import type { Measured } from '../measure/measure.js';
import { enterReleased, enterRunFinished } from '../outbox/enter-events.js';
import { basisOf } from '../quarter/basis.js';
import { keepHidden } from '../quarter/earlier-releases.js';
import { keepSeries } from '../quarter/public-series.js';
import { finishRun, startRun } from '../quarter/ledger.js';
import type { ManifestEntry } from '../quarter/manifest.js';
import { beginRelease, finishRelease, type Release } from '../quarter/release-ledger.js';
import type { Session } from '../workspace/session.js';
import type { PackInputs } from './gather-inputs.js';
import type { PackRecord } from './publish-pack.js';

type Recording = Pick<Session, 'warehouse' | 'workspace' | 'keys' | 'runtime'>;

/** A run's pack in the ledger: its pins and values are frozen, and that it is finished is reported. */
export function runRecord(
  session: Recording,
  { order, provenance, startedAt, unpublishedReason }: PackInputs,
  measured: Measured,
  run: { readonly reason: string | null; readonly leftInInbox: number },
): PackRecord<ManifestEntry> {
  return {
    enter: async (trx) => ({
      runId: await startRun(trx, {
        quarter: order.quarter.key,
        areaCode: order.authority,
        knownAt: order.knownAt,
        startedAt: startedAt.toISOString(),
        reason: run.reason,
        fingerprints: provenance.fingerprints,
      }),
    }),
    finish: async (trx, { runId }, { input, outputs }) => {
      await finishRun(trx, session.warehouse.engine, runId, {
        pins: measured.pins,
        measuredFrom: order.measuredFrom ?? {},
        values: measured.values,
        outputs,
        basis: basisOf(provenance),
        input,
        finishedAt: session.runtime.now().toISOString(),
      });
      await enterRunFinished(trx, session, { runId, input, unpublishedReason, ...run });
    },
  };
}

/** A release in the ledger: what its public editions hide is kept, and that it is released is reported. */
export function releaseRecord(
  session: Recording,
  asked: Omit<Release, 'releaseId' | 'number' | 'state'>,
): PackRecord<ManifestEntry & { readonly row: Release }> {
  const { warehouse, workspace } = session;
  return {
    enter: async (trx) => {
      const row = await beginRelease(trx, workspace.configuration.authority, asked);
      const { releaseId: id, releasedBy, releasedAt, reason } = row;
      return { runId: row.runId, release: { id, releasedBy, releasedAt, reason }, row };
    },
    finish: async (trx, { row }, { input, outputs, hidden }) => {
      await keepHidden(trx, warehouse.engine, row.releaseId, hidden);
      await keepSeries(
        trx,
        warehouse.engine,
        workspace.configuration.authority,
        row.releaseId,
        input.disclosure.publicSeries ?? [],
      );
      await finishRelease(trx, warehouse.engine, row.releaseId, outputs);
      await enterReleased(trx, session, row, revisedCount(input));
    },
  };
}

/** How many values carry `[r]`. */
export function revisedCount({ values }: Pick<PackInput, 'values'>): number {
  return values.filter((value) => value.flags.includes('r')).length;
}
