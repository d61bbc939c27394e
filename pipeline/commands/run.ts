import { headline } from '../../reports/sentences/headline.js';
import { parseQuarter } from '../core/calendar/quarter.js';
import { runQuarter } from '../run-quarter.js';
import { knownAtOf } from '../quarter/known-at.js';
import { exitCodeOfRun, type RunOutcome } from '../publish/find-current-run.js';
import { createProgress } from '../workspace/progress.js';
import type { Runtime } from '../core/runtime.js';
import type { CommonOptions } from './common-options.js';
import { lackingReturns, outcomeText, strategyFigures } from './output/outcome-text.js';
import { showRestated } from './output/restated.js';
import { withSending } from './with-sending.js';
import { wrap } from '../core/wrap.js';

interface RunOptions extends CommonOptions {
  readonly quarter: string;
  readonly knownAt?: string;
  readonly force: boolean;
  readonly toDate: boolean;
}

/** `quarterly run --quarter Q`. */
export async function runCommand(
  _positional: readonly string[],
  options: RunOptions,
  runtime: Runtime,
): Promise<number> {
  const knownAt = options.knownAt === undefined ? null : knownAtOf(options.knownAt, runtime.now());
  parseQuarter(options.quarter);
  return withSending(options, runtime, async (session) => {
    const outcome = await runQuarter(
      session,
      {
        quarter: options.quarter,
        knownAt,
        force: options.force,
        reason: null,
        isToDate: options.toDate,
      },
      createProgress(runtime, options),
    );
    showOutcome(outcome, options, runtime);
    await showRestated(session, outcome, options);
    return exitCodeOfRun(session.workspace.configuration, outcome);
  });
}

/** Prints where the pack is, its headlines, and what it lacks. */
export function showOutcome(
  outcome: RunOutcome,
  options: Pick<CommonOptions, 'json'>,
  runtime: Runtime,
): void {
  if (!options.json) {
    runtime.stdout.write(`${wrap(outcomeText(outcome), runtime.columns)}\n`);
    return;
  }
  const { input, inbox, runId, isNew, files } = outcome;
  const result = {
    run: runId,
    isNew,
    files,
    unpublishedReason: outcome.unpublishedReason,
    status: input.status,
    dataCutOff: input.dataCutOff,
    headlines: strategyFigures(outcome).map(headline),
    lacking: lackingReturns(outcome).map(({ source, state, notes }) => ({
      source,
      state,
      why: notes,
    })),
    refused: inbox.receipts
      .filter(({ status }) => status === 'refused')
      .map(({ source, asAt, refusedWhy }) => ({ source, asAt, why: refusedWhy })),
    leftInInbox: inbox.left.map(({ path: place, why }) => ({ path: place, why })),
    deducible: outcome.deducible,
  };
  runtime.stdout.write(`${JSON.stringify(result)}\n`);
}
