import { QuarterlyError } from '../errors.js';
import { createProgress } from '../run/progress.js';
import { type Session, withSession } from '../run/session.js';
import type { Surroundings } from '../run/surroundings.js';
import { ringEveryMinute } from '../schedule/bell.js';
import { nextLine, readOverview } from '../schedule/overview.js';
import { slotRules, tick, type TickOutcome } from '../schedule/tick.js';
import type { CommonOptions } from './program.js';
import { showError } from './show-error.js';
import { slotAsJson, tickLines } from './tick.js';
import { wrap } from './wrap.js';

/**
 * `quarterly schedule`: looks at the schedule every minute until it is told to stop. Each look opens the workspace anew, so that
 * changed settings count from the next minute on. A failed look is told once, and tried again.
 */
export async function scheduleCommand(
  _positional: readonly string[],
  options: CommonOptions,
  surroundings: Surroundings,
): Promise<number> {
  await withSession(options, surroundings, async (session) => {
    await greet(session, options);
  });
  const telling = onlyOnce((error) => {
    showError(error, surroundings, options.json);
  });
  await ringEveryMinute(async () => {
    try {
      const outcome = await withSession(options, surroundings, (session) =>
        tick(session, createProgress(surroundings, { quiet: true })),
      );
      show(outcome, options, surroundings);
      telling.reset();
    } catch (error) {
      // What another program works at is not lost, only later; what was interrupted is told by the exit code.
      if (!isCode(error, 'interrupted')) telling.tell(error);
    }
  }, surroundings.signal);
  return 0;
}

async function greet(session: Session, options: CommonOptions): Promise<void> {
  const { warehouse, workspace, surroundings, log } = session;
  log.info('schedule started');
  if (options.json || options.quiet) return;
  const { next } = await warehouse.read((trx) =>
    readOverview(trx, slotRules(workspace.configuration), surroundings.now()),
  );
  const lines = [`Schedule of ${workspace.paths.root}`, ...next.map(nextLine)];
  surroundings.stdout.write(`${lines.join('\n')}\n`);
}

function show(
  outcome: TickOutcome,
  options: CommonOptions,
  { stdout, columns }: Surroundings,
): void {
  if (options.json) {
    for (const slot of outcome.slots) stdout.write(`${JSON.stringify(slotAsJson(slot))}\n`);
    return;
  }
  for (const line of tickLines(outcome)) stdout.write(`${wrap(line, columns)}\n`);
}

/** Tells an error, but not the same one every minute. */
function onlyOnce(tell: (error: unknown) => void) {
  let last: string | undefined;
  return {
    tell: (error: unknown): void => {
      const message = error instanceof Error ? error.message : String(error);
      if (message !== last) tell(error);
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
