import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { jobs } from '../slots.js';
import type { Health } from './health.js';
import type { MonitorState } from './state.js';

const ownProcess = new Registry();

/** Begins to measure this process itself: memory, processor, delays of the event loop. */
export function measureProcess(): void {
  if (ownProcess.getMetricsAsArray().length === 0) collectDefaultMetrics({ register: ownProcess });
}

/**
 * The state in Prometheus' text format. prom-client writes it (escapes, types, the process's own measures); every value is read from the
 * ledger when it is asked for, so that a restarted process shows the same.
 */
export async function metricsText(
  state: MonitorState,
  health: Health,
  version: string,
): Promise<string> {
  const registry = new Registry();
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new Gauge({ name: `quarterly_${name}`, help, labelNames, registers: [registry] });
  const now = Date.parse(state.at);

  gauge('build_info', 'The version that runs.', ['version']).set({ version }, 1);
  gauge('healthy', '1 where /health answers 200.').set(health.isHealthy ? 1 : 0);
  // What has never been has no time: left out, where prom-client would write 1970.
  const since = (name: string, help: string, instant: string | null): void => {
    if (instant !== null) gauge(name, help).set(Date.parse(instant) / 1000);
  };
  since('last_look_timestamp_seconds', 'When the schedule was last looked at.', health.lastLookAt);
  since(
    'last_run_timestamp_seconds',
    'When the last pack was finished.',
    state.lastRun?.finishedAt ?? null,
  );
  const done = gauge('last_success_timestamp_seconds', 'When a job was last done.', ['job']);
  const age = gauge('last_success_age_seconds', 'How long ago a job was last done.', ['job']);
  const lag = gauge('slot_lag_seconds', 'How long the oldest slot not done with has been due.', [
    'job',
  ]);
  const failed = gauge('job_failed', "1 where a job's last slot failed.", ['job']);
  for (const job of jobs) {
    const at = state.lastDone[job];
    if (at !== null) {
      done.set({ job }, Date.parse(at) / 1000);
      age.set({ job }, Math.max(0, (now - Date.parse(at)) / 1000));
    }
    lag.set({ job }, state.slotLagSeconds[job]);
    failed.set({ job }, state.failedJobs.includes(job) ? 1 : 0);
  }
  const returns = gauge('returns', 'Expected returns of the last quarter, by state.', [
    'quarter',
    'state',
  ]);
  for (const [name, count] of Object.entries(state.returns))
    returns.set({ quarter: state.quarter, state: name.replace(' ', '_') }, count);
  gauge('returns_late', 'Returns past due: nothing came, or what came was refused.').set(
    state.returns.missing + state.returns.refused,
  );
  const outbox = gauge('outbox_messages', 'Messages and deliveries that are not through.', [
    'state',
  ]);
  outbox.set({ state: 'waiting' }, state.outbox.waiting);
  outbox.set({ state: 'given_up' }, state.outbox.givenUp);
  const oldest = state.outbox.oldestWaiting;
  gauge('outbox_oldest_age_seconds', 'How long the oldest message has waited.').set(
    oldest === null ? 0 : Math.max(0, (now - Date.parse(oldest)) / 1000),
  );
  const cabinet = gauge(
    'cabinet_working_days_left',
    'Working days until the pack must be out for its meeting; none once it is.',
    ['quarter'],
  );
  for (const { quarter, workingDaysLeft, released } of state.cabinet)
    if (released === null || released.kind === 'provisional')
      cabinet.set({ quarter }, workingDaysLeft);
  return `${await registry.metrics()}\n${await ownProcess.metrics()}`;
}
