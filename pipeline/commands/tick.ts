import { createProgress } from '../workspace/progress.js';
import type { Runtime } from '../core/runtime.js';
import { nextLine } from '../schedule/overview.js';
import { jobs, nextSlot } from '../schedule/slots.js';
import { slotRules, tick, type TickedSlot, type TickOutcome } from '../schedule/tick.js';
import { slotWords } from '../schedule/words.js';
import type { CommonOptions } from './common-options.js';
import { withSending } from './with-sending.js';
import { wrap } from './output/wrap.js';

/** `quarterly tick`: does what is due by the schedule, once. */
export async function tickCommand(
  _positional: readonly string[],
  options: CommonOptions,
  runtime: Runtime,
): Promise<number> {
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
