import { rm } from 'node:fs/promises';
import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Looks } from '../../../../pipeline/schedule/monitor/health.js';
import { type Monitor, serveMonitor } from '../../../../pipeline/schedule/monitor/serve.js';
import { readMonitorState } from '../../../../pipeline/schedule/monitor/state.js';
import { withSession } from '../../../../pipeline/workspace/session.js';
import { PassThrough } from 'node:stream';
import { quarterly } from '../../../support/command-line.js';
import { CANARIES, makeTellingCouncil, sendBrokenReturn } from '../../send/support.js';

const BEFORE = '2018-01-19T12:00:00Z';
const MONDAY = '2018-01-22T10:00:00Z';

describe('monitoring', () => {
  let workspace: string;
  let monitor: Monitor;
  let now = new Date('2018-01-22T10:30:00Z');
  let looks: Looks;

  beforeAll(async () => {
    // Nobody listens on port 1: the mails stay in the outbox.
    workspace = await makeTellingCouncil(1, ['calendar:', '  cabinet: { 2017-18-Q3: 2018-02-15 }']);
    await sendBrokenReturn(workspace);
    for (const at of [BEFORE, MONDAY])
      await quarterly(['tick', '--workspace', workspace], { now: new Date(at) });
    looks = { startedAt: new Date(BEFORE), lastLookAt: new Date(MONDAY), failure: null };
    monitor = await serveMonitor(0, {
      readState: () =>
        withSession(
          { workspace, quiet: true, verbose: false },
          {
            now: () => now,
            environment: {},
            stdout: new PassThrough(),
            stderr: new PassThrough(),
            isTerminal: false,
            columns: 80,
            signal: new AbortController().signal,
          },
          readMonitorState,
        ),
      looks: () => looks,
      now: () => now,
    });
  });
  afterAll(async () => {
    await monitor.close();
    await rm(workspace, { recursive: true, force: true });
  });

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${monitor.port}${path}`, init);

  it('answers nobody who asks for another host: a page in a browser may have its name lead here', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      get(
        {
          port: monitor.port,
          host: '127.0.0.1',
          path: '/metrics',
          headers: { host: 'evil.example' },
        },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      ).on('error', reject);
    });
    expect(status).toBe(421);
  });

  async function metrics(): Promise<Map<string, number>> {
    const text = await (await ask('/metrics')).text();
    return new Map(
      text
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => [
          line.slice(0, line.lastIndexOf(' ')),
          Number(line.slice(line.lastIndexOf(' ') + 1)),
        ]),
    );
  }

  it('tells in Prometheus’ format what the ledger holds', async () => {
    const response = await ask('/metrics');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    const found = await metrics();
    expect(found.get('quarterly_healthy')).toBe(1);
    expect(found.get('quarterly_returns_late')).toBe(2);
    expect(found.get('quarterly_returns{quarter="2017-18-Q3",state="refused"}')).toBe(1);
    expect(found.get('quarterly_returns{quarter="2017-18-Q3",state="missing"}')).toBe(1);
    expect(found.get('quarterly_last_success_age_seconds{job="pull"}')).toBe(1800);
    expect(found.get('quarterly_slot_lag_seconds{job="run"}')).toBe(0);
    expect(found.get('quarterly_last_look_timestamp_seconds')).toBe(Date.parse(MONDAY) / 1000);
    // No pack has been made yet: no time is told, rather than 1970.
    expect(found.has('quarterly_last_run_timestamp_seconds')).toBe(false);
    expect(found.get('quarterly_outbox_messages{state="waiting"}')).toBeGreaterThan(0);
    expect(found.get('quarterly_cabinet_working_days_left{quarter="2017-18-Q3"}')).toBe(12);
    expect([...found.keys()].some((name) => name.startsWith('process_cpu'))).toBe(true);
  });

  it('says how long a slot has been due, and that nobody looks', async () => {
    now = new Date('2018-01-23T08:00:00Z');
    const found = await metrics();
    expect(found.get('quarterly_slot_lag_seconds{job="run"}')).toBe(7200);
    const health = await ask('/health');
    expect(health.status).toBe(503);
    const { faults } = (await health.json()) as { faults: string[] };
    expect(faults).toEqual([
      expect.stringContaining('No look has ended for 1320 minutes'),
      'Slots have been due for an hour.',
    ]);
    now = new Date('2018-01-22T10:20:00Z');
  });

  it('is well while the schedule does its work, and warns of what others owe', async () => {
    const health = await ask('/health');
    expect(health.status).toBe(200);
    const { warnings } = (await health.json()) as { warnings: string[] };
    expect(warnings).toContain('2 returns are late.');
    looks = { ...looks, failure: 'configuration' };
    expect((await ask('/health')).status).toBe(503);
    looks = { ...looks, failure: null };
  });

  it('tells nothing else, and nothing of a child', async () => {
    expect((await ask('/')).status).toBe(404);
    expect((await ask('/metrics', { method: 'POST' })).status).toBe(405);
    const all = `${await (await ask('/metrics')).text()}${await (await ask('/health')).text()}`;
    for (const canary of CANARIES) expect(all).not.toContain(canary);
  });
});
