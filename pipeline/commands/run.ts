import path from 'node:path';
import { headline } from '../../reports/sentences/headline.js';
import { longDate } from '../core/calendar/days.js';
import { parseQuarter } from '../core/calendar/quarter.js';
import { runQuarter } from '../run-quarter.js';
import { knownAtOf } from '../quarter/known-at.js';
import { exitCodeOfRun, type RunOutcome } from '../publish/find-current-run.js';
import { createProgress } from '../workspace/progress.js';
import type { Runtime } from '../core/runtime.js';
import type { CommonOptions } from './common-options.js';
import { deducibleWords } from './output/deducible.js';
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
  const { input, inbox } = outcome;
  const headlines = input.figures.filter((figure) => figure.priority !== null).map(headline);
  const lacking = input.returns.filter((each) => ['missing', 'refused'].includes(each.state));
  const refusedNow = inbox.receipts.filter(
    ({ status, source, asAt }) =>
      status === 'refused' && !lacking.some((each) => each.source === source && each.asAt === asAt),
  );
  if (options.json) {
    const { runId, isNew, files } = outcome;
    const result = {
      run: runId,
      isNew,
      files,
      unpublishedReason: outcome.unpublishedReason,
      status: input.status,
      dataCutOff: input.dataCutOff,
      headlines,
      lacking: lacking.map(({ source, state, notes }) => ({ source, state, why: notes })),
      refused: inbox.receipts
        .filter(({ status }) => status === 'refused')
        .map(({ source, asAt, refusedWhy }) => ({ source, asAt, why: refusedWhy })),
      leftInInbox: inbox.left.map(({ path: place, why }) => ({ path: place, why })),
      deducible: outcome.deducible,
    };
    runtime.stdout.write(`${JSON.stringify(result)}\n`);
    return;
  }
  const lines = [
    outcome.isNew
      ? `Run ${outcome.runId}: the pack for ${input.quarter.label} is ${input.status}.`
      : `Nothing has changed since run ${outcome.runId}; its pack stays as it is.`,
    '',
    ...headlines.map((text) => `- ${text}`),
    ...lacking.map(
      ({ title, state, notes }) =>
        `! ${[`${title}: ${state}.`, ...notes].join(' ')} Its measures say [x] and why.`,
    ),
    ...refusedNow.map(
      ({ title, asAt, refusedWhy }) =>
        `! ${title}, as at ${longDate(asAt)}: refused. ${refusedWhy ?? ''} An earlier return counts, or another quarter is concerned.`,
    ),
    ...inbox.left.map((each) => `! Left in the inbox: ${shortPath(each.path)}: ${each.why}`),
    ...deducibleWords(outcome.deducible),
    '',
    ...(outcome.unpublishedReason === null
      ? []
      : [`This pack is in its own folder: ${outcome.unpublishedReason}`, '']),
    ...outcome.files.map((file) => shortPath(file)),
  ];
  runtime.stdout.write(`${wrap(lines.join('\n'), runtime.columns)}\n`);
}

function shortPath(file: string): string {
  const relative = path.relative('.', file);
  return relative.startsWith('..') ? file : relative;
}
