import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeWorkspace } from '../../../pipeline/workspace/make-workspace.js';
import { shippedFile } from '../../../pipeline/core/root.js';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';
import { quarterly } from '../../support/command-line.js';
import { startHttps, testAuthority, type TestServer } from '../../support/https-server.js';
import { describeOnBoth } from '../../support/warehouses.js';

interface Pulled {
  readonly pulled: readonly {
    readonly source: string;
    readonly state: string;
    readonly why: string;
    readonly returns: readonly { readonly asAt: string; readonly status: string }[];
  }[];
}

const sample = (source: string, name: string): string =>
  readFileSync(shippedFile('sources', source, 'samples', name), 'utf8');
const POPULATION = sample('population', 'mid-year_estimates_2016_to_2017.csv');
const ACTIONS = sample('actions', 'actions_2017-18-Q3.csv');

let server: TestServer;
beforeAll(async () => {
  server = await startHttps({
    '/statistics': (_, response) => {
      const page = '<a href="/estimates">Mid-year estimates 2016 to 2017 (CSV)</a>';
      response
        .writeHead(200, { 'content-type': 'text/html', 'content-length': page.length })
        .end(page);
    },
    '/estimates': (_, response) => {
      response
        .writeHead(200, {
          'content-type': 'text/csv',
          'content-length': Buffer.byteLength(POPULATION),
          'content-disposition': 'attachment; filename="mid-year_estimates_2016_to_2017.csv"',
        })
        .end(POPULATION);
    },
  });
});
afterAll(() => server.stop());

describeOnBoth('quarterly pull', (_open, _engine, databases) => {
  /** A council that fetches its actions from a share, population from a page, and indicators from a share that isn't there. */
  async function council() {
    const workspace = mkdtempSync(path.join(tmpdir(), 'quarterly-pull-'));
    const share = path.join(workspace, 'share');
    mkdirSync(share);
    writeFileSync(path.join(share, 'actions_2017-18-Q3.csv'), ACTIONS);
    writeFileSync(path.join(workspace, 'authority.pem'), testAuthority);
    await makeWorkspace(
      workspace,
      {
        configuration: [
          'authority: E06000004',
          'network: { certificates: authority.pem }',
          'returns:',
          '  actions: { due: 12 working days, required: true, pull: { folder: share, files: "*.csv", settle_seconds: 0 } }',
          '  indicators: { pull: { folder: gone } }',
          `  population: { pull: { page: "${server.origin}/statistics", link: { text: "^mid-year estimates" } } }`,
          '',
        ].join('\n'),
        strategies: {},
        sourceIds: ['actions'],
      },
      { force: true },
    );
    const where = await databases.make();
    const command = (argv: readonly string[], at = '2018-01-22T05:00:00Z') =>
      quarterly([...argv, '--quiet', '--workspace', workspace], {
        now: new Date(at),
        environment: { QUARTERLY_WAREHOUSE: where },
      });
    const pull = async (...argv: string[]) => {
      const { code, stdout, stderr } = await command(['pull', '--json', ...argv]);
      if (stdout === '') throw new Error(stderr);
      return { code, pulled: (JSON.parse(stdout) as Pulled).pulled };
    };
    return { workspace, share, where, command, pull };
  }

  async function outcomesIn(where: string): Promise<string[]> {
    const warehouse = await openWarehouse(where);
    try {
      return await warehouse.read((trx) => trx('event').pluck<string[]>('event_id'));
    } finally {
      await warehouse.close();
    }
  }

  async function countReturns(where: string): Promise<number> {
    const warehouse = await openWarehouse(where);
    try {
      return await warehouse.read(async (trx) => (await trx('received_return')).length);
    } finally {
      await warehouse.close();
    }
  }

  it('takes in what each place has, once; one that isn’t there stops no other', async () => {
    const { workspace, share, where, pull } = await council();
    const first = await pull();
    expect(first.code).toBe(6);
    expect(first.pulled.map(({ source, state }) => [source, state])).toEqual([
      ['actions', 'received'],
      ['indicators', 'failed'],
      ['population', 'received'],
    ]);
    expect(first.pulled[0]?.why).toMatch(/^Taken in as at 31 December 2017: \d+ rows\.$/);
    expect(first.pulled[1]?.why).toContain(
      `The folder ${path.join(workspace, 'gone')} can't be read`,
    );
    expect(readdirSync(path.join(workspace, '.pulling'))).toEqual([]);

    const second = await pull();
    expect(second.pulled.map(({ state, returns }) => [state, returns])).toEqual([
      ['nothing new', []],
      ['failed', []],
      ['nothing new', []],
    ]);
    // The same bytes under another name, and a page whose file was touched but not changed.
    writeFileSync(path.join(share, 'copy_2017-18-Q3.csv'), ACTIONS);
    const third = await pull('--source', 'actions');
    expect(third).toMatchObject({
      code: 0,
      pulled: [{ state: 'nothing new', why: 'The same bytes as came before.' }],
    });
    expect(await countReturns(where)).toBe(2);
  });

  it('takes a correction in under the same name, refuses what breaks the contract, and leaves what has no date', async () => {
    const { share, pull } = await council();
    await pull('--source', 'actions');
    const file = path.join(share, 'actions_2017-18-Q3.csv');
    writeFileSync(file, ACTIONS.replace(/\r?\n$/, '\n') + '\n');
    expect((await pull('--source', 'actions')).pulled[0]).toMatchObject({
      state: 'received',
      returns: [{ asAt: '2017-12-31', status: 'accepted' }],
    });
    writeFileSync(file, 'nothing,like,it\n1,2,3\n');
    const refused = await pull('--source', 'actions');
    expect([refused.code, refused.pulled[0]?.state]).toEqual([3, 'refused']);
    expect(refused.pulled[0]?.why).toMatch(/^Refused, as at 31 December 2017: /);

    rmSync(file);
    writeFileSync(path.join(share, 'undated.csv'), ACTIONS.replaceAll(/Q3 2017-18/g, ''));
    const left = await pull('--source', 'actions');
    expect([left.code, left.pulled[0]?.state]).toEqual([0, 'left']);
    expect(left.pulled[0]?.why).toContain(
      "undated.csv is waiting: we couldn't work out which date it covers",
    );
    expect((await pull('--source', 'actions')).pulled[0]?.state).toBe('left');
  });

  it('is done by the schedule every day, and reported by status', async () => {
    const { command, where } = await council();
    await command(['tick'], '2018-01-12T12:00:00Z');
    const ticked = await command(['tick', '--json'], '2018-01-13T06:00:00Z');
    expect(ticked.code).toBe(6);
    const { slots } = JSON.parse(ticked.stdout) as {
      slots: { job: string; state: string; why: string; exitCode: number }[];
    };
    expect(slots).toHaveLength(1);
    expect(slots[0]).toMatchObject({
      job: 'pull',
      state: 'done',
      exitCode: 6,
      why: '3 sources pulled: 2 returns loaded, 1 source failed. From the inbox: 0 returns loaded, 0 left in the inbox.',
    });
    // Anyone who looks after it hears of what failed, whatever else the slot did.
    expect(await outcomesIn(where)).toEqual(['slot-failed pull 2018-01-13T06:00:00.000Z']);

    const { stdout } = await command(['status'], '2018-01-13T07:00:00Z');
    const said = stdout.replaceAll(/\s+/g, ' ');
    expect(said).toContain(
      'last pull of population, 13 January 2018 at 06:00: received. Taken in as at',
    );
    expect(said).toContain('last pull of indicators, 13 January 2018 at 06:00: failed. The folder');
  });

  it('refuses a source that doesn’t say where it is fetched from', async () => {
    const { command } = await council();
    const { code, stderr } = await command(['pull', '--source', 'annex-a']);
    expect(code).toBe(2);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      "quarterly.yaml doesn't say where annex-a is fetched from. Add it under returns: annex-a: pull:",
    );
  });
});
