import { openWorkspace } from '../workspace/workspace.js';
import { QuarterlyError } from '../core/errors.js';
import type { Looks } from '../schedule/monitor/health.js';
import type { Monitor } from '../schedule/monitor/serve.js';
import { readMonitorState } from '../schedule/monitor/state.js';
import { createProgress } from '../workspace/progress.js';
import { type Session, withSession } from '../workspace/session.js';
import type { Runtime } from '../core/runtime.js';
import { everyMinute } from '../schedule/minute-timer.js';
import { nextLine, readOverview } from '../schedule/overview.js';
import { slotRules } from '../schedule/slot-rules.js';
import { tick, type TickOutcome } from '../schedule/tick.js';
import type { CommonOptions } from './common-options.js';
import { showError } from './output/show-error.js';
import { slotAsJson, tickLines } from './tick.js';
import { showRehearsal } from './output/rehearsal.js';
import { withSending } from './with-sending.js';
import { wrap } from '../core/wrap.js';

interface ScheduleOptions extends CommonOptions {
  readonly explain: boolean;
  readonly from?: Date;
  readonly to?: Date;
}

/** A quarter and the tries for its pack. */
const EXPLAINED_DAYS = 92;

/**
 * `quarterly schedule`: looks at the schedule every minute until it is stopped. Each look opens the workspace afresh, so that
 * changed settings count from the next minute on. A failed look is reported once, and tried again.
 */
export async function scheduleCommand(
  _positional: readonly string[],
  options: ScheduleOptions,
  runtime: Runtime,
): Promise<number> {
  if (options.explain) {
    const from = options.from ?? runtime.now();
    const to = options.to ?? new Date(from.getTime() + EXPLAINED_DAYS * 86_400_000);
    return showRehearsal(options, runtime, new Date(from.getTime() - 1), to);
  }
  if (options.from !== undefined || options.to !== undefined) {
    throw new QuarterlyError('usage', '--from and --to go with --explain.', {
      fix: 'Say --explain as well: the schedule itself goes by the clock.',
    });
  }
  await withSession(options, runtime, async (session) => {
    await greet(session, options);
  });
  const looks = lookKeeper(runtime);
  const monitor = await startMonitor(options, runtime, looks.read);
  const telling = onlyOnce((error) => {
    showError(error, runtime, options.json);
  });
  await everyMinute(async () => {
    try {
      const outcome = await withSending(options, runtime, (session) =>
        tick(session, createProgress(runtime, { quiet: true })),
      );
      show(outcome, options, runtime);
      telling.reset();
      looks.ended(undefined);
    } catch (error) {
      looks.ended(error);
      // What another program works at is not lost, only later; what was interrupted is reported by the exit code.
      if (!isCode(error, 'interrupted')) telling.onProgress(error);
    }
  }, runtime.signal);
  await monitor?.close();
  return 0;
}

/** Keeps when the schedule was last looked at, and how that ended. */
function lookKeeper({ now }: Runtime) {
  const startedAt = now();
  let last: Looks = { startedAt, lastLookAt: null, failure: null };
  return {
    read: (): Looks => last,
    ended: (error: unknown): void => {
      // While another program works, or is stopped, nothing is wrong.
      const isFine = error === undefined || isCode(error, 'locked') || isCode(error, 'interrupted');
      const failure = error instanceof QuarterlyError ? error.code : 'unexpected';
      last = { startedAt, lastLookAt: now(), failure: isFine ? null : failure };
    },
  };
}

/** The endpoint for monitoring, where a port is configured. The schedule goes on without it if the port is taken. */
async function startMonitor(
  options: CommonOptions,
  runtime: Runtime,
  looks: () => Looks,
): Promise<Monitor | undefined> {
  const { configuration } = await openWorkspace(options.workspace, runtime.environment);
  const { port } = configuration.monitor;
  if (port === undefined) return undefined;
  const { serveMonitor } = await import('../schedule/monitor/serve.js');
  try {
    return await serveMonitor(port, {
      readState: () => withSession({ ...options, verbose: false }, runtime, readMonitorState),
      looks,
      now: () => runtime.now(),
    });
  } catch (cause) {
    const error = new QuarterlyError('configuration', `Monitoring can't listen on port ${port}.`, {
      fix: 'Give another port under monitor in quarterly.yaml, and start the schedule again. It goes on without monitoring.',
      cause,
    });
    showError(error, runtime, options.json);
    return undefined;
  }
}

async function greet(
  session: Pick<Session, 'workspace' | 'warehouse' | 'runtime' | 'log'>,
  options: CommonOptions,
): Promise<void> {
  const { warehouse, workspace, runtime, log } = session;
  log.info('schedule started');
  if (options.json || options.quiet) return;
  const { next } = await warehouse.read((trx) =>
    readOverview(trx, slotRules(workspace.configuration), runtime.now()),
  );
  const lines = [`Schedule of ${workspace.paths.root}`, ...next.map(nextLine)];
  runtime.stdout.write(`${lines.join('\n')}\n`);
}

function show(outcome: TickOutcome, options: CommonOptions, { stdout, columns }: Runtime): void {
  if (options.json) {
    for (const slot of outcome.slots) stdout.write(`${JSON.stringify(slotAsJson(slot))}\n`);
    return;
  }
  for (const line of tickLines(outcome)) stdout.write(`${wrap(line, columns)}\n`);
}

/** Reports an error, but not the same one every minute. */
function onlyOnce(onProgress: (error: unknown) => void) {
  let last: string | undefined;
  return {
    onProgress: (error: unknown): void => {
      const message = error instanceof Error ? error.message : String(error);
      if (message !== last) onProgress(error);
      last = message;
    },
    reset: (): void => {
      last = undefined;
    },
  };
}

function isCode(error: unknown, code: QuarterlyError['code']): boolean {
  return error instanceof QuarterlyError && error.code === code;
}
