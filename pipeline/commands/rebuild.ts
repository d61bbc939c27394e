import { parseQuarter } from '../calendar/quarter.js';
import { runQuarter } from '../run-quarter.js';
import { knownAtOf } from '../run/known-at.js';
import { exitCodeOfRun } from '../run/outcome.js';
import { createProgress } from '../run/progress.js';
import type { Surroundings } from '../run/surroundings.js';
import type { CommonOptions } from './common-options.js';
import { givenReason } from './reason.js';
import { showOutcome } from './run.js';
import { showRestated } from './restated.js';
import { withTelling } from './with-telling.js';

interface RebuildOptions extends CommonOptions {
  readonly quarter: string;
  readonly reason: string;
  readonly knownAt?: string;
  readonly force: boolean;
}

/** `quarterly rebuild`: a run with a reason, which the ledger keeps. */
export async function rebuildCommand(
  _positional: readonly string[],
  options: RebuildOptions,
  surroundings: Surroundings,
): Promise<number> {
  const { quarter, force } = options;
  parseQuarter(quarter);
  const reason = givenReason(options.reason);
  const knownAt =
    options.knownAt === undefined ? null : knownAtOf(options.knownAt, surroundings.now());
  return withTelling(options, surroundings, async (session) => {
    const outcome = await runQuarter(
      session,
      { quarter, knownAt, force, reason },
      createProgress(surroundings, options),
    );
    showOutcome(outcome, options, surroundings);
    await showRestated(session, outcome, options);
    return exitCodeOfRun(session, outcome);
  });
}
