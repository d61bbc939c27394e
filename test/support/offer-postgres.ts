import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDatabase, dropDatabases, migrateNew, type OfferedPostgres } from './databases.js';
import { startPostgres, type TestPostgres } from './postgres.js';

/** A PostgreSQL that starts once a test asks for it. */
export interface PostgresOffer {
  /** A GET of it starts the server, if nobody did before, and gives an `OfferedPostgres` as JSON; status 500 and the reason where none starts. */
  readonly address: string;
  close(): Promise<void>;
}

type Started = OfferedPostgres & Pick<TestPostgres, 'stop'>;

/** Test files run in processes of their own and share one server; so they ask this process for it, over loopback. */
export async function offerPostgres(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<PostgresOffer> {
  // The answer holds a password, which no other user of this machine should get.
  const secret = `/${randomBytes(16).toString('hex')}`;
  let started: Promise<Started> | undefined;
  const server = createServer((request, response) => {
    if (request.url === secret) void answer(response, (started ??= start(environment)));
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A run that ends early isn't held up by it.
  server.unref();
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${secret}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      // One that never started has nothing to stop; the tests that asked for it have failed.
      const postgres = await started?.catch(() => undefined);
      await postgres?.stop();
    },
  };
}

/** Migrating takes a second, copying a tenth of one: so it is done once for all test files. */
async function start(environment: Readonly<Record<string, string | undefined>>): Promise<Started> {
  const postgres = await startPostgres(environment);
  const { url } = postgres;
  const template = `quarterly_test_${randomBytes(6).toString('hex')}_template`;
  await migrateNew(await createDatabase(url, template, 'template0'));
  return {
    url,
    template,
    stop: async () => {
      await dropDatabases(url, [template]);
      await postgres.stop();
    },
  };
}

async function answer(response: ServerResponse, started: Promise<Started>): Promise<void> {
  try {
    const { url, template } = await started;
    response.end(JSON.stringify({ url, template }));
  } catch (error) {
    response.writeHead(500).end(error instanceof Error ? error.message : String(error));
  }
}
