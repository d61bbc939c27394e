import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import { lockHolder } from '../../../pipeline/workspace/lock.js';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';
import { quarterly } from '../../support/command-line.js';
import { isFullLength } from '../../support/length.js';
import { describeOnBoth } from '../../support/warehouses.js';
import { makeCouncil, readSchedule, sendReturn, startCommand } from './support.js';

const MONDAY = '2018-01-22T06:00:00Z';

describeOnBoth('two schedulers', (_open, _engine, databases) => {
  // slot-ledger.warehouse.test.ts holds on both engines that a slot is taken once.
  it.runIf(isFullLength)(
    'that find the same slots due run the quarter once, and end when stopped',
    async () => {
      const workspace = await makeCouncil();
      const where = await databases.make();
      const environment = { QUARTERLY_WAREHOUSE: where };
      const now = new Date('2018-01-21T12:00:00Z');
      await quarterly(['tick', '--quiet', '--workspace', workspace], { now, environment });
      sendReturn(workspace);
      const schedulers = await Promise.all(
        ['schedule', 'schedule'].map(() => startCommand('schedule', workspace, MONDAY, where)),
      );
      for (const scheduler of schedulers) scheduler.begin();
      await expect
        .poll(async () => (await readSchedule(where, 'run')).slots[0]?.state, { timeout: 90_000 })
        .toBe('done');
      for (const scheduler of schedulers) scheduler.process.kill('SIGTERM');
      // Windows has no SIGTERM that a program could heed.
      const code = process.platform === 'win32' ? null : 130;
      for (const { ended } of schedulers) expect(await ended).toBe(code);
      const { slots, runs } = await readSchedule(where, 'run');
      expect(slots).toMatchObject([{ state: 'done', attempt_count: 1 }]);
      expect(runs).toHaveLength(1);
    },
    120_000,
  );
});

describe('quarterly schedule', () => {
  it.skipIf(process.platform === 'win32')(
    'says what comes next, and at SIGTERM ends within ten seconds, holding no lock',
    async () => {
      const workspace = await makeCouncil();
      const child = spawn(
        process.execPath,
        [shippedFile('dist', 'pipeline', 'cli.js'), 'schedule', '--workspace', workspace],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      let said = '';
      child.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
      await expect.poll(() => said, { timeout: 30_000 }).toContain('next: run of ');
      expect(said).toContain('next: pull, ');
      const told = performance.now();
      child.kill('SIGTERM');
      const [code] = (await once(child, 'exit')) as [number | null];
      expect(code).toBe(130);
      expect(performance.now() - told).toBeLessThan(10_000);
      const warehouse = await openWarehouse(path.join(workspace, 'warehouse.sqlite'));
      expect(await lockHolder(warehouse)).toBeUndefined();
      await warehouse.close();
    },
  );

  it('refuses to start with settings that are wrong', async () => {
    const workspace = await makeCouncil();
    const settings = 'authority: E06000004\nschedule:\n  run: { cut_off: 60 working days }\n';
    writeFileSync(path.join(workspace, 'quarterly.yaml'), settings);
    const { code, stderr } = await quarterly(['schedule', '--workspace', workspace]);
    expect(code).toBe(2);
    expect(stderr).toContain('quarterly.yaml');
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('let the cut-off lie within 50 working days');
  });

  it.each([
    ['run: { first_try: 20 working days, cut_off: 18 working days }', 'let the first try lie'],
    ['run: { at: "25:00" }', 'write the time of day in London as "06:00"'],
    ['chaser: { at: "07:00" }', 'chaser'],
  ])('names what is wrong in "%s"', async (line, words) => {
    const workspace = await makeCouncil();
    const settings = `authority: E06000004\nschedule:\n  ${line}\n`;
    writeFileSync(path.join(workspace, 'quarterly.yaml'), settings);
    const { code, stderr } = await quarterly(['tick', '--workspace', workspace]);
    expect(code).toBe(2);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(words);
  });
});
