import type { Progress } from './core/progress.js';
import { receiveDeps } from './intake/receive-deps.js';
import { takeInbox } from './intake/take-inbox.js';
import { checkStrategies } from './measure/check-strategies.js';
import { measureQuarter } from './measure/measure.js';
import { onReceived } from './outbox/enter-events.js';
import { findCurrentRun, type RunOrder, type RunOutcome } from './publish/find-current-run.js';
import { checkInputs, gatherInputs } from './publish/gather-inputs.js';
import { gatherPublication } from './publish/gather-publication.js';
import { publishPack } from './publish/publish-pack.js';
import { lockOrder, underLock } from './workspace/lock.js';
import type { Session } from './workspace/session.js';

/**
 * The whole way of a quarter, from what waits in the inbox to a published pack: the same for the schedule, a rebuild and the demo. Run
 * again with nothing new, it changes nothing; cut off, it is taken up where it was.
 * @throws QuarterlyError `usage` where the quarter can't be computed any more; `integrity` where what it rests on is damaged; `audit`
 * where its pack may not be published; `locked` where another process holds the lock.
 */
export async function runQuarter(
  session: Session,
  order: RunOrder,
  progress: Progress,
): Promise<RunOutcome> {
  const { warehouse, runtime, log } = session;
  await checkStrategies(session.workspace.paths.root);
  const claim = lockOrder(`run ${order.quarter}`, runtime);

  return underLock(warehouse, claim, order.lock, async (lock) => {
    const deps = { ...receiveDeps(session, onReceived(session)), lock };
    const inbox = await progress.step('inbox', (report) => takeInbox(session, deps, report));
    const inputs = await gatherInputs(session, order);

    const current = order.force ? undefined : await findCurrentRun(session, inputs);
    if (current !== undefined) {
      log.info({ run: current.runId }, 'nothing has changed');
      return { ...current, isNew: false, inbox, deducible: [] };
    }

    await progress.step('checks', () => checkInputs(session, inputs));
    const measured = await progress.step('measures', (report) =>
      measureQuarter(warehouse, inputs.order, report),
    );

    const run = { reason: order.reason, leftInInbox: inbox.left.length };
    const publication = await gatherPublication(session, inputs, measured, run);
    const pack = await publishPack(session, publication, progress, lock);
    return { ...pack, isNew: true, inbox };
  });
}
