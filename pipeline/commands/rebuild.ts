import { parseQuarter } from '../core/calendar/quarter.js';
import { runQuarter } from '../run-quarter.js';
import { knownAtOf } from '../quarter/known-at.js';
import { exitCodeOfRun } from '../publish/find-current-run.js';
import { createProgress } from '../workspace/progress.js';
import type { Runtime } from '../core/runtime.js';
import type { CommonOptions } from './common-options.js';
import { givenReason } from './reason.js';
import { showOutcome } from './run.js';
import { showRestated } from './output/restated.js';
import { withSending } from './with-sending.js';

interface RebuildOptions extends CommonOptions {
  readonly quarter: string;
  readonly reason: string;
  readonly knownAt?: string;
  readonly force: boolean;
  readonly toDate: boolean;
}

/** `quarterly rebuild`: a run with a reason, which the ledger keeps. */
export async function rebuildCommand(
  _positional: readonly string[],
  options: RebuildOptions,
  runtime: Runtime,
): Promise<number> {
  const { quarter, force } = options;
  parseQuarter(quarter);
  const reason = givenReason(options.reason);
  const knownAt = options.knownAt === undefined ? null : knownAtOf(options.knownAt, runtime.now());
  return withSending(options, runtime, async (session) => {
    const outcome = await runQuarter(
      session,
      { quarter, knownAt, force, reason, isToDate: options.toDate },
      createProgress(runtime, options),
    );
    showOutcome(outcome, options, runtime);
    await showRestated(session, outcome, options);
    return exitCodeOfRun(session.workspace.configuration, outcome);
  });
}
