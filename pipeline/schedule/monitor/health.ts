import type { MonitorState } from './state.js';
import { counted } from '../../core/counted.js';

/** What the scheduler knows of its own looks. */
export interface Looks {
  readonly startedAt: Date;
  /** When it last looked to the end; null where it hasn't yet. */
  readonly lastLookAt: Date | null;
  /** The code of the last look's failure, such as `configuration`; null where it succeeded. */
  readonly failure: string | null;
}

export interface Health {
  readonly isHealthy: boolean;
  /** Why not, in words. */
  readonly faults: readonly string[];
  /** What somebody should look at, though the schedule works. */
  readonly warnings: readonly string[];
  readonly lastLookAt: string | null;
}

/** A look comes every minute; a run may take some. */
const LONGEST_SILENCE_MS = 30 * 60_000;

/** Whether the schedule does its work. A late return is somebody else's fault, and a warning. */
export function healthOf(state: MonitorState | null, looks: Looks, now: Date): Health {
  const silence = now.getTime() - (looks.lastLookAt ?? looks.startedAt).getTime();
  const faults = [
    ...(looks.failure === null ? [] : [`The last look failed: ${looks.failure}.`]),
    ...(silence > LONGEST_SILENCE_MS
      ? [`No look has ended for ${Math.floor(silence / 60_000)} minutes.`]
      : []),
    ...(state === null ? ["The ledger can't be read."] : []),
    ...(state?.schedule === 'stopped' ? ['Slots have been due for an hour.'] : []),
  ];
  const late = state === null ? 0 : state.returns.missing + state.returns.refused;
  const warnings = [
    ...(state?.failedJobs ?? []).map((job) => `The last ${job} failed.`),
    ...(late === 0 ? [] : [`${counted(late, 'return is', 'returns are')} late.`]),
    ...(state === null || state.outbox.givenUp === 0
      ? []
      : [`${state.outbox.givenUp} messages or deliveries were given up.`]),
    ...(state?.cabinet ?? [])
      .filter(({ workingDaysLeft, released }) => released === null && workingDaysLeft < 0)
      .map(({ quarter }) => `The pack of ${quarter} is late for its cabinet meeting.`),
  ];
  return {
    isHealthy: faults.length === 0,
    faults,
    warnings,
    lastLookAt: looks.lastLookAt?.toISOString() ?? null,
  };
}
