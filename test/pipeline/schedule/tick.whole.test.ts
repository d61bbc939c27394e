import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { takeLock } from '../../../pipeline/workspace/lock.js';
import type { Progress } from '../../../pipeline/core/progress.js';
import { withSession } from '../../../pipeline/workspace/session.js';
import { tick } from '../../../pipeline/schedule/tick.js';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';
import { type CommandResult, quarterly } from '../../support/command-line.js';
import { describeOnBoth } from '../../support/warehouses.js';
import { makeCouncil, readSchedule, sendReturn, startCommand } from './support.js';

interface Told {
  readonly slots: readonly { job: string; state: string; why: string; exitCode: number | null }[];
  readonly next: readonly { job: string; at: string }[];
}

const BEFORE = '2018-01-21T12:00:00Z';
const MONDAY = '2018-01-22T06:00:00Z';
const TUESDAY = '2018-01-23T06:00:00Z';
const WEDNESDAY = '2018-01-24T06:00:00Z';

describeOnBoth('quarterly tick', (_open, engine, databases) => {
  /** A council whose schedule began the day before its first try. */
  async function council() {
    const workspace = await makeCouncil();
    const where = await databases.make();
    const command = (name: string, at: string, signal?: AbortSignal): Promise<CommandResult> =>
      quarterly([name, '--json', '--quiet', '--workspace', workspace], {
        now: new Date(at),
        environment: { QUARTERLY_WAREHOUSE: where },
        ...(signal === undefined ? {} : { signal }),
      });
    const tickAt = async (at: string): Promise<{ code: number; run: Told['slots'][number] }> => {
      const { code, stdout, stderr } = await command('tick', at);
      if (stdout === '') throw new Error(stderr);
      const run = (JSON.parse(stdout) as Told).slots.find((slot) => slot.job === 'run');
      return { code, run: run ?? { job: 'run', state: 'none', why: '', exitCode: null } };
    };
    expect(await tickAt(BEFORE)).toMatchObject({ code: 0, run: { state: 'none' } });
    return { workspace, where, command, tickAt };
  }

  it('does nothing twice, and says when it is next due', async () => {
    const { command, tickAt } = await council();
    await tickAt(MONDAY);
    const { code, stdout } = await command('tick', '2018-01-22T06:01:00Z');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      slots: [],
      next: [
        { job: 'pull', at: '2018-01-23T06:00:00.000Z' },
        { job: 'run', at: '2018-01-23T06:00:00.000Z', quarter: '2017-18-Q3' },
        { job: 'chase', at: '2018-01-22T09:00:00.000Z' },
      ],
    });
  });

  it('leaves what is due to a later look while another program holds the lock', async () => {
    const { where, command, tickAt } = await council();
    const warehouse = await openWarehouse(where);
    const now = (): Date => new Date(MONDAY);
    const lock = await takeLock(warehouse, { holder: 'ana', purpose: 'receive', now });
    const { code, stderr } = await command('tick', MONDAY);
    expect(code).toBe(5);
    expect(stderr).toContain('ana has held it');
    await lock.release();
    await warehouse.close();
    expect((await tickAt('2018-01-22T06:15:00Z')).run.state).toBe('waited');
  });

  it('shows its last and next slots in the status, and whether anyone looks', async () => {
    const { command, tickAt } = await council();
    await tickAt(MONDAY);
    const told = async (at: string): Promise<unknown> =>
      (JSON.parse((await command('status', at)).stdout) as { schedule: unknown }).schedule;
    expect(await told('2018-01-22T06:30:00Z')).toMatchObject({
      state: 'running',
      last: [
        { job: 'pull', at: '2018-01-22T06:00:00.000Z', state: 'done' },
        { job: 'run', at: '2018-01-22T06:00:00.000Z', state: 'waited' },
      ],
      next: [
        { job: 'pull', at: '2018-01-23T06:00:00.000Z' },
        { job: 'run', at: '2018-01-23T06:00:00.000Z' },
        { job: 'chase', at: '2018-01-22T09:00:00.000Z' },
      ],
    });
    expect(await told('2018-01-25T09:00:00Z')).toMatchObject({ state: 'stopped' });
  });

  it('refuses a clock that cannot be right', async () => {
    const { command } = await council();
    const { code, stderr } = await command('tick', '1970-01-01T00:05:00Z');
    expect(code).toBe(2);
    expect(stderr).toContain('Set the clock.');
  });

  it('does not run a quarter again that a clock which ran ahead had run by a later try', async () => {
    const { where, tickAt } = await council();
    const warehouse = await openWarehouse(where);
    await warehouse.write((trx) =>
      trx('schedule_slot').insert({
        job: 'run',
        slot_at: '2018-01-24T06:00:00.000Z',
        quarter: '2017-18-Q3',
        is_last: 1,
        state: 'done',
        attempt_count: 1,
      }),
    );
    await warehouse.close();
    expect((await tickAt(MONDAY)).run).toMatchObject({
      state: 'skipped',
      why: '2017-18-Q3 was run by the slot of 24 January 2018 at 06:00.',
    });
  });

  // What differs between the engines is the ledger, which slot-ledger.test.ts tries; these run whole quarters.
  if (engine === 'postgres') return;

  it('tries again each working day while a required return is missing, then runs provisionally with code 6', async () => {
    const { workspace, where, command, tickAt } = await council();
    for (const day of [MONDAY, TUESDAY]) {
      const { code, run } = await tickAt(day);
      expect(code).toBe(0);
      expect(run).toMatchObject({ state: 'waited', why: 'Waits for actions (missing).' });
    }
    expect(await tickAt(WEDNESDAY)).toMatchObject({ code: 6, run: { state: 'done' } });
    const { slots, runs } = await readSchedule(where, 'run');
    expect(slots.map((slot) => slot.state)).toEqual(['waited', 'waited', 'done']);
    expect(slots.at(-1)).toMatchObject({ exit_code: 6, run_id: '2017-18-Q3-E06000004-r01' });
    expect(slots.at(-1)?.why).toBe(
      'Run 2017-18-Q3-E06000004-r01: the pack is provisional, without actions (missing).',
    );
    expect(runs).toEqual(['2017-18-Q3-E06000004-r01']);

    // The return comes a week later: it is reported once, and nothing runs.
    sendReturn(workspace);
    expect((await tickAt('2018-01-31T06:00:00Z')).run.state).toBe('none');
    const told = await outcomesIn(where, 'return-came-late');
    expect(told).toEqual(['return-came-late actions after 2017-18-Q3-E06000004-r01']);
    expect((await readSchedule(where, 'run')).runs).toHaveLength(1);
    const { stdout } = await command('status', '2018-01-31T09:00:00Z');
    expect(JSON.parse(stdout)).toMatchObject({
      cameLate: [{ quarter: '2017-18-Q3', sources: ['actions'], releaseId: null }],
    });

    // With the setting changed, the next pull runs the quarter with it, once.
    const settings = path.join(workspace, 'quarterly.yaml');
    writeFileSync(
      settings,
      readFileSync(settings, 'utf8').replace('run: {', 'run: { late_returns: run,'),
    );
    for (const day of ['2018-02-01T06:00:00Z', '2018-02-02T06:00:00Z'])
      expect((await tickAt(day)).code).toBe(0);
    const pulls = (await readSchedule(where, 'pull')).slots.slice(-2);
    expect(pulls.map(({ why }) => why)).toEqual([
      '0 returns loaded, 0 left in the inbox. actions came late: run 2017-18-Q3-E06000004-r02 has it.',
      '0 returns loaded, 0 left in the inbox.',
    ]);
    expect((await readSchedule(where, 'run')).runs).toHaveLength(2);
  });

  it('runs once the return is in, and says of the tries after it that there was nothing left to do', async () => {
    const { workspace, where, tickAt } = await council();
    expect((await tickAt(MONDAY)).run.state).toBe('waited');
    sendReturn(workspace);
    expect(await tickAt(TUESDAY)).toMatchObject({ code: 0, run: { state: 'done', exitCode: 0 } });
    expect((await tickAt(WEDNESDAY)).run).toMatchObject({
      state: 'skipped',
      why: '2017-18-Q3 was run by the slot of 23 January 2018 at 06:00.',
    });
    expect((await readSchedule(where, 'run')).runs).toHaveLength(1);
    expect((await readSchedule(where, 'pull')).slots.map((slot) => slot.why)).toEqual([
      '0 returns loaded, 0 left in the inbox.',
      '1 return loaded, 0 left in the inbox.',
      '0 returns loaded, 0 left in the inbox.',
    ]);
  });

  it('writes a failure down, goes on to what else is due, and tries the run again the next day', async () => {
    const { workspace, where, tickAt } = await council();
    sendReturn(workspace);
    const packs = path.join(workspace, 'packs');
    rmSync(packs, { recursive: true });
    writeFileSync(packs, 'in the way');
    const failed = await tickAt(MONDAY);
    expect(failed.run.state).toBe('failed');
    expect(failed.code).not.toBe(0);
    expect(failed.run.exitCode).toBe(failed.code);
    expect((await readSchedule(where, 'pull')).slots[0]?.state).toBe('done');
    rmSync(packs);
    mkdirSync(packs);
    expect((await tickAt(TUESDAY)).run.state).toBe('done');
  });

  it('gives a slot back when it is interrupted, with the lock, and the next look does it', async () => {
    const { workspace, where, tickAt } = await council();
    sendReturn(workspace);
    const interruption = new AbortController();
    const begun: string[] = [];
    const progress: Progress = {
      step: (name, body) => {
        begun.push(name);
        if (name === 'pack') interruption.abort();
        return body(() => undefined);
      },
    };
    const nowhere = new Writable({
      write: (_chunk, _encoding, done) => {
        done();
      },
    });
    const runtime = {
      now: () => new Date(MONDAY),
      environment: { QUARTERLY_WAREHOUSE: where },
      stdout: nowhere,
      stderr: nowhere,
      isTerminal: false,
      columns: 80,
      signal: interruption.signal,
    };
    const options = { workspace, quiet: true, verbose: false };
    await expect(
      withSession(options, runtime, (session) => tick(session, progress)),
    ).rejects.toMatchObject({ code: 'interrupted' });
    expect(begun).not.toContain('publish');
    expect((await readSchedule(where, 'run')).slots).toMatchObject([
      { state: 'due', attempt_count: 0 },
    ]);
    expect(await tickAt('2018-01-22T06:01:00Z')).toMatchObject({ code: 0, run: { state: 'done' } });
    const { slots, runs } = await readSchedule(where, 'run');
    expect(slots).toMatchObject([{ state: 'done', attempt_count: 1 }]);
    expect(runs).toHaveLength(1);
  });

  it('takes a slot up that a killed program was at, once its lease is over', async () => {
    const { workspace, where, command, tickAt } = await council();
    sendReturn(workspace);
    const child = await startCommand('tick', workspace, MONDAY, where);
    child.begin();
    await untilTaken(where);
    child.process.kill('SIGKILL');
    expect(await child.ended).toBeNull();
    expect((await command('tick', '2018-01-22T06:01:00Z')).code).toBe(5);
    expect((await tickAt('2018-01-22T06:10:00Z')).code).toBe(0);
    const { slots, runs } = await readSchedule(where, 'run');
    expect(slots).toMatchObject([{ state: 'done' }]);
    expect(runs).toHaveLength(1);
  });

  it('reports a slot over which the program died every time', async () => {
    const { where, tickAt } = await council();
    await tickAt(MONDAY);
    const warehouse = await openWarehouse(where);
    await warehouse.write((trx) =>
      trx('schedule_slot').where({ job: 'pull' }).update({ state: 'taken', attempt_count: 3 }),
    );
    await warehouse.close();
    await tickAt(TUESDAY);
    expect(await outcomesIn(where, 'slot-failed')).toEqual([
      'slot-failed pull 2018-01-22T06:00:00.000Z',
    ]);
  });
});

async function outcomesIn(where: string, kind: string): Promise<string[]> {
  const warehouse = await openWarehouse(where);
  try {
    return await warehouse.read((trx) => trx('event').where({ kind }).pluck<string[]>('event_id'));
  } finally {
    await warehouse.close();
  }
}

/** Waits until a program has taken a run's slot. */
async function untilTaken(where: string): Promise<void> {
  const warehouse = await openWarehouse(where);
  const deadline = Date.now() + 30_000;
  try {
    for (;;) {
      const taken = await warehouse.read((trx) =>
        trx<{ job: string }>('schedule_slot').where({ job: 'run' }).first(),
      );
      if (taken !== undefined) return;
      if (Date.now() > deadline) throw new Error('no program took the slot');
      await delay(5);
    }
  } finally {
    await warehouse.close();
  }
}
