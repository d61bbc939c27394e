import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { exitCodes } from '../../pipeline/core/errors.js';
import { shippedFile } from '../../pipeline/core/root.js';
import { contentHash } from '../../pipeline/warehouse/verify/content-hash.js';
import { openWarehouse } from '../../pipeline/warehouse/open.js';
import { FIRST_RUN, makeCouncil, QUARTER, treeOf } from '../pipeline/support/workspaces.js';
import { quarterly } from '../support/command-line.js';
import { createDatabase, dropDatabases } from '../support/databases.js';
import { startPostgres } from '../support/postgres.js';

/*
 * A council on a real PostgreSQL, whose server ends our session before any one statement of a command. The command then ends well, as
 * reads are tried again, or with exit code 10. The same command again, at once, leaves what an undisturbed one leaves.
 */

/** One command, and where it begins: a workspace, and the database to copy. */
export interface Step {
  readonly name: string;
  readonly argv: readonly string[];
  readonly now: Date;
  readonly workspace: string;
  readonly template: string;
  /** What an undisturbed one leaves, and how many statements it sends. */
  readonly whole: Left;
  readonly statements: number;
}

interface Left {
  readonly content: string;
  readonly packs: Readonly<Record<string, string>>;
  readonly store: readonly string[];
}

/** How a command ended whose session was ended. */
export interface LostEnd {
  /** Whether it, or the same command again, left what an undisturbed one leaves. */
  readonly isSame: boolean;
  readonly code: number;
  readonly again: number | null;
  readonly stderr: string;
}

export interface DatabaseCouncil {
  readonly steps: readonly Step[];
  /** Ends the session before statement number `at`, from 1 on. */
  lose(step: Step, at: number): Promise<LostEnd>;
  end(): Promise<void>;
}

const THEN = new Date('2018-01-22T09:00:00Z');
/** Three years and a day after the returns' as-at date. */
const LATER = new Date('2021-01-01T09:00:00Z');

/** A council with an empty database, taken through its commands once, each of them undisturbed. */
export async function databaseCouncil(): Promise<DatabaseCouncil> {
  const server = await startPostgres(process.env);
  const folder = await mkdtemp(path.join(tmpdir(), 'fault-database-'));
  const made: string[] = [];
  const copyDatabase = async (template: string): Promise<string> => {
    const name = `fault_${process.pid}_${made.length + 1}`;
    made.push(name);
    return createDatabase(server.url, name, template);
  };
  const administrator = new pg.Client({ connectionString: server.url });
  await administrator.connect();

  /** Runs a command on a copy of where it begins; its session is ended before a statement, or never. */
  const onCopy = async <T>(
    { argv, now, workspace, template }: Pick<Step, 'argv' | 'now' | 'workspace' | 'template'>,
    at: number | null,
    body: (
      first: { code: number; stderr: string; statements: number },
      again: () => Promise<{ code: number; stderr: string }>,
      left: () => Promise<Left>,
      copy: string,
      url: string,
    ) => Promise<T>,
  ): Promise<T> => {
    const copy = await mkdtemp(path.join(folder, 'copy-'));
    await cp(workspace, copy, { recursive: true, preserveTimestamps: true });
    const url = await copyDatabase(template);
    const front = await frontOf(new URL(url), administrator, at);
    const run = (warehouse: string) =>
      quarterly([...argv.map((word) => word.replace('{copy}', copy)), '--workspace', copy, '-q'], {
        now,
        environment: { QUARTERLY_WAREHOUSE: warehouse },
      });
    try {
      const first = await run(front.url);
      return await body(
        { ...first, statements: front.statements() },
        () => run(url),
        () => leftIn(copy, url),
        copy,
        url,
      );
    } finally {
      front.close();
    }
  };

  const steps: Step[] = [];
  let [workspace, template] = [await councilWithChildren(), 'template0'];
  for (const [name, now, ...argv] of COMMANDS) {
    const begins = { argv, now, workspace, template };
    steps.push(
      await onCopy(begins, null, async ({ code, stderr, statements }, _again, left, copy, url) => {
        if (code !== 0) throw new Error(`an undisturbed ${name} ended with ${code}: ${stderr}`);
        [workspace, template] = [copy, new URL(url).pathname.slice(1)];
        return { name, ...begins, whole: await left(), statements };
      }),
    );
  }
  const templates = new Set(steps.map((step) => step.template).concat(template));
  return {
    steps,
    lose: (step, at) =>
      onCopy(step, at, async (first, again, left, copy, url) => {
        const second = first.code === 0 ? null : await again();
        const isSame = isDeepStrictEqual(await left(), step.whole);
        await rm(copy, { recursive: true });
        const name = new URL(url).pathname.slice(1);
        if (!templates.has(name)) await dropDatabases(server.url, [name]);
        const { code, stderr } = first;
        return {
          isSame,
          code,
          again: second?.code ?? null,
          stderr: stderr + (second?.stderr ?? ''),
        };
      }),
    end: async () => {
      await administrator.end();
      await dropDatabases(server.url, made);
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const COMMANDS: readonly (readonly [string, Date, ...string[]])[] = [
  ['receive', THEN, 'receive', path.join('{copy}', 'inbox', 'population')],
  ['run', THEN, 'run', '--quarter', QUARTER],
  ['release', THEN, 'release', FIRST_RUN, '--reason', 'agreed by the director'],
  ['expire', LATER, 'expire', '--apply', '--reason', 'retention schedule 4.2'],
];

/** Whether a command that lost its session ended as it should. */
export function isWell({ isSame, code, again, stderr }: LostEnd): boolean {
  if (!isSame) return false;
  if (code === 0) return true;
  return (
    code === exitCodes.machine &&
    again === 0 &&
    /run the same command again/i.test(stderr.replace(/\s+/g, ' '))
  );
}

/** Schools in the inbox, and children looked after; both expire after three years. */
async function councilWithChildren(): Promise<string> {
  const council = await makeCouncil();
  const file = path.join(council, 'quarterly.yaml');
  const settings = (await readFile(file, 'utf8')).replace(
    'required: true',
    'required: true, keep: 3 years',
  );
  await writeFile(file, `${settings}  ssda903: { keep: 3 years }\n`);
  await cp(
    shippedFile('sources', 'ssda903', 'samples'),
    path.join(council, 'inbox', 'ssda903', 'ssda903_as_at_2017-12-31'),
    { recursive: true },
  );
  return council;
}

async function leftIn(workspace: string, url: string): Promise<Left> {
  const warehouse = await openWarehouse(url);
  try {
    return {
      content: await contentHash(warehouse),
      packs: await treeOf(path.join(workspace, 'packs')),
      store: Object.keys(await treeOf(path.join(workspace, 'store'))),
    };
  } finally {
    await warehouse.close();
  }
}

/** Stands in front of a server and counts what clients ask of it; before one statement, the server ends that session. */
async function frontOf(
  target: URL,
  administrator: pg.Client,
  at: number | null,
): Promise<{ readonly url: string; statements(): number; close(): void }> {
  let count = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    upstream.pipe(client);
    const forward = async (): Promise<void> => {
      const split = messages();
      for await (const bytes of client as AsyncIterable<Buffer>) {
        for (const { type, message } of split(bytes)) {
          if ((type === 'Q' || type === 'P') && ++count === at)
            await administrator.query(
              'select pg_terminate_backend(pid, 5000) from pg_stat_activity where client_port = $1',
              [upstream.localPort],
            );
          upstream.write(message);
        }
      }
    };
    forward().catch(() => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target.href);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    statements: () => count,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Parts what a client sends into messages. The first has no type; each of the others a letter and a length (PostgreSQL, 55.7). */
function messages(): (bytes: Buffer) => { type: string; message: Buffer }[] {
  let rest = Buffer.alloc(0);
  let head = 0;
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    const found: { type: string; message: Buffer }[] = [];
    while (rest.length >= head + 4) {
      const length = head + rest.readUInt32BE(head);
      if (rest.length < length) break;
      const message = rest.subarray(0, length);
      found.push({ type: head === 0 ? '' : message.toString('latin1', 0, 1), message });
      rest = rest.subarray(length);
      head = 1;
    }
    return found;
  };
}
