import { createServer, connect, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../../pipeline/warehouse/migrate.js';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';
import type { Warehouse } from '../../../pipeline/warehouse/types.js';
import { withLock } from '../../../pipeline/workspace/lock.js';
import { postgresDatabases } from '../../support/warehouses.js';

const databases = postgresDatabases();
let where = '';
let ours: Warehouse;
/** Ends the others' sessions, as an administrator or a restart does. */
let administrator: Warehouse;

beforeAll(async () => {
  where = await databases.make();
  ours = await openWarehouse(where, { applicationName: 'ours', waitSeconds: 5 });
  administrator = await openWarehouse(where, { applicationName: 'administrator' });
}, 300_000);

afterAll(async () => {
  await Promise.all([ours.close(), administrator.close()]);
  await databases.drop();
});

async function terminateOurs(): Promise<void> {
  await administrator.knex.raw(
    `select count(pg_terminate_backend(pid)) as ended from pg_stat_activity where application_name = 'ours'`,
  );
}

/** A statement that the server itself refuses so. */
function raised(code: string): string {
  return `do $$ begin raise exception using errcode = '${code}'; end $$`;
}

const facts = (warehouse: Warehouse) =>
  warehouse.read((trx) => trx('workspace_fact').orderBy('name').pluck<string[]>('name'));

describe('a database that goes away in mid-command', () => {
  it('is read again', async () => {
    let tries = 0;
    const found = await ours.read(async (trx) => {
      tries += 1;
      if (tries === 1) await terminateOurs();
      return trx('run_lock').pluck<number[]>('lock_no');
    });
    expect([tries, found]).toEqual([2, [1]]);
  }, 60_000);

  it('keeps nothing of a write that was cut off, says so, and takes the same write again', async () => {
    const write = (name: string, isCut: boolean) =>
      ours.write(async (trx) => {
        await trx('workspace_fact').insert({ name, value: 'first' });
        if (isCut) await terminateOurs();
        await trx('workspace_fact').where({ name }).update({ value: 'second' });
      });
    await expect(write('cut', true)).rejects.toMatchObject({
      code: 'machine',
      message: expect.stringContaining('went away; nothing is lost') as string,
    });
    expect(await facts(ours)).toEqual([]);
    await write('cut', false);
    expect(await facts(ours)).toEqual(['cut']);
  }, 60_000);

  it.each([
    ['undoes a transaction for another’s sake (40001)', raised('40001'), 'went away; nothing is'],
    ['undoes a deadlock (40P01)', raised('40P01'), 'went away; nothing is lost'],
    ['is starting up (57P03)', raised('57P03'), 'went away; nothing is lost'],
    ['is only for reading', 'set transaction read only', 'went away; nothing is lost'],
    ['has no room left (53100)', raised('53100'), 'is full'],
  ])('and one that %s says so, keeps nothing, and is read again', async (_what, sql, said) => {
    const write = ours.write(async (trx) => {
      await trx.raw(sql);
      await trx('workspace_fact').insert({ name: 'half', value: '' });
    });
    await expect(write).rejects.toMatchObject({
      code: 'machine',
      message: expect.stringContaining(said) as string,
    });
    expect(await facts(ours)).not.toContain('half');
    if (said === 'is full') return;
    let tries = 0;
    const read = ours.read(async (trx) => {
      tries += 1;
      if (tries === 1 && sql.startsWith('do')) await trx.raw(sql);
      return trx('run_lock').pluck<number[]>('lock_no');
    });
    expect(await read).toEqual([1]);
  });

  it('frees the run lock as soon as it is back', async () => {
    const order = { holder: 'ana', purpose: 'run', now: () => new Date() };
    const cut = withLock(ours, order, async (lock) => {
      await ours.write(async (trx) => {
        await terminateOurs();
        await trx('run_lock').select();
      }, lock);
    });
    await expect(cut).rejects.toMatchObject({ code: 'machine' });
    expect(await withLock(ours, order, () => Promise.resolve('taken'))).toBe('taken');
  }, 60_000);
});

/** A server in front of the real one that breaks the line once, when somebody says so: the client, or the real one. */
function cuttingProxy(
  target: URL,
  says: { readonly client?: string; readonly server?: string },
): Promise<{ readonly server: Server; readonly url: string; arm: () => void }> {
  let isArmed = false;
  const server = createServer((client: Socket) => {
    const upstream = connect(Number(target.port), target.hostname);
    const forward = (from: Socket, to: Socket, words: string | undefined): void => {
      from.on('data', (bytes) => {
        if (isArmed && words !== undefined && bytes.includes(words)) {
          isArmed = false;
          client.destroy();
          upstream.destroy();
        } else to.write(bytes);
      });
    };
    forward(client, upstream, says.client);
    forward(upstream, client, says.server);
    for (const socket of [client, upstream]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
      });
    }
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const url = new URL(target.href);
      const address = server.address();
      url.hostname = '127.0.0.1';
      url.port = String(typeof address === 'object' ? address?.port : '');
      resolve({ server, url: url.href, arm: () => (isArmed = true) });
    });
  });
}

describe('a database that goes away as a transaction begins', () => {
  it('is read again, and says so where it should write', async () => {
    const { server, url, arm } = await cuttingProxy(new URL(where), { client: 'BEGIN;\0' });
    const behind = await openWarehouse(url, { waitSeconds: 5 });
    try {
      arm();
      expect(await behind.read((trx) => trx('run_lock').pluck<number[]>('lock_no'))).toEqual([1]);
      arm();
      const write = behind.write((trx) =>
        trx('workspace_fact').insert({ name: 'never', value: '' }),
      );
      await expect(write).rejects.toMatchObject({
        code: 'machine',
        message: expect.stringContaining('went away; nothing is lost') as string,
      });
      expect(await facts(ours)).not.toContain('never');
    } finally {
      await behind.close();
      server.close();
    }
  }, 60_000);
});

describe('a database that goes away while its tables are made', () => {
  it('says so, and has them after the next try', async () => {
    const { server, url, arm } = await cuttingProxy(new URL(await databases.make('empty')), {
      client: 'create table run_lock',
    });
    const behind = await openWarehouse(url, { waitSeconds: 5 });
    try {
      arm();
      await expect(migrate(behind)).rejects.toMatchObject({
        code: 'machine',
        message: expect.stringContaining('went away; nothing is lost') as string,
      });
      expect((await migrate(behind)).applied.length).toBeGreaterThan(0);
    } finally {
      await behind.close();
      server.close();
    }
  }, 60_000);
});

describe('a commit that wasn’t acknowledged', () => {
  it('is looked up before anything is said: what is there is done once', async () => {
    // CommandComplete of a commit: not of `begin`, nor of a rollback.
    const { server, url, arm } = await cuttingProxy(new URL(where), { server: 'COMMIT\0' });
    const behind = await openWarehouse(url, { waitSeconds: 5 });
    try {
      arm();
      const given = await behind.write(async (trx) => {
        await trx('workspace_fact').insert({ name: 'unacknowledged', value: '' });
        return 'given';
      });
      expect(given).toBe('given');
      expect(await facts(ours)).toContain('unacknowledged');
    } finally {
      await behind.close();
      server.close();
    }
  }, 60_000);
});

describe('a database that can’t be opened', () => {
  const fails = (change: (url: URL) => void) => {
    const url = new URL(where);
    change(url);
    return expect(openWarehouse(url.href, { waitSeconds: 1 })).rejects;
  };

  it('that isn’t there is named, with the variable that names it', async () => {
    await fails((url) => (url.pathname = '/nowhere')).toMatchObject({
      code: 'configuration',
      message: expect.stringContaining('has no database') as string,
      fix: expect.stringContaining('QUARTERLY_WAREHOUSE') as string,
    });
  });

  it('whose server isn’t there is the machine’s fault', async () => {
    await fails((url) => (url.port = '1')).toMatchObject({
      code: 'machine',
      message: expect.stringContaining('can’t be reached'.replace('’', "'")) as string,
      fix: expect.stringContaining('QUARTERLY_WAREHOUSE') as string,
    });
  });

  it('that refuses the login says where the password goes', async () => {
    await fails((url) => (url.username = 'nobody-known')).toMatchObject({
      code: 'configuration',
      message: expect.stringContaining('refused the login') as string,
      fix: expect.stringContaining('QUARTERLY_WAREHOUSE_PASSWORD') as string,
    });
  });
});
