import { QuarterlyError } from '../core/errors.js';
import { createProgress } from '../workspace/progress.js';
import type { Runtime } from '../core/runtime.js';
import { nextLine } from '../schedule/overview.js';
import { jobs, nextSlot } from '../schedule/slots.js';
import { slotRules } from '../schedule/slot-rules.js';
import { tick, type TickedSlot, type TickOutcome } from '../schedule/tick.js';
import { slotWords } from '../schedule/words.js';
import type { CommonOptions } from './common-options.js';
import { showRehearsal } from './output/rehearsal.js';
import { withSending } from './with-sending.js';
import { wrap } from '../core/wrap.js';

interface TickOptions extends CommonOptions {
  readonly at?: Date;
  readonly dryRun: boolean;
}

/** How often a timer looks: a rehearsal takes the schedule to have been looked at so long before. */
const BETWEEN_LOOKS_MS = 15 * 60_000;

/** `quarterly tick`: does what is due by the schedule, once; `--dry-run`: says what it would do, and changes nothing. */
export async function tickCommand(
  _positional: readonly string[],
  options: TickOptions,
  runtime: Runtime,
): Promise<number> {
  if (options.dryRun) {
    const at = options.at ?? runtime.now();
    return showRehearsal(options, runtime, new Date(at.getTime() - BETWEEN_LOOKS_MS), at);
  }
  if (options.at !== undefined) {
    throw new QuarterlyError('usage', '--at goes with --dry-run.', {
      fix: 'Say --dry-run as well: only a rehearsal has a clock of its own.',
    });
  }
  return withSending(options, runtime, async (session) => {
    const outcome = await tick(session, createProgress(runtime, options));
    const { timetable, workingDays } = slotRules(session.workspace.configuration);
    const next = jobs.flatMap((job) => nextSlot(job, timetable, workingDays, runtime.now()) ?? []);
    if (options.json) {
      const slots = outcome.slots.map(slotAsJson);
      runtime.stdout.write(`${JSON.stringify({ slots, next })}\n`);
      return outcome.exitCode;
    }
    const lines = outcome.slots.length === 0 ? ['Nothing is due.'] : tickLines(outcome);
    const text = [...lines, ...next.map(nextLine)].join('\n');
    runtime.stdout.write(`${wrap(text, runtime.columns)}\n`);
    return outcome.exitCode;
  });
}

/** A line for each slot that was carried out. */
export function tickLines(outcome: TickOutcome): string[] {
  return outcome.slots.map(({ slot, state, why }) => `${slotWords(slot)}: ${state}. ${why}`);
}

/** A slot that was carried out, for machines. */
export function slotAsJson({ slot, state, why, runId, exitCode }: TickedSlot) {
  const { job, at, quarter, isLast } = slot;
  return { job, at, quarter, isLast, state, why, run: runId, exitCode };
}
