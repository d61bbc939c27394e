import type { RunOutcome } from '../../publish/find-current-run.js';
import { readDiff } from '../../quarter/read-diff.js';
import { currentOf, listReleases } from '../../quarter/release-ledger.js';
import type { Session } from '../../workspace/session.js';
import type { CommonOptions } from '../common-options.js';
import { wrap } from '../../core/wrap.js';

/** After a run of a quarter that readers have already: says how many of their figures it would restate, and how to see why. */
export async function showRestated(
  session: Pick<Session, 'workspace' | 'warehouse' | 'runtime'>,
  outcome: RunOutcome,
  options: Pick<CommonOptions, 'json'>,
): Promise<void> {
  if (options.json) return;
  const { warehouse, workspace, runtime } = session;
  const { authority } = workspace.configuration;
  const text = await warehouse.read(async (trx) => {
    const release = currentOf(await listReleases(trx, authority, outcome.input.quarter.key));
    if (release === undefined || release.runId === outcome.runId) return undefined;
    const { changes } = await readDiff(trx, authority, release.runId, outcome.runId);
    return changes.length === 0
      ? `It restates nothing of ${release.releaseId}.`
      : `It would restate ${changes.length.toLocaleString('en-GB')} of the figures in ${release.releaseId}; "quarterly diff ${release.releaseId} ${outcome.runId}" lists them, and why.`;
  });
  if (text !== undefined) {
    runtime.stdout.write(`\n${wrap(text, runtime.columns)}\n`);
  }
}
