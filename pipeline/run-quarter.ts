import { parseQuarter } from './core/calendar/quarter.js';
import { readDefinitions } from './measure/definitions.js';
import { chooseReturns, measureQuarter } from './measure/measure.js';
import { auditFiles } from './publish/audit-pack.js';
import { promote, packFiles, publish } from './publish/place-pack.js';
import { basisOf, returnsOfPins } from './quarter/basis.js';
import { gatherRevisions } from './publish/gather-revisions.js';
import { publishedValues } from './quarter/read-values.js';
import { assertNotExpired } from './upkeep/expire.js';
import { checkFacts, checkReturns } from './upkeep/integrity.js';
import { unpublishedReason, quarterLedger } from './quarter/current.js';
import { drawFiles } from './publish/draw-files.js';
import { finishRun, startRun } from './quarter/ledger.js';
import { type RunLock, underLock } from './workspace/lock.js';
import { manifestText, provenanceOf } from './quarter/manifest.js';
import { measureOrder } from './quarter/measure-order.js';
import { type RunOutcome, findCurrentRun } from './publish/find-current-run.js';
import { packInput } from './quarter/pack-input.js';
import { partOfQuarter } from './quarter/part-quarter.js';
import { earlierReleases, releasesBefore } from './quarter/earlier-releases.js';
import type { Progress } from './core/progress.js';
import type { Session } from './workspace/session.js';
import { receiveDeps } from './intake/receive-deps.js';
import { takeInbox } from './intake/take-inbox.js';
import { processIdentity } from './workspace/process-identity.js';
import { toldIfBlocked } from './publish/report-blocked.js';
import { enterRunFinished, onReceived } from './outbox/enter-events.js';

/** What is asked of a run. */
export interface RunOrder {
  /** Such as `2017-18-Q3`. */
  readonly quarter: string;
  /** Only returns received up to this moment count; null: all there are, those that this run takes in included. */
  readonly knownAt: Date | null;
  /** Draw the pack again though nothing has changed. */
  readonly force: boolean;
  readonly reason: string | null;
  /** The caller knows that the quarter isn't over, and wants what there is: every sheet says so. */
  readonly isToDate?: boolean;
  /** The run lock, where the caller holds it already: the schedule does. */
  readonly lock?: RunLock;
}

/**
 * The whole way of a quarter: acquire, land and load what waits, measure, draw the pack, publish it. The same for the schedule,
 * an analyst's rebuild and the demo. Run again with nothing new, it changes nothing; cut off, it is taken up where it stood.
 */
export async function runQuarter(
  session: Session,
  order: RunOrder,
  progress: Progress,
): Promise<RunOutcome> {
  const quarter = parseQuarter(order.quarter);
  const { warehouse, workspace, runtime, log } = session;
  const toDate = partOfQuarter(quarter, runtime.now(), order.isToDate === true);
  const definitions = readDefinitions();
  const lockOrder = {
    holder: processIdentity(),
    purpose: `run ${quarter.key}`,
    now: () => runtime.now(),
  };

  return underLock(warehouse, lockOrder, order.lock, async (lock) => {
    const inbox = await progress.step('inbox', (onProgress) =>
      takeInbox(session, { ...receiveDeps(session, onReceived(session)), lock }, onProgress),
    );
    // Taken after the inbox, so that what this run takes in counts.
    const moment = order.knownAt ?? runtime.now();
    const asked = measureOrder(session, quarter, moment, definitions);
    const { knownAt } = asked;
    await assertNotExpired(session, quarter, knownAt);
    const { ledger, released, provenance, chosen } = await warehouse.read(async (trx) => {
      const chosen = await chooseReturns(trx, asked);
      return {
        chosen,
        ledger: await quarterLedger(trx, asked.authority, quarter.key),
        released: await releasesBefore(trx, asked.authority, { quarter: quarter.key, knownAt }),
        provenance: await provenanceOf(trx, workspace, definitions, chosen),
      };
    });
    const { fingerprints, returns } = provenance;
    const counting = chosen.pins
      .filter((pin) => pin.isCurrent && pin.quarter === quarter.key)
      .map((pin) => pin.returnNo);

    const standing = order.force
      ? undefined
      : await findCurrentRun(session, quarter.key, ledger, { fingerprints, knownAt, released });
    if (standing !== undefined && (standing.input.toDate ?? null) === toDate) {
      log.info({ run: standing.runId }, 'nothing has changed');
      return { ...standing, isNew: false, inbox, deducible: [] };
    }

    await progress.step('checks', async () => {
      await checkReturns(session, returns);
      await checkFacts(session, counting);
    });
    const measured = await progress.step('measures', async (onProgress) => {
      const found = await measureQuarter(warehouse, asked);
      onProgress(
        `${definitions.length} definitions, ${found.values.length.toLocaleString('en-GB')} values`,
      );
      return found;
    });
    const { reason } = order;
    const { earlier, lines } = await warehouse.read(async (trx) => ({
      earlier: await earlierReleases(trx, released, null, definitions),
      lines: await gatherRevisions(
        trx,
        asked.authority,
        await publishedValues(trx, asked.authority, quarter.key, knownAt),
        {
          runId: '',
          values: measured.values,
          returns: await returnsOfPins(trx, measured.pins),
          basis: basisOf(provenance),
          definitions,
        },
      ),
    }));
    const { band } = workspace.configuration.revisions;
    const input = {
      ...packInput(session, quarter, definitions, measured, { earlier, reason }),
      revisions: { band, reason: null, lines },
      ...(toDate === null ? {} : { toDate }),
    };

    const runId = await warehouse.write(
      (trx) =>
        startRun(trx, {
          quarter: quarter.key,
          areaCode: asked.authority,
          knownAt,
          startedAt: runtime.now().toISOString(),
          reason: order.reason,
          fingerprints,
        }),
      lock,
    );
    const { files, deducible } = await toldIfBlocked(session, lock, quarter, async () => {
      const drawn = await progress.step('pack', () => drawFiles(input));
      await progress.step('audit', () => auditFiles(drawn.files));
      return drawn;
    });
    // Drawing takes long: whoever has lost the lock meanwhile touches no file.
    await lock.renew();
    const placed = await progress.step('publish', () =>
      publish(workspace.paths.packs, quarter.key, runId, files, (outputs) =>
        manifestText(
          {
            runId,
            quarter: quarter.key,
            areaCode: asked.authority,
            status: input.status,
            dataCutOff: input.dataCutOff,
          },
          provenance,
          outputs,
        ),
      ),
    );
    const { folder, outputs } = placed;
    const apart = unpublishedReason(ledger, knownAt);
    await warehouse.write(async (trx) => {
      await finishRun(trx, warehouse.engine, runId, {
        pins: measured.pins,
        values: measured.values,
        outputs,
        basis: basisOf(provenance),
        input,
        finishedAt: runtime.now().toISOString(),
      });
      await enterRunFinished(trx, session, {
        runId,
        input,
        reason: order.reason,
        leftInInbox: inbox.left.length,
        unpublishedReason: apart,
      });
    }, lock);
    const shown = apart === null ? await promote(folder, outputs) : packFiles(folder, outputs);
    log.info({ run: runId, files: shown, deducible }, 'pack published');
    return {
      runId,
      folder,
      files: shown,
      unpublishedReason: apart,
      isNew: true,
      inbox,
      input,
      deducible,
    };
  });
}
